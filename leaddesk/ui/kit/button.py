"""Buttons with their icon and key cap inside, and square icon buttons."""

from math import ceil
from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.ui.kit.keycap import CAP_HEIGHT, cap_width, paint_cap
from leaddesk.ui.kit.paint import box, line_text, ready
from leaddesk.ui.kit.plain import set_tooltip
from leaddesk.ui.kit.themed import KitButton
from leaddesk.ui.theme.fonts import Face, face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.palette import Theme
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import control, px

Kind = Literal["primary", "secondary", "ghost", "danger", "link"]
_ICON = 16
_GAP = 8


class Button(KitButton):
    """A 32 px button: primary on accent, secondary outlined, ghost without an edge, link as accent words.

    `tight` takes 10 px of side padding instead of 12, as in the action bar.
    """

    def __init__(
        self,
        text: str,
        *,
        kind: Kind = "secondary",
        key: str = "",
        icon: str = "",
        tight: bool = False,
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind: Kind = kind
        self._key = key
        self._icon = icon
        self._pad = 0 if kind == "link" else (10 if tight else 12)
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        set_tooltip(self, f"{text}  {key}" if key else "")

    def set_kind(self, kind: Kind) -> None:
        """Change what the button is, for one that becomes the next act."""
        self._kind = kind
        self.restyle()

    def set_key(self, key: str) -> None:
        """Show another key; an empty one takes the cap away."""
        self._key = key
        self.restyle()

    def _face(self) -> Face:
        return face(13, 600 if self._kind in ("primary", "danger", "link") else 500)

    def _content_width(self) -> int:
        wide = ceil(self._face().width(self.text()))
        if self._icon:
            wide += px(_ICON) + (px(_GAP) if self.text() else 0)
        if self._key:
            wide += px(_GAP) + cap_width(self._key)
        return wide

    def sizeHint(self) -> QSize:
        return QSize(self._content_width() + 2 * px(self._pad), control(self._height))

    def minimumSizeHint(self) -> QSize:
        caps = px(_GAP) + cap_width(self._key) if self._key else 0
        least = min(self._content_width(), px(24) + caps)
        return QSize(least + 2 * px(self._pad), control(self._height))

    def _colours(self, theme: Theme) -> tuple[QColor | None, QColor | None, QColor]:
        """Ground, edge, ink."""
        hover = self.underMouse()
        if not self.isEnabled():
            quiet = self._kind in ("ghost", "link")
            return (None if quiet else theme.surface2, None if quiet else theme.border, theme.text3)
        if self._kind in ("primary", "danger"):
            ground = theme.accent if self._kind == "primary" else theme.hot
            if self.isDown():
                ground = ground.darker(112)
            elif hover:
                ground = ground.lighter(108) if theme.dark else ground.darker(106)
            return ground, None, theme.on_accent
        if self._kind == "link":
            return None, None, theme.accent
        pressed = theme.sel if self.isDown() else (theme.surface2 if hover else None)
        if self._kind == "ghost":
            return pressed, None, theme.text
        return pressed or theme.surface, theme.border_strong, theme.text

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        ground, edge, ink = self._colours(theme)
        area = QRectF(self.rect())
        if ground is not None or edge is not None:
            box(painter, area, px(6), ground, edge)
        self._paint_content(painter, theme, ink)
        if self.hasFocus():
            filled = self._kind in ("primary", "danger") and self.isEnabled()
            inset = px(2) if filled else 0
            ring = theme.on_accent if filled else theme.focus
            box(painter, area.adjusted(inset, inset, -inset, -inset), px(6) - inset, None, ring, px(2))

    def _paint_content(self, painter: QPainter, theme: Theme, ink: QColor) -> None:
        caps = px(_GAP) + cap_width(self._key) if self._key else 0
        spare = self.width() - 2 * px(self._pad) - self._content_width()
        x = float(px(self._pad) + max(0, spare) // 2)
        high = self.height()
        if self._icon:
            colour = ink if self._kind != "secondary" else theme.text2
            draw_icon(painter, x, (high - px(_ICON)) // 2, self._icon, colour, _ICON)
            x += px(_ICON) + px(_GAP)
        room = self.width() - px(self._pad) - caps - x
        drawn = line_text(painter, x, 0, room, high, self.text(), self._face(), ink)
        if self._key:
            outlined = ink if self._kind in ("primary", "danger") else None
            cap_x = round(x + drawn) + px(_GAP)
            paint_cap(painter, cap_x, (high - px(CAP_HEIGHT)) // 2, self._key, theme, outlined)


class IconButton(KitButton):
    """A square button with an icon alone; its name is spoken and is the tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        side: int = 32,
        size: int = 20,
        framed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self._icon, self._side, self._size, self._framed = icon, side, size, framed
        self._ink: QColor | None = None
        self.setAccessibleName(name)
        set_tooltip(self, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, name: str) -> None:
        """Show another icon and say another name."""
        self._icon = icon
        self.setAccessibleName(name)
        set_tooltip(self, name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(control(self._side), control(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        area = QRectF(self.rect())
        hover = self.isEnabled() and (self.underMouse() or self.isDown())
        if hover or self._framed:
            ground = theme.sel if self.isDown() else (theme.surface2 if hover else theme.surface)
            box(painter, area, px(6), ground, theme.border_strong if self._framed else None)
        ink = theme.text2 if self.isEnabled() else theme.text3
        offset = (area.width() - px(self._size)) // 2
        draw_icon(painter, offset, (area.height() - px(self._size)) // 2, self._icon, ink, self._size)
        if self.hasFocus():
            box(painter, area, px(6), None, theme.focus, px(2))
