"""The queue as a list: at the left the lead, at the right who is to get it and why (screen 14)."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from leaddesk.ui.kit.avatar import initials, paint_avatar
from leaddesk.ui.kit.chip import ChipData, paint_chips
from leaddesk.ui.kit.label import Ink, ink_of
from leaddesk.ui.kit.paint import box, hairline, line_text, ready
from leaddesk.ui.kit.ring import RingData, paint_ring
from leaddesk.ui.kit.spoken_rows import Index, RowRole, SpokenRows
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.switch import current_theme, theme_switch
from leaddesk.ui.theme.zoom import px

ROW = 78
_TO = 0.55
"""Where the second half of a row begins, as a share of its width."""


@dataclass(frozen=True)
class QueueRow:
    """A lead, and who is to get it ("" nobody) with the reason."""

    id: str
    ring: RingData
    name: str
    aside: str
    need: str
    chips: tuple[ChipData, ...]
    age: str
    age_ink: Ink
    to: str
    why: str

    @property
    def spoken(self) -> str:
        """The row as one sentence."""
        words = ", ".join(chip.word for chip in self.chips)
        parts = (self.name, self.aside, self.need, words, self.age, self.to, self.why)
        return ", ".join(part for part in parts if part)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(300), px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole.ROW)
        if not isinstance(row, QueueRow):
            return
        ready(painter)
        theme, area = current_theme(), QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            box(painter, area, px(6), theme.sel, theme.focus if focused else None, px(2))
        else:
            left = area.left() + px(12)
            hairline(painter, left, area.bottom() - 1, area.width() - px(24), theme.border)
        middle = area.left() + area.width() * _TO
        self._paint_lead(painter, area, middle - px(12), row)
        self._paint_person(painter, area, middle, row)

    def _paint_lead(self, painter: QPainter, area: QRectF, right: float, row: QueueRow) -> None:
        theme = current_theme()
        left, top = area.left() + px(16), area.top()
        paint_ring(painter, left, top + px(21), row.ring, theme)
        left += px(48)
        drawn = line_text(
            painter, left, top + px(8), right - left, px(20), row.name, face(13, 700), theme.text
        )
        beside = left + drawn + px(8)
        if right - beside > px(20):
            line_text(painter, beside, top + px(8), right - beside, px(20), row.aside, face(12), theme.text2)
        line_text(painter, left, top + px(28), right - left, px(18), row.need, face(12), theme.text2)
        after = paint_chips(painter, QRectF(left, top + px(50), right - left, px(18)), row.chips, theme)
        ink = ink_of(theme, row.age_ink)
        line_text(painter, after + px(8), top + px(50), right - after, px(18), row.age, face(11, 600), ink)

    def _paint_person(self, painter: QPainter, area: QRectF, left: float, row: QueueRow) -> None:
        theme, top = current_theme(), area.top()
        draw_icon(painter, left, top + px(29), "arrow-right", theme.accent, 18)
        circle = QRectF(left + px(32), top + px(25), px(28), px(28))
        paint_avatar(painter, circle, initials(row.to), theme)
        x = left + px(72)
        right = area.right() - px(40)
        ink = theme.text if row.to else theme.warm
        line_text(painter, x, top + px(19), right - x, px(20), row.to or row.why, face(13, 600), ink)
        if row.to:
            line_text(painter, x, top + px(38), right - x, px(18), row.why, face(12), theme.text2)
        draw_icon(painter, area.right() - px(32), top + px(29), "chevron-down", theme.text2, 18)


class QueueList(QListView):
    """`choosing(lead id)` by Enter, A or a press at the person; `opened(lead id)` by a double click or O."""

    choosing = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = SpokenRows[QueueRow](self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(name)
        self.doubleClicked.connect(lambda _index: self.opened.emit(self.current_id()))
        theme_switch().changed.connect(self.viewport().update)

    def show_rows(self, rows: tuple[QueueRow, ...]) -> None:
        """Show other rows; the place in the list stays."""
        held, at = self.current_id(), max(0, self.currentIndex().row())
        self.rows.show_rows(rows)
        ids = [row.id for row in rows]
        place = ids.index(held) if held in ids else min(at, len(ids) - 1)
        if ids and self.currentIndex().row() != place:
            self.setCurrentIndex(self.rows.index(place))

    def current_id(self) -> str:
        """The lead of the current row; "" where there is none."""
        row = self.currentIndex().data(RowRole.ROW)
        return row.id if isinstance(row, QueueRow) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.choosing.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.position().x() > self.viewport().width() * _TO and self.current_id():
            self.choosing.emit(self.current_id())
