"""Ways to a query's leads: walking the index of the sort, or gathering by the index of a rare condition.

Walking reads leads in order until the page is full, so it wants a common condition; gathering reads all leads
of a condition and sorts them, so it wants a rare one. SQLite's planner has no statistics to tell which is
which, so the hits are counted first, up to a bound.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isqrt

from leaddesk.domain.search_logic import EVERY, And, Cmp, Null, Resolved, every

_FACETS: Mapping[str, str] = {
    "stage": "ix_lead_stage",
    "temperature": "ix_lead_temperature",
    "owner": "ix_lead_owner",
}
_RANGES: Mapping[str, str] = {
    "next_due": "ix_lead_by_due",
    "received": "ix_lead_by_received",
    "snoozed_until": "ix_lead_snoozed",
}


@dataclass(frozen=True, slots=True)
class Access:
    """An index of `lead`, and the part of a query that it finds by itself."""

    index: str
    part: Resolved


def conjuncts(asked: Resolved) -> tuple[Resolved, ...]:
    """Conditions of which all must hold."""
    return asked.items if isinstance(asked, And) else (asked,)


def facet_of(leaf: Resolved) -> str | None:
    """The facet that a condition fixes to one value."""
    if isinstance(leaf, Cmp) and leaf.op == "=" and leaf.key in _FACETS:
        return leaf.key
    return "owner" if leaf == Null("owner") else None


def walking(left: Resolved, sort: str) -> Access:
    """The index that holds a pile in the order of `sort`; of the score also one value of a facet alone."""
    if sort == "score":
        for leaf in conjuncts(left):
            if facet := facet_of(leaf):
                return Access(_FACETS[facet], leaf)
    return Access(f"ix_lead_by_{sort}", EVERY)


def gathering(left: Resolved) -> Iterator[Access]:
    """Indices of a pile that may find few leads."""
    ranges: dict[str, list[Resolved]] = {}
    for leaf in conjuncts(left):
        if facet := facet_of(leaf):
            yield Access(_FACETS[facet], leaf)
        elif isinstance(leaf, Cmp) and leaf.key in _RANGES:
            ranges.setdefault(leaf.key, []).append(leaf)
    for key, leaves in ranges.items():
        yield Access(_RANGES[key], every(*leaves))


def bound(size: int, limit: int) -> int:
    """Up to how many hits gathering is the shorter way among `size` leads.

    Hits spread evenly let a walk pass size/hits leads for each row of the page; gathering passes the hits.
    """
    return max(limit, isqrt(size * limit))
