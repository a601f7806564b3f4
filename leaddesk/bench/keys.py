"""P5: the arrow key in the inbox until the next row is painted, beside the same key in a plain list."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from leaddesk.bench.meter import Pair, Sample, timed
from leaddesk.bench.world import World

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListView

_ROWS, _CALLS, _HIGH = 200, 40, 72


def down(view: "QListView") -> Sample:
    """The key for one row further, until it is painted; back to the first row near the end."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    def press() -> None:
        model = view.model()
        if view.currentIndex().row() >= min(model.rowCount(), _ROWS) - 2:
            view.setCurrentIndex(model.index(0, 0))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(view, QKeyEvent(kind, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier))
        view.viewport().repaint()

    return timed(press)


@contextmanager
def _key_to_row(world: World) -> Iterator[Pair]:
    from PySide6.QtWidgets import QApplication

    from leaddesk.bench.stage import INBOX, inbox, let_go, linked, plain_view

    with linked(world) as link, inbox(link) as panel:
        plain = plain_view([(f"{number}", "1 000") for number in range(_ROWS)], _HIGH)
        plain.resize(*INBOX)
        plain.show()
        QApplication.processEvents()
        try:
            yield Pair(down(panel.view), down(plain), calls=_CALLS)
        finally:
            let_go(plain)


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {"key_to_row": _key_to_row}
