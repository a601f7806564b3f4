"""P5: frames of the inbox while it is scrolled, beside a table whose rows C++ holds."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from leaddesk.bench.meter import Pair, late, on_thread
from leaddesk.bench.world import World

if TYPE_CHECKING:
    from PySide6.QtGui import QStandardItemModel
    from PySide6.QtWidgets import QAbstractItemView, QTableView

    from leaddesk.ui.inbox.panel import InboxPanel

_ROWS, _COLUMNS, _HIGH, _NOTCH = 200, 10, 20, -120
_FRAMES = 111
"""In nine turns a thousand."""


@contextmanager
def _scene(world: World) -> Iterator[tuple["InboxPanel", "QTableView"]]:
    from PySide6.QtWidgets import QApplication

    from leaddesk.bench.stage import INBOX, inbox, let_go, linked

    with linked(world) as link, inbox(link) as panel:
        table = _table()
        table.resize(*INBOX)
        table.show()
        QApplication.processEvents()
        try:
            yield panel, table
        finally:
            let_go(table)


def _table() -> "QTableView":
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    table = QTableView()
    model = QStandardItemModel(_ROWS, _COLUMNS, table)
    for row in range(_ROWS):
        for column in range(_COLUMNS):
            model.setItem(row, column, QStandardItem(f"{row} {column}"))
    table.setModel(model)
    table.verticalHeader().setDefaultSectionSize(_HIGH)
    table.horizontalHeader().setDefaultSectionSize(56)
    return table


@contextmanager
def _repaint(world: World) -> Iterator[Pair]:
    with _scene(world) as (panel, table):
        ours = on_thread(panel.view.viewport().repaint)
        yield Pair(ours, on_thread(table.viewport().repaint), calls=20)


def _wheel(view: "QAbstractItemView") -> Callable[[], None]:
    """One notch of the wheel and whatever follows it: rows that come, the frame that is painted."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    def notch() -> None:
        bar = view.verticalScrollBar()
        if bar.value() >= bar.maximum():
            bar.setValue(0)
        at = QPointF(20, 20)
        angle, none = QPoint(0, _NOTCH), QPoint()
        keys = Qt.KeyboardModifier.NoModifier
        event = QWheelEvent(
            at, view.viewport().mapToGlobal(at), none, angle, Qt.MouseButton.NoButton, keys,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)
        QApplication.processEvents()

    return notch


@contextmanager
def _wheeling(world: World) -> Iterator[Pair]:
    frames: list[float] = []
    with _scene(world) as (panel, table):
        ours = on_thread(_wheel(panel.view), frames)
        yield Pair(ours, on_thread(_wheel(table)), calls=_FRAMES, late=lambda: late(frames))


@contextmanager
def _jumping(world: World) -> Iterator[Pair]:
    """From the beginning of the list to its end and back, beside the refill of a page that C++ holds."""
    from leaddesk.bench.stage import until

    frames: list[float] = []
    with ExitStack() as stack:
        panel, table = stack.enter_context(_scene(world))
        feed, turn = panel.feed, [0]

        def jump() -> None:
            turn[0] += 1
            feed.to_end() if turn[0] % 2 else feed.to_start()
            until(lambda: not feed.loading)
            panel.view.viewport().repaint()

        def refill() -> None:
            turn[0] += 1
            model: Any = table.model()
            _fill(model, turn[0])
            table.viewport().repaint()

        yield Pair(on_thread(jump, frames), on_thread(refill), calls=12, late=lambda: late(frames))


def _fill(model: "QStandardItemModel", turn: int) -> None:
    for row in range(_ROWS):
        for column in range(_COLUMNS):
            model.item(row, column).setText(f"{turn} {row} {column}")


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {
    "scroll_repaint": _repaint,
    "scroll_wheel": _wheeling,
    "scroll_jump": _jumping,
}
