"""Strokes that painters share: boxes, text on a line, focus rings, shadows, and remembered pixmaps."""

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from leaddesk.ui.theme.fonts import Face
from leaddesk.ui.theme.palette import Theme
from leaddesk.ui.theme.zoom import px

LEFT, CENTRE, RIGHT = "left", "centre", "right"
_MOST_PIXMAPS = 768
_SHADOW_STEPS = 8


def ready(painter: QPainter) -> None:
    """Smooth edges; call once at the start of a paint."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None,
    edge: QColor | None = None,
    width: float = 1.0,
    *,
    dashed: bool = False,
) -> None:
    """A rounded box filled with `fill`; its edge, `width` pixels wide, lies inside `rect`."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    pen = QPen(edge, width)
    if dashed:
        pen.setDashPattern([4, 2])
    painter.setPen(pen)
    half = width / 2
    inner = max(0.0, radius - half)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), inner, inner)


def line_text(
    painter: QPainter,
    x: float,
    y: float,
    room: float,
    height: float,
    text: str,
    face: Face,
    colour: QColor,
    align: str = LEFT,
) -> float:
    """One line of text, elided to `room`, centred in `height` below `y`; returns the width drawn."""
    shown = face.elide(text, int(room) + 1)
    wide = face.width(shown)
    if align != LEFT:
        x += (room - wide) / 2 if align == CENTRE else room - wide
    painter.setFont(face.font)
    painter.setPen(colour)
    painter.drawText(QPointF(x, round(y + (height - face.height) / 2 + face.ascent)), shown)
    return wide


def focus_ring(painter: QPainter, rect: QRectF, radius: float, theme: Theme) -> None:
    """The 2 px ring of the focused thing, inside `rect` (UX.md 3.1)."""
    box(painter, rect, radius, None, theme.focus, float(px(2)))


def hairline(painter: QPainter, x: float, y: float, width: float, colour: QColor) -> None:
    """A horizontal rule one pixel high."""
    painter.fillRect(QRectF(x, y, width, 1), colour)


def shadow(painter: QPainter, rect: QRectF, radius: float, reach: float) -> None:
    """A soft shadow that fades `reach` pixels around `rect`, a little lower than it."""
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(_SHADOW_STEPS):
        spread = reach * (1 - step / _SHADOW_STEPS)
        painter.setBrush(QColor(16, 20, 28, 3 + step // 2))
        grown = rect.adjusted(-spread, -spread * 0.6, spread, spread)
        painter.drawRoundedRect(grown, radius + spread, radius + spread)


_PIXMAPS: OrderedDict[Hashable, QPixmap] = OrderedDict()


def remembered(
    key: Hashable, width: float, height: float, dpr: float, draw: Callable[[QPainter], None]
) -> QPixmap:
    """The pixmap for `key`, drawn at the first call; the least recently used one of 768 is forgotten.

    `key` must name everything that `draw` depends on: data, theme, zoom, screen ratio.
    """
    found = _PIXMAPS.get(key)
    if found is not None:
        _PIXMAPS.move_to_end(key)
        return found
    pixmap = QPixmap(max(1, round(width * dpr)), max(1, round(height * dpr)))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    ready(painter)
    draw(painter)
    painter.end()
    _PIXMAPS[key] = pixmap
    if len(_PIXMAPS) > _MOST_PIXMAPS:
        _PIXMAPS.popitem(last=False)
    return pixmap


def ratio_of(painter: QPainter) -> float:
    """Device pixels per pixel of what is painted on."""
    device = painter.device()
    return device.devicePixelRatioF() if device is not None else 1.0
