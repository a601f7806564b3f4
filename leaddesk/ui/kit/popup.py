"""The popup of numbered choices (screen 06): one digit chooses, each row says what will follow."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.keycap import CAP_HEIGHT, paint_cap
from leaddesk.ui.kit.label import ElidedLabel, TextLabel
from leaddesk.ui.kit.overlay import Frame, Overlay
from leaddesk.ui.kit.paint import RIGHT, box, line_text, ready
from leaddesk.ui.kit.panel import Rule
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.palette import Theme
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import control, px

_WIDTH, _ROW, _PAD, _BELOW = 496, 44, 4, 8


@dataclass(frozen=True)
class ChoiceRow:
    """A row: the key that chooses it, an icon or "", its name, what follows; a reason disables it."""

    key: str
    icon: str
    name: str
    consequence: str = ""
    reason: str = ""


def paint_choice(
    painter: QPainter, rect: QRectF, row: ChoiceRow, theme: Theme, *, current: bool, focused: bool
) -> None:
    """Paint one choice into `rect` (painter must be smooth)."""
    if current:
        ground = rect.adjusted(px(8), 0, -px(8), 0)
        box(painter, ground, px(6), theme.sel, theme.focus if focused else None, px(2))
    x, top, high = rect.left(), rect.top(), rect.height()
    paint_cap(painter, x + px(20), round(top + (high - px(CAP_HEIGHT)) / 2), row.key, theme)
    name_x = x + px(52)
    ink = theme.text3 if row.reason else theme.text
    if row.icon:
        draw_icon(painter, name_x, round(top + (high - px(16)) / 2), row.icon, theme.text2, 16)
        name_x += px(26)
    words = face(13, 700 if current else 500)
    room = rect.right() - px(16) - name_x
    drawn = line_text(painter, name_x, top, room * 0.6, high, row.name, words, ink)
    right = room - drawn - px(16)
    note = row.reason or row.consequence
    note_ink = theme.text3 if row.reason else theme.text2
    line_text(painter, rect.right() - px(16) - right, top, right, high, note, face(12), note_ink, RIGHT)


class ChoiceList(KitWidget):
    """The rows: a digit or a click chooses, arrows move, Enter takes the current one. `chosen(key)`."""

    chosen = Signal(str)
    letter_typed = Signal(str)

    def __init__(self, rows: tuple[ChoiceRow, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._at = next((i for i, row in enumerate(rows) if not row.reason), 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._speak()

    def _speak(self) -> None:
        if not self._rows:
            return
        row = self._rows[self._at]
        told = " ".join(p for p in (row.key, row.name, row.reason or row.consequence) if p)
        self.setAccessibleName(told)

    def rows(self) -> tuple[ChoiceRow, ...]:
        """What can be chosen."""
        return self._rows

    def current(self) -> str:
        """The key of the current row."""
        return self._rows[self._at].key if self._rows else ""

    def choose(self, key: str) -> None:
        """Choose by key as a person does; a disabled row stays silent and becomes current."""
        for index, row in enumerate(self._rows):
            if row.key == key:
                self._move(index)
                if not row.reason:
                    self.chosen.emit(key)
                return

    def _move(self, index: int) -> None:
        self._at = min(len(self._rows) - 1, max(0, index))
        self._speak()
        self.update()

    def _index_at(self, point: QPointF) -> int:
        return int((point.y() - px(_PAD)) // control(_ROW))

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDTH), len(self._rows) * control(_ROW) + px(_PAD) + px(_BELOW))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position())
        if 0 <= index < len(self._rows) and index != self._at:
            self._move(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and 0 <= index < len(self._rows):
            self.choose(self._rows[index].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = (event.key() == Qt.Key.Key_Down) - (event.key() == Qt.Key.Key_Up)
        typed = event.text()
        if step:
            self._move(self._at + step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self.current())
        elif any(row.key == typed for row in self._rows) and typed:
            self.choose(typed)
        elif typed.isprintable() and typed.strip():
            self.letter_typed.emit(typed)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        high = control(_ROW)
        for index, row in enumerate(self._rows):
            area = QRectF(0, px(_PAD) + index * high, self.width(), high)
            current = index == self._at
            paint_choice(painter, area, row, theme, current=current, focused=self.hasFocus())


class ChoicePopup(Overlay):
    """Title, subtitle, numbered rows, optionally a line to type into, and a quiet foot.

    Signals: `chosen(key)`, `typed(text)` on Enter in the line, `typing(text)` at each letter (answer with
    `show_preview`), `cancelled()`. It closes itself after `chosen` and `typed`.
    """

    chosen = Signal(str)
    typed = Signal(str)
    typing = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        subtitle: str,
        rows: list[ChoiceRow],
        *,
        type_hint: str = "",
        foot: str = "",
    ) -> None:
        frame = Frame()
        super().__init__(parent, frame, QSize(_WIDTH, 404))
        self.setAccessibleName(title)
        self.list = ChoiceList(tuple(rows), frame)
        self.line = QLineEdit(frame)
        self.line.setPlaceholderText(type_hint)
        self.line.setAccessibleName(type_hint or _("Type"))
        self._preview = ElidedLabel("", 12, 400, "text2", parent=frame)
        self._build(frame, title, subtitle, bool(type_hint), foot)
        self.list.chosen.connect(self._on_chosen)
        self.list.letter_typed.connect(self._on_letter)
        self.line.returnPressed.connect(self._on_typed)
        self.line.textChanged.connect(self.typing)

    def _build(self, frame: QWidget, title: str, subtitle: str, types: bool, foot: str) -> None:
        lay = QVBoxLayout(frame)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(px(16), px(14), px(16), px(10))
        head.setSpacing(px(2))
        head.addWidget(ElidedLabel(title, 15, 600, parent=frame))
        head.addWidget(ElidedLabel(subtitle, 12, 400, "text2", parent=frame))
        lay.addLayout(head)
        lay.addWidget(Rule(frame))
        lay.addWidget(self.list)
        self.line.setVisible(types)
        self._preview.setVisible(types)
        if types:
            typing = QVBoxLayout()
            typing.setContentsMargins(px(16), px(4), px(16), px(8))
            typing.setSpacing(px(4))
            typing.addWidget(self.line)
            typing.addWidget(self._preview)
            lay.addLayout(typing)
        if foot:
            lay.addWidget(Rule(frame))
            lines = QVBoxLayout()
            lines.setContentsMargins(px(16), px(8), px(16), px(15))
            lines.setSpacing(0)
            for line in foot.splitlines():
                label = TextLabel(line, 12, 400, "text2", parent=frame)
                label.setMinimumHeight(px(20))
                lines.addWidget(label)
            lay.addLayout(lines)

    def open_popup(self, middle: QPoint | None = None) -> None:
        """Show it over the window, as tall as its words need, around `middle` (the window's otherwise)."""
        self._middle = middle
        lay = self._frame.layout()
        assert lay is not None
        high = lay.totalHeightForWidth(px(_WIDTH)) if lay.hasHeightForWidth() else lay.sizeHint().height()
        self._wanted = QSize(_WIDTH, round(high * 100 / px(100)))
        self.open(self.list)

    def show_preview(self, text: str) -> None:
        """What the typed line means ("Tue 24 Nov, 15:00 at the lead's")."""
        self._preview.show_text(text)

    def _on_chosen(self, key: str) -> None:
        self.close_overlay()
        self.chosen.emit(key)

    def _on_letter(self, letter: str) -> None:
        if not self.line.isHidden():
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.insert(letter)

    def _on_typed(self) -> None:
        text = self.line.text().strip()
        if text:
            self.close_overlay()
            self.typed.emit(text)
