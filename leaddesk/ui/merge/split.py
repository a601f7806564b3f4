"""Taking a merge apart: which record goes, whose merges end, and to which side later edits belong."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.actions.ports import Change
from leaddesk.actions.unmerge import Unmerge
from leaddesk.actions.unmerge_questions import Apart, Later, UnmergeView
from leaddesk.domain.lead import Member
from leaddesk.domain.log import moment
from leaddesk.domain.refusals import Refused
from leaddesk.domain.zones import is_zone
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import date_time, name_in, number
from leaddesk.texts.keys import say
from leaddesk.texts.names import EVENTS, event_name, name_of
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.choice import Check
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.plain import short
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.theme.zoom import px


class SplitDialog(Dialog):
    """Built from `Apart`; `parted(Change)` once the records stand by themselves again."""

    parted = Signal(object)

    def __init__(self, link: Link, view: UnmergeView, parent: QWidget) -> None:
        super().__init__(parent, _("Take the merge apart"), size=QSize(px(640), px(440)))
        self._link, self._view = link, view
        zone = str(view.definitions.settings.get("zone", "UTC"))
        self._zone = ZoneInfo(zone if is_zone(zone) else "UTC")
        self.records: list[tuple[str, Check]] = []
        self.gifts: list[tuple[str, Check]] = []
        column = QVBoxLayout(self.body)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addWidget(self._records())
        if view.later:
            column.addWidget(self._edits())
        column.addWidget(TextLabel(self._whose(), 12))
        column.addStretch(1)
        self.part = Button(_("Take apart"), kind="primary", key="Ctrl+Enter", icon="call-split")
        self.add_button(self.part, primary=True)
        self.part.clicked.connect(self.take_apart)
        cancel = Button(_("Cancel"), key="Esc")
        self.add_button(cancel)
        cancel.clicked.connect(self.cancel)

    def _records(self) -> Panel:
        """The records; of more than two those that go are marked."""
        panel = Panel(_("Records of this lead"), padding=16, gap=4)
        members = self._view.members
        if not members:
            words = _("The person of this lead is one with that of another lead; they will be two again.")
            panel.body.addWidget(TextLabel(words, 13, 400, "text"))
        for place, member in enumerate(members):
            words = self._member(member)
            if len(members) == 2:
                panel.body.addWidget(TextLabel(words, 13, 400, "text"))
                continue
            check = Check(words)
            check.setChecked(place == len(members) - 1)
            check.toggled.connect(lambda _on: self._check())
            self.records.append((member.id, check))
            panel.body.addWidget(check)
        if self.records:
            panel.body.addWidget(TextLabel(_("Marked records leave the others"), 12))
        return panel

    def _member(self, member: Member) -> str:
        channel = self._view.definitions.channel_by_id.get(member.channel)
        parts = (
            short(self._view.names.get(member.id, "")) or _("No name"),
            name_in(channel.names) if channel else member.channel,
            date_time(moment(member.received), self._zone, self._link.now()) if member.received else "",
            short(member.need, 80),
        )
        return ", ".join(part for part in parts if part)

    def _edits(self) -> Panel:
        panel = Panel(_("Written since the merge"), padding=16, gap=4)
        panel.body.addWidget(TextLabel(_("A marked one belongs to the other record and moves there"), 12))
        for later in self._view.later:
            check = Check(self._edit(later))
            self.gifts.append((later.register, check))
            panel.body.addWidget(check)
        return panel

    def _edit(self, later: Later) -> str:
        """One later edit: what it is, when and by whom."""
        family = later.op.field.partition("/")[0]
        value = later.op.value
        if isinstance(value, dict):
            value = value.get("text") or value.get("title") or value.get("value") or value.get("stage") or ""
        name = event_name(family) if family in EVENTS else name_of("field", family)
        user = self._view.users.get(later.op.actor)
        when = date_time(later.op.at, self._zone, self._link.now())
        told = _("{what}: {value}").format(what=name, value=short(str(value), 60)) if value else name
        return ", ".join(part for part in (told, when, user.name if user else "") if part)

    def _whose(self) -> str:
        """Whose merges end, and of when they are."""
        found = {edge.tx_id: edge for edge in self._view.edges}
        told = []
        for edge in found.values():
            user = self._view.users.get(edge.by)
            when = date_time(edge.at, self._zone, self._link.now())
            told.append(_("{name}, {when}").format(name=user.name if user else _("somebody"), when=when))
        words = ngettext("{n} merge ends: {whose}", "{n} merges end: {whose}", len(told))
        return words.format(n=number(len(told)), whose="; ".join(told))

    def _check(self) -> None:
        """Neither nobody nor everybody can go."""
        going = sum(check.isChecked() for _id, check in self.records)
        self.part.setEnabled(0 < going < len(self.records))

    def take_apart(self) -> None:
        """Do it once."""
        if not self.part.isEnabled():
            return
        apart = tuple(row_id for row_id, check in self.records if check.isChecked())
        give = tuple(register for register, check in self.gifts if check.isChecked())
        self.part.setEnabled(False)
        action = Unmerge((self._view.lead.id,), apart, give)
        self._link.runner.do(action, self._on_parted, self, self._on_refused)

    def _on_parted(self, change: Change) -> None:
        self._link.noticed.emit(Notice(_("Taken apart: the records stand by themselves again"), change.tx))
        self.parted.emit(change)
        self.close_overlay()

    def _on_refused(self, error: Exception) -> None:
        self.part.setEnabled(True)
        if not isinstance(error, Refused):
            raise error
        self.show_remark(say(error, definitions=self._view.definitions))


def open_split(
    link: Link, parent: QWidget, lead_id: str, opened: Callable[[SplitDialog], None] | None = None
) -> None:
    """Ask for the records of a lead and open the dialog; a lead that is no merge is said to be none."""

    def show(view: UnmergeView) -> None:
        dialog = SplitDialog(link, view, parent)
        dialog.open_dialog(dialog.part)
        if opened is not None:
            opened(dialog)

    link.runner.ask(Apart(lead_id), show, parent)
