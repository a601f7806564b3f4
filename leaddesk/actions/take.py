"""Take: a lead into work, mine; brings back what sleeps, is archived or junk (key W)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import need_contact, position, stage_again, wakes, with_sales
from leaddesk.actions.ports import Read
from leaddesk.domain.lead import LeadState
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import MoveRefused


@dataclass(frozen=True)
class Take(LeadAction):
    """Assign to me, New -> In work; from nurture, archive or junk: back to the board (A7)."""

    name: ClassVar[str] = "take"

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        return [s for lead in read.leads(self.ids) for s in self._one(lead, read, context)]

    def _one(self, lead: LeadState, read: Read, context: Context) -> Iterator[Set]:
        need_contact(lead, read)
        if with_sales(lead.position):
            raise MoveRefused("funnel.return_only", stage="in_work")
        if lead.owner != context.actor:
            yield Set("lead", lead.id, "owner", context.actor)
        stage = "in_work" if lead.position.stage == "new" else stage_again(lead.position)
        if lead.position.place == "nurture":
            yield from wakes(lead, "hand", stage)
            return
        if lead.position.place or lead.position.stage == "new":
            yield Set("lead", lead.id, "position", position(stage))
        if lead.snoozed_until:
            yield Set("lead", lead.id, "snooze", None)
