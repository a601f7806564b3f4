"""Paints the rows of the palette (screen 07): captions, icon, name, the reason why not, the key."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.keycap import CAP_HEIGHT, cap_width, paint_cap
from leaddesk.ui.kit.paint import RIGHT, box, hairline, line_text, ready
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.palette.entries import Entry, Shown
from leaddesk.ui.theme.fonts import caption_face, face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.palette import Theme
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

ROW, CAPTION, EDGE = 40, 29, 5


class PaletteRows(KitWidget):
    """The rows in sight. `chosen()` after a click on the current one."""

    chosen = Signal()

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Commands"))

    def refresh(self) -> None:
        """The entries or the current one changed: paint and speak them."""
        entry = self._shown.current()
        told = " ".join(part for part in (entry.title, entry.reason, entry.key) if part) if entry else ""
        self.setAccessibleDescription(told)
        self.restyle()

    def _lines(self) -> list[tuple[int, str, int, Entry | None]]:
        """(y, caption or "", row, entry) of everything in sight, in measures of the screens."""
        lines: list[tuple[int, str, int, Entry | None]] = []
        y, group = 0, ""
        for row, entry in self._shown.seen():
            if entry.group != group:
                y += EDGE if group else 0
                group = entry.group
                words = _("Commands") if group == "command" else _("People")
                lines.append((y, words, -1, None))
                y += CAPTION
            lines.append((y, "", row, entry))
            y += ROW
        return lines

    def needed(self) -> int:
        """How tall the rows are, in measures of the screens."""
        lines = self._lines()
        return lines[-1][0] + ROW + 1 if lines else ROW

    def sizeHint(self) -> QSize:
        return QSize(px(400), px(self.needed()))

    def _row_at(self, point: QPointF) -> int:
        for y, _words, row, entry in self._lines():
            if entry is not None and px(y) <= point.y() < px(y + ROW):
                return row
        return -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position())
        if row >= 0 and row != self._shown.at:
            self._shown.move_to(row)
            self.refresh()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._row_at(event.position()) == self._shown.at:
            self.chosen.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._shown.move_to(self._shown.at + (1 if event.angleDelta().y() < 0 else -1))
        self.refresh()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        lines = self._lines()
        if not lines:
            words = _("Nothing is called so")
            line_text(painter, px(16), 0, self.width(), px(ROW), words, face(13), theme.text2)
        for y, words, row, entry in lines:
            if entry is None:
                if y:
                    hairline(painter, px(16), px(y), self.width() - px(32), theme.border)
                line_text(
                    painter,
                    px(16),
                    px(y),
                    self.width(),
                    px(CAPTION + 2),
                    words.upper(),
                    caption_face(),
                    theme.text3,
                )
            else:
                area = QRectF(0, px(y), self.width(), px(ROW))
                _paint_entry(painter, area, entry, theme, current=row == self._shown.at)


def _paint_entry(painter: QPainter, area: QRectF, entry: Entry, theme: Theme, *, current: bool) -> None:
    if current:
        box(painter, area.adjusted(px(8), 0, -px(8), 0), px(6), theme.sel, theme.focus, px(2))
    ink = theme.text if entry.possible else theme.text3
    top, high = area.top(), area.height()
    draw_icon(painter, px(20), round(top + (high - px(18)) / 2), entry.icon, theme.text2, 18)
    right = area.right() - px(20)
    if entry.key:
        right -= cap_width(entry.key)
        paint_cap(painter, right, round(top + (high - px(CAP_HEIGHT)) / 2), entry.key, theme)
        right -= px(12)
    left = px(52)
    words = face(13, 600 if current else 500)
    drawn = line_text(painter, left, top, (right - left) * 0.72, high, entry.title, words, ink)
    rest = right - left - drawn - px(16)
    reason_ink = theme.text2 if entry.possible or not current else theme.warm
    line_text(painter, right - rest, top, rest, high, entry.reason, face(12), reason_ink, RIGHT)
