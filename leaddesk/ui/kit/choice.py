"""Things to pick: choice buttons and tiles, radio and check marks, number phrases, drop-down fields."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QSizePolicy, QWidget

from leaddesk.ui.kit.keycap import CAP_HEIGHT, cap_width, paint_cap
from leaddesk.ui.kit.paint import CENTRE, RIGHT, box, focus_ring, line_text, ready
from leaddesk.ui.kit.themed import KitButton
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.palette import Theme, ToneName
from leaddesk.ui.theme.switch import current_theme, theme_switch
from leaddesk.ui.theme.zoom import control, px

_MARK = 16


class ChoiceButton(KitButton):
    """One of several answers (screens 11, 15): outlined, 2 px of its tone and 700 when chosen."""

    def __init__(
        self,
        text: str,
        *,
        tone: ToneName = "accent",
        icon: str = "",
        key: str = "",
        height: int = 36,
        width: int = 0,
        exclusive: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._tone: ToneName = tone
        self._icon, self._key, self._height, self._width = icon, key, height, width
        self.setCheckable(True)
        self.setAutoExclusive(exclusive)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def _parts(self) -> int:
        icon = px(16 + 8) if self._icon else 0
        return icon + (px(12) + cap_width(self._key) if self._key else 0)

    def sizeHint(self) -> QSize:
        needed = round(face(13, 700).width(self.text())) + self._parts() + px(20)
        return QSize(max(px(self._width), needed), control(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        area = QRectF(self.rect())
        chosen = self.isChecked()
        tone = theme.ink(self._tone)
        ground = theme.surface2 if self.underMouse() or not self.isEnabled() else theme.surface
        edge = tone if chosen else theme.border_strong
        box(painter, area, px(6), theme.fill(self._tone) if chosen else ground, edge, px(2) if chosen else 1)
        coloured = chosen or self._tone != "accent"
        ink = (tone if coloured else theme.text) if self.isEnabled() else theme.text3
        words = face(13, 700 if chosen else (600 if self._tone != "accent" else 400))
        wide = round(words.width(self.text())) + self._parts()
        x = max(float(px(10)), (area.width() - wide) // 2)
        high = self.height()
        if self._icon:
            draw_icon(painter, x, (high - px(16)) // 2, self._icon, ink, 16)
            x += px(24)
        x += line_text(painter, x, 0, area.width() - x - px(4), high, self.text(), words, ink)
        if self._key:
            paint_cap(painter, round(x) + px(12), (high - px(CAP_HEIGHT)) // 2, self._key, theme)
        if self.hasFocus():
            box(painter, area.adjusted(3, 3, -3, -3), px(4), None, theme.focus, px(2))


class Phrase(KitButton):
    """A ready phrase as a pill of 28 px with its digit (screen 12)."""

    def __init__(self, text: str, digit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._digit = digit
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        digit = px(22) + round(face(11, 600).width(self._digit)) if self._digit else 0
        return QSize(round(face(12, 500).width(self.text())) + 2 * px(12) + digit, control(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        area = QRectF(self.rect())
        chosen = self.isChecked()
        ground = theme.accent_bg if chosen else (theme.surface2 if self.underMouse() else theme.surface)
        edge = theme.accent if chosen else theme.border_strong
        box(painter, area, area.height() / 2, ground, edge)
        ink = theme.accent if chosen else theme.text
        room = area.width() - px(24)
        line_text(painter, px(12), 0, room, area.height(), self.text(), face(12, 500), ink)
        line_text(
            painter, px(12), 0, room - px(-2), area.height(), self._digit, face(11, 600), theme.text2, RIGHT
        )
        if self.hasFocus():
            focus_ring(painter, area, area.height() / 2, theme)


def paint_radio(painter: QPainter, x: float, y: float, theme: Theme, *, chosen: bool) -> None:
    """A 16 px radio mark (painter must be smooth)."""
    side = px(_MARK)
    edge = theme.accent if chosen else theme.border_strong
    box(painter, QRectF(x, y, side, side), side / 2, theme.surface, edge, px(2) if chosen else 1)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        painter.drawEllipse(QPointF(x + side / 2, y + side / 2), px(4), px(4))


def paint_check(painter: QPainter, x: float, y: float, theme: Theme, *, chosen: bool) -> None:
    """A 16 px check mark (painter must be smooth)."""
    side = px(_MARK)
    area = QRectF(x, y, side, side)
    if not chosen:
        box(painter, area, px(4), theme.surface, theme.border_strong)
        return
    box(painter, area, px(4), theme.accent)
    draw_icon(painter, x + px(1), y + px(1), "check-bold", theme.on_accent, 14)


def _paint_marked(button: QRadioButton | QCheckBox, *, radio: bool) -> None:
    painter = QPainter(button)
    ready(painter)
    theme = current_theme()
    high = button.height()
    y = (high - px(_MARK)) // 2
    mark = paint_radio if radio else paint_check
    mark(painter, px(2), y, theme, chosen=button.isChecked())
    ink: QColor = theme.text if button.isEnabled() else theme.text3
    words = face(13, 600 if button.isChecked() and radio else 400)
    line_text(painter, px(26), 0, button.width() - px(28), high, button.text(), words, ink)
    if button.hasFocus():
        focus_ring(painter, QRectF(button.rect()), px(6), theme)


class Radio(QRadioButton):
    """A radio button with our mark; the words are plain letters."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        theme_switch().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(px(30) + round(face(13, 600).width(self.text())), control(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), control(28))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint_marked(self, radio=True)


