"""The first step of sales: what, when, and into whose calendar it goes."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLineEdit

from leaddesk.actions.questions import CardView
from leaddesk.actions.values import roster_of
from leaddesk.domain.first_step import first_step_at
from leaddesk.domain.hours import local_hours, open_at
from leaddesk.domain.when import parse_when
from leaddesk.domain.zones import is_zone
from leaddesk.texts import _
from leaddesk.texts.formats import due
from leaddesk.ui.kit.choice import Check
from leaddesk.ui.kit.field import FormField
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.link import Link


class FirstStep(Panel):
    """Proposed for the first half hour in which both sides work; typed words win."""

    def __init__(self, link: Link, view: CardView) -> None:
        super().__init__(_("First step of sales"), gap=8)
        self._link, self._view = link, view
        self._roster = roster_of(view.definitions)
        self._zone = str(view.definitions.setting("zone"))
        row = view.row
        self._theirs = row.zone if row.zone and is_zone(row.zone) else self._zone
        self.step = QLineEdit()
        self.step.setPlaceholderText(_("What comes first"))
        self.step.setAccessibleName(_("First step of sales"))
        self.when = FormField(_("When"))
        self.calendar = Check(_("Open in my calendar (.ics)"))
        self._proposed = self._propose()
        editor = self.when.editor
        if isinstance(editor, QLineEdit):
            editor.setPlaceholderText(due(self._proposed, ZoneInfo(self._theirs), link.now()))
            editor.textChanged.connect(lambda _text: self._show())
        for widget in (self.step, self.when, self.calendar):
            self.body.addWidget(widget)
        self._show()

    def _propose(self) -> datetime:
        ours = local_hours(self._roster, self._zone)
        return first_step_at(self._link.now(), ours, local_hours(self._roster, self._theirs))

    def due(self) -> datetime | None:
        """When it is due; the proposed moment where nothing is typed, None where it cannot be read."""
        text = self.when.text()
        if not text.strip():
            return self._proposed
        hour = int(self._view.definitions.setting("wake_hour"))
        return parse_when(text, self._link.now(), self._theirs, hour, self._roster)

    def _show(self) -> None:
        at = self.due()
        if at is None:
            self.when.show_doubt(_("this is no moment ahead: try “tue 15:00” or “in 2 weeks”"))
            return
        said = due(at, ZoneInfo(self._theirs), self._link.now())
        if not open_at(self._roster, self._theirs, at):
            self.when.show_doubt(_("{when}: they do not work then").format(when=said))
        else:
            self.when.show_hint(said if self.when.text().strip() else "")
