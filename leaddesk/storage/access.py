"""Ways to a query's leads: walking the index of the sort, or gathering by the index of a rare condition.

Walking reads leads in order until the page is full, so it wants a common condition; gathering reads all leads
of a condition and sorts them, so it wants a rare one. SQLite's planner has no statistics to tell which is
which, so the hits are counted first, up to a bound.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isqrt

from leaddesk.domain.search_logic import EVERY, And, Cmp, Flag, Null, Resolved, every, no


@dataclass(frozen=True, slots=True)
class Access:
    """An index of `lead`, the part of a query that it finds by itself, `only` what a partial one holds."""

    index: str
    part: Resolved = EVERY
    only: str = ""


_FACETS: Mapping[str, tuple[str, str]] = {
    "stage": ("ix_lead_stage", ""),
    "temperature": ("ix_lead_temperature", ""),
    "owner": ("ix_lead_owner", ""),
    "place_reason": ("ix_lead_reason", "place_reason <> ''"),
}
_FLAGS: Mapping[str, tuple[str, str]] = {
    "replied": ("ix_lead_replied", "replied"),
    "starred": ("ix_lead_starred", "starred"),
}
_RANGES: Mapping[str, tuple[str, str]] = {
    "next_due": ("ix_lead_by_due", ""),
    "received": ("ix_lead_by_received", ""),
    "norm_due": ("ix_lead_norm", "norm_since IS NOT NULL"),
    "snoozed_until": ("ix_lead_snoozed", "snoozed_until IS NOT NULL"),
}


_LOST = (no(Null("owner")), Null("next_due"))
"""What the meter of the lost asks beside the pile (B3): few of all leads, which have their own index."""


def conjuncts(asked: Resolved) -> tuple[Resolved, ...]:
    """Conditions of which all must hold."""
    return asked.items if isinstance(asked, And) else (asked,)


def facet_of(leaf: Resolved) -> Access | None:
    """The index that holds the leads of one value of a facet in the order of their score."""
    found = None
    if leaf == Null("owner"):
        found = _FACETS["owner"]
    elif isinstance(leaf, Flag):
        found = _FLAGS.get(leaf.key)
    elif isinstance(leaf, Cmp) and leaf.op == "=":
        found = _FACETS.get(leaf.key)
    return Access(found[0], leaf, found[1]) if found else None


def walking(left: Resolved, sort: str) -> Access:
    """The index that holds a pile in the order of `sort`; of the score also one value of a facet alone."""
    facets = [found for leaf in conjuncts(left) if (found := facet_of(leaf))] if sort == "score" else []
    return min(facets, key=_size) if facets else Access(f"ix_lead_by_{sort}")


def _size(access: Access) -> int:
    """A guess at how much an index holds: a partial one is the smallest, then one manager's leads."""
    return (
        0
        if access.only
        else ("ix_lead_owner", "ix_lead_temperature", "ix_lead_stage").index(access.index) + 1
    )


def gathering(left: Resolved) -> Iterator[Access]:
    """Indices of a pile that may find few leads."""
    known = conjuncts(left)
    if all(leaf in known for leaf in _LOST):
        yield Access("ix_lead_lost", every(*_LOST), "owner IS NOT NULL AND next_due IS NULL")
    ranges: dict[str, list[Resolved]] = {}
    for leaf in conjuncts(left):
        if facet := facet_of(leaf):
            yield facet
        elif isinstance(leaf, Cmp) and leaf.key in _RANGES:
            ranges.setdefault(leaf.key, []).append(leaf)
    for key, leaves in ranges.items():
        index, only = _RANGES[key]
        yield Access(index, every(*leaves), only)


def bound(size: int, limit: int) -> int:
    """Up to how many hits gathering is the shorter way among `size` leads.

    Hits spread evenly let a walk pass size/hits leads for each row of the page; gathering passes the hits.
    """
    return max(limit, isqrt(size * limit))
