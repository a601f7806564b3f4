"""Split tabs: queues with their counts in one line; those that do not fit go under one chevron."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.paint import focus_ring, hairline, line_text, ready
from leaddesk.ui.kit.plain import menu_text
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import Face, face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

_GAP = 16
_CHEVRON = 16


@dataclass(frozen=True)
class Split:
    """One tab: its id, its name, and how many wait in it ("1,000+" is possible, so it is text)."""

    id: str
    label: str
    count: str = ""

    @property
    def text(self) -> str:
        """What is drawn."""
        return f"{self.label} {self.count}" if self.count else self.label


class SplitTabs(KitWidget):
    """40 px of tabs. Arrows move, `chosen(id)` tells; the overflow opens a menu."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._splits: tuple[Split, ...] = ()
        self._active = ""
        self._places: list[tuple[float, float, Split]] = []
        self._more_at = 0.0
        self._menu = QMenu(self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Queues"))
        self.restyle()

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedHeight(px(40))
        self._lay_out()
        super().restyle()

    def show_splits(self, splits: tuple[Split, ...], active: str) -> None:
        """Show the tabs; the active one is always among those that are seen."""
        self._splits, self._active = splits, active
        told = next((split.text for split in splits if split.id == active), "")
        self.setAccessibleDescription(told)
        self._lay_out()
        self.update()

    def active(self) -> str:
        """The id of the active tab."""
        return self._active

    def shown(self) -> tuple[str, ...]:
        """Ids of the tabs that fit; the rest are in the overflow."""
        return tuple(split.id for _x, _w, split in self._places)

    def hidden(self) -> tuple[Split, ...]:
        """The tabs of the overflow."""
        seen = set(self.shown())
        return tuple(split for split in self._splits if split.id not in seen)

    def _width(self, split: Split) -> int:
        words = self._face(split)
        count = px(4) + words.width(split.count) if split.count else 0
        return round(words.width(split.label) + count)

    def _face(self, split: Split) -> Face:
        return face(12, 700 if split.id == self._active else 400)

    def _more_width(self, hidden: int) -> float:
        return face(12).width(_("More {n}").format(n=hidden)) + px(_CHEVRON + 4) if hidden else 0

    def _fitting(self, room: float) -> list[Split]:
        widths = {split.id: self._width(split) + px(_GAP) for split in self._splits}
        for hidden in range(len(self._splits)):
            kept = list(self._splits[: len(self._splits) - hidden])
            if hidden and self._active not in {split.id for split in kept}:
                kept = [*kept[:-1], *(split for split in self._splits if split.id == self._active)]
            if sum(widths[s.id] for s in kept) + self._more_width(len(self._splits) - len(kept)) <= room:
                return kept
        return [split for split in self._splits if split.id == self._active]

    def _lay_out(self) -> None:
        x = float(px(_GAP))
        self._places = []
        for split in self._fitting(self.width() - 2 * px(_GAP) + px(_GAP)):
            width = self._width(split)
            self._places.append((x, width, split))
            x += width + px(_GAP)
        self._more_at = x

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(px(400), px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(40))

    def _at(self, point: QPointF) -> str:
        half = px(_GAP) / 2
        for x, width, split in self._places:
            if x - half <= point.x() < x + width + half:
                return split.id
        return "" if point.x() < self._more_at - half else "more"

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        hit = self._at(event.position())
        if hit == "more" and self.hidden():
            self.open_more()
        elif hit and hit != "more":
            self.choose(hit)

    def choose(self, split_id: str) -> None:
        """Choose as a person does: shows and tells."""
        self.show_splits(self._splits, split_id)
        self.chosen.emit(split_id)

    def more_menu(self) -> QMenu:
        """The menu of the tabs that do not fit, counts included."""
        self._menu.clear()
        for split in self.hidden():
            action = self._menu.addAction(menu_text(split.text))
            action.triggered.connect(lambda _checked=False, name=split.id: self.choose(name))
        return self._menu

    def open_more(self) -> None:
        """Open the overflow below its chevron."""
        self.more_menu().popup(self.mapToGlobal(QPoint(round(self._more_at), self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = (event.key() == Qt.Key.Key_Right) - (event.key() == Qt.Key.Key_Left)
        ids = [split.id for split in self._splits]
        if step and ids:
            at = ids.index(self._active) if self._active in ids else 0
            self.choose(ids[(at + step) % len(ids)])
        elif event.key() == Qt.Key.Key_Down and self.hidden():
            self.open_more()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        high = self.height()
        painter.fillRect(self.rect(), theme.surface)
        hairline(painter, 0, high - 1, self.width(), theme.border)
        for x, width, split in self._places:
            active = split.id == self._active
            ink = theme.accent if active else theme.text2
            words = self._face(split)
            drawn = line_text(painter, x, 0, width + 2, high, split.label, words, ink)
            line_text(painter, x + drawn + px(4), 0, width, high, split.count, words, ink)
            if active:
                painter.fillRect(QRectF(x, high - px(2), width, px(2)), theme.accent)
                if self.hasFocus():
                    focus_ring(painter, QRectF(x - 6, 6, width + 12, high - 12), px(4), theme)
        hidden = len(self._splits) - len(self._places)
        if hidden:
            more = _("More {n}").format(n=hidden)
            wide = line_text(painter, self._more_at, 0, px(120), high, more, face(12), theme.text2)
            y = (high - px(_CHEVRON)) / 2
            draw_icon(painter, self._more_at + wide + px(2), y, "chevron-down", theme.text2, _CHEVRON)
