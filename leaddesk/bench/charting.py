"""P11: the charts page painted for the first time, and asked again, beside one read of stored sums."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

from leaddesk.bench.meter import Pair, timed
from leaddesk.bench.world import World

_WIDE, _HIGH = 1310, 652


@contextmanager
def _page(world: World) -> Iterator[tuple[Callable[[], None], Callable[[], None]]]:
    """What makes the page until it is painted, and what asks the figures of a kept one again."""
    from PySide6.QtWidgets import QApplication

    from leaddesk.bench.stage import let_go, linked, until
    from leaddesk.ui.charts.panel import ChartsPanel

    with linked(world) as link:
        loaded: list[bool] = []

        def made() -> ChartsPanel:
            panel = ChartsPanel(link)
            panel.loaded.connect(lambda: loaded.append(True))
            panel.resize(_WIDE, _HIGH)
            panel.show()
            painted()
            return panel

        def painted() -> None:
            until(lambda: bool(loaded) and link.runner.idle())
            loaded.clear()
            QApplication.processEvents()

        def again() -> None:
            kept.reload()
            painted()

        kept = made()
        try:
            yield lambda: let_go(made()), again
        finally:
            let_go(kept)


def _charts(*, again: bool) -> Callable[[World], AbstractContextManager[Pair]]:
    @contextmanager
    def figure(world: World) -> Iterator[Pair]:
        raw = world.raw
        with _page(world) as (first, reload):
            sums = timed(lambda: raw.execute("SELECT key, n, total FROM ref_rollup").fetchall())
            yield Pair(timed(reload if again else first), sums, calls=5)

    return figure


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {
    "charts_page": _charts(again=False),
    "charts_again": _charts(again=True),
}
