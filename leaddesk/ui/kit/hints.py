"""Hints: a key cap and what the key does, several in a row (top bar, hint bar, foot of a popup)."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.ui.kit.keycap import CAP_HEIGHT, cap_width, paint_cap
from leaddesk.ui.kit.paint import line_text
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.palette import Theme
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

Hint = tuple[str, str]
"""A key and the words after it; without words the next cap follows closely ("Alt+←" "Alt+→")."""

_AFTER_WORDS, _AFTER_CAP = 14, 6


def hints_width(hints: tuple[Hint, ...]) -> int:
    """How wide the hints are painted."""
    wide = 0.0
    for key, words in hints:
        wide += cap_width(key) + (px(_AFTER_CAP) + face(12).width(words) if words else 0)
        wide += px(_AFTER_WORDS if words else 4)
    return round(wide)


def paint_hints(
    painter: QPainter, x: float, y: float, height: float, hints: tuple[Hint, ...], theme: Theme
) -> float:
    """Paint hints from x, centred in `height` below y; returns the x after them."""
    for key, words in hints:
        x += paint_cap(painter, round(x), round(y + (height - px(CAP_HEIGHT)) / 2), key, theme)
        if words:
            x += px(_AFTER_CAP)
            x += line_text(painter, x, y, px(400), height, words, face(12), theme.text2)
        x += px(_AFTER_WORDS if words else 4)
    return x


class Hints(KitWidget):
    """Hints as a widget; where there is too little room the last ones are left out."""

    def __init__(self, hints: tuple[Hint, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_hints(hints)

    def show_hints(self, hints: tuple[Hint, ...]) -> None:
        """Show other hints."""
        self._hints = hints
        self.setAccessibleName(", ".join(f"{key} {words}".strip() for key, words in hints))
        self.restyle()

    def fitting(self) -> tuple[Hint, ...]:
        """The hints that have room."""
        hints = self._hints
        while hints and hints_width(hints) > self.width() + px(_AFTER_WORDS):
            hints = hints[:-1]
        return hints

    def sizeHint(self) -> QSize:
        return QSize(hints_width(self._hints), px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_hints(painter, 0, 0, self.height(), self.fitting(), current_theme())
