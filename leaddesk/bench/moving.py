"""P10: a card dragged over the board, and dropped until it is painted and durable, beside a plain column."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any

from leaddesk.bench.meter import Pair, late, on_thread, timed
from leaddesk.bench.world import World

if TYPE_CHECKING:
    from leaddesk.ui.board.panel import BoardPanel

_WIDE, _HIGH, _CARDS = 1310, 652, 2_000
_FROM, _TO = "new", "in_work"
_DROPS = 10


@contextmanager
def _board(world: World) -> Iterator["BoardPanel"]:
    from leaddesk.bench.stage import let_go, linked, until
    from leaddesk.ui.board.panel import BoardPanel

    with linked(world) as link:
        panel = BoardPanel(link)
        panel.resize(_WIDE, _HIGH)
        panel.show()
        until(lambda: bool(panel.columns[_FROM].view.model().rowCount()) and link.runner.idle())
        try:
            yield panel
        finally:
            until(link.runner.idle)
            let_go(panel)


@contextmanager
def _drag(world: World) -> Iterator[Pair]:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtGui import QDragMoveEvent
    from PySide6.QtWidgets import QApplication

    from leaddesk.bench.stage import let_go, plain_view

    with _board(world) as panel:
        source, target = panel.columns[_FROM].view, panel.columns[_TO].view
        data = source.model().mimeData([source.model().index(0, 0)])
        plain = plain_view([(f"{number}", "1 000") for number in range(_CARDS)], 92)
        plain.resize(target.size())
        plain.show()
        QApplication.processEvents()
        place = [0]

        def over() -> None:
            place[0] = (place[0] + 7) % target.height()
            event = QDragMoveEvent(
                QPoint(40, place[0]), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )  # fmt: skip
            QApplication.sendEvent(target.viewport(), event)
            QApplication.processEvents()

        def dirty() -> None:
            place[0] = (place[0] + 7) % plain.height()
            plain.viewport().update(0, place[0], plain.width(), 92)
            QApplication.processEvents()

        try:
            yield Pair(on_thread(over), on_thread(dirty), calls=50)
        finally:
            let_go(plain)


@contextmanager
def _drop(world: World) -> Iterator[Pair]:
    from leaddesk.bench.stage import Stretches, until

    raw: Any = world.raw
    row = raw.execute("SELECT n FROM ref WHERE active = 1 LIMIT 1").fetchone()
    with _board(world) as panel:
        runner = panel.link.runner
        moved: list[str] = []
        busy = Stretches()

        def drop() -> None:
            one = _cards(panel, _FROM)[0]
            moved.append(one)
            panel.put((one,), _TO)
            until(lambda: runner.idle() and one not in _cards(panel, _FROM))
            panel.columns[_TO].view.viewport().repaint()

        def commit() -> None:
            raw.execute("UPDATE ref SET score = score WHERE n = ?", row)

        try:
            yield Pair(timed(drop), timed(commit), calls=_DROPS, late=lambda: late(busy.taken))
        finally:
            busy.end()
            for _one in moved:
                world.desk.undo()


def _cards(panel: "BoardPanel", stage: str) -> list[str]:
    from leaddesk.ui.board.model import TileRole

    model = panel.columns[stage].view.model()
    return [str(model.index(row, 0).data(TileRole.ID)) for row in range(model.rowCount())]


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {
    "drag_frame": _drag,
    "drop": _drop,
}
