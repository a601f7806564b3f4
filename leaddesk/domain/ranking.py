"""Which of many named things a few typed letters mean: exact beginnings first, then words, then slips."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from leaddesk.domain.normal import fold, words

LEAST = 72.0
"""Below this likeness (0..100) a slip of the fingers is no hit."""


class Named(NamedTuple):
    """A thing with its names, the first one shown; `rank` puts equal hits in order, smaller first."""

    id: str
    names: tuple[str, ...]
    rank: int = 0


class Hit(NamedTuple):
    """A thing that is meant, the name by which it was found, and how well (0..100)."""

    id: str
    name: str
    score: float


def best(typed: str, things: Iterable[Named]) -> list[Hit]:
    """Things that `typed` may mean, the likeliest first; all of them in the order of `rank` for nothing.

    Beginning of a name 100, of a later word 92, every typed word begins some word 88, anywhere inside 80,
    with slips less; other names than the shown one count two points less.
    """
    wanted = fold(typed)
    hits = [(_hit(wanted, thing), thing.rank) for thing in things]
    ranked = [(hit, rank) for hit, rank in hits if hit is not None]
    ranked.sort(key=lambda pair: (-pair[0].score, pair[1], pair[0].name.casefold()))
    return [hit for hit, _rank in ranked]


def _hit(wanted: str, thing: Named) -> Hit | None:
    if not wanted:
        return Hit(thing.id, thing.names[0], 0.0)
    scored = [
        (_score(wanted, *_forms(name)) - (2.0 if place else 0.0), -place)
        for place, name in enumerate(thing.names)
    ]
    score, place = max(scored)
    return Hit(thing.id, thing.names[-place], score) if score >= LEAST - 2.0 else None


@lru_cache(maxsize=4096)
def _forms(name: str) -> tuple[str, tuple[str, ...]]:
    """The folded name and its words; names are few and asked for at every letter typed."""
    return fold(name), tuple(words(name))


def _score(wanted: str, name: str, parts: Sequence[str]) -> float:
    if name.startswith(wanted):
        return 100.0
    if any(part.startswith(wanted) for part in parts):
        return 92.0
    asked = wanted.split()
    if len(asked) > 1 and all(any(part.startswith(word) for part in parts) for word in asked):
        return 88.0
    if len(wanted) > 2 and wanted in name:
        return 80.0
    return _slip(wanted, parts) if len(wanted) > 3 else 0.0


def _slip(wanted: str, parts: Sequence[str]) -> float:
    """Likeness to the best word, cut to the length typed, so that a word half typed wrong is found."""
    return max((fuzz.ratio(wanted, part[: len(wanted) + 1]) * 0.9 for part in parts), default=0.0)
