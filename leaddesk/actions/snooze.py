"""Snooze: out of sight until a time, up to 30 days, still mine and in my load (decision 16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import need_contact
from leaddesk.actions.ports import Read
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import MoveRefused, Refused


@dataclass(frozen=True)
class Snooze(LeadAction):
    """Until `until`; further away than the setting it is nurture, and refused here."""

    name: ClassVar[str] = "snooze"
    until: datetime | None = None
    text: str = ""

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        days = read.definitions().setting("snooze_days")
        if self.until is None or self.until <= context.at:
            raise Refused("snooze.until_is_past")
        if self.until > context.at + timedelta(days=days):
            raise Refused("snooze.too_far", days=days)
        value = {"until": iso(self.until)} | ({"text": self.text} if self.text else {})
        sets = []
        for lead in read.leads(self.ids):
            need_contact(lead, read)
            if not lead.position.active:
                raise MoveRefused("funnel.off_board", place=lead.position.place, stage="snooze")
            sets.append(Set("lead", lead.id, "snooze", value))
        return sets
