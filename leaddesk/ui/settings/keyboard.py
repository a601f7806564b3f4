"""The list of commands with their keys: Enter asks for other keys, Backspace gives the declared ones back."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.keycap import CAP_HEIGHT, cap_width, paint_cap
from leaddesk.ui.kit.paint import box, hairline, line_text, ready
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

ROW = 34


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A command with its keys as caps show them; `changed` where a person rebound it."""

    id: str
    icon: str
    title: str
    keys: tuple[str, ...]
    changed: bool = False


class KeyboardList(KitWidget):
    """`rebind_wanted(command id)`, `reset_wanted(command id)`."""

    rebind_wanted = Signal(str)
    reset_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[KeyRow, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Commands and their keys"))

    def show_rows(self, rows: Sequence[KeyRow]) -> None:
        """Show the commands."""
        self._rows = tuple(rows)
        self._at = min(self._at, max(0, len(rows) - 1))
        self.restyle()

    def current(self) -> KeyRow | None:
        """The row that keys act on."""
        return self._rows[self._at] if self._rows else None

    def sizeHint(self) -> QSize:
        return QSize(px(400), px(ROW) * len(self._rows))

    def _move(self, row: int) -> None:
        self._at = max(0, min(row, len(self._rows) - 1))
        entry = self.current()
        if entry is not None:
            self.setAccessibleDescription(f"{entry.title} {' '.join(entry.keys)}")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.current()
        step = (event.key() == Qt.Key.Key_Down) - (event.key() == Qt.Key.Key_Up)
        if step:
            self._move(self._at + step)
        elif entry is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rebind_wanted.emit(entry.id)
        elif entry is not None and event.key() == Qt.Key.Key_Backspace:
            self.reset_wanted.emit(entry.id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._move(int(event.position().y() // px(ROW)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        entry = self.current()
        if entry is not None:
            self.rebind_wanted.emit(entry.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def current_rect(self) -> tuple[int, int]:
        """Top and height of the current row, for scrolling it into sight."""
        return self._at * px(ROW), px(ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        first = max(0, event.rect().top() // px(ROW))
        last = min(len(self._rows), event.rect().bottom() // px(ROW) + 1)
        for number in range(first, last):
            row = self._rows[number]
            area = QRectF(0, number * px(ROW), self.width(), px(ROW))
            if number == self._at and self.hasFocus():
                box(painter, area, px(6), theme.sel, theme.focus, px(2))
            elif number:
                hairline(painter, 0, area.top(), self.width(), theme.border)
            draw_icon(painter, px(8), area.top() + (px(ROW) - px(16)) // 2, row.icon, theme.text2, 16)
            x = self.width() - px(8.0)
            for key in reversed(row.keys):
                x -= cap_width(key)
                ink = theme.accent if row.changed else None
                paint_cap(painter, x, round(area.top() + (px(ROW) - px(CAP_HEIGHT)) / 2), key, theme, ink)
                x -= px(4)
            room = x - px(44)
            line_text(painter, px(36), area.top(), room, px(ROW), row.title, face(13), theme.text)
