"""Suspected duplicates: whom a lead is compared with, and the groups of the whole base (A10)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from leaddesk.actions.ports import Brief, Pair, Read, Store
from leaddesk.actions.questions import Question
from leaddesk.domain.lead import LeadState, PersonState
from leaddesk.domain.matching_verdict import Verdict as Likeness
from leaddesk.domain.normal import fold
from leaddesk.domain.row import LeadRow
from leaddesk.domain.users import User


@dataclass(frozen=True, slots=True)
class Suspected:
    """Leads that may be of one client, in the order of their ids, and how probable that is."""

    ids: tuple[str, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Suspects(Question[tuple[Suspected, ...]]):
    """With whom a lead may be one: other leads of its person with the same need, then persons like it.

    Those of whom somebody said that they are others are left out; the most probable come first.
    """

    lead_id: str

    def answer(self, store: Store, now: datetime, me: User) -> tuple[Suspected, ...]:
        with store.view() as read:
            lead = read.lead(self.lead_id)
            person = read.person(lead.person_id) if lead.person_id else None
            if person is None:
                return ()
            return (*_of_one(lead, read.briefs([person.id])), *_alike(lead, person, read))


def _of_one(lead: LeadState, briefs: Sequence[Brief]) -> Iterator[Suspected]:
    """Other leads of the same person that ask for the same."""
    for brief in sorted(briefs, key=lambda one: (one.received, one.id), reverse=True):
        if brief.id != lead.id and same_need(lead.need, brief.need):
            yield pair(lead.id, brief.id, 1.0)


def _alike(lead: LeadState, person: PersonState, read: Read) -> Iterator[Suspected]:
    found = [one for one in read.alike(person.id) if one.likeness.kind == "duplicate"]
    people = read.persons([one.person_id for one in found])
    for one in found:
        other = people.get(one.person_id)
        if other is None or other.id == person.id or are_apart(person, other):
            continue
        nearest = nearest_of(lead.need, read.briefs([other.id]))
        if nearest is not None:
            yield pair(lead.id, nearest.id, one.likeness.probability)


def _shared_need(people: Sequence[Sequence[Brief]]) -> str:
    """What most of these persons ask for; of needs that as many ask for the newest."""
    asked: dict[str, set[int]] = {}
    newest: dict[str, int] = {}
    for place, briefs in enumerate(people):
        for brief in briefs:
            need = fold(brief.need)
            asked.setdefault(need, set()).add(place)
            newest[need] = max(brief.received, newest.get(need, brief.received))
    return max(asked, key=lambda need: (bool(need), len(asked[need]), newest[need]), default="")


MOST_PAIRS = 1_000
"""Pairs of persons of one queue; the next look shows the rest."""
_MOST_IN_GROUP = 12
"""Leads that are compared at once; a person sees no more side by side."""


@dataclass(frozen=True, slots=True)
class Groups(Question[tuple[Suspected, ...]]):
    """The queue of suspected groups of the whole base, the most probable first.

    Persons who were merged or said to be others since the search are left out.
    """

    def answer(self, store: Store, now: datetime, me: User) -> tuple[Suspected, ...]:
        with store.view() as read:
            pairs = _living(read.suspected(MOST_PAIRS), read)
            groups = _joined(pairs)
            briefs: dict[str, list[Brief]] = {}
            for brief in read.briefs(sorted({person for pair in pairs for person in pair[:2]})):
                briefs.setdefault(brief.person_id, []).append(brief)
        return tuple(found for group in groups if len((found := _leads_of(group, briefs)).ids) > 1)


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Whom a lead's person is most probably one with: their newest lead, how many there are, and why."""

    lead: LeadRow
    leads: int
    likeness: Likeness
    mine: PersonState
    other: PersonState


