"""Space takes a card up, arrows carry it, Space puts it down, Esc lets it go back (UX 4.1)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from leaddesk.ui.board.column import Cell

_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UPDOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Grab:
    """A card in the hand. `targets` are the ids of columns and places from left to right.

    `over(ids, target, place)` shows where it would go, `put(ids, target, place)` lets it down there, and
    `let_go()` takes all that was shown away.
    """

    def __init__(
        self,
        targets: Callable[[], Sequence[str]],
        over: Callable[[tuple[str, ...], str, int], None],
        put: Callable[[tuple[str, ...], str, int], None],
        let_go: Callable[[], None],
    ) -> None:
        self._targets, self._over, self._put, self._let_go = targets, over, put, let_go
        self._cell: Cell | None = None
        self.ids: tuple[str, ...] = ()
        self._from, self._home, self._target, self._place = "", 0, 0, 0

    @property
    def held(self) -> bool:
        """Whether a card is in the hand."""
        return bool(self.ids)

    def take(self, cell: Cell, ids: tuple[str, ...]) -> None:
        """Take cards of a cell up."""
        if not ids or cell.stage not in self._targets():
            return
        self._cell, self.ids, self._from = cell, ids, cell.stage
        self._target = list(self._targets()).index(cell.stage)
        self._home = self._place = max(0, cell.view.currentIndex().row())
        cell.view.grabbed = True
        cell.view.show_faded(frozenset(ids))
        self._tell()

    def key(self, key: Qt.Key) -> bool:
        """Carry, put down or let go; whether the key was meant for the hand."""
        if not self.held:
            return False
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            ids, target, place = self.ids, self._targets()[self._target], self._place
            moved = target != self._from or place != self._home
            self.drop()
            if moved:
                self._put(ids, target, place)
        elif key == Qt.Key.Key_Escape:
            self.drop()
        elif key in _SIDES:
            self._target = max(0, min(len(self._targets()) - 1, self._target + _SIDES[key]))
            self._tell()
        elif key in _UPDOWN:
            most = self._cell.model.rowCount() - 1 if self._cell is not None else 0
            self._place = max(0, min(most, self._place + _UPDOWN[key]))
            self._tell()
        return True

    def drop(self) -> None:
        """Let go without doing anything."""
        if self._cell is not None:
            self._cell.view.grabbed = False
            self._cell.view.show_faded(frozenset())
        self._cell, self.ids = None, ()
        self._let_go()

    def _tell(self) -> None:
        self._over(self.ids, self._targets()[self._target], self._place)