class Check(QCheckBox):
    """A check box with our mark; the words are plain letters."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        theme_switch().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(px(30) + round(face(13).width(self.text())), control(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), control(28))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint_marked(self, radio=False)


class Select(QComboBox):
    """A drop-down field with our chevron; the wheel does not change what is chosen while it has no focus."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        x, y = self.width() - px(26), (self.height() - px(16)) // 2
        draw_icon(painter, x, y, "chevron-down", current_theme().text2, 16)


class Tile(KitButton):
    """A choice with an icon, a bold head and two quiet lines (screen 15): 92 px high."""

    def __init__(self, icon: str, head: str, lines: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(head, parent)
        self._icon, self._lines = icon, lines
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleDescription(" ".join(lines))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(212), px(92))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(150), px(92))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        area = QRectF(self.rect())
        chosen = self.isChecked()
        ground = theme.accent_bg if chosen else (theme.surface2 if self.underMouse() else theme.surface)
        edge = theme.accent if chosen else theme.border_strong
        box(painter, area, px(6), ground, edge, px(2) if chosen else 1)
        ink = theme.accent if chosen else theme.text
        draw_icon(painter, px(12), px(12), self._icon, theme.accent if chosen else theme.text2, 18)
        room = area.width() - px(50)
        line_text(painter, px(38), px(12), room, px(18), self.text(), face(13, 600), ink)
        for index, line in enumerate(self._lines[:3]):
            y = px(40 + 18 * index)
            line_text(painter, px(12), y, area.width() - px(24), px(18), line, face(12), theme.text2)
        if self.hasFocus():
            box(painter, area.adjusted(3, 3, -3, -3), px(4), None, theme.focus, px(2))


def paint_badge(painter: QPainter, rect: QRectF, letter: str, tone: ToneName, theme: Theme) -> None:
    """The 28 px letter badge of a question: ok from level 2, warm 0-1, junk unknown (UX.md 3.3)."""
    box(painter, rect, px(6), theme.fill(tone), theme.ink(tone) if theme.contrast else None)
    line_text(
        painter,
        rect.left(),
        rect.top(),
        rect.width(),
        rect.height(),
        letter,
        face(13, 700),
        theme.ink(tone),
        CENTRE,
    )
