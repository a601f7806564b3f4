"""Assign: whose lead it is (key A; Shift+A takes it oneself)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import need_contact
from leaddesk.actions.ports import Read
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import Refused


@dataclass(frozen=True)
class Assign(LeadAction):
    """To a user by id, or to nobody (None: back to the queue)."""

    name: ClassVar[str] = "assign"
    to: str | None = None

    @property
    def about(self) -> str:
        return self.to or ""

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.to is not None and self.to not in {user.id for user in read.users() if user.active}:
            raise Refused("assign.no_such_user", user=self.to)
        sets = []
        for lead in read.leads(self.ids):
            need_contact(lead, read)
            if lead.owner != self.to:
                sets.append(Set("lead", lead.id, "owner", self.to))
        return sets
