"""Avatars: the letters of a person in a circle; dashed where there is nobody."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.ui.kit.paint import CENTRE, box, line_text, ready
from leaddesk.ui.kit.themed import KitButton, KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.palette import Theme
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

AVATAR = 28


def initials(name: str) -> str:
    """At most two capital letters of a name: "Ірина Ткач" gives "ІТ"."""
    words = [word for word in name.replace(".", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper()


def paint_avatar(painter: QPainter, rect: QRectF, letters: str, theme: Theme) -> None:
    """Paint the circle into `rect`; without letters it is dashed (nobody owns it)."""
    if letters:
        box(
            painter, rect, rect.height() / 2, theme.accent_bg, theme.border_strong if theme.contrast else None
        )
        line_text(
            painter,
            rect.left(),
            rect.top(),
            rect.width(),
            rect.height(),
            letters,
            face(11, 700),
            theme.accent,
            CENTRE,
        )
        return
    pen = QPen(theme.border_strong, 1)
    pen.setDashPattern([6, 3])
    painter.setPen(pen)
    painter.setBrush(theme.surface)
    painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))


class Avatar(KitWidget):
    """A person's letters as a widget; `name` is spoken."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_person(name)

    def show_person(self, name: str) -> None:
        """Show another person; "" is nobody."""
        self._letters = initials(name)
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(AVATAR), px(AVATAR))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        paint_avatar(painter, QRectF(self.rect()), self._letters, current_theme())


class AvatarButton(KitButton):
    """The person at work, in the top bar; a press opens the menu of the account."""

    opened = Signal()

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_person(name)
        self.clicked.connect(self.opened)

    def show_person(self, name: str) -> None:
        """Show another person."""
        self._letters = initials(name)
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(AVATAR), px(AVATAR))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        paint_avatar(painter, QRectF(self.rect()), self._letters, theme)
        if self.hasFocus() or self.underMouse():
            edge = theme.focus if self.hasFocus() else theme.border_strong
            box(painter, QRectF(self.rect()), px(14), None, edge, px(2) if self.hasFocus() else 1)