@dataclass(frozen=True, slots=True)
class LooksLike(Question[Lookalike | None]):
    """Whether the client of a lead probably came before under another name or contact (A10)."""

    lead_id: str

    def answer(self, store: Store, now: datetime, me: User) -> Lookalike | None:
        with store.view() as read:
            rows = read.rows((self.lead_id,))
            mine = read.person(rows[0].person_id) if rows and rows[0].person_id else None
            pairs = _living(read.suspected_of([mine.id]), read) if mine else []
            if mine is None or not pairs:
                return None
            best = max(pairs, key=lambda pair: pair.probability)
            other = read.person(best.other if best.one == mine.id else best.one)
            briefs = read.briefs([other.id]) if other else []
            if other is None or not briefs:
                return None
            newest = max(briefs, key=lambda brief: (brief.received, brief.id))
            likeness = read.likeness(mine.id, other.id)
            return Lookalike(read.rows((newest.id,))[0], len(briefs), likeness, mine, other)


@dataclass(frozen=True, slots=True)
class Doubtful(Question[frozenset[str]]):
    """Those of some leads whose person is probably also another one, so that their rows can say so."""

    lead_ids: tuple[str, ...]

    def answer(self, store: Store, now: datetime, me: User) -> frozenset[str]:
        with store.view() as read:
            if not read.suspected(1):
                return frozenset()
            person = {row.id: row.person_id for row in read.rows(self.lead_ids) if row.person_id}
            pairs = _living(read.suspected_of(sorted(set(person.values()))), read)
        found = {one for pair in pairs for one in pair[:2]}
        return frozenset(lead for lead, one in person.items() if one in found)


def _living(pairs: Sequence[Pair], read: Read) -> list[Pair]:
    """Pairs by the persons that they are now; without those who are one, apart or gone by now."""
    people = read.persons(sorted({person for pair in pairs for person in pair[:2]}))
    found: dict[tuple[str, str], Pair] = {}
    for pair in pairs:
        one, other = people.get(pair.one), people.get(pair.other)
        if one is None or other is None or one.id == other.id or are_apart(one, other):
            continue
        ids = min(one.id, other.id), max(one.id, other.id)
        found.setdefault(ids, Pair(*ids, pair.probability))
    return list(found.values())


def _joined(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Pairs that hang together, the group with the most probable pair first."""
    group_of: dict[str, list[Pair]] = {}
    for pair in pairs:
        one, other = group_of.get(pair.one, []), group_of.get(pair.other, [])
        whole = one if one is other else [*one, *other]
        whole.append(pair)
        for member in whole:
            group_of[member.one] = group_of[member.other] = whole
    groups = {id(group): group for group in group_of.values()}
    return sorted(groups.values(), key=lambda group: (-max(p.probability for p in group), min(group)))


def _leads_of(group: Sequence[Pair], briefs: Mapping[str, Sequence[Brief]]) -> Suspected:
    """A lead of each person of a group: of one need where they have one."""
    people = [
        person for person in dict.fromkeys(one for pair in group for one in pair[:2]) if person in briefs
    ]
    need = _shared_need([briefs[person] for person in people])
    leads = [nearest_of(need, briefs[person]) for person in people[:_MOST_IN_GROUP]]
    ids = sorted(lead.id for lead in leads if lead is not None)
    return Suspected(tuple(ids), max(pair.probability for pair in group))


def pair(one: str, other: str, probability: float) -> Suspected:
    """Two leads as a suspicion."""
    return Suspected((min(one, other), max(one, other)), probability)


def same_need(one: str, other: str) -> bool:
    """Whether two leads ask for the same: in the same words, or one of them says nothing."""
    return not one.strip() or not other.strip() or fold(one) == fold(other)


def are_apart(one: PersonState, other: PersonState) -> bool:
    """Whether somebody said that these are two people."""
    return bool({other.id, *other.merged} & set(one.apart) or {one.id, *one.merged} & set(other.apart))


def nearest_of(need: str, briefs: Sequence[Brief]) -> Brief | None:
    """The lead of a person to compare with: of the same need, else one that is open, else the newest."""
    return max(
        briefs, key=lambda one: (same_need(need, one.need), one.open, one.received, one.id), default=None
    )
