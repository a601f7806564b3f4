"""The panel of the history: a list worked by keyboard, Enter or Z takes the current step back."""

from collections.abc import Callable, Mapping
from enum import IntEnum
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from leaddesk.actions.ports import TxRow, Undone
from leaddesk.actions.questions import History
from leaddesk.domain.zones import is_zone
from leaddesk.texts import _
from leaddesk.ui.history.lines import HistoryLine, history_line
from leaddesk.ui.kit.empty import EmptyState
from leaddesk.ui.kit.keycap import CAP_HEIGHT, cap_width, paint_cap
from leaddesk.ui.kit.paint import RIGHT, box, hairline, line_text, ready
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

MOST, ROW = 300, 40
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class HistoryRole(IntEnum):
    """The one role that the delegate asks for."""

    LINE = int(Qt.ItemDataRole.UserRole) + 1


class HistoryModel(QAbstractListModel):
    """Lines of the history, newest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: tuple[HistoryLine, ...] = ()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == HistoryRole.LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(part for part in (line.when, line.who, line.what, line.over, line.reason) if part)
        return None

    def show_lines(self, lines: tuple[HistoryLine, ...]) -> None:
        """Show the lines; those that stay where they are only change."""
        if [line.tx for line in lines] == [line.tx for line in self._lines]:
            changed = [row for row, line in enumerate(lines) if line != self._lines[row]]
            self._lines = lines
            for row in changed:
                self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> HistoryLine | None:
        """The line of a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(HistoryRole.LINE)
        if not isinstance(line, HistoryLine):
            return
        ready(painter)
        theme = current_theme()
        area = QRectF(option.rect)
        top, high, left = area.top(), area.height(), area.left()
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            box(painter, area, px(6), theme.sel, theme.focus if focused else None, px(2))
        else:
            hairline(painter, left, area.bottom() - 1, area.width(), theme.border)
        ink = theme.text3 if line.undone else theme.text
        line_text(painter, left + px(12), top, px(130), high, line.when, face(12), theme.text2)
        line_text(painter, left + px(150), top, px(160), high, line.who, face(12), theme.text2)
        right = area.right() - px(12)
        if line.reason:
            line_text(painter, right - px(180), top, px(180), high, line.reason, face(12), theme.text3, RIGHT)
        else:
            cap = cap_width("Z")
            paint_cap(painter, right - cap, round(top + (high - px(CAP_HEIGHT)) / 2), "Z", theme)
            words = _("Undo")
            line_text(
                painter,
                right - cap - px(8 + 120),
                top,
                px(120),
                high,
                words,
                face(12, 600),
                theme.accent,
                RIGHT,
            )
        room = right - px(200) - left - px(324)
        drawn = line_text(painter, left + px(324), top, room * 0.6, high, line.what, face(13, 600), ink)
        over_at = left + px(324) + drawn + px(12)
        line_text(painter, over_at, top, room - drawn - px(12), high, line.over, face(13), ink)


class HistoryView(QListView):
    """The list; Enter and Z act on the current step, O opens its lead."""

    def __init__(self, does: Mapping[int, Callable[[], None]], parent: QWidget) -> None:
        super().__init__(parent)
        self._does = does
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("History of actions"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self._does.get(event.key())
        if deed is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            deed()
        else:
            super().keyPressEvent(event)


class HistoryPanel(QWidget):
    """All steps of the base, newest first; one's own can be taken back in any order that the rules allow."""

    section = "history"

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        self.model = HistoryModel(self)
        self.view = HistoryView({key.value: self.undo_current for key in enter}, self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Delegate(self.view))
        self.view.doubleClicked.connect(lambda _index: self.undo_current())
        self._empty = EmptyState("history", _("Nothing was done yet"), parent=self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(px(16), px(12), px(16), px(12))
        lay.addWidget(self._stack)
        link.changed.connect(lambda _change: self._refresh())

    # -- Panel --

    def title(self) -> str:
        """Words for the top bar."""
        return _("History of actions")

    def selected_ids(self) -> tuple[str, ...]:
        """No decision is made from the history."""
        return ()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Z takes the current step back here, J and K move."""
        return {
            "app.undo": self.undo_current,
            "lead.open": self.open_current,
            "lead.next": lambda: self._step(1),
            "lead.prev": lambda: self._step(-1),
        }

    def take_focus(self) -> None:
        """The keys go to the list."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, query: str) -> None:
        """The history is not searched."""

    # -- Deeds --

    def undo_current(self) -> None:
        """Take the current step back; what keeps it from that is said."""
        line = self.model.line(self.view.currentIndex().row())
        if line is None:
            return
        if line.reason:
            words = _("{step}: {reason}").format(step=line.what, reason=line.reason)
            self._link.noticed.emit(Notice(words))
            return
        self._link.runner.undo(line.tx, lambda undone: self._on_undone(line, undone), self)

    def _on_undone(self, line: HistoryLine, undone: Undone) -> None:
        said = _("Taken back: {step}").format(step=f"{line.what} {line.over}".strip())
        self._link.noticed.emit(Notice(said))

    def open_current(self) -> None:
        """Open the lead that the current step is about."""
        line = self.model.line(self.view.currentIndex().row())
        if line is not None and line.lead_id:
            self._link.open_lead_requested.emit(line.lead_id)

    def _step(self, by: int) -> None:
        row = max(0, min(self.view.currentIndex().row() + by, self.model.rowCount() - 1))
        self.view.setCurrentIndex(self.model.index(row))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if self.isVisible():
            self._link.runner.ask(History(MOST), self._on_rows, self)

    def _on_rows(self, rows: list[TxRow]) -> None:
        link = self._link
        zone = str(link.definitions.settings.get("zone", ""))
        office = ZoneInfo(zone) if is_zone(zone) else ZoneInfo("UTC")
        now = link.now()
        lines = tuple(
            history_line(row, link.definitions, link.users, link.me.id, office, now)
            for row in rows
            if row.action != "read"
        )
        at = self.view.currentIndex().row()
        self.model.show_lines(lines)
        self._stack.setCurrentWidget(self.view if lines else self._empty)
        self.view.setCurrentIndex(self.model.index(max(0, min(at, len(lines) - 1))))
