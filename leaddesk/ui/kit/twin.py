"""The table twin: the same figures as a picture shows, as rows that a keyboard and a screen reader reach."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from leaddesk.ui.kit.plain import short, tooltip_text
from leaddesk.ui.theme.switch import theme_switch
from leaddesk.ui.theme.zoom import px

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class TwinRole(IntEnum):
    """Roles beside Qt's own."""

    ROW_ID = int(Qt.ItemDataRole.UserRole) + 1


class TwinModel(QAbstractTableModel):
    """Rows of plain text; columns named in `numeric` are aligned to the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._ids: tuple[str, ...] = ()
        self._numeric: frozenset[int] = frozenset()

    def show_rows(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        ids: Sequence[str] = (),
        numeric: Sequence[int] = (),
    ) -> None:
        """Show other figures; `ids` name what a row opens, one a row or none at all.

        A row with fewer cells than the head ends in empty ones: files have such rows.
        """
        self.beginResetModel()
        self._head = tuple(head)
        missing = ("",) * len(self._head)
        self._rows = tuple((*row, *missing[len(row) :]) for row in rows)
        self._ids = tuple(ids)
        self._numeric = frozenset(numeric)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._head)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        across = orientation is Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole and across and section < len(self._head):
            return self._head[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and across:
            return self._alignment(section)
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._numeric else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return short(self._rows[index.row()][index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(self._rows[index.row()][index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role == TwinRole.ROW_ID and index.row() < len(self._ids):
            return self._ids[index.row()]
        return None

    def as_tsv(self) -> str:
        """All rows with their head as tab-separated text."""
        lines = [self._head, *self._rows]
        return "\n".join("\t".join(cell.replace("\t", " ") for cell in line) for line in lines)


class _WholeRows(QStyledItemDelegate):
    """The row is what has the focus: no frame around one of its cells."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class TableTwin(QTableView):
    """`opened(id)` after Enter or a double click on a row that has an id; Ctrl+C copies the whole table."""

    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TwinModel(self)
        self._measured = True
        self.setModel(self._model)
        self.setItemDelegate(_WholeRows(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.doubleClicked.connect(self._open_row)
        theme_switch().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Rows of 36 px at the zoom in force."""
        head = self.verticalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultSectionSize(px(36))

    def show_rows(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        ids: Sequence[str] = (),
        numeric: Sequence[int] = (),
    ) -> None:
        """Show other figures."""
        self._model.show_rows(head, rows, ids, numeric)
        self._measured = False
        if self.isVisible():
            self._measure()

    def _measure(self) -> None:
        """Make the columns as wide as their words; of a table that nobody sees it waits until it is shown."""
        self._measured = True
        self.resizeColumnsToContents()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._measured:
            self._measure()

    def as_tsv(self) -> str:
        """What Ctrl+C copies."""
        return self._model.as_tsv()

    def _open_row(self, index: QModelIndex) -> None:
        row_id = self._model.data(index, TwinRole.ROW_ID)
        if isinstance(row_id, str) and row_id:
            self.opened.emit(row_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_tsv())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_row(self.currentIndex())
        else:
            super().keyPressEvent(event)
