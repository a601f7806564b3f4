"""Restore: back to the board from archive, junk, nurture or snooze, to the stage it had."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import need_contact, position, stage_again, wakes
from leaddesk.actions.ports import Read
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import MoveRefused


@dataclass(frozen=True)
class Restore(LeadAction):
    """Bring back; refused for a lead in a deal and for a record without a contact."""

    name: ClassVar[str] = "restore"

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        sets: list[Set] = []
        for lead in read.leads(self.ids):
            if lead.position.place == "deal":
                raise MoveRefused("funnel.in_deal", stage=lead.position.stage)
            need_contact(lead, read)
            if lead.position.place == "nurture":
                sets.extend(wakes(lead, "hand"))
                continue
            if lead.position.place:
                sets.append(Set("lead", lead.id, "position", position(stage_again(lead.position))))
            if lead.snoozed_until:
                sets.append(Set("lead", lead.id, "snooze", None))
        return sets


@dataclass(frozen=True)
class Wake(Restore):
    """The same by its own name: what slept is brought back before its time."""

    name: ClassVar[str] = "wake"
