"""Chips: a word, mostly with an icon, on the quiet ground of its tone; colour is never the only mark."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.ui.kit.paint import box, line_text, ratio_of, ready, remembered
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.themed import KitButton, KitWidget
from leaddesk.ui.theme.fonts import Face, face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.palette import Theme, ToneName
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

TEMPERATURE_ICONS = {"hot": "fire", "warm": "white-balance-sunny", "cold": "snowflake"}
_LONGEST_WORD = 40


@dataclass(frozen=True)
class ChipData:
    """What a chip says; `big` is 24 px and 12/600, otherwise 18 px and 11/600."""

    word: str
    tone: ToneName = "junk"
    icon: str = ""
    big: bool = False


def temperature_chip(tone: ToneName, word: str, *, big: bool = False) -> ChipData:
    """The chip of a temperature: hot, warm or cold with its icon."""
    return ChipData(word, tone, TEMPERATURE_ICONS.get(tone, ""), big)


def _face(chip: ChipData) -> Face:
    return face(12, 600) if chip.big else face(11, 600)


def chip_height(chip: ChipData) -> int:
    """24 or 18 px, zoomed."""
    return px(24 if chip.big else 18)


def chip_width(chip: ChipData) -> int:
    """How wide the chip is painted."""
    return _width(chip, px(1000))


@lru_cache(maxsize=2048)
def _width(chip: ChipData, scale: int) -> int:
    del scale
    left, right = (px(26 if chip.big else 20), px(10 if chip.big else 6)) if chip.icon else _pads(chip)
    return left + right + round(_face(chip).width(short(chip.word, _LONGEST_WORD)))


def _pads(chip: ChipData) -> tuple[int, int]:
    return (px(10), px(10)) if chip.big else (px(6), px(6))


def _draw(painter: QPainter, chip: ChipData, width: int, theme: Theme) -> None:
    high = chip_height(chip)
    ink = theme.ink(chip.tone)
    box(painter, QRectF(0, 0, width, high), high / 2, theme.fill(chip.tone), ink if theme.contrast else None)
    left = _pads(chip)[0]
    if chip.icon:
        size = 14 if chip.big else 12
        draw_icon(painter, px(8 if chip.big else 5), (high - px(size)) / 2, chip.icon, ink, size)
        left = px(26 if chip.big else 20)
    line_text(painter, left, 0, width - left, high, short(chip.word, _LONGEST_WORD), _face(chip), ink)


def paint_chip(painter: QPainter, x: float, y: float, chip: ChipData, theme: Theme) -> int:
    """Paint a chip with its top left corner at x, y; returns its width. Cheap: one remembered pixmap."""
    width = chip_width(chip)
    dpr = ratio_of(painter)
    key = (chip, theme.name, px(1000), dpr)
    pixmap = remembered(key, width, chip_height(chip), dpr, lambda p: _draw(p, chip, width, theme))
    painter.drawPixmap(QPointF(x, y), pixmap)
    return width


def paint_chips(
    painter: QPainter, rect: QRectF, chips: tuple[ChipData, ...], theme: Theme, gap: int = 4
) -> float:
    """Paint chips from the left of `rect` while they fit; returns the x after the last one and its gap."""
    x = rect.left()
    for chip in chips:
        if x + chip_width(chip) > rect.right():
            break
        x += paint_chip(painter, x, rect.top(), chip, theme) + px(gap)
    return x


class Chip(KitWidget):
    """A chip as a widget; spoken by its word."""

    def __init__(self, chip: ChipData, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_chip(chip)

    def show_chip(self, chip: ChipData) -> None:
        """Show other data."""
        self._chip = chip
        self.setAccessibleName(chip.word)
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._chip), chip_height(self._chip))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, 0, 0, self._chip, current_theme())


class FilterChip(KitButton):
    """A chip that is pressed: the filters in a top bar (24 px; accent when chosen)."""

    def __init__(self, word: str, *, chosen: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(word, parent)
        self.setCheckable(True)
        self.setChecked(chosen)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _data(self) -> ChipData:
        return ChipData(self.text(), "accent" if self.isChecked() else "junk", big=True)

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._data()), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        paint_chip(painter, 0, 0, self._data(), theme)
        if self.hasFocus() or self.underMouse():
            edge = theme.focus if self.hasFocus() else theme.border_strong
            box(painter, QRectF(self.rect()), px(12), None, edge, px(2) if self.hasFocus() else 1)
