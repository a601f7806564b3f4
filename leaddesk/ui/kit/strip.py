"""Strips across a pane: came before (warm), next step (accent), frozen order, a conflict, a refusal."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.keycap import CAP_HEIGHT, cap_width, paint_cap
from leaddesk.ui.kit.paint import RIGHT, box, line_text, ready
from leaddesk.ui.kit.plain import set_tooltip
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.palette import Theme, ToneName
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px


@dataclass(frozen=True)
class StripData:
    """What a strip says: icon, lead word in bold, the sentence; at the right a quiet note or a key cap."""

    lead: str
    text: str = ""
    tone: ToneName = "accent"
    icon: str = ""
    note: str = ""
    key: str = ""


CAME_BEFORE_ICON = "history"
NEXT_STEP_ICON = "arrow-right-circle-outline"
FROZEN_ICON = "arrow-up"


def paint_strip(
    painter: QPainter, rect: QRectF, strip: StripData, theme: Theme, *, radius: int = 8, small: bool = False
) -> None:
    """Paint a strip into `rect`; `small` is 12 px text with the cap after the lead word (frozen order)."""
    ink = theme.ink(strip.tone)
    edge = ink if theme.contrast else None
    box(painter, rect, px(radius), theme.fill(strip.tone), edge)
    x, top, high = rect.left() + px(12), rect.top(), rect.height()
    if small:
        x = rect.left() + px(16)
    right = rect.right() - px(12 if not small else 16)
    size = 12 if small else 13
    if strip.icon:
        draw_icon(painter, x, top + (high - px(16)) // 2, strip.icon, ink, 16)
        x += px(24 if not small else 22)
    cap_y = top + (high - px(CAP_HEIGHT)) // 2
    x += line_text(painter, x, top, right - x, high, strip.lead, face(size, 600), ink) + px(8)
    if strip.key and small:
        x += paint_cap(painter, round(x), cap_y, strip.key, theme) + px(8)
    elif strip.key:
        right -= cap_width(strip.key)
        paint_cap(painter, right, cap_y, strip.key, theme)
        right -= px(8)
    if strip.note:
        wide = face(12).width(strip.note)
        line_text(painter, right - wide - 1, top, wide + 1, high, strip.note, face(12), theme.text2, RIGHT)
        right -= wide + px(8)
    if strip.text:
        line_text(painter, x, top, max(0.0, right - x), high, strip.text, face(size), theme.text)


class Strip(KitWidget):
    """A strip as a widget. `acted()` when its link or, without a link, the strip itself is pressed."""

    acted = Signal()

    def __init__(
        self,
        strip: StripData,
        *,
        action: str = "",
        height: int = 32,
        radius: int = 8,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._height, self._radius, self._small = height, radius, small
        self._link = Button(action, kind="link", parent=self)
        self._link.clicked.connect(self.acted)
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addWidget(self._link)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._strip = strip
        self.show_strip(strip, action)
        self.restyle()

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedHeight(px(self._height))
        self._row.setContentsMargins(0, 0, px(12), 0)
        super().restyle()

    def show_strip(self, strip: StripData, action: str = "") -> None:
        """Show other words; an empty action takes the link away."""
        self._strip = strip
        self._link.setText(action)
        self._link.setAccessibleName(action)
        self._link.setVisible(bool(action))
        self._link.updateGeometry()
        told = " ".join(part for part in (strip.lead, strip.text, strip.note) if part)
        self.setAccessibleName(told)
        set_tooltip(self, told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(320), px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(self._height))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and not self._link.isVisible():
            self.acted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        area = QRectF(self.rect())
        if self._link.isVisible():
            link = self._link.sizeHint().width()
            theme = current_theme()
            box(painter, area, px(self._radius), theme.fill(self._strip.tone))
            area.setRight(area.right() - link - px(12))
        paint_strip(painter, area, self._strip, current_theme(), radius=self._radius, small=self._small)
