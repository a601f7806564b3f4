"""The table by person: each number that is not 0 is a button which opens its rows (screen 13)."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.actions.department import COLUMNS, Department, PersonLine
from leaddesk.texts import _, pgettext
from leaddesk.texts.formats import number
from leaddesk.ui.head.words import HEADS, cell_words, role_words
from leaddesk.ui.kit.avatar import Avatar
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.paint import CENTRE, box, line_text, ready
from leaddesk.ui.kit.panel import Rule
from leaddesk.ui.kit.themed import KitButton
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.palette import ToneName
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

_TONES: Mapping[str, ToneName] = {"late": "hot", "lost": "hot", "accept": "warm"}
_ROW, _WIDE, _HIGH = 52, 44, 30


class NumberButton(KitButton):
    """A number in a frame of 44x30, tinted where it hurts; a 0 is plain and no button."""

    def __init__(self, n: int, words: str, tone: ToneName | None, parent: QWidget) -> None:
        super().__init__(number(n), parent)
        self._n, self._tone = n, tone
        self.setAccessibleName(words)
        self.setEnabled(n > 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if not n:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.unsetCursor()

    def sizeHint(self) -> QSize:
        return QSize(max(px(_WIDE), round(face(13, 700).width(self.text())) + px(16)), px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme, area = current_theme(), QRectF(self.rect())
        if not self._n:
            line_text(painter, 0, 0, area.width(), area.height(), "0", face(13, 400), theme.text3, CENTRE)
            return
        ground = theme.surface2 if self.underMouse() else theme.surface
        ink = theme.text
        if self._tone is not None:
            ground, ink = theme.fill(self._tone), theme.ink(self._tone)
        box(painter, area, px(6), ground, theme.border_strong)
        line_text(painter, 0, 0, area.width(), area.height(), self.text(), face(13, 700), ink, CENTRE)
        if self.hasFocus():
            box(painter, area, px(6), None, theme.focus, px(2))


class PeopleTable(QWidget):
    """Rows of 52 px with the numbers of each person, the queue, and the sum. `opened(query)`."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(px(8), 0, px(8), 0)
        self._lay.setSpacing(0)
        self._body: QWidget | None = None
        self.buttons: dict[tuple[str, str], NumberButton] = {}

    def show_day(self, day: Department) -> None:
        """Show the people; the focused number stays focused."""
        focused = next((key for key, button in self.buttons.items() if button.hasFocus()), None)
        if self._body is not None:
            self._lay.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self.buttons = {}
        self._body = QWidget(self)
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 3)
        for at in range(len(COLUMNS)):
            grid.setColumnStretch(at + 1, 2)
        self._head(grid)
        for row, line in enumerate(day.people):
            self._line(grid, 2 * row + 2, line)
        self._sum(grid, 2 * len(day.people) + 2, day)
        grid.setRowStretch(2 * len(day.people) + 3, 1)
        self._lay.addWidget(self._body)
        if focused in self.buttons:
            self.buttons[focused].setFocus()

    def _head(self, grid: QGridLayout) -> None:
        names = [pgettext("head", "Who"), *(HEADS[column]() for column in COLUMNS)]
        for at, name in enumerate(names):
            label = ElidedLabel(name, 12, 600, "text2", parent=self._body)
            label.setMinimumHeight(px(36))
            grid.addWidget(label, 0, at)
        grid.addWidget(Rule(self._body), 1, 0, 1, len(names))

    def _line(self, grid: QGridLayout, row: int, line: PersonLine) -> None:
        who = line.user.name if line.user else pgettext("head", "No owner")
        grid.addWidget(self._who(line, who), row, 0)
        grid.setRowMinimumHeight(row, px(_ROW))
        key = line.user.id if line.user else ""
        for at, (column, n) in enumerate(zip(COLUMNS, line.numbers, strict=True)):
            button = NumberButton(n, cell_words(column, who, n), _TONES.get(column), self._body or self)
            query = line.queries[at]
            button.clicked.connect(lambda _on=False, query=query: self.opened.emit(query))
            grid.addWidget(button, row, at + 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.buttons[key, column] = button
        grid.addWidget(Rule(self._body), row + 1, 0, 1, len(COLUMNS) + 1)

    def _who(self, line: PersonLine, who: str) -> QWidget:
        person = QWidget(self._body)
        lay = QHBoxLayout(person)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(px(12))
        lay.addWidget(Avatar(line.user.name if line.user else "", person))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(ElidedLabel(who, 13, 600, parent=person))
        under = role_words(line.user.roles) if line.user else _("distribution queue")
        words.addWidget(ElidedLabel(under, 12, 400, "text2", parent=person))
        words.addStretch(1)
        lay.addLayout(words, 1)
        return person

    def _sum(self, grid: QGridLayout, row: int, day: Department) -> None:
        name = ElidedLabel(_("In all"), 13, 600, parent=self._body)
        name.setContentsMargins(px(40), 0, 0, 0)
        grid.addWidget(name, row, 0)
        grid.setRowMinimumHeight(row, px(44))
        for at, n in enumerate(day.total):
            label = ElidedLabel(number(n), 13, 700, align=CENTRE, parent=self._body)
            label.setFixedWidth(px(_WIDE))
            grid.addWidget(label, row, at + 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
