"""A list of things to do on leads: two lines a row, at the right what is due; several can be chosen."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from leaddesk.ui.kit.label import Ink, ink_of
from leaddesk.ui.kit.paint import RIGHT, box, hairline, line_text, ready
from leaddesk.ui.kit.spoken_rows import Index, RowRole, SpokenRows
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.switch import current_theme, theme_switch
from leaddesk.ui.theme.zoom import px

ROW = 52


@dataclass(frozen=True)
class WorkRow:
    """Name and what stands beside it, a second line, and at the right what is due with a line below it."""

    id: str
    title: str
    aside: str = ""
    about: str = ""
    value: str = ""
    value_ink: Ink = "text2"
    note: str = ""
    icon: str = ""
    icon_ink: Ink = "text2"

    @property
    def spoken(self) -> str:
        """The row as one sentence."""
        parts = (self.title, self.aside, self.about, self.value, self.note)
        return ", ".join(part for part in parts if part)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole.ROW)
        if not isinstance(row, WorkRow):
            return
        ready(painter)
        theme = current_theme()
        area = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            box(painter, area, px(6), theme.sel, theme.focus if focused else None, px(2))
        else:
            hairline(painter, area.left(), area.bottom() - 1, area.width(), theme.border)
        left, top = area.left() + px(12), area.top() + px(7)
        if row.icon:
            draw_icon(painter, left, top + px(2), row.icon, ink_of(theme, row.icon_ink), 16)
            left += px(24)
        right = area.right() - px(12)
        wide = min(px(220), area.width() / 3)
        value = ink_of(theme, row.value_ink)
        line_text(painter, right - wide, top, wide, px(20), row.value, face(12, 600), value, RIGHT)
        line_text(painter, right - wide, top + px(20), wide, px(18), row.note, face(12), theme.text2, RIGHT)
        room = right - wide - px(12) - left
        drawn = line_text(painter, left, top, room, px(20), row.title, face(13, 700), theme.text)
        if room > drawn + px(20):
            beside = left + drawn + px(8)
            line_text(painter, beside, top, room - drawn - px(8), px(20), row.aside, face(12), theme.text2)
        line_text(painter, left, top + px(20), room, px(18), row.about, face(12), theme.text2)


class WorkList(QListView):
    """`opened(lead id)` by Enter, O or a double click; `chosen_changed()` when other rows are chosen."""

    opened = Signal(str)
    chosen_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = SpokenRows[WorkRow](self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(name)
        self.doubleClicked.connect(lambda _index: self.open_current())
        self.selectionModel().selectionChanged.connect(lambda *_told: self.chosen_changed.emit())
        theme_switch().changed.connect(self.viewport().update)

    def show_rows(self, rows: tuple[WorkRow, ...]) -> None:
        """Show other rows; the place in the list stays."""
        at = max(0, self.currentIndex().row())
        held = self.current_id()
        self.rows.show_rows(rows)
        ids = [row.id for row in rows]
        place = ids.index(held) if held in ids else min(at, len(ids) - 1)
        if ids and (self.currentIndex().row() != place or not self.selectionModel().hasSelection()):
            self.setCurrentIndex(self.rows.index(place))

    def current_id(self) -> str:
        """The lead of the current row; "" where there is none."""
        row = self.currentIndex().data(RowRole.ROW)
        return row.id if isinstance(row, WorkRow) else ""

    def chosen_ids(self) -> tuple[str, ...]:
        """Leads of the chosen rows in the order of the list."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(dict.fromkeys(self.rows.rows()[place].id for place in places))

    def open_current(self) -> None:
        """Open the card of the current row."""
        if self.current_id():
            self.opened.emit(self.current_id())

    def step(self, by: int) -> None:
        """The row above or below becomes the current one."""
        place = max(0, min(self.currentIndex().row() + by, self.rows.rowCount() - 1))
        self.setCurrentIndex(self.rows.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        else:
            super().keyPressEvent(event)
