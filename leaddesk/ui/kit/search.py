"""The search field: quiet ground, a glass, a placeholder and the cap of the key that brings one here."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from leaddesk.ui.kit.keycap import CAP_HEIGHT, cap_width, paint_cap
from leaddesk.ui.kit.paint import box, line_text, ready
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.switch import current_theme, theme_switch
from leaddesk.ui.theme.zoom import control, px


class SearchField(QLineEdit):
    """306x30 (420 wide where there is room). Down or Enter leaves to the results, Esc leaves it.

    Signals: `left_by_escape()`, `down_pressed()`; the text signals are those of QLineEdit.
    """

    left_by_escape = Signal()
    down_pressed = Signal()

    def __init__(self, hint: str, key: str = "/", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint, self._key = hint, key
        self._wide = False
        self.setProperty("bare", True)
        self.setAccessibleName(hint)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus | Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_switch().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take the measures in force."""
        right = px(10) + cap_width(self._key) if self._key else px(10)
        self.setTextMargins(px(30), 0, right, 0)
        self.setFixedSize(self.sizeHint())
        self.update()

    def set_wide(self, wide: bool) -> None:
        """420 px instead of 306, from 1500 px of window on."""
        if wide != self._wide:
            self._wide = wide
            self.restyle()

    def set_invalid(self, invalid: bool) -> None:
        """Show that a part of the query is not understood; the rest still runs."""
        self.setProperty("misread", invalid)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(420 if self._wide else 306), control(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), control(30))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left_by_escape.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        area = QRectF(self.rect())
        focused = self.hasFocus()
        misread = bool(self.property("misread"))
        edge = theme.hot if misread else (theme.focus if focused else theme.border)
        if theme.contrast and not focused and not misread:
            edge = theme.border_strong
        box(painter, area, px(6), theme.surface if focused else theme.surface2, edge, px(2) if focused else 1)
        high = self.height()
        draw_icon(painter, px(10), (high - px(16)) // 2, "magnify", theme.text2, 16)
        if not self.text():
            room = self.width() - px(32) - px(10) - cap_width(self._key)
            line_text(painter, px(32), 0, room, high, self._hint, face(13), theme.text3)
        if self._key and not self.text():
            x = self.width() - px(8) - cap_width(self._key)
            paint_cap(painter, x, (high - px(CAP_HEIGHT)) // 2, self._key, theme)
        painter.end()
        super().paintEvent(event)
