"""Merge: records that are one client, and one need where the needs are the same, from now on (A10)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import position
from leaddesk.actions.ports import Read
from leaddesk.domain.lead import LeadState, PersonState
from leaddesk.domain.log import Set
from leaddesk.domain.merging import FAMILY, edge_value
from leaddesk.domain.normal import fold
from leaddesk.domain.refusals import Refused

_PERSON = "person."
MOST = 50
"""Records of one merge: more of them at once are a mistake, not one client."""

CHOOSABLE = frozenset(
    (
        *("need", "need_type", "product", "source", "campaign", "event", "language", "channel", "owner"),
        *("amount", "temperature", "priority", "external_id", "kind", "position", "company"),
    )
)
"""Fields of a lead of which one value is chosen where records differ."""

OF_PERSON = frozenset(("name", "title", "city", "country", "language", "zone", "consent"))
"""The same of a person; `keep` names them with "person." before them."""


@dataclass(frozen=True)
class Merge(LeadAction):
    """Joins persons by an edge of its own, and leads too where `need` says that they ask for the same.

    `need`: auto (the same words, or none), same or different; leads of other needs stay leads of the one
    person. `keep` names for a field (of the person as "person.city") the lead whose value counts; else the
    latest word does.
    """

    name: ClassVar[str] = "merge"
    each: ClassVar[bool] = False
    need: str = "auto"
    keep: tuple[tuple[str, object], ...] = ()

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.need not in ("auto", "same", "different"):
            raise Refused("merge.no_such_need", need=self.need)
        if len(self.ids) > MOST:
            raise Refused("merge.too_many", most=MOST)
        leads = sorted(read.leads(self.ids), key=lambda lead: lead.id)
        if len(leads) < 2:
            raise Refused("merge.needs_two")
        sets = [*self._persons(leads, read, context), *self._leads(leads, context)]
        if not sets:
            raise Refused("merge.one_already")
        return sets

    def _leads(self, leads: Sequence[LeadState], context: Context) -> Iterator[Set]:
        """Edges between the leads of each need, with what was chosen on the last one."""
        keep = of_lead(self.keep)
        for group in same_needs(leads, self.need):
            chosen = result_of(group, keep) if len(group) > 1 else {}
            yield from _chain("lead", [lead.id for lead in group], context, chosen)

    def _persons(self, leads: Sequence[LeadState], read: Read, context: Context) -> Iterator[Set]:
        """Edges that make one person of all; a person who was said to be another one is so no more."""
        known = read.persons(sorted({lead.person_id for lead in leads if lead.person_id}))
        people = {person.id: person for person in known.values()}
        yield from _chain("person", sorted(people), context, result_of_person(leads, known, self.keep))
        for row_id in sorted(people):
            for other in sorted(people.keys() & set(people[row_id].apart)):
                yield Set("person", row_id, f"apart/{other}", False)


def _chain(entity: str, ids: Sequence[str], context: Context, chosen: Mapping[str, Any]) -> Iterator[Set]:
    """An edge between each row and the next; what was chosen stands on the last of them."""
    for first, second in pairwise(ids):
        field = FAMILY + context.new_id()
        value = edge_value(first, second, chosen if second == ids[-1] else None)
        yield Set(entity, first, field, value)
        yield Set(entity, second, field, value)


def of_lead(keep: Sequence[tuple[str, object]]) -> dict[str, object]:
    """Of what was chosen that which is about leads."""
    return {field: lead for field, lead in keep if not field.startswith(_PERSON)}


def result_of_person(
    leads: Sequence[LeadState], known: Mapping[str, PersonState], keep: Sequence[tuple[str, object]]
) -> dict[str, Any]:
    """What counts where the persons differ: the value of the lead's person that was chosen."""
    by_id = {lead.id: known.get(lead.person_id or "") for lead in leads}
    chosen: dict[str, Any] = {}
    for field, lead_id in keep:
        name = field.removeprefix(_PERSON)
        if name == field:
            continue
        person = by_id.get(str(lead_id))
        if name not in OF_PERSON or person is None:
            raise Refused("merge.no_such_choice", field=field)
        chosen[name] = getattr(person, name)
    return chosen


def same_needs(leads: Sequence[LeadState], need: str) -> list[list[LeadState]]:
    """Leads by need: those that say nothing go with the first group (nothing contradicts)."""
    if need == "same":
        return [list(leads)]
    if need == "different":
        return [[lead] for lead in leads]
    groups: dict[str, list[LeadState]] = {}
    for lead in leads:
        groups.setdefault(fold(lead.need), []).append(lead)
    silent = groups.pop("", [])
    found = list(groups.values())
    if found:
        found[0] = sorted([*found[0], *silent], key=lambda lead: lead.id)
        return found
    return [silent]


_ALIVE = {"deal": 5, None: 4, "nurture": 2, "archive": 1, "junk": 0}
_STAGES = ("new", "in_work", "qualifying", "ready", "handed_over")


def _life(lead: LeadState) -> tuple[int, int]:
    """How far a lead is: with sales before the board, the board before what was put away."""
    position = lead.position
    stage = _STAGES.index(position.stage) if position.stage in _STAGES else 0
    return _ALIVE.get(position.place, 3), stage


def result_of(leads: Sequence[LeadState], keep: Mapping[str, Any]) -> dict[str, Any]:
    """What counts where the leads differ: what was chosen, and the place of the one that is furthest."""
    by_id = {lead.id: lead for lead in leads}
    chosen: dict[str, Any] = {}
    furthest = max(leads, key=lambda lead: (*_life(lead), lead.way[-1].at, lead.id))
    moved = [lead for lead in leads if len(lead.way) > 1]
    latest = max(moved, key=lambda lead: (lead.way[-1].at, lead.id), default=furthest)
    if latest.position != furthest.position:
        keep = {"position": furthest.id, **keep}
    for field, lead_id in keep.items():
        if field not in CHOOSABLE or str(lead_id) not in by_id:
            raise Refused("merge.no_such_choice", field=field)
        chosen[field] = value_of(by_id[str(lead_id)], field)
    return chosen


def value_of(lead: LeadState, field: str) -> Any:
    """The register value of a field of a lead as it stands."""
    if field == "amount":
        return None if lead.amount_minor is None else {"minor": lead.amount_minor, "currency": lead.currency}
    if field == "temperature":
        return lead.temperature_set
    if field == "company":
        return lead.company_id
    if field == "position":
        at = lead.position
        return position(at.stage, at.place, at.reason, at.text, at.until)
    return getattr(lead, field)
