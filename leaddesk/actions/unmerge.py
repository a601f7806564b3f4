"""Un-merge: records that were no one client or need after all stand by themselves again (A10)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.ports import Read
from leaddesk.domain.lead import LeadState
from leaddesk.domain.log import BORN, Op, Set
from leaddesk.domain.merging import FAMILY, Component, Edge, edge_value
from leaddesk.domain.refusals import Refused


@dataclass(frozen=True)
class Unmerge(LeadAction):
    """Ends every live merge between the records `apart` and the others, of the leads and of their persons.

    `apart` names records of the lead by their ids or beginnings of them; of two records it may be left out.
    `give` names registers that were written on the merged card (of the person with "person." before them)
    and belong to the other side: they are written there anew, with their own time, and what stood before
    them comes back here.
    """

    name: ClassVar[str] = "unmerge"
    each: ClassVar[bool] = False
    apart: tuple[str, ...] = ()
    give: tuple[str, ...] = ()

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        leads = read.leads(self.ids)
        if len(leads) != 1:
            raise Refused("unmerge.one_at_a_time")
        found = split(leads[0], read, self.apart)
        if not found.edges and not found.people:
            raise Refused("unmerge.not_merged")
        sets = [*_ends("lead", found.edges), *_ends("person", found.people)]
        for register in self.give:
            sets += _given(register, leads[0].id, found, read)
        return sets


PERSON = "person."
"""Before the name of a register that is the person's, in `give`."""


def _given(register: str, lead_id: str, found: "Split", read: Read) -> list[Set]:
    """What was written on the representative since the merge and belongs to the other side."""
    of_person = register.startswith(PERSON)
    field = register.removeprefix(PERSON) if of_person else register
    entity = "person" if of_person else "lead"
    edges = found.people if of_person else found.edges
    here, there = (found.person, found.other_person) if of_person else (lead_id, found.other)
    written = [op for op in since(read, here, edges) if op.field == field or op.field.startswith(field + "/")]
    if not written:
        raise Refused("unmerge.nothing_to_give", field=register)
    own = [op for op in read.ops(here) if op.row_id == here]
    merged = max(edge.stamp for edge in edges)
    sets: list[Set] = []
    for name, op in {op.field: op for op in written}.items():
        sets.append(Set(entity, there, name, op.value, op.at))
        sets.append(Set(entity, here, name, _before([one for one in own if one.field == name], name, merged)))
    return sets


def since(read: Read, row_id: str, edges: Sequence[Edge]) -> list[Op]:
    """What was written on a merged row after the last of these merges, reading marks and merges aside."""
    if not edges:
        return []
    merged = max(edge.stamp for edge in edges)
    return [
        op
        for op in read.ops(row_id)
        if op.row_id == row_id
        and op.stamp > merged
        and op.field not in _NO_EDIT
        and not op.field.startswith((FAMILY, "apart/"))
    ]


_NO_EDIT = frozenset((BORN, "read", "fingerprint", "person"))


def _before(written: Sequence[Op], field: str, since: tuple[int, int, int]) -> object:
    """What a register held before it was written on the merged card."""
    held = [op for op in written if op.field == field and op.stamp < since]
    return held[-1].value if held else None


@dataclass(frozen=True, slots=True)
class Split:
    """Two sides of a merged lead: the records that go, the edges that end, who is the other side.

    `person` is the person whom the merged card shows, `other_person` the one of the other side.
    """

    side: tuple[str, ...]
    other: str
    edges: tuple[Edge, ...]
    people: tuple[Edge, ...]
    person: str = ""
    other_person: str = ""


def split(lead: LeadState, read: Read, apart: Sequence[str]) -> Split:
    """What taking `apart` out of a lead ends; Refused where that says no side, or both."""
    group = read.together(lead.id)
    side = _side(lead, group, apart)
    rest = [one for one in group.members if one not in side]
    far = rest if lead.id in side else side
    here = {member.id: member.person_id for member in lead.merged} or {lead.id: lead.person_id or ""}
    mine = {here[one] for one in side if here.get(one)}
    others = {here[one] for one in rest if here.get(one)}
    people: tuple[Edge, ...] = ()
    person = other_person = ""
    if mine and not mine & others:
        group_of_people = read.together(min(mine))
        people = group_of_people.between(mine)
        person = min(group_of_people.members)
        rest_of_people = set(group_of_people.members) - mine
        other_person = min(rest_of_people if person in mine else mine, default=person)
    return Split(tuple(side), min(far, default=lead.id), group.between(side), people, person, other_person)


def _side(lead: LeadState, group: Component, apart: Sequence[str]) -> list[str]:
    if not apart:
        if len(group.members) > 2:
            raise Refused("unmerge.which", records=", ".join(one[:12] for one in group.members))
        return [lead.id]
    side = [one for one in group.members if one.startswith(tuple(apart))]
    for name in apart:
        if sum(one.startswith(name) for one in group.members) != 1:
            raise Refused("lead.not_found", lead=name)
    if len(side) == len(group.members) and len(side) > 1:
        raise Refused("unmerge.which", records=", ".join(one[:12] for one in group.members))
    return side


def _ends(entity: str, edges: Sequence[Edge]) -> Iterator[Set]:
    for edge in edges:
        value = {**edge_value(edge.a, edge.b), "gone": True}
        yield Set(entity, edge.a, FAMILY + edge.id, value)
        yield Set(entity, edge.b, FAMILY + edge.id, value)
