"""Material Design Icons 6 drawn into remembered pixmaps, from the font that qtawesome ships.

qtawesome itself is not imported: its import and first icon took 285 ms of CPU here, its font file 7 ms.
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from leaddesk.ui.theme.zoom import px

_PREFIX = "materialdesignicons6-webfont-"
_MISSING = "\u25a1"
_GLYPH_SHARE = 0.875
"""A glyph of size 16 is drawn by a font of 14 px, as on the screens (and by qtawesome)."""


class _Font:
    """The icon font once loaded: its family, and the text that lists names and code points."""

    family = ""
    charmap: str | None = None


def _folder() -> Path | None:
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations))) / "fonts"


def _charmap() -> str:
    """The list of names as text: finding a few names in it is cheaper than parsing all 7 447."""
    if _Font.charmap is None:
        folder = _folder()
        lists = sorted(folder.glob(_PREFIX + "charmap-*.json")) if folder else []
        files = sorted(folder.glob(_PREFIX + "*.ttf")) if folder else []
        _Font.charmap = ""
        if lists and files:
            families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(files[-1])))
            _Font.family = families[0] if families else ""
            _Font.charmap = lists[-1].read_text("utf-8")
    return _Font.charmap


@lru_cache(maxsize=512)
def _glyph(name: str) -> str:
    text = _charmap()
    at = text.find(f'"{name}": "')
    if at < 0:
        return _MISSING
    start = at + len(name) + 5
    return chr(int(text[start : text.index('"', start)], 16))


def has_icon(name: str) -> bool:
    """Whether the font has a glyph called `name` (Material Design Icons 6 names, "phone-check")."""
    return _glyph(name) != _MISSING


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
    glyph = _glyph(name)
    font = QFont()
    if _Font.family:
        font.setFamily(_Font.family)
    font.setPixelSize(max(1, round(side * _GLYPH_SHARE)))
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
