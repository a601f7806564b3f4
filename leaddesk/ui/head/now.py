"""What to do now: the queue, what waits for somebody's yes, what has no step, and who has waited longest."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.actions.department import COLUMNS, DISPUTED, OWNED, Department
from leaddesk.domain.list_row import ListRow
from leaddesk.texts import _, pgettext
from leaddesk.texts.formats import duration
from leaddesk.ui.head.words import accept_words, disputed_words, distribute_words, stepless_words
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.panel import Panel, Rule
from leaddesk.ui.kit.plain import short
from leaddesk.ui.link import Link
from leaddesk.ui.theme.zoom import px

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NowPanel(Panel):
    """Up to three buttons and the longest waiting. `opened(query)`, `command_requested(command id)`."""

    opened = Signal(str)
    command_requested = Signal(str)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(_("Do now"), padding=16, gap=8, parent=parent)
        self._link = link
        self._inside: QWidget | None = None

    def show_day(self, day: Department) -> None:
        """Show what the day asks for."""
        if self._inside is not None:
            self.body.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget(self)
        lay = QVBoxLayout(self._inside)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(px(6))
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for button in self._buttons(day):
            buttons.addWidget(button)
        buttons.addStretch(1)
        if buttons.count() == 1:
            buttons.insertWidget(
                0, ElidedLabel(_("Nothing is urgent"), 13, 400, "text2", parent=self._inside)
            )
        lay.addLayout(buttons)
        if day.waiting:
            lay.addWidget(Rule(self._inside))
            lay.addLayout(self._waiting(day))
        self.body.addWidget(self._inside)

    def _buttons(self, day: Department) -> list[Button]:
        found = []
        queue = day.people[-1]
        unowned = queue.numbers[COLUMNS.index("new")]
        if unowned:
            button = Button(distribute_words(unowned), kind="primary", key="G D", parent=self._inside)
            button.clicked.connect(lambda: self.command_requested.emit("go.distribution"))
            found.append(button)
        at = COLUMNS.index("accept")
        most = max(day.people, key=lambda line: line.numbers[at], default=None)
        if most is not None and most.user is not None and most.numbers[at]:
            found.append(self._opening(accept_words(most.user.name, most.numbers[at]), most.queries[at]))
        if day.lost:
            found.append(self._opening(stepless_words(day.lost), OWNED["lost"]))
        if day.disputed:
            found.append(self._opening(disputed_words(day.disputed), DISPUTED))
        return found

    def _opening(self, words: str, query: str) -> Button:
        button = Button(words, parent=self._inside)
        button.clicked.connect(lambda: self.opened.emit(query))
        return button

    def _waiting(self, day: Department) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(24))
        grid.setVerticalSpacing(px(4))
        grid.addWidget(ElidedLabel(_("Waiting longest"), 12, 600, "text2", parent=self._inside), 0, 0)
        for at, row in enumerate(day.waiting):
            for column, label in enumerate(self._told(row), 1):
                grid.addWidget(label, at, column, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        return grid

    def _told(self, row: ListRow) -> list[QWidget]:
        name = Button(short(", ".join(part for part in (row.name, row.company) if part), 60) or _("No name"))
        name.set_kind("link")
        name.setParent(self._inside)
        name.clicked.connect(lambda: self._link.open_lead_requested.emit(row.id))
        since = _EPOCH + timedelta(milliseconds=row.cool_since or row.received)
        waited = duration((self._link.now() - since).total_seconds())
        owner = self._link.name_of(row.owner) or pgettext("head", "no owner")
        return [
            name,
            ElidedLabel(waited, 12, 600, "hot", parent=self._inside),
            ElidedLabel(owner, 12, 400, "text2", parent=self._inside),
        ]
