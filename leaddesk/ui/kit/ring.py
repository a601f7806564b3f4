"""The score ring: an arc as long as the score in the colour of the temperature, the number inside."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.ui.kit.paint import CENTRE, line_text, ratio_of, remembered
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.palette import Theme, ToneName
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

RING = 36
_STROKE = 4
_FULL = 360 * 16


@dataclass(frozen=True)
class RingData:
    """A score 0..100 and the tone of its arc; None is a record without contact or data (dashed ring)."""

    score: int | None
    tone: ToneName = "junk"


def _draw(painter: QPainter, ring: RingData, theme: Theme) -> None:
    side, stroke = px(RING), px(_STROKE)
    half = stroke / 2
    area = QRectF(half, half, side - stroke, side - stroke)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if ring.score is None:
        pen = QPen(theme.border_strong, px(2))
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawEllipse(area)
        line_text(painter, 0, 0, side, side, "—", face(12, 700), theme.text3, CENTRE)
        return
    painter.setPen(QPen(theme.track, stroke, c=Qt.PenCapStyle.FlatCap))
    painter.drawEllipse(area)
    score = min(100, max(0, ring.score))
    painter.setPen(QPen(theme.ink(ring.tone), stroke, c=Qt.PenCapStyle.FlatCap))
    painter.drawArc(area, 90 * 16, -round(_FULL * score / 100))
    line_text(painter, 0, 0, side, side, str(ring.score), face(12, 700), theme.text, CENTRE)


def paint_ring(painter: QPainter, x: float, y: float, ring: RingData, theme: Theme) -> None:
    """Paint the 36 px ring with its top left corner at x, y. Cheap: one remembered pixmap."""
    dpr = ratio_of(painter)
    side = px(RING)
    pixmap = remembered(
        ("ring", ring, theme.name, side, dpr), side, side, dpr, lambda p: _draw(p, ring, theme)
    )
    painter.drawPixmap(QPointF(x, y), pixmap)


class ScoreRing(KitWidget):
    """The ring as a widget."""

    def __init__(self, ring: RingData, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_ring(ring)

    def show_ring(self, ring: RingData) -> None:
        """Show another score."""
        self._ring = ring
        self.setAccessibleName("" if ring.score is None else str(ring.score))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(RING), px(RING))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ring(painter, 0, 0, self._ring, current_theme())
