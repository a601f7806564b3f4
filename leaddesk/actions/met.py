"""Whom an arrival meets in the base: as much of persons and of their leads as matching needs."""

from typing import NamedTuple

from leaddesk.domain.matching_verdict import Verdict as Likeness


class Known(NamedTuple):
    """A contact that the base already holds: whose it is, and the name of that person."""

    kind: str
    normal: str
    person_id: str
    name: str


class Brief(NamedTuple):
    """As much of a lead as matching an arrival needs. `open`: its need is still worked on, or sleeps."""

    id: str
    person_id: str
    need: str
    received: int
    place: str | None
    active: bool
    open: bool
    kind: str = "request"
    owner: str | None = None


class Alike(NamedTuple):
    """A person who may be the one that was asked about, and what the pair score says of the two."""

    person_id: str
    likeness: Likeness


class Pair(NamedTuple):
    """Two persons who are probably one, the smaller id first."""

    one: str
    other: str
    probability: float
