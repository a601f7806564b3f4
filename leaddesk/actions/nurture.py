"""Nurture: to marketing's own funnel until a date or a signal, off the board and the norm (A14-A16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import need_contact, position, with_sales
from leaddesk.actions.ports import Read
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import MoveRefused, Refused


@dataclass(frozen=True)
class Nurture(LeadAction):
    """To nurture, waking at `until` (None: by signal or by hand), with what was said last."""

    name: ClassVar[str] = "nurture"
    right: ClassVar[str] = "nurture"
    until: datetime | None = None
    text: str = ""

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.until is not None and self.until <= context.at:
            raise Refused("snooze.until_is_past")
        sets = []
        for lead in read.leads(self.ids):
            need_contact(lead, read)
            if with_sales(lead.position):
                raise MoveRefused("funnel.return_only", stage="nurture")
            value = position(lead.position.stage, "nurture", "", self.text, self.until)
            sets.append(Set("lead", lead.id, "position", value))
            if lead.snoozed_until:
                sets.append(Set("lead", lead.id, "snooze", None))
        return sets
