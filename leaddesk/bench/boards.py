"""P9: the board asked of the base, and painted for the first time, beside plain columns of cards."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from leaddesk.bench.meter import Pair, timed
from leaddesk.bench.world import World
from leaddesk.domain.funnel import STAGES

_SHOWN, _CARDS = 60, 2_000
_WIDE, _HIGH = 1310, 652


def _floor_query(raw: Any) -> None:
    sql = "SELECT * FROM ref WHERE active = 1 AND stage = ? ORDER BY score DESC, id DESC LIMIT ?"
    for stage in STAGES:
        raw.execute(sql, (stage, _SHOWN)).fetchall()
    raw.execute("SELECT key, n, total FROM ref_rollup WHERE key >= 'stage|' AND key < 'stage}'").fetchall()


@contextmanager
def _query(world: World) -> Iterator[Pair]:
    raw, store = world.raw, world.desk.store
    yield Pair(timed(lambda: store.board(_SHOWN)), timed(lambda: _floor_query(raw)), calls=20)


@contextmanager
def _paint(world: World) -> Iterator[Pair]:
    from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

    from leaddesk.bench.stage import let_go, linked, plain_view, until
    from leaddesk.ui.board.panel import BoardPanel

    cards = [(f"{number}", "1 000") for number in range(_CARDS)]

    def plain() -> None:
        whole = QWidget()
        row = QHBoxLayout(whole)
        for _stage in STAGES:
            row.addWidget(plain_view(cards, 92, whole))
        whole.resize(_WIDE, _HIGH)
        whole.show()
        QApplication.processEvents()
        let_go(whole)

    with linked(world) as link:

        def ours() -> None:
            panel = BoardPanel(link)
            loaded: list[bool] = []
            panel.loaded.connect(lambda: loaded.append(True))
            panel.resize(_WIDE, _HIGH)
            panel.show()
            until(lambda: bool(loaded))
            QApplication.processEvents()
            until(link.runner.idle)
            let_go(panel)

        yield Pair(timed(ours), timed(plain))


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {
    "board_query": _query,
    "board_paint": _paint,
}
