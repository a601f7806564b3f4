"""Piles: a lead's kind and place in one small number, with which every sort index begins (P4, P8).

A query is asked pile by pile: in one pile its conditions on kind and place are constants, so `is:active` is
one pile with no condition left, and an index of that pile gives a page without looking at any other lead.
"""

from collections.abc import Iterator

from leaddesk.domain.funnel import PLACES
from leaddesk.domain.row import LeadRow
from leaddesk.domain.search_facts import Facts
from leaddesk.domain.search_logic import EVERY, NONE, And, Not, Or, Resolved, every, no, some
from leaddesk.domain.search_match import holds

_PLACES = (None, *PLACES)
_KINDS = ("request", "cold")
PILES = tuple((kind, place) for kind in _KINDS for place in _PLACES)
"""(kind, place) of each pile by its number."""

ACTIVE = PILES.index(("request", None))
STRANGE = len(PILES)
"""Where kind or place is a word of a newer version."""

_NUMBER = {pair: number for number, pair in enumerate(PILES)}
_NEWER = "?"
_FACTS = tuple(Facts(kind=kind, place=place) for kind, place in PILES)
_STRANGE_FACTS = tuple(
    Facts(kind=kind, place=place)
    for kind in (*_KINDS, _NEWER)
    for place in (*_PLACES, _NEWER)
    if (kind, place) not in _NUMBER
)


def pile_of(row: LeadRow) -> int:
    """The pile of a lead."""
    return _NUMBER.get((row.kind, row.place), STRANGE)


def by_pile(asked: Resolved) -> Iterator[tuple[int, Resolved]]:
    """Piles that may hold leads of a query, each with what is left to ask there."""
    for number, known in enumerate(_FACTS):
        left = _within(asked, known)
        if left != NONE:
            yield number, left
    if any(_within(asked, newer) != NONE for newer in _STRANGE_FACTS):
        yield STRANGE, asked


def _within(asked: Resolved, known: Facts) -> Resolved:
    """`asked` where kind and place are known."""
    match asked:
        case And(items):
            found = [_within(item, known) for item in items]
            return NONE if NONE in found else every(*found)
        case Or(items):
            found = [_within(item, known) for item in items]
            return EVERY if EVERY in found else some(*found)
        case Not(item):
            return _without(_within(item, known))
        case _ if asked.key in ("kind", "place"):
            return EVERY if holds(asked, known) else NONE
        case _:
            return asked


def _without(left: Resolved) -> Resolved:
    if left == EVERY:
        return NONE
    return EVERY if left == NONE else no(left)
