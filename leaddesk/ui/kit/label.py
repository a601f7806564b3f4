"""Labels of plain letters: one that elides and tells the rest in its tooltip, captions, and wrapped text."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from leaddesk.ui.kit.paint import LEFT, focus_ring, line_text, ready
from leaddesk.ui.kit.plain import as_plain, set_tooltip
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import Face, caption_face, face
from leaddesk.ui.theme.palette import Theme
from leaddesk.ui.theme.switch import current_theme, theme_switch
from leaddesk.ui.theme.zoom import px

Ink = Literal[
    "text", "text2", "text3", "accent", "hot", "warm", "cold", "ok", "junk", "on_inverse", "on_accent"
]


def ink_of(theme: Theme, name: Ink) -> QColor:
    """The colour of a token by its name."""
    colour = getattr(theme, name)
    assert isinstance(colour, QColor)
    return colour


class ElidedLabel(KitWidget):
    """One line, elided at the right; the whole text is the tooltip where it does not fit, and is spoken."""

    def __init__(
        self,
        text: str = "",
        size: float = 13,
        weight: int = 400,
        ink: Ink = "text",
        *,
        align: str = LEFT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._size, self._weight, self._ink, self._align = "", size, weight, ink, align
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def show_text(self, text: str, ink: Ink | None = None) -> None:
        """Show another text, in another colour if given."""
        self._text = text
        self._ink = ink or self._ink
        self.setAccessibleName(text)
        self._tell_rest()
        self.restyle()

    def _face(self) -> Face:
        return face(self._size, self._weight)

    def _tell_rest(self) -> None:
        shown = self._face().elide(self._text, self.width() + 1)
        set_tooltip(self, "" if shown == self._text else self._text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_rest()

    def sizeHint(self) -> QSize:
        return QSize(round(self._face().width(self._text)) + 2, round(self._face().height) + px(2))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(px(24), self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = current_theme()
        ink = ink_of(theme, self._ink)
        line_text(painter, 0, 0, self.width(), self.height(), self._text, self._face(), ink, self._align)
        if self.hasFocus():
            ready(painter)
            focus_ring(painter, QRectF(self.rect()), px(4), theme)


class Caption(KitWidget):
    """A caption of a panel: 11/600 upper case, text3."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def text(self) -> str:
        """The caption as given, not in upper case."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show another caption; upper case is made here, a screen reader hears it as given."""
        self._text = text
        self.setAccessibleName(text)
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(round(caption_face().width(self._text.upper())) + 2, px(14))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(24), px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = current_theme().text3
        line_text(painter, 0, 0, self.width(), self.height(), self._text.upper(), caption_face(), ink)


class TextLabel(QLabel):
    """Wrapped plain text; the size and colour of a token, following theme and zoom."""

    def __init__(
        self,
        text: str = "",
        size: float = 13,
        weight: int = 400,
        ink: Ink = "text",
        *,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size, self._weight, self._ink = size, weight, ink
        as_plain(self)
        self.setText(text)
        self.setWordWrap(wrap)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        theme_switch().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take the font and colour in force."""
        self.setFont(face(self._size, self._weight).font)
        palette = self.palette()
        palette.setColor(self.foregroundRole(), ink_of(current_theme(), self._ink))
        self.setPalette(palette)

    def show_text(self, text: str, ink: Ink | None = None) -> None:
        """Show another text, in another colour if given."""
        self.setText(text)
        if ink is not None and ink != self._ink:
            self._ink = ink
            self.restyle()
