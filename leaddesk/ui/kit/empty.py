"""Empty states: what it means that there is nothing here, and the next sensible place."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.label import Caption, Ink, TextLabel
from leaddesk.ui.kit.meter import BarData, paint_bar
from leaddesk.ui.kit.paint import RIGHT, focus_ring, hairline, line_text, ready
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.themed import KitButton, KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.palette import ToneName
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px


class _BigIcon(KitWidget):
    def __init__(self, icon: str, tone: ToneName, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self._tone: ToneName = tone
        self.restyle()

    def restyle(self) -> None:
        self.setFixedSize(px(28), px(28))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, 0, 0, self._icon, current_theme().ink(self._tone), 28)


_ROOM = 364
"""The list of 400 px less its margins."""


class EmptyState(QWidget):
    """Icon 28, head 15/600, a quiet line, buttons; centred at a third of the height (screen 16, left).

    Each button's id is told by `chosen(id)`; the first of `actions` is the primary one.
    """

    chosen = Signal(str)

    def __init__(
        self,
        icon: str,
        head: str,
        line: str = "",
        actions: tuple[tuple[str, str, str], ...] = (),
        *,
        tone: ToneName = "ok",
        parent: QWidget | None = None,
    ) -> None:
        """`actions` are (id, words, key)."""
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        lay = QVBoxLayout(self)
        lay.setSpacing(px(8))
        lay.addStretch(1)
        lay.addWidget(_BigIcon(icon, tone, self), alignment=middle)
        lay.addSpacing(px(4))
        for text, size, weight, ink in _lines(head, line):
            label = TextLabel(text, size, weight, ink, parent=self)
            label.setAlignment(middle)
            lay.addWidget(label)
        if actions:
            lay.addSpacing(px(8))
            lay.addLayout(self._buttons(actions))
        lay.addStretch(2)
        self.setAccessibleName(head)

    def _buttons(self, actions: tuple[tuple[str, str, str], ...]) -> QBoxLayout:
        """Side by side where their words fit into the list of 400, else one below the other."""
        made = []
        for index, (name, words, key) in enumerate(actions):
            button = Button(words, kind="secondary" if index else "primary", key=key, parent=self)
            button.clicked.connect(lambda _checked=False, told=name: self.chosen.emit(told))
            made.append(button)
        wide = [button.sizeHint().width() for button in made]
        if sum(wide) + px(8) * len(made) <= px(_ROOM):
            row = QHBoxLayout()
            row.addStretch(1)
            for button in made:
                row.addWidget(button)
            row.addStretch(1)
            return row
        column = QVBoxLayout()
        column.setSpacing(px(8))
        for button in made:
            button.setFixedWidth(max(wide))
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        return column


def _lines(head: str, line: str) -> list[tuple[str, int, int, Ink]]:
    lines: list[tuple[str, int, int, Ink]] = [(head, 15, 600, "text")]
    if line:
        lines.append((line, 12, 400, "text2"))
    return lines


@dataclass(frozen=True)
class OutcomeRow:
    """Where some of the leads went: id, icon, name, how many, and the share 0..1 of the longest bar."""

    id: str
    icon: str
    name: str
    count: str
    share: float


class _Outcome(KitButton):
    def __init__(self, row: OutcomeRow, *, last: bool, parent: QWidget) -> None:
        super().__init__(row.name, parent)
        self._row, self._last = row, last
        self.setAccessibleName(f"{row.name}: {row.count}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(520), px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        row, high, wide = self._row, self.height(), self.width()
        if self.underMouse():
            painter.fillRect(self.rect(), theme.surface2)
        draw_icon(painter, px(1), (high - px(16)) // 2, row.icon, theme.text2, 16)
        line_text(painter, px(32), 0, px(156), high, row.name, face(13), theme.text)
        track = QRectF(px(196), (high - px(8)) / 2, wide - px(196 + 72), px(8))
        paint_bar(painter, track, BarData(row.share), theme)
        line_text(painter, wide - px(64), 0, px(64), high, row.count, face(13, 700), theme.accent, RIGHT)
        if not self._last:
            hairline(painter, 0, high - 1, wide, theme.border)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), px(6), theme)


class Outcomes(QWidget):
    """Where all of them went (screen 16, right): head 20/700, rows with bars, the next places.

    Signals: `opened(id)` of a row, `chosen(id)` of a next place.
    """

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(
        self,
        head: str,
        line: str,
        rows: tuple[OutcomeRow, ...],
        next_caption: str,
        actions: tuple[tuple[str, str, str], ...],
        parent: QWidget | None = None,
    ) -> None:
        """`actions` are (id, words, key); the first is the primary one."""
        super().__init__(parent)
        lay = QVBoxLayout(self)
        lay.setSpacing(px(8))
        lay.addWidget(TextLabel(head, 20, 700, parent=self))
        lay.addWidget(TextLabel(line, 13, 400, "text2", parent=self))
        panel = Panel(padding=0, gap=0, parent=self)
        panel.body.setContentsMargins(px(16), 0, px(16), 0)
        for index, row in enumerate(rows):
            outcome = _Outcome(row, last=index == len(rows) - 1, parent=panel)
            outcome.clicked.connect(lambda _checked=False, told=row.id: self.opened.emit(told))
            panel.body.addWidget(outcome)
        lay.addWidget(panel)
        lay.addSpacing(px(16))
        lay.addWidget(Caption(next_caption, self))
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for index, (name, words, key) in enumerate(actions):
            button = Button(words, kind="secondary" if index else "primary", key=key, parent=self)
            button.clicked.connect(lambda _checked=False, told=name: self.chosen.emit(told))
            buttons.addWidget(button)
        buttons.addStretch(1)
        lay.addLayout(buttons)
        lay.addStretch(1)
