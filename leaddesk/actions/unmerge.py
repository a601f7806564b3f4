"""Un-merge: records that were no one client or need after all stand by themselves again (A10)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.ports import Read
from leaddesk.domain.lead import LeadState
from leaddesk.domain.log import Op, Set
from leaddesk.domain.merging import FAMILY, Component, Edge, edge_value
from leaddesk.domain.refusals import Refused


@dataclass(frozen=True)
class Unmerge(LeadAction):
    """Ends every live merge between the records `apart` and the others, of the leads and of their persons.

    `apart` names records of the lead by their ids or beginnings of them; of two records it may be left out.
    `give` names registers that were written on the merged card and belong to the other side: they are
    written there anew, with their own time, and what stood before them comes back here.
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
        if self.give and found.edges:
            sets += self._given(leads[0], found, read)
        return sets

    def _given(self, lead: LeadState, found: "Split", read: Read) -> Iterator[Set]:
        """What was written on the representative since the merge and belongs to the other side."""
        since = max(edge.stamp for edge in found.edges)
        own = [op for op in read.ops(lead.id) if op.row_id == lead.id]
        for register in self.give:
            written = [op for op in own if op.field == register or op.field.startswith(register + "/")]
            later = {op.field: op for op in written if op.stamp > since}
            if not later:
                raise Refused("unmerge.nothing_to_give", field=register)
            for field, op in later.items():
                yield Set("lead", found.other, field, op.value, op.at)
                yield Set("lead", lead.id, field, _before(written, field, since))


def _before(written: Sequence[Op], field: str, since: tuple[int, int, int]) -> object:
    """What a register held before it was written on the merged card."""
    held = [op for op in written if op.field == field and op.stamp < since]
    return held[-1].value if held else None


@dataclass(frozen=True, slots=True)
class Split:
    """Two sides of a merged lead: the records that go, the edges that end, who is the other side."""

    side: tuple[str, ...]
    other: str
    edges: tuple[Edge, ...]
    people: tuple[Edge, ...]


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
    if mine and not mine & others:
        people = read.together(min(mine)).between(mine)
    return Split(tuple(side), min(far, default=lead.id), group.between(side), people)


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
