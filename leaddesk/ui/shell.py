"""The top-level window before anything is in it: its ground is painted first, the rest follows (P1)."""

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from leaddesk.ui.theme.tokens import Tokens
from leaddesk.ui.theme.zoom import px

LEAST = QSize(640, 480)
RAIL, BAR, LIST = 56, 48, 400


class Shell(QWidget):
    """Holds one content that fills it. `painted()` after the first paint, `closing()` before it goes."""

    painted = Signal()
    closing = Signal()

    def __init__(self, tokens: Tokens, size: QSize) -> None:
        super().__init__()
        self._tokens = tokens
        self._content: QWidget | None = None
        self._told = False
        self.setWindowTitle("LeadDesk")
        self.setMinimumSize(LEAST)
        self.resize(size)

    def content(self) -> QWidget | None:
        """What fills the window."""
        return self._content

    def show_content(self, content: QWidget) -> None:
        """Fill the window with another content; the earlier one is deleted."""
        old, self._content = self._content, content
        content.setParent(self)
        content.setGeometry(self.rect())
        content.show()
        if old is not None:
            old.hide()
            old.deleteLater()

    def follow(self, tokens: Tokens) -> None:
        """Take the colours of another theme for the ground."""
        self._tokens = tokens
        self.update()

    def put_in_sight(self) -> None:
        """After a screen was unplugged: move the window to where there is one (UX 2)."""
        screens = QGuiApplication.screens()
        if not screens or any(screen.availableGeometry().intersects(self.geometry()) for screen in screens):
            return
        self.setGeometry(in_sight(self.geometry(), screens[0].availableGeometry()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._content is not None:
            self._content.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._tokens
        painter.fillRect(self.rect(), QColor(tokens.bg))
        if self._content is None:
            surface, line = QColor(tokens.surface), QColor(tokens.border)
            wide, high = self.width(), self.height()
            painter.fillRect(0, 0, px(RAIL), high, surface)
            painter.fillRect(px(RAIL), 0, wide, px(BAR), surface)
            painter.fillRect(px(RAIL), px(BAR), px(LIST), high, surface)
            painter.fillRect(px(RAIL) - 1, 0, 1, high, line)
            painter.fillRect(px(RAIL), px(BAR) - 1, wide, 1, line)
            painter.fillRect(px(RAIL + LIST), px(BAR), 1, high, line)
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        event.accept()


def in_sight(wanted: QRect, area: QRect) -> QRect:
    """`wanted` made to fit into `area` and moved inside it."""
    size = wanted.size().boundedTo(area.size())
    left = max(area.left(), min(wanted.left(), area.right() - size.width() + 1))
    top = max(area.top(), min(wanted.top(), area.bottom() - size.height() + 1))
    return QRect(left, top, size.width(), size.height())
