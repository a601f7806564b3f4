"""Paints a row of the inbox from its record: 64 px in three lines, or 44 px in two (UX 3.2)."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from leaddesk.texts import _
from leaddesk.ui.inbox.marks import Marks
from leaddesk.ui.inbox.model import InboxRole
from leaddesk.ui.inbox.record import RowPaint
from leaddesk.ui.kit.chip import ChipData, paint_chips
from leaddesk.ui.kit.label import ink_of
from leaddesk.ui.kit.paint import RIGHT, box, focus_ring, hairline, line_text, ready
from leaddesk.ui.kit.ring import RING, paint_ring
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.palette import Theme
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

NORMAL, COMPACT = 64, 44
_LEFT, _TEXT, _RIGHT = 16, 64, 20
_LINES = {NORMAL: (7, 24, 43), COMPACT: (5, 22, 0)}
_LINE = 17
_NO_NAME_SHARE = 0.72
"""The name takes at most this share of its line, so that something of the company is seen."""


class RowDelegate(QStyledItemDelegate):
    """Asks the model for one role and paints it; all words were written when the row arrived."""

    def __init__(self, marks: Marks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks = marks
        self._high = NORMAL
        self.doubted: Callable[[str], bool] = lambda _lead: False

    @property
    def height(self) -> int:
        """Height of a row in measures of the screens."""
        return self._high

    @property
    def compact(self) -> bool:
        """Whether rows have two lines."""
        return self._high == COMPACT

    def set_compact(self, compact: bool) -> None:
        """Two lines instead of three."""
        self._high = COMPACT if compact else NORMAL

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(200), px(self._high))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        record = index.data(InboxRole.RECORD)
        if not isinstance(record, RowPaint):
            return
        state, theme = option.state, current_theme()
        area = QRectF(option.rect)
        current = bool(state & QStyle.StateFlag.State_Selected)
        marked = record.id in self._marks
        ready(painter)
        self._ground(painter, area, theme, current=current, marked=marked)
        self._ring(painter, area, record, theme, marked=marked)
        self._words(painter, area, record, theme)
        if current and state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, area, 0, theme)

    def _ground(self, painter: QPainter, area: QRectF, theme: Theme, *, current: bool, marked: bool) -> None:
        hairline(painter, area.left(), area.bottom() - 1, area.width(), theme.border)
        if current or marked:
            painter.fillRect(area, theme.sel if current else theme.accent_bg)
        if current:
            painter.fillRect(QRectF(area.left(), area.top(), px(4), area.height()), theme.accent)

    def _ring(self, painter: QPainter, area: QRectF, record: RowPaint, theme: Theme, *, marked: bool) -> None:
        x, y = area.left() + px(_LEFT), area.top() + (px(self._high) - px(RING)) // 2
        if not marked:
            paint_ring(painter, x, y, record.ring, theme)
            return
        box(painter, QRectF(x, y, px(RING), px(RING)), px(RING) / 2, theme.accent)
        draw_icon(painter, x + px(8), y + px(8), "check-bold", theme.on_accent, 20)

    def _words(self, painter: QPainter, area: QRectF, record: RowPaint, theme: Theme) -> None:
        first, second, third = (area.top() + px(y) for y in _LINES[self._high])
        left, right, high = area.left() + px(_TEXT), area.right() - px(_RIGHT), px(_LINE)
        self._head(painter, QRectF(left, first, right - left, high), record, theme)
        line_text(painter, left, second, right - left, high, record.need, face(12), theme.text2)
        if self._high == NORMAL:
            self._foot(painter, QRectF(left, third, right - left, px(18)), record, theme)

    def _head(self, painter: QPainter, line: QRectF, record: RowPaint, theme: Theme) -> None:
        right = line.right()
        if record.age:
            right -= self._age(painter, line, record, ink_of(theme, record.age_ink))
        if record.starred:
            right -= px(18)
            draw_icon(painter, right, line.top() + px(1), "star", theme.warm, 14)
        room = max(0.0, right - px(8) - line.left())
        words = face(13, 700 if record.strong else 600)
        wide = room if words.width(record.name) + px(40) > room else room * _NO_NAME_SHARE
        if not record.company:
            wide = room
        high = line.height()
        drawn = line_text(painter, line.left(), line.top(), wide, high, record.name, words, theme.text)
        x = line.left() + drawn + px(8)
        if record.company and right - px(8) - x > px(24):
            line_text(painter, x, line.top(), right - px(8) - x, high, record.company, face(12), theme.text2)

    def _age(self, painter: QPainter, line: QRectF, record: RowPaint, ink: QColor) -> float:
        words = face(12, 600)
        x, wide, high = line.left(), line.width(), line.height()
        taken = line_text(painter, x, line.top(), wide, high, record.age, words, ink, RIGHT)
        if record.age_icon:
            taken += px(17)
            draw_icon(painter, line.right() - taken, line.top() + px(2), record.age_icon, ink, 13)
        return taken

    def _foot(self, painter: QPainter, line: QRectF, record: RowPaint, theme: Theme) -> None:
        chips = record.chips
        if self.doubted(record.id):
            chips = (*chips, ChipData(_("possible duplicate"), "warm"))
        x = paint_chips(painter, line, chips, theme) + px(4)
        room = line.right() - x
        if record.tail and room > px(24):
            line_text(painter, x, line.top(), room, line.height(), record.tail, face(11.5), theme.text2)
