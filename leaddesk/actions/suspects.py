"""Suspected duplicates of one lead: whom it is compared with when nobody else is chosen (A10)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from leaddesk.actions.ports import Brief, Read, Store
from leaddesk.actions.questions import Question
from leaddesk.domain.lead import LeadState, PersonState
from leaddesk.domain.normal import fold
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
