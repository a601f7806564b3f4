"""What a merge or an un-merge would do, asked before it is done: field by field, and whose merges end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from leaddesk.actions.merge import CHOOSABLE, result_of, same_needs, value_of
from leaddesk.actions.ports import Read, Store
from leaddesk.actions.questions import Question
from leaddesk.actions.unmerge import split
from leaddesk.domain.lead import LeadState, PersonState
from leaddesk.domain.log import Op
from leaddesk.domain.merging import Edge, merged_lead
from leaddesk.domain.refusals import Refused
from leaddesk.domain.users import User

_SHOWN = ("need", "product", "kind", "position", "owner", "amount", "channel", "source", "campaign", "event")
_PERSON = ("name", "title", "city", "country", "language", "zone")


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of a merge: what each record says, in the order of `MergeView.leads`, and what will count."""

    name: str
    values: tuple[Any, ...]
    result: Any

    @property
    def differs(self) -> bool:
        """Whether the records say different things; a blank says nothing."""
        said = [value for value in self.values if value not in (None, "", ())]
        return any(value != said[0] for value in said[1:])


@dataclass(frozen=True, slots=True)
class MergeView:
    """Leads in the order of their ids, the groups of them that become one, and every field side by side."""

    leads: tuple[LeadState, ...]
    groups: tuple[tuple[str, ...], ...]
    fields: tuple[FieldView, ...]
    contacts: tuple[tuple[str, str], ...]
    apart: bool = False
    """Whether somebody said that these are different people."""


@dataclass(frozen=True, slots=True)
class MergePreview(Question[MergeView]):
    """What `Merge` with the same values would do; nothing is written."""

    ids: tuple[str, ...]
    need: str = "auto"
    keep: tuple[tuple[str, object], ...] = ()

    def answer(self, store: Store, now: Any, me: User) -> MergeView:
        with store.view() as read:
            leads = sorted(read.leads(self.ids), key=lambda lead: lead.id)
            if len(leads) < 2:
                raise Refused("merge.needs_two")
            groups = same_needs(leads, self.need)
            fields = [*_lead_fields(leads, groups, dict(self.keep), read), *_person_fields(leads, read)]
            people = _people(leads, read)
            one = read.as_one([person.id for person in people])
            return MergeView(
                tuple(leads),
                tuple(tuple(lead.id for lead in group) for group in groups),
                tuple(fields),
                tuple((c.kind, c.normal or c.value) for c in one.contacts) if one else (),
                any(other.id in person.apart for person in people for other in people),
            )


@dataclass(frozen=True, slots=True)
class UnmergePreview(Question[tuple[Edge, ...]]):
    """The merges that `Unmerge` with the same values would end: whose and of when they are."""

    lead_id: str
    apart: tuple[str, ...] = ()

    def answer(self, store: Store, now: Any, me: User) -> tuple[Edge, ...]:
        with store.view() as read:
            found = split(read.lead(self.lead_id), read, self.apart)
        return (*found.edges, *found.people)


def _lead_fields(
    leads: Sequence[LeadState], groups: Sequence[Sequence[LeadState]], keep: dict[str, Any], read: Read
) -> Iterator[FieldView]:
    """Fields of the leads; where all become one, what that one will say."""
    result: dict[str, Any] = {}
    if len(groups) == 1:
        state = _together(leads, read)
        result = {name: value_of(state, name) for name in _SHOWN} if state else {}
        result |= result_of(groups[0], {name: lead for name, lead in keep.items() if name in CHOOSABLE})
    for name in _SHOWN:
        yield FieldView(name, tuple(value_of(lead, name) for lead in leads), result.get(name))


def _together(leads: Sequence[LeadState], read: Read) -> LeadState | None:
    """The leads as one, before anything is chosen."""
    members: dict[str, list[Op]] = {}
    edges: list[Edge] = []
    for lead in leads:
        group = read.together(lead.id)
        edges += group.edges
        members |= {one: [] for one in group.members}
        for op in read.ops(lead.id):
            members[op.row_id].append(op)
    return merged_lead(members, edges, ())


def _people(leads: Sequence[LeadState], read: Read) -> list[PersonState]:
    found = read.persons(sorted({lead.person_id for lead in leads if lead.person_id}))
    return sorted({person.id: person for person in found.values()}.values(), key=lambda person: person.id)


def _person_fields(leads: Sequence[LeadState], read: Read) -> Iterator[FieldView]:
    people = {lead.person_id: read.person(lead.person_id) for lead in leads if lead.person_id}
    one = read.as_one([person.id for person in _people(leads, read)])
    for name in _PERSON:
        values = tuple(getattr(people.get(lead.person_id or ""), name, "") or "" for lead in leads)
        yield FieldView(f"person.{name}", values, getattr(one, name, ""))
