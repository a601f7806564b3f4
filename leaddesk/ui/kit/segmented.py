"""Segmented keys: the answer level ? 0 1 2 3 with its chosen, proposed and focused states, and switches."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.paint import CENTRE, box, line_text, ready
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.palette import Theme
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import control, px

UNKNOWN = "?"
LEVELS = (UNKNOWN, "0", "1", "2", "3")


@dataclass(frozen=True)
class SegmentState:
    """Indices of the cells that stand out; -1 is none. `cursor` is where the keyboard is."""

    chosen: int = -1
    proposed: int = -1
    hovered: int = -1
    cursor: int = -1


def paint_segments(
    painter: QPainter,
    rect: QRectF,
    labels: Sequence[str],
    widths: Sequence[int],
    state: SegmentState,
    theme: Theme,
) -> None:
    """Paint a row of cells into `rect`; `widths` in pixels sum to its width (painter must be smooth)."""
    box(painter, rect, px(6), theme.surface, theme.border_strong)
    x = rect.left()
    for index, width in enumerate(widths):
        cell = QRectF(x, rect.top(), width, rect.height())
        if index and state.chosen not in (index, index - 1):
            painter.fillRect(QRectF(x, rect.top() + 1, 1, rect.height() - 2), theme.border_strong)
        if index == state.hovered and index != state.chosen:
            painter.fillRect(cell.adjusted(2, 2, -1, -2), theme.surface2)
        x += width
    x = rect.left()
    for index, (label, width) in enumerate(zip(labels, widths, strict=True)):
        lap = min(index, 1)
        cell = QRectF(x - lap, rect.top(), width + lap, rect.height())
        _paint_cell(painter, cell, label, index, len(labels), state, theme)
        x += width


def _paint_cell(
    painter: QPainter, cell: QRectF, label: str, index: int, count: int, state: SegmentState, theme: Theme
) -> None:
    chosen = index == state.chosen
    if chosen:
        radius = px(6) if index in (0, count - 1) else px(2)
        box(painter, cell, radius, theme.accent_bg, theme.accent, px(2))
    if index == state.proposed and not chosen:
        pen = QPen(theme.accent, px(1.5))
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cell.adjusted(3.5, 3.5, -3.5, -3.5), px(4), px(4))
    if index == state.cursor:
        box(painter, cell.adjusted(3, 3, -3, -3), px(3), None, theme.focus, px(2))
    ink = theme.accent if chosen else theme.text
    line_text(
        painter,
        cell.left() + min(index, 1),
        cell.top(),
        cell.width(),
        cell.height(),
        label,
        face(13, 700 if chosen else 400),
        ink,
        CENTRE,
    )


class Segmented(KitWidget):
    """Cells of which one may be chosen; arrows move, Space or Enter chooses.

    Signals: `chosen(index)` after a person's choice, `pointed(index)` while the mouse or the keyboard
    is on a cell (-1 when it left), for telling the score delta before the press (UX.md 1.5).
    """

    chosen = Signal(int)
    pointed = Signal(int)

    def __init__(
        self,
        labels: Sequence[str],
        widths: Sequence[int],
        name: str = "",
        *,
        height: int = 28,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._labels, self._measures, self._height = tuple(labels), tuple(widths), height
        self._name = name
        self._state = SegmentState()
        self._at = 0
        self._hovered = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_choice(-1)

    def show_choice(self, chosen: int, proposed: int = -1) -> None:
        """Show which cell is chosen and which is proposed, by index; -1 is none."""
        self._state = SegmentState(chosen, proposed)
        self._at = max(chosen, 0)
        self._speak()
        self.update()

    def choice(self) -> int:
        """The index chosen, -1 for none."""
        return self._state.chosen

    def proposal(self) -> int:
        """The index proposed, -1 for none."""
        return self._state.proposed

    def show_name(self, name: str) -> None:
        """What the choice is about, said before the answer."""
        self._name = name
        self._speak()

    def _speak(self) -> None:
        at = self._state.chosen
        told = _("{question}: {answer}").format(question=self._name, answer=self.spoken(at))
        self.setAccessibleName(told if at >= 0 else self._name)

    def spoken(self, index: int) -> str:
        """How a screen reader says a cell."""
        return self._labels[index]

    def widths(self) -> list[int]:
        """Widths of the cells in pixels."""
        return [px(width) for width in self._measures]

    def sizeHint(self) -> QSize:
        return QSize(sum(self.widths()), control(self._height))

    def choose(self, index: int) -> None:
        """Choose as a person does: shows and tells."""
        if 0 <= index < len(self._labels):
            self.show_choice(index)
            self.chosen.emit(index)

    def _index_at(self, point: QPointF) -> int:
        edge = 0
        for index, width in enumerate(self.widths()):
            edge += width
            if point.x() < edge:
                return index
        return len(self._labels) - 1

    def _point(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.pointed.emit(index)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._index_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point(-1)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._point(self._index_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.choose(self._index_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = (event.key() == Qt.Key.Key_Right) - (event.key() == Qt.Key.Key_Left)
        if step:
            self._at = min(len(self._labels) - 1, max(0, self._at + step))
            self.pointed.emit(self._at)
            self.update()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self._at)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        state = SegmentState(
            self._state.chosen,
            self._state.proposed,
            self._hovered if self.isEnabled() else -1,
            self._at if self.hasFocus() else -1,
        )
        paint_segments(painter, QRectF(self.rect()), self._labels, self.widths(), state, current_theme())


class LevelKeys(Segmented):
    """The answer level: ? 0 1 2 3, 36x28 each. Digits choose, "-" or "?" is unknown (UX.md 4.1).

    `level_chosen(object)` gives 0..3 or None for unknown: unknown is not 0.
    """

    level_chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(LEVELS, (36,) * len(LEVELS), name, parent=parent)
        self.chosen.connect(lambda index: self.level_chosen.emit(index - 1 if index else None))
        self.show_level(None)

    def show_level(self, level: int | None, proposed: int | None = None) -> None:
        """Show a level 0..3 or None (unknown), and the proposed level, dashed."""
        self.show_choice(0 if level is None else level + 1, -1 if proposed is None else proposed + 1)

    def spoken(self, index: int) -> str:
        return _("unknown") if index == 0 else _("level {n}").format(n=index - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed in LEVELS[1:] and typed:
            self.choose(LEVELS.index(typed))
        elif typed in ("-", "?"):
            self.choose(0)
        else:
            super().keyPressEvent(event)


SwitchKind = Literal["bant", "champ", "four"]
SWITCH: tuple[SwitchKind, ...] = ("bant", "champ", "four")


class ViewSwitch(Segmented):
    """BANT, CHAMP or the four-part check over one answer set (72+80+92 x 28)."""

    view_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        labels = ("BANT", "CHAMP", _("4 signs"))
        super().__init__(labels, (72, 80, 92), _("Question view"), parent=parent)
        self.chosen.connect(lambda index: self.view_chosen.emit(SWITCH[index]))
        self.show_choice(0)

    def show_view(self, view: SwitchKind) -> None:
        """Show which view is open."""
        self.show_choice(SWITCH.index(view))
