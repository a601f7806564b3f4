"""Finding the leads of an ask: hits are counted first, in one statement with the check for news."""

from dataclasses import dataclass

import sqlalchemy as sa

from leaddesk.actions.ports import Cursor
from leaddesk.domain.search_logic import Resolved
from leaddesk.storage import schema as t
from leaddesk.storage.access import Access, bound, walking
from leaddesk.storage.asking import Wanted
from leaddesk.storage.pages import Narrow, Order, Paths, Way

FIRST_GUESS = 100_000
"""Leads in a base that nothing was counted in yet."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the first statement said: version of definitions (None: not asked), leads in all, hits."""

    version: int | None
    size: int
    hits: tuple[int, ...]


class Finding:
    """One ask on its way to a select."""

    def __init__(self, wanted: Wanted, paths: Paths, size: int) -> None:
        self.wanted = wanted
        self.paths = paths
        self.most = bound(size or FIRST_GUESS, wanted.limit)
        self.probes = paths.probes(wanted.order.name, self.most)

    def first(self, connection: sa.Connection) -> Told:
        """Count what rare conditions find; nothing is asked where there is no choice."""
        if not self.probes:
            return Told(None, 0, ())
        size = sa.select(sa.func.max(t.lead.c.n)).scalar_subquery()
        version = sa.select(t.base.c.defined_v).scalar_subquery()
        row = connection.execute(sa.select(version, size, *(count for _, _, count in self.probes))).one()
        return Told(row[0], row[1] or 0, tuple(row[2:]))

    def narrow(self, told: Told, edge: Cursor | None, down: bool, limit: int | None) -> Narrow | None:
        """The select of (n, k, id) along the best ways; None where no lead can be found."""
        order = self.wanted.order
        if not self.paths.piles:
            return None
        rare = self._rare(told.hits)
        text = next(
            (hits for (pile, _, _), hits in zip(self.probes, told.hits, strict=True) if pile is None), None
        )
        if text is not None and text < self.most and text <= self._spent(rare):
            return self.paths.by_text(order, edge, down, limit)
        if order.name is None:
            return self.paths.by_scan(order, edge, down, limit)
        ways = [self._way(pile, left, rare.get(pile), order) for pile, left in self.paths.piles]
        return self.paths.along(ways, order, edge, down, limit)

    def _rare(self, hits: tuple[int, ...]) -> dict[int, tuple[int, Access]]:
        """The way with the fewest hits of each pile, where they are few enough."""
        found: dict[int, tuple[int, Access]] = {}
        for (pile, access, _), count in zip(self.probes, hits, strict=True):
            if pile is None or access is None or count >= self.most:
                continue
            if pile not in found or count < found[pile][0]:
                found[pile] = (count, access)
        return found

    def _spent(self, rare: dict[int, tuple[int, Access]]) -> int:
        """Leads that gathering would pass; more than the bound where some pile has to be walked."""
        if rare.keys() != {pile for pile, _ in self.paths.piles}:
            return self.most
        return sum(count for count, _ in rare.values())

    def _way(self, pile: int, left: Resolved, rare: tuple[int, Access] | None, order: Order) -> Way:
        assert order.name is not None
        if rare is not None:
            return Way(pile, left, rare[1], rare=True)
        return Way(pile, left, walking(left, order.name), rare=False)
