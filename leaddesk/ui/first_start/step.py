"""A step of the first start: its mark (a number or a tick), its title, and the answer below."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.kit.paint import CENTRE, line_text, ready
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

MARK = 24


class StepMark(KitWidget):
    """A circle of 24: a tick when answered, the number in accent while it is the open step."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number, self._done = number, False
        self.setFixedSize(px(MARK), px(MARK))

    def show_done(self, *, done: bool) -> None:
        """Answered or not."""
        self._done = done
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        area = QRectF(self.rect())
        painter.setPen(theme.ok_bg if self._done else theme.accent)
        painter.setBrush(theme.ok_bg if self._done else theme.accent)
        painter.drawEllipse(area.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._done:
            draw_icon(painter, px(4), px(4), "check", theme.ok, 16)
        else:
            number = str(self._number)
            side = self.width()
            line_text(painter, 0, 0, side, side, number, face(12, 700), theme.on_accent, CENTRE)


class Step(Panel):
    """A panel with its mark; put the answer into `answer`."""

    def __init__(self, number: int, title: str, parent: QWidget) -> None:
        super().__init__(padding=16, gap=12, parent=parent)
        self.mark = StepMark(number, self)
        self._title = TextLabel(title, 15, 600, parent=self)
        self.setAccessibleName(title)
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self.mark)
        head.addWidget(self._title, 1)
        self.body.addLayout(head)
        self.answer = QVBoxLayout()
        self.answer.setContentsMargins(px(36), 0, 0, 0)
        self.answer.setSpacing(px(8))
        self.body.addLayout(self.answer)

    def show_state(self, *, done: bool, focused: bool) -> None:
        """Whether it is answered, and whether it is the one being answered."""
        self.mark.show_done(done=done)
        self.set_focused(focused)
