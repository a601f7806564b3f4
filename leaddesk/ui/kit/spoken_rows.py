"""A short list of frozen rows as a model: one role gives the row to its delegate, its sentence is spoken."""

from enum import IntEnum
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class SpokenRow(Protocol):
    """What a row of such a list says of itself."""

    @property
    def id(self) -> str: ...
    @property
    def spoken(self) -> str: ...


Row = TypeVar("Row", bound=SpokenRow)


class RowRole(IntEnum):
    """The one role that a delegate asks for."""

    ROW = int(Qt.ItemDataRole.UserRole) + 1


class SpokenRows(QAbstractListModel, Generic[Row]):
    """The rows, all of them at hand."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == RowRole.ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None

    def rows(self) -> tuple[Row, ...]:
        """All of them."""
        return self._rows

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; those that stay where they are only change."""
        if [row.id for row in rows] == [row.id for row in self._rows]:
            changed = [place for place, row in enumerate(rows) if row != self._rows[place]]
            self._rows = rows
            for place in changed:
                self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
