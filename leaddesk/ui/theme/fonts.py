"""The bundled Inter, and faces: a font of a size and weight with its metrics and remembered widths."""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from leaddesk.resources import resource
from leaddesk.ui.theme.zoom import px

FAMILIES = ["Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", "sans-serif"]
_FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf")
_CAPTION_SPACING = 0.4
_REMEMBERED = 4096
_LONGEST = 300
"""A longer text is cut before it is measured: a cell of 1 MB took 0.3 s to paint (RELIABILITY.md S10)."""


class _Loaded:
    done = False


def load_fonts() -> None:
    """Register the bundled Inter once; a missing file leaves the system's fonts, the program still runs."""
    if _Loaded.done:
        return
    _Loaded.done = True
    for name in _FILES:
        try:
            path = resource("fonts", name)
        except FileNotFoundError:
            continue
        QFontDatabase.addApplicationFont(str(path))


class Face:
    """One font at one size: what a painter needs, with widths and elisions remembered.

    Sizes are real pixels (zoom applied). `ascent` and `height` are those of a line of text.
    """

    __slots__ = ("ascent", "elide", "font", "height", "metrics", "width")

    def __init__(self, pixels: int, weight: int, spacing: float) -> None:
        load_fonts()
        font = QFont()
        font.setFamilies(FAMILIES)
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if spacing:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
        self.font = font
        self.metrics = QFontMetricsF(font)
        self.ascent: float = self.metrics.ascent()
        self.height: float = self.metrics.height()
        self.width: Callable[[str], float] = lru_cache(_REMEMBERED)(self._width)
        self.elide: Callable[[str, int], str] = lru_cache(_REMEMBERED)(self._elide)

    def _width(self, text: str) -> float:
        return self.metrics.horizontalAdvance(text[:_LONGEST])

    def _elide(self, text: str, room: int) -> str:
        if self.width(text) <= room and len(text) <= _LONGEST:
            return text
        return self.metrics.elidedText(text[:_LONGEST], Qt.TextElideMode.ElideRight, room)


@lru_cache(maxsize=128)
def _face(pixels: int, weight: int, spacing: float) -> Face:
    return Face(pixels, weight, spacing)


def face(size: float = 13, weight: int = 400, spacing: float = 0.0) -> Face:
    """The face for a size of the screens ("13/600") at the zoom in force; shared and remembered."""
    return _face(px(size), weight, spacing)


def caption_face() -> Face:
    """11/600 with letter spacing .4; the caller gives upper case."""
    return face(11, 600, _CAPTION_SPACING)
