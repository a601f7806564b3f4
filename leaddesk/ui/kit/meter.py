"""Progress: the 2 px line with its status text under a list, and bars with a plan mark or a planned part."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.paint import box, focus_ring, line_text, ready
from leaddesk.ui.kit.plain import set_tooltip
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import Face, face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.palette import Theme, ToneName
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px


@dataclass(frozen=True)
class BarData:
    """Shares 0..1: `full` is filled, `planned` is outlined after it, `mark` is a tick (None: no tick)."""

    full: float
    planned: float = 0.0
    mark: float | None = None
    tone: ToneName = "accent"


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))


def paint_bar(painter: QPainter, rect: QRectF, bar: BarData, theme: Theme) -> None:
    """Paint a rounded bar into `rect`; its mark reaches 3 px above and below."""
    radius = rect.height() / 2
    box(painter, rect, radius, theme.surface2, theme.border_strong if theme.contrast else None)
    ink = theme.ink(bar.tone)
    full = rect.width() * _share(bar.full)
    if full > 0:
        wide = max(full, rect.height())
        box(painter, QRectF(rect.left(), rect.top(), wide, rect.height()), radius, ink)
    if bar.planned > 0:
        room = rect.width() * _share(bar.planned)
        after = QRectF(rect.left() + full + 1, rect.top(), max(room - 1, rect.height()), rect.height())
        box(painter, after, radius, theme.accent_bg, ink, px(1.5))
    if bar.mark is not None:
        x = rect.left() + rect.width() * _share(bar.mark)
        painter.fillRect(QRectF(x - px(1), rect.top() - px(3), px(2), rect.height() + px(6)), theme.text2)


class Bar(KitWidget):
    """A bar as a widget, `thick` px (8 or 10); `name` is what a screen reader says of it."""

    def __init__(self, bar: BarData, name: str, *, thick: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thick = thick
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_bar(bar, name)

    def show_bar(self, bar: BarData, name: str) -> None:
        """Show other shares."""
        self._bar = bar
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(120), px(self._thick) + px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        high = px(self._thick)
        paint_bar(painter, QRectF(0, px(3), self.width(), high), self._bar, current_theme())


class StatusMeter(KitWidget):
    """30 px under a list: a 2 px line of what is done, "left N, done M", and at the right what is lost.

    `alert`, `late` and `unowned` are link buttons: connect `clicked` to open the list of what they name. The
    two numbers stand beside the lost as icons with their count.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = 0.0
        self._words = ElidedLabel("", 12, 400, "text2", parent=self)
        self.late = AlertLink(self, "clock-alert-outline")
        self.unowned = AlertLink(self, "account-off-outline")
        self.alert = AlertLink(self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words, 1)
        for link in (self.late, self.unowned, self.alert):
            self._row.addWidget(link)
        self.restyle()

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedHeight(px(30))
        self._row.setContentsMargins(px(16), px(2), px(12), 0)
        self._row.setSpacing(px(4))
        super().restyle()

    def show_progress(self, done: float, words: str) -> None:
        """`done` is a share 0..1."""
        self._done = _share(done)
        self._words.show_text(words)
        self.update()

    def show_alert(self, text: str) -> None:
        """Show what is about to be lost; "" shows nothing."""
        self.alert.show_words(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = current_theme()
        painter.fillRect(self.rect(), theme.surface)
        painter.fillRect(0, 0, self.width(), px(2), theme.track)
        painter.fillRect(0, 0, round(self.width() * self._done), px(2), theme.ok)


class AlertLink(Button):
    """A warm sentence or number with an icon that opens what it names."""

    def __init__(self, parent: QWidget | None = None, icon: str = "alert-circle-outline") -> None:
        super().__init__("", kind="link", parent=parent, height=24)
        self._icon = icon
        self.hide()

    def show_words(self, text: str, whole: str = "") -> None:
        """Show `text`, or nothing where it is empty; `whole` says the same as a sentence."""
        self.setVisible(bool(text))
        self.setText(text)
        self.setAccessibleName(whole or text)
        set_tooltip(self, whole)
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(px(18) + round(self._small().width(self.text())) + 2, px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _small(self) -> Face:
        return face(12, 600)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        draw_icon(painter, 0, (self.height() - px(14)) // 2, self._icon, theme.warm, 14)
        room = self.width() - px(18)
        line_text(painter, px(18), 0, room, self.height(), self.text(), self._small(), theme.warm)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), px(4), theme)
