"""The head of a column: name, exact count with its limit, amounts, conversion from the step before."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.ui.kit.keycap import cap_width, paint_cap
from leaddesk.ui.kit.paint import line_text, ready
from leaddesk.ui.kit.plain import set_tooltip
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px


@dataclass(frozen=True, slots=True)
class HeadData:
    """Words of a head; `near` is warm from 90 % of the limit, `over` hot above it, `stay` the median time."""

    name: str = ""
    count: str = ""
    amount: str = ""
    conversion: str = ""
    key: str = ""
    near: bool = False
    over: bool = False
    warning: str = ""
    stay: str = ""


class ColumnHead(KitWidget):
    """74 px high."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head = HeadData()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_head(self, head: HeadData) -> None:
        """Show other words."""
        self._head = head
        told = [part for part in (head.amount, head.warning, head.conversion, head.stay) if part]
        self.setAccessibleName(", ".join((f"{head.name} {head.count}", *told)))
        set_tooltip(self, "\n".join(told))
        self.update()

    def words(self) -> HeadData:
        """What it says."""
        return self._head

    def sizeHint(self) -> QSize:
        return QSize(px(120), px(70))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme, head = current_theme(), self._head
        left, room = px(4), self.width() - px(8)
        cap = cap_width(head.key)
        paint_cap(painter, self.width() - cap - px(4), px(11), head.key, theme)
        ink = theme.hot if head.over else theme.warm if head.near else theme.text2
        wide = line_text(
            painter, left, px(10), room - cap - px(8), px(20), head.name, face(13, 700), theme.text
        )
        bold = face(13, 600 if head.near or head.over else 400)
        line_text(
            painter, left + wide + px(8), px(10), room - wide - cap - px(20), px(20), head.count, bold, ink
        )
        warn = line_text(painter, left, px(30), room, px(18), head.warning, face(12, 600), ink, "right")
        free = room - (warn + px(8) if warn else 0)
        line_text(painter, left, px(30), free, px(18), head.amount, face(12, 600), theme.text)
        stay = line_text(painter, left, px(48), room, px(18), head.stay, face(12), theme.text3, "right")
        free = room - (stay + px(8) if stay else 0)
        line_text(painter, left, px(48), free, px(18), head.conversion, face(12), theme.text3)
