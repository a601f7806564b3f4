"""Key caps: the key that does the same as the thing beside it."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.ui.kit.paint import CENTRE, box, line_text, ratio_of, remembered
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.palette import Theme
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

CAP_HEIGHT = 18


def cap_width(key: str) -> int:
    """How wide the cap of `key` is painted; a single letter is at least 18 px."""
    return max(px(18), round(face(11, 600).width(key)) + px(10)) if key else 0


def _draw(painter: QPainter, key: str, theme: Theme, ink: QColor | None) -> None:
    width, high = cap_width(key), px(CAP_HEIGHT)
    area = QRectF(0, 0, width, high)
    if ink is None:
        box(painter, area, px(4), theme.surface2, theme.border)
        ink = theme.text2
    else:
        box(painter, area, px(4), None, ink)
    line_text(painter, 0, 0, width, high, key, face(11, 600), ink, CENTRE)


def paint_cap(
    painter: QPainter, x: float, y: float, key: str, theme: Theme, ink: QColor | None = None
) -> int:
    """Paint a cap with its top left corner at x, y; returns its width.

    With `ink` (on an accent button, on the toast) the cap is an outline of that colour.
    """
    width = cap_width(key)
    dpr = ratio_of(painter)
    name = ("cap", key, theme.name, ink.rgba() if ink is not None else 0, px(1000), dpr)
    pixmap = remembered(name, width, px(CAP_HEIGHT), dpr, lambda p: _draw(p, key, theme, ink))
    painter.drawPixmap(QPointF(x, y), pixmap)
    return width


class KeyCap(KitWidget):
    """A cap as a widget, for hints such as "Esc back to the list"."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_key(self, key: str) -> None:
        """Show another key (after rebinding)."""
        self._key = key
        self.setAccessibleName(key)
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(cap_width(self._key), px(CAP_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_cap(painter, 0, 0, self._key, current_theme())
