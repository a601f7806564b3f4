"""Asks the keys who came before: persons of the base that a newcomer most probably is."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

import sqlalchemy as sa

from leaddesk.domain.matching import habit_texts
from leaddesk.domain.matching_keys import key_hash, search_texts
from leaddesk.domain.matching_score import compare
from leaddesk.domain.matching_traits import Traits, unpack
from leaddesk.domain.matching_verdict import Habits, Verdict
from leaddesk.storage import matching_tables as m
from leaddesk.storage.matching import read_persons

_BROAD = 500
_GUESSED = 2_000
_MOST = 300


class Met(NamedTuple):
    """A person of the base, and what the pair score says."""

    person_id: str
    verdict: Verdict


def met(connection: sa.Connection, newcomer: Traits, most: int = 50, *, inside: bool = False) -> list[Met]:
    """The persons that a newcomer most probably is, best first, duplicates and colleagues alike.

    `inside`: the newcomer is a person of the base, who meets himself too.
    """
    held: dict[str, int] = {}
    votes = _votes(connection, newcomer, held)
    chosen = sorted(votes, key=lambda person: (-votes[person], person))[:_MOST]
    if not chosen:
        return []
    query = sa.select(m.traits.c.person_id, m.traits.c.packed).where(m.traits.c.person_id.in_(chosen))
    known = {person: unpack(packed) for person, packed in connection.execute(query)}
    habits = _habits(connection, [newcomer, *known.values()], held)
    habits = _inside(habits) if inside else habits
    found = [Met(person, compare(newcomer, traits, habits)) for person, traits in known.items()]
    found.sort(key=lambda one: (-one.verdict.probability, one.person_id))
    return found[:most]


def alike(connection: sa.Connection, person_id: str, most: int = 50) -> list[Met]:
    """The other persons of the base who may be this one, best first."""
    own = read_persons(connection, [person_id]).get(person_id)
    if own is None:
        return []
    return [one for one in met(connection, unpack(own), most + 1, inside=True) if one.person_id != person_id]


def likeness(connection: sa.Connection, one: str, other: str) -> Verdict:
    """What the pair score says of two persons of the base; of one who is gone it knows nothing."""
    packed = read_persons(connection, [one, other])
    first, second = (unpack(packed[row_id]) if row_id in packed else Traits() for row_id in (one, other))
    held: dict[str, int] = {}
    for traits in (first, second):
        _votes(connection, traits, held)
    return compare(first, second, _inside(_habits(connection, (first, second), held)))


def _inside(habits: Habits) -> Habits:
    """For two who are both in the base: the one that shares a contact is the other of them."""
    return replace(habits, held=lambda key: habits.held(key) - 1)


def _votes(connection: sa.Connection, newcomer: Traits, held: dict[str, int]) -> dict[str, float]:
    votes: dict[str, float] = {}
    own: dict[str, int] = {}
    guesses: dict[int, str] = {}
    for text, guess in search_texts(newcomer):
        if guess:
            guesses[key_hash(text)] = text
        else:
            own[text] = key_hash(text)
    for text, hash_ in own.items():
        query = sa.select(m.key.c.person_id).where(m.key.c.hash == hash_).limit(_BROAD)
        persons = [row[0] for row in connection.execute(query)]
        held[text] = len(persons)
        _vote(votes, persons, 1.0)
    under: dict[int, list[str]] = {}
    for part in _parts(guesses):
        query = sa.select(m.key.c.hash, m.key.c.person_id).where(m.key.c.hash.in_(part)).limit(_GUESSED)
        for hash_, person in connection.execute(query):
            under.setdefault(hash_, []).append(person)
    for persons in under.values():
        _vote(votes, persons, 0.3)
    return votes


def _parts(hashes: Iterable[int]) -> Iterable[list[int]]:
    waiting = iter(hashes)
    return iter(lambda: list(islice(waiting, 900)), [])


def _vote(votes: dict[str, float], persons: list[str], weight: float) -> None:
    for person in persons:
        votes[person] = votes.get(person, 0.0) + weight / len(persons)


def _habits(connection: sa.Connection, traits: Iterable[Traits], held: dict[str, int]) -> Habits:
    """How frequent the values of these leads are."""
    asked = {what for one in traits for what in habit_texts(one)} | {""}
    query = sa.select(m.count.c.what, m.count.c.n).where(m.count.c.what.in_(sorted(asked)))
    counts = {row[0]: row[1] for row in connection.execute(query)}
    return Habits(counts.pop("", 0), counts, lambda key: held.get(key, 1))
