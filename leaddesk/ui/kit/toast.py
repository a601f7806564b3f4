"""The toast: what was just done, with its undo; 8 seconds, and it waits while one looks at it."""

from math import ceil

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from leaddesk.ui.kit.keycap import CAP_HEIGHT, cap_width, paint_cap
from leaddesk.ui.kit.paint import box, line_text, ratio_of, ready, remembered, shadow
from leaddesk.ui.kit.plain import set_tooltip
from leaddesk.ui.kit.speech import speech
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.palette import Theme
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import control, px

SHOWN_MS = 8000
_WIDTH, _HEIGHT, _REACH = 456, 40, 12


def paint_toast(painter: QPainter, rect: QRectF, text: str, action: str, key: str, theme: Theme) -> None:
    """Paint text and action on the inverse ground into `rect` (painter must be smooth)."""
    ink = theme.on_inverse
    box(painter, rect, px(8), theme.inverse)
    tail = face(13, 700).width(action) + (cap_width(key) + px(8) if key else 0)
    tail_room = tail + px(18) if action else 0
    room = rect.width() - px(32) - tail_room + 1
    top, high = rect.top(), rect.height()
    drawn = line_text(painter, rect.left() + px(16), top, room, high, text, face(13), ink)
    if not action:
        return
    x = rect.left() + px(16) + drawn + px(18)
    x += line_text(painter, x, top, tail, high, action, face(13, 700), ink) + px(8)
    if key:
        paint_cap(painter, round(x), round(top + (high - px(CAP_HEIGHT)) / 2), key, theme, ink)


class Toast(KitWidget):
    """Lies over a pane; `acted` when its action is pressed, `gone` when it left by itself or by Esc."""

    acted = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = self._undo = self._key = ""
        self._left = SHOWN_MS
        self._hovered = False
        self.setMouseTracking(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_time_up)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def show_message(self, text: str, action: str = "", key: str = "", shown_ms: int = SHOWN_MS) -> None:
        """Show `text` (which names the object) and start the 8 seconds anew."""
        self._text, self._undo, self._key = text, action, key
        self.setAccessibleName(f"{text} {action}".strip())
        set_tooltip(self, text)
        self.resize(self.sizeHint())
        self.show()
        self.raise_()
        self.update()
        self._left = shown_ms
        self._resume()
        speech().say(self, text)

    def place(self, left: int, bottom: int) -> None:
        """Put the visible box with its lower left corner at left, bottom of the parent."""
        reach = px(_REACH)
        self.move(QPoint(left - reach, bottom - self.height() + reach))

    def fit(self, room: int) -> None:
        """Never be wider than `room` pixels."""
        self.resize(min(self.sizeHint().width(), room + 2 * px(_REACH)), self.sizeHint().height())

    def remaining_ms(self) -> int:
        """How long it will still be seen; stands still while hovered or focused."""
        return self._timer.remainingTime() if self._timer.isActive() else self._left

    def waiting(self) -> bool:
        """Whether the clock stands because somebody is looking."""
        return self.isVisible() and not self._timer.isActive()

    def _pause(self) -> None:
        if self._timer.isActive():
            self._left = self._timer.remainingTime()
            self._timer.stop()

    def _resume(self) -> None:
        if self.isVisible() and not self._hovered and not self.hasFocus():
            self._timer.start(max(1, self._left))

    def _on_time_up(self) -> None:
        self._hovered = False
        self.hide()
        self.gone.emit()

    def dismiss(self) -> None:
        """Take it away now."""
        self._timer.stop()
        if self.isVisible():
            self._on_time_up()

    def _act(self) -> None:
        if self._undo:
            self._timer.stop()
            self._hovered = False
            self.hide()
            self.acted.emit()

    def sizeHint(self) -> QSize:
        words = face(13).width(self._text) + face(13, 700).width(self._undo) + cap_width(self._key)
        wide = max(px(_WIDTH), ceil(words) + px(32 + 18 + 8))
        return QSize(wide + 2 * px(_REACH), control(_HEIGHT) + 2 * px(_REACH))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        # Not enterEvent: a toast that appears under a parked mouse must still leave.
        self._hovered = True
        self._pause()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self._resume()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._pause()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._resume()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._act()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        reach = px(_REACH)
        area = QRectF(self.rect()).adjusted(reach, reach, -reach, -reach)
        size = self.size()
        dpr = ratio_of(painter)
        key = ("toast", size.width(), size.height(), dpr)
        cast = remembered(key, size.width(), size.height(), dpr, lambda p: shadow(p, area, px(8), reach))
        painter.drawPixmap(0, 0, cast)
        paint_toast(painter, area, self._text, self._undo, self._key, theme)
        if self.hasFocus():
            box(painter, area.adjusted(2, 2, -2, -2), px(6), None, theme.on_inverse, px(2))
