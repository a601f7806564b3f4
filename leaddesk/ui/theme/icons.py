"""Material Design Icons 6 drawn into remembered pixmaps, from the font that qtawesome ships.

qtawesome itself is not imported: its import and first icon took 285 ms of CPU here, its font file 7 ms.
"""

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from leaddesk.ui.theme.zoom import px

_PREFIX = "materialdesignicons6-webfont-"
_MISSING = "\u25a1"


class _Font:
    """The icon font once loaded: its family, and the code point of each name."""

    family: str | None = None
    glyphs: dict[str, str] | None = None


def _folder() -> Path | None:
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations))) / "fonts"


def _load() -> dict[str, str]:
    if _Font.glyphs is not None:
        return _Font.glyphs
    _Font.glyphs = {}
    folder = _folder()
    maps = sorted(folder.glob(_PREFIX + "charmap-*.json")) if folder else []
    files = sorted(folder.glob(_PREFIX + "*.ttf")) if folder else []
    if maps and files:
        families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(files[-1])))
        _Font.family = families[0] if families else None
        codes: dict[str, str] = json.loads(maps[-1].read_text("utf-8"))
        _Font.glyphs = {name: chr(int(code, 16)) for name, code in codes.items()}
    return _Font.glyphs


def has_icon(name: str) -> bool:
    """Whether the font has a glyph called `name` (Material Design Icons 6 names, "phone-check")."""
    return name in _load()


def icon_pixmap(name: str, colour: QColor, size: int, dpr: float = 1.0) -> QPixmap:
    """The icon in `colour`, `size` real pixels square; remembered per name, colour, size and screen ratio.

    An unknown name gives a hollow square, never an error.
    """
    return _pixmap(name, colour.rgba(), size, dpr)


@lru_cache(maxsize=1024)
def _pixmap(name: str, rgba: int, size: int, dpr: float) -> QPixmap:
    side = max(1, round(size * dpr))
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    glyph = _load().get(name, _MISSING)
    font = QFont()
    if _Font.family:
        font.setFamily(_Font.family)
    font.setPixelSize(side)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter = QPainter(pixmap)
    painter.setFont(font)
    painter.setPen(QColor.fromRgba(rgba))
    painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, glyph)
    painter.end()
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


def draw_icon(painter: QPainter, x: float, y: float, name: str, colour: QColor, size: float = 16) -> None:
    """Paint an icon with its top left corner at x, y; `size` in measures of the screens (zoom applies)."""
    device = painter.device()
    dpr = device.devicePixelRatioF() if device is not None else 1.0
    painter.drawPixmap(QPointF(x, y), _pixmap(name, colour.rgba(), px(size), dpr))


class _GlyphEngine(QIconEngine):
    """Lets menus and standard widgets show an icon at whatever size they ask."""

    def __init__(self, name: str, normal: QColor, disabled: QColor) -> None:
        super().__init__()
        self._name, self._normal, self._disabled = name, normal, disabled

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._name, self._normal, self._disabled)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.drawPixmap(
            rect, self.scaledPixmap(rect.size(), mode, state, painter.device().devicePixelRatioF())
        )

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        colour = self._disabled if mode is QIcon.Mode.Disabled else self._normal
        return _pixmap(self._name, colour.rgba(), min(size.width(), size.height()), scale)


def icon(name: str, normal: QColor, disabled: QColor | None = None) -> QIcon:
    """The icon for actions, menus and trees."""
    return QIcon(_GlyphEngine(name, normal, disabled or normal))
