"""What taking a merge apart means, asked first: the records, whose merges end, the later edits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from leaddesk.actions.ports import Read, Store
from leaddesk.actions.questions import Question
from leaddesk.actions.unmerge import PERSON, Split, since, split
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.lead import LeadState, Member
from leaddesk.domain.log import Op
from leaddesk.domain.merging import Edge
from leaddesk.domain.refusals import Refused
from leaddesk.domain.users import User


@dataclass(frozen=True, slots=True)
class Later:
    """A register that was written on the merged card: its name for `Unmerge.give`, and its last op."""

    register: str
    op: Op


@dataclass(frozen=True, slots=True)
class UnmergeView:
    """A merged lead: its records with the name of each one's person, the merges that end, what came later.

    Without `members` only the person is one with another's.
    """

    lead: LeadState
    members: tuple[Member, ...]
    names: Mapping[str, str]
    edges: tuple[Edge, ...]
    later: tuple[Later, ...]
    definitions: Definitions = field(default_factory=Definitions)
    users: Mapping[str, User] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Apart(Question[UnmergeView]):
    """What `Unmerge` of a lead would do; `apart` names the records that go, of two it may be left out."""

    lead_id: str
    apart: tuple[str, ...] = ()

    def answer(self, store: Store, now: datetime, me: User) -> UnmergeView:
        with store.view() as read:
            lead = read.lead(self.lead_id)
            # Of several records one is proposed, so that the merges that would end can be told at once.
            last = tuple(member.id for member in lead.merged[-1:])
            found = split(lead, read, self.apart or (last if len(lead.merged) > 2 else ()))
            if not found.edges and not found.people:
                raise Refused("unmerge.not_merged")
            return UnmergeView(
                lead,
                lead.merged,
                _names(lead.merged, read),
                (*found.edges, *found.people),
                tuple(_later(lead, found, read)),
                read.definitions(),
                {user.id: user for user in read.users()},
            )


def _names(members: tuple[Member, ...], read: Read) -> dict[str, str]:
    """The name of each record's person as it was written there."""
    found = {}
    for member in members:
        own = [op for op in read.ops(member.id) if op.row_id == member.id and op.field == "*"]
        born = own[0].value.get("person", {}) if own else {}
        found[member.id] = str(born.get("name") or "")
    return found


def _later(lead: LeadState, found: Split, read: Read) -> list[Later]:
    mine = {op.field: op for op in since(read, lead.id, found.edges)}
    theirs = {op.field: op for op in since(read, found.person, found.people)} if found.person else {}
    told = [Later(name, op) for name, op in mine.items()]
    return told + [Later(PERSON + name, op) for name, op in theirs.items()]
