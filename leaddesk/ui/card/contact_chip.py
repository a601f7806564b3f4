"""A contact in the head of the card: icon, value, and why it cannot be used where it cannot."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.ui.kit.label import ink_of
from leaddesk.ui.kit.paint import line_text, ready
from leaddesk.ui.kit.plain import set_tooltip
from leaddesk.ui.kit.rowlist import LineRow
from leaddesk.ui.kit.themed import KitButton
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

_LONGEST = 300


class ContactChip(KitButton):
    """`pressed_contact(id)` by click; nothing happens for words without an id."""

    pressed_contact = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._row = LineRow("")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.pressed_contact.emit(self._row.id))

    def show_row(self, row: LineRow) -> None:
        """Show another contact."""
        self._row = row
        told = f"{row.text} ({row.value})" if row.value else row.text
        self.setText(told)
        self.setAccessibleName(told)
        set_tooltip(self, told if face(13).width(told) > px(_LONGEST) else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(24) + min(px(_LONGEST), round(face(13).width(self.text())) + 2), px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme, row = current_theme(), self._row
        draw_icon(painter, 0, px(3), row.icon, ink_of(theme, row.icon_ink), 16)
        room = self.width() - px(24)
        line_text(painter, px(24), 0, room, px(22), self.text(), face(13), ink_of(theme, row.ink))
