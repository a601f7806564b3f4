"""Not a duplicate: these clients only look alike; remembered for everybody, so nobody asks again (A10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.ports import Read
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import Refused


@dataclass(frozen=True)
class NotDuplicate(LeadAction):
    """The persons of these leads are different people; a merge of them takes it back."""

    name: ClassVar[str] = "not_duplicate"
    each: ClassVar[bool] = False

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        leads = read.leads(self.ids)
        people = read.persons(sorted({lead.person_id for lead in leads if lead.person_id}))
        ids = sorted({person.id for person in people.values()})
        if len(ids) < 2:
            raise Refused("merge.one_already" if len(leads) > 1 else "merge.needs_two")
        known = {person.id: person.apart for person in people.values()}
        pairs = ((a, b) for a, b in permutations(ids, 2) if b not in known[a])
        return [Set("person", a, f"apart/{b}", True) for a, b in pairs]
