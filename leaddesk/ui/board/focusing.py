"""Where the keys of the board are: the card under the ring, its neighbours, and its place after a reading."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt

from leaddesk.ui.board.column import Cell
from leaddesk.ui.board.model import TileRole

Grid = Sequence[Sequence[Cell]]
"""Rows of cells: one row of columns, or one for each lane."""


class Focusing:
    """Moves the ring between the cells of a board."""

    def __init__(self, grid: Callable[[], Grid]) -> None:
        self._grid = grid
        self._place = (0, 0, 0)

    def cells(self) -> list[Cell]:
        """All cells, row by row."""
        return [cell for row in self._grid() for cell in row]

    def active(self) -> Cell | None:
        """The cell that has the keys."""
        return next((cell for cell in self.cells() if cell.has_keys()), None)

    def current_id(self) -> str:
        """The card under the ring; empty where none is."""
        cell = self.active()
        index = cell.view.currentIndex() if cell and cell.view.hasFocus() else None
        if cell is None or index is None or not index.isValid():
            return ""
        return str(cell.model.data(index, TileRole.ID) or "")

    def card(self, lead_id: str) -> bool:
        """Put the ring on a card, wherever it is now; whether it is on the board."""
        for cell in self.cells():
            place = cell.model.place_of(lead_id) if lead_id else None
            if place is not None and cell.view.isVisibleTo(cell):
                self._put(cell, place)
                return True
        return False

    def take(self, lead_id: str) -> None:
        """To the card last worked on, else the first one."""
        if self.card(lead_id):
            return
        first = next((cell for cell in self.cells() if self._open(cell)), None)
        if first is not None:
            self._put(first, 0)
        elif self.cells():
            self.cells()[0].view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Remember the place of the ring before the cells are filled anew."""
        at = self._at()
        if at is not None:
            cell = self._grid()[at[0]][at[1]]
            self._place = (*at, max(0, cell.view.currentIndex().row()))

    def back(self, lead_id: str) -> None:
        """After the filling: to the same card, else to the one that came to its place."""
        row, column, place = self._place
        grid = self._grid()
        if self.card(lead_id) or row >= len(grid) or column >= len(grid[row]):
            return
        cell = grid[row][column]
        if self._open(cell):
            self._put(cell, min(place, cell.model.rowCount() - 1))
        elif not cell.hasFocus():
            self.take("")

    def aside(self, side: int) -> None:
        """To the next cell on a side that has cards, or is collapsed and can be opened."""
        at = self._at()
        if at is None:
            return
        row = self._grid()[at[0]]
        card = max(0, row[at[1]].view.currentIndex().row())
        place = at[1] + side
        while 0 <= place < len(row):
            cell = row[place]
            if self._open(cell):
                self._put(cell, min(card, cell.model.rowCount() - 1))
                return
            if cell.focusPolicy() != Qt.FocusPolicy.NoFocus:
                cell.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            place += side

    def over(self, by: int) -> bool:
        """From the first or last card of a lane to the lane above or below; whether there was one."""
        at, grid = self._at(), self._grid()
        if at is None:
            return False
        row = at[0] + by
        while 0 <= row < len(grid):
            cell = grid[row][at[1]]
            if self._open(cell):
                self._put(cell, 0 if by > 0 else cell.model.rowCount() - 1)
                return True
            row += by
        return False

    def _at(self) -> tuple[int, int] | None:
        """Row and column of the cell that has the keys."""
        for row, cells in enumerate(self._grid()):
            for column, cell in enumerate(cells):
                if cell.has_keys():
                    return row, column
        return None

    def _open(self, cell: Cell) -> bool:
        return cell.model.rowCount() > 0 and cell.view.isVisibleTo(cell)

    def _put(self, cell: Cell, place: int) -> None:
        index = cell.model.index(place)
        cell.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        cell.view.setFocus(Qt.FocusReason.OtherFocusReason)
