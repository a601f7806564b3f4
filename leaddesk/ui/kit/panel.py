"""Panels: a surface with a hairline, radius 8 and an upper-case caption, holding what belongs together."""

from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.ui.kit.label import Caption
from leaddesk.ui.kit.paint import box, hairline, ready
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.palette import Theme
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

Ground = Literal["surface", "surface2", "warm", "accent"]


def paint_panel(
    painter: QPainter, rect: QRectF, theme: Theme, *, focused: bool = False, ground: Ground = "surface"
) -> None:
    """Paint the ground of a panel; `focused` is the 2 px border of an open row."""
    fill = {
        "surface": theme.surface,
        "surface2": theme.surface2,
        "warm": theme.warm_bg,
        "accent": theme.accent_bg,
    }[ground]
    plain_edge = theme.border if ground in ("surface", "surface2") or theme.contrast else None
    edge = theme.focus if focused else plain_edge
    box(painter, rect, px(8), fill, edge, px(2) if focused else 1)


class Panel(KitWidget):
    """A panel; put widgets into `body`. `padding` 12, or 16 in dialogs, wizards and the head's screens."""

    def __init__(
        self,
        caption: str = "",
        *,
        padding: int = 12,
        gap: int = 8,
        ground: Ground = "surface",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._padding, self._gap, self._ground, self._focused = padding, gap, ground, False
        self.body = QVBoxLayout(self)
        self._caption = Caption(caption, self)
        self.body.addWidget(self._caption)
        self._caption.setVisible(bool(caption))
        self.setAccessibleName(caption)
        self.restyle()

    def restyle(self) -> None:
        """Take margins and gaps at the zoom in force."""
        edge = px(self._padding)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(px(self._gap))
        super().restyle()

    def show_caption(self, text: str) -> None:
        """Show another caption; an empty one takes it away."""
        self._caption.show_text(text)
        self._caption.setVisible(bool(text))
        self.setAccessibleName(text)

    def set_focused(self, focused: bool) -> None:
        """Show the 2 px border of the thing that is being worked on."""
        if focused != self._focused:
            self._focused = focused
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        paint_panel(painter, QRectF(self.rect()), current_theme(), focused=self._focused, ground=self._ground)


class Rule(KitWidget):
    """A hairline between rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        hairline(painter, 0, 0, self.width(), current_theme().border)


class Surface(KitWidget):
    """A plain ground with a hairline on one side: action bar (top), top bar (bottom), rail (right)."""

    def __init__(
        self, line: Literal["top", "bottom", "right", ""] = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._line = line

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = current_theme()
        painter.fillRect(self.rect(), theme.surface)
        if self._line == "top":
            hairline(painter, 0, 0, self.width(), theme.border)
        elif self._line == "bottom":
            hairline(painter, 0, self.height() - 1, self.width(), theme.border)
        elif self._line == "right":
            painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.border)
