"""Finding the leads of a question: hits are counted first, then the select along the shortest ways is made.

A finding is made once for a question and kept: the same one asked again, a minute later or from another
cursor, differs in parameters only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from leaddesk.domain.search_logic import Resolved
from leaddesk.storage import schema as t
from leaddesk.storage.access import Access, bound, walking
from leaddesk.storage.dialects import Narrow
from leaddesk.storage.pages import SAMPLE, Order, Paths, Way, rows_of
from leaddesk.storage.prepared import Prepared, Source

FIRST_GUESS = 1 << 17
"""Leads in a base that nothing was counted in yet."""

_RIGHT = 0.1
"""Share of the sample that must be right for a walk: else it would pass too many leads in vain."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the first statement said: version of definitions (None: not asked), leads in all, hits.

    `words`: hits of the trigram index up to the bound, and how many of a sample of them are right.
    """

    version: int | None = None
    size: int = 0
    words: tuple[int, ...] = ()
    hits: tuple[int, ...] = ()


Ways = tuple[Way, ...] | str
"""The ways by pile; "text" by the trigram index, "scan" by none."""


class Finding:
    """One question, asked as often as one likes."""

    def __init__(self, paths: Paths, order: Order, limit: int, size: int) -> None:
        self.paths = paths
        self.order = order
        self.limit = limit
        self.most = bound(size, limit)
        free = paths.dialect.plans
        self.words = [] if free else paths.words(self.most)
        self.probes = [] if free else paths.probes(order.name, self.most)
        self._first = self._counts()
        self._made: dict[Any, Prepared | None] = {}

    def _counts(self) -> Prepared | None:
        counts = [*self.words, *(probe.hits for probe in self.probes)]
        if not counts:
            return None
        size = sa.select(sa.func.max(t.lead.c.n)).scalar_subquery()
        version = sa.select(t.base.c.defined_v).scalar_subquery()
        return self.paths.dialect.ready(sa.select(version, size, *counts))

    def first(self, source: Source, values: Mapping[str, Any]) -> Told:
        """Count what rare conditions find; nothing is asked where there is no choice."""
        if self._first is None:
            return Told()
        (row,) = source.all(self._first, values)
        hits = tuple(row[2:])
        return Told(row[0], row[1] or 0, hits[: len(self.words)], hits[len(self.words) :])

    def rows(self, told: Told, edge: bool, down: bool) -> Prepared | None:
        """The select of a page and one row more (`pages.rows_of`); None where no lead can be found."""
        key = (self.ways(told), edge, down)
        if key not in self._made:
            narrow = self._narrow(*key, self.limit + 1)
            self._made[key] = None if narrow is None else rows_of(narrow, self.paths.dialect)
        return self._made[key]

    def kept(self, key: Any, make: Callable[[], Narrow | None]) -> Prepared | None:
        """A statement of this question under another key, made once; None where no lead can be found."""
        if key not in self._made:
            made = make()
            self._made[key] = None if made is None else self.paths.dialect.ready(made)
        return self._made[key]

    def all(self, told: Told, down: bool, most: int | None = None) -> Narrow | None:
        """The select of (n, k, id) of all leads in order, or of the first `most`."""
        return self._narrow(self.ways(told), False, down, most)

    def _narrow(self, ways: Ways, edge: bool, down: bool, limit: int | None) -> Narrow | None:
        if ways == "text":
            return self.paths.by_text(self.order, edge, down, limit)
        if isinstance(ways, str):
            return self.paths.by_scan(self.order, edge, down, limit)
        return self.paths.along(ways, self.order, edge, down, limit)

    # Choosing

    def ways(self, told: Told) -> Ways:
        """How the leads are reached after what the first statement told."""
        if not self.paths.piles:
            return ()
        rare = self._rare(told.hits)
        if told.words and self._by_text(told.words, self._spent(rare)):
            return "text"
        if self.order.name is None:
            return "scan"
        sort = self.order.name
        return tuple(self._way(pile, left, rare.get(pile), sort) for pile, left in self.paths.piles)

    def _by_text(self, words: tuple[int, ...], spent: int) -> bool:
        """Whether the trigram index is the shortest way, or the only one that is sure to end soon."""
        hits, right = words
        if spent < self.most:
            return hits <= spent
        return hits < self.most or right < _RIGHT * min(hits, SAMPLE)

    def _rare(self, hits: tuple[int, ...]) -> dict[int, tuple[int, Access]]:
        """The way with the fewest hits of each pile, where they are few enough."""
        found: dict[int, tuple[int, Access]] = {}
        for probe, count in zip(self.probes, hits, strict=True):
            if count < self.most and (probe.pile not in found or count < found[probe.pile][0]):
                found[probe.pile] = (count, probe.access)
        return found

    def _spent(self, rare: dict[int, tuple[int, Access]]) -> int:
        """Leads that gathering would pass; the bound where some pile has to be walked."""
        if rare.keys() != {pile for pile, _ in self.paths.piles}:
            return self.most
        return sum(count for count, _ in rare.values())

    def _way(self, pile: int, left: Resolved, rare: tuple[int, Access] | None, sort: str) -> Way:
        if rare is not None:
            return Way(pile, left, rare[1], rare=True)
        return Way(pile, left, walking(left, sort), rare=False)
