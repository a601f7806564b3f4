"""The list model: a window of pages with rows added and dropped at both ends, and exact signals."""

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from leaddesk.ui.inbox.reading import Held
from leaddesk.ui.inbox.record import RowPaint
from leaddesk.ui.kit.plain import tooltip_text

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class InboxRole(IntEnum):
    """Roles of a row beside Qt's own."""

    RECORD = int(Qt.ItemDataRole.UserRole) + 1
    LEAD_ID = int(Qt.ItemDataRole.UserRole) + 2


class InboxModel(QAbstractListModel):
    """Holds what is loaded; where more comes from is the feed's matter (`wanted` asks for it)."""

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: list[Held] = []
        self._at: dict[str, int] = {}
        self._more = False

    # -- What Qt asks --

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._held)

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid() or index.row() >= len(self._held):
            return None
        record = self._held[index.row()].record
        if role == InboxRole.RECORD:
            return record
        if role == InboxRole.LEAD_ID:
            return record.id
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(record.why)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return record.spoken if role == Qt.ItemDataRole.AccessibleTextRole else record.name
        return None

    def canFetchMore(self, parent: Index = _ROOT) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index = _ROOT) -> None:
        if self._more and not parent.isValid():
            self.wanted.emit()

    # -- What the inbox asks --

    def set_more(self, more: bool) -> None:
        """Whether there are rows below the last one held."""
        self._more = more

    def ids(self) -> list[str]:
        """Ids in the order of the list."""
        return [held.record.id for held in self._held]

    def rows_held(self) -> Sequence[Held]:
        """All that is held, in order; not to be changed."""
        return self._held

    def row_of(self, lead_id: str) -> int:
        """Place of a lead in the list; -1 where it is not held."""
        return self._at.get(lead_id, -1)

    def held(self, lead_id: str) -> Held | None:
        """What is held of a lead."""
        row = self._at.get(lead_id)
        return None if row is None else self._held[row]

    def id_at(self, row: int) -> str:
        """Id of the lead in a row; "" outside the list."""
        return self._held[row].record.id if 0 <= row < len(self._held) else ""

    # -- What changes it --

    def show(self, held: Iterable[Held]) -> None:
        """Another list."""
        self.beginResetModel()
        self._held = list(held)
        self._renumber()
        self.endResetModel()

    def append(self, held: Sequence[Held]) -> None:
        """More rows at the end; those already held are left out."""
        fresh = [one for one in held if one.record.id not in self._at]
        if fresh:
            self.insert(len(self._held), fresh)

    def prepend(self, held: Sequence[Held]) -> None:
        """More rows at the beginning; those already held are left out."""
        fresh = [one for one in held if one.record.id not in self._at]
        if fresh:
            self.insert(0, fresh)

    def insert(self, row: int, held: Sequence[Held]) -> None:
        """Rows that come back to their place."""
        self.beginInsertRows(_ROOT, row, row + len(held) - 1)
        self._held[row:row] = held
        self._renumber()
        self.endInsertRows()

    def remove_span(self, first: int, last: int) -> None:
        """Take the rows `first` to `last` away."""
        if first > last:
            return
        self.beginRemoveRows(_ROOT, first, last)
        del self._held[first : last + 1]
        self._renumber()
        self.endRemoveRows()

    def remove(self, ids: Iterable[str]) -> None:
        """Take leads away, in as few spans as there are."""
        rows = sorted((self._at[i] for i in ids if i in self._at), reverse=True)
        for first, last in _spans(rows[::-1])[::-1]:
            self.remove_span(first, last)

    def replace(self, held: Iterable[Held]) -> None:
        """Other data for rows that are held; they keep their place in the frozen order."""
        rows = []
        for one in held:
            row = self._at.get(one.record.id)
            if row is not None:
                self._held[row] = one._replace(place=self._held[row].place)
                rows.append(row)
        for first, last in _spans(sorted(rows)):
            self.dataChanged.emit(self.index(first), self.index(last))

    def refresh(self, first: int, last: int, make: Callable[[Held], RowPaint | None]) -> None:
        """New records for the rows `first` to `last` where `make` gives one."""
        rows = []
        for row in range(max(first, 0), min(last + 1, len(self._held))):
            record = make(self._held[row])
            if record is not None:
                self._held[row] = self._held[row]._replace(record=record)
                rows.append(row)
        for begin, end in _spans(rows):
            self.dataChanged.emit(self.index(begin), self.index(end))

    def repaint(self, ids: Iterable[str]) -> None:
        """Rows look different although their data are the same (chosen or not)."""
        rows = sorted(self._at[i] for i in ids if i in self._at)
        for first, last in _spans(rows):
            self.dataChanged.emit(self.index(first), self.index(last))

    def _renumber(self) -> None:
        self._at = {held.record.id: row for row, held in enumerate(self._held)}


def _spans(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending numbers as spans (first, last) of neighbours."""
    spans: list[tuple[int, int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return spans
