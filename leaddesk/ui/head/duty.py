"""Who is on duty now, and what came when nobody was (C15)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.actions.department import Department
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.label import ElidedLabel, TextLabel
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.link import Link
from leaddesk.ui.theme.zoom import px


class DutyPanel(Panel):
    """The shift that runs, and the uncovered arrivals of a week. `opened(query)`."""

    opened = Signal(str)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(_("On duty"), padding=16, gap=8, parent=parent)
        self._link = link
        self._who = ElidedLabel("", 13, 600, parent=self)
        self._came = TextLabel("", 12, 400, "text2", parent=self)
        self._open = Button(_("Who came this week"), parent=self)
        self._open.clicked.connect(lambda: self.opened.emit("added:>=-7d"))
        inside = QVBoxLayout()
        inside.setSpacing(px(6))
        inside.addWidget(self._who)
        inside.addWidget(self._came)
        inside.addWidget(self._open, alignment=Qt.AlignmentFlag.AlignLeft)
        inside.addStretch(1)
        self.body.addLayout(inside)

    def show_day(self, day: Department) -> None:
        """Show the shift and the gap."""
        names = ", ".join(user.name for user in day.duty)
        rules = _("everybody, in the working hours") if not day.shifts else _("nobody now")
        self._who.show_text(names or rules)
        self._came.show_text(uncovered_words(day.uncovered))
        self._open.setVisible(day.uncovered > 0)


def uncovered_words(n: int) -> str:
    """How many came in a week when nobody was on duty."""
    if not n:
        return _("In seven days nobody came outside the duty hours")
    said = ngettext(
        "In seven days {n} lead came outside the duty hours",
        "In seven days {n} leads came outside the duty hours",
        n,
    )
    return said.format(n=number(n))
