"""Short rows inside a panel: an icon, words, a value at the right (score ledger, readiness, history)."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.ui.kit.label import Ink, ink_of
from leaddesk.ui.kit.paint import RIGHT, focus_ring, line_text, ready
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.palette import Theme
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px


@dataclass(frozen=True)
class LineRow:
    """A row; `id` makes it something that opens. `value_strong` writes the value 600."""

    text: str
    value: str = ""
    icon: str = ""
    icon_ink: Ink = "text2"
    ink: Ink = "text"
    value_ink: Ink = "text2"
    value_strong: bool = False
    strong: bool = False
    id: str = ""


def paint_line_row(painter: QPainter, rect: QRectF, row: LineRow, theme: Theme, value_at: int = 0) -> None:
    """Paint one row of 12 px text into `rect`; the value keeps its room, the words are elided.

    With `value_at` (measure of the screens) the value stands there and takes the rest of the row.
    """
    x, top, high = rect.left(), rect.top(), rect.height()
    right = rect.right()
    if row.icon:
        draw_icon(painter, x, round(top + (high - px(16)) / 2), row.icon, ink_of(theme, row.icon_ink), 16)
        x += px(24)
    if row.value and value_at:
        start = rect.left() + px(value_at)
        words = face(13 if not row.value_strong else 12, 600 if row.value_strong else 400)
        line_text(painter, start, top, right - start, high, row.value, words, ink_of(theme, row.value_ink))
        right = start - px(8)
    elif row.value:
        words = face(12, 600 if row.value_strong else 400)
        room = right - x
        drawn = line_text(painter, x, top, room, high, row.value, words, ink_of(theme, row.value_ink), RIGHT)
        right -= drawn + px(8)
    line_text(
        painter,
        x,
        top,
        max(0.0, right - x),
        high,
        row.text,
        face(12, 600 if row.strong else 400),
        ink_of(theme, row.ink),
    )


class RowList(KitWidget):
    """Rows of `height` px (20 ledger, 22 evidence and history). Rows with an id open: `opened(id)`."""

    opened = Signal(str)

    def __init__(
        self, name: str, *, height: int = 20, value_at: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows: tuple[LineRow, ...] = ()
        self._name, self._high, self._value_at, self._at = name, height, value_at, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._speak()

    def show_rows(self, rows: tuple[LineRow, ...]) -> None:
        """Show other rows; only a list with something to open takes the focus."""
        self._rows = rows
        self._at = min(self._at, max(0, len(rows) - 1))
        opens = any(row.id for row in rows)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if opens else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        self._speak()
        self.restyle()

    def rows(self) -> tuple[LineRow, ...]:
        """What is shown."""
        return self._rows

    def _speak(self) -> None:
        told = "; ".join(f"{row.text} {row.value}".strip() for row in self._rows)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(told)

    def sizeHint(self) -> QSize:
        return QSize(px(200), len(self._rows) * px(self._high))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), self.sizeHint().height())

    def _open_at(self, index: int) -> None:
        if 0 <= index < len(self._rows) and self._rows[index].id:
            self.opened.emit(self._rows[index].id)

    def _index_at(self, point: QPointF) -> int:
        return int(point.y() // px(self._high))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._open_at(self._index_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = (event.key() == Qt.Key.Key_Down) - (event.key() == Qt.Key.Key_Up)
        if step:
            self._at = min(len(self._rows) - 1, max(0, self._at + step))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_at(self._at)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        high = px(self._high)
        for index, row in enumerate(self._rows):
            area = QRectF(0, index * high, self.width(), high)
            paint_line_row(painter, area, row, theme, self._value_at)
            if self.hasFocus() and index == self._at:
                focus_ring(painter, area, px(4), theme)
