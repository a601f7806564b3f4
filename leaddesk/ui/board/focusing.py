"""Where the keys of the board are: the card under the ring, its neighbours, and its place after a reading."""

from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, Qt

from leaddesk.ui.board.column import Column
from leaddesk.ui.board.model import TileRole


class Focusing:
    """Moves the ring between the columns of a board."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self._columns = columns
        self._place = ("", 0)

    def active(self) -> Column | None:
        """The column that has the keys."""
        return next((column for column in self._columns.values() if column.view.hasFocus()), None)

    def current_id(self) -> str:
        """The card under the ring; empty where none is."""
        column = self.active()
        index = column.view.currentIndex() if column else None
        if column is None or index is None or not index.isValid():
            return ""
        return str(column.model.data(index, TileRole.ID) or "")

    def card(self, lead_id: str) -> bool:
        """Put the ring on a card, wherever it is now; whether it is on the board."""
        for column in self._columns.values():
            place = column.model.place_of(lead_id)
            if place is not None:
                self._put(column, place)
                return True
        return False

    def take(self, lead_id: str) -> None:
        """To the card last worked on, else the first one."""
        if self.card(lead_id):
            return
        first = next((column for column in self._columns.values() if column.model.rowCount()), None)
        if first is not None:
            self._put(first, 0)
        else:
            next(iter(self._columns.values())).view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Remember the place of the ring before the columns are filled anew."""
        for stage, column in self._columns.items():
            if column.view.hasFocus():
                self._place = (stage, max(0, column.view.currentIndex().row()))

    def back(self, lead_id: str) -> None:
        """After the filling: to the same card, else to the one that came to its place."""
        column = self._columns.get(self._place[0])
        if self.card(lead_id) or column is None:
            return
        if column.model.rowCount():
            self._put(column, min(self._place[1], column.model.rowCount() - 1))
        else:
            self.take("")

    def aside(self, side: int) -> None:
        """To the next column on a side that has cards."""
        column = self.active()
        if column is None:
            return
        order = list(self._columns.values())
        place = order.index(column) + side
        row = max(0, column.view.currentIndex().row())
        while 0 <= place < len(order):
            if order[place].model.rowCount():
                self._put(order[place], min(row, order[place].model.rowCount() - 1))
                return
            place += side

    def _put(self, column: Column, place: int) -> None:
        index = column.model.index(place)
        column.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        column.view.setFocus(Qt.FocusReason.OtherFocusReason)
