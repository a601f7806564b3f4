"""Keyset pages as SQL: seeks in the index of the sort, pile by pile, merged, and only then the rows (P4).

Never OFFSET: a page begins at a cursor (trap 3). A first select gives (n, k, id) from indices alone; the rows
of the page are looked up by n.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple

import sqlalchemy as sa

from leaddesk.domain.list_row import ListRow
from leaddesk.domain.search_logic import EVERY, Resolved
from leaddesk.storage import schema as t
from leaddesk.storage.access import Access, gathering, walking
from leaddesk.storage.dialects import Clause, Dialect, Expression, Narrow, Seek, edge_key
from leaddesk.storage.piles import by_pile
from leaddesk.storage.prepared import Prepared, Source
from leaddesk.storage.search_sql import Conditions
from leaddesk.storage.search_text_sql import needles


@dataclass(frozen=True, slots=True)
class Order:
    """A sort: its name among SORTS (None: no index holds it), fact, direction, and key, never null."""

    name: str | None
    fact: str
    down: bool
    key: Expression = field(compare=False)


@dataclass(frozen=True, slots=True)
class Way:
    """How the leads of one pile are reached: `rare` by gathering, else by walking in order."""

    pile: int
    left: Resolved
    access: Access
    rare: bool


class Probe(NamedTuple):
    """A count of what an index finds in a pile."""

    pile: int
    access: Access
    hits: Expression


SAMPLE = 60
"""Leads that tell how much of what the trigram index finds is right."""


class Paths:
    """The ways to the leads of one query, and the selects along them."""

    def __init__(self, asked: Resolved, dialect: Dialect, conditions: Conditions) -> None:
        self.asked = asked
        self.dialect = dialect
        self.conditions = conditions
        self.piles = tuple(by_pile(asked))
        self.needles = needles(asked)

    # Counting hits, to choose a way

    def words(self, most: int) -> list[Expression]:
        """How many leads the trigram index finds, up to `most`, and how many of the newest ones are right."""
        if self.needles is None:
            return []
        first = sa.select(t.lead.c.n).where(self.dialect.sample(self.needles, SAMPLE))
        right = self._by(None, first.where(self.conditions.of(self.asked)))
        return [self.dialect.hits(self.needles, most), _count(right, SAMPLE)]

    def probes(self, sort: str | None, most: int) -> list[Probe]:
        """Bounded counts of what the indices of rare conditions find in each pile.

        There are none where the sort's own index suffices.
        """
        found: list[Probe] = []
        for pile, left in self.piles:
            own = walking(left, sort) if sort else None
            if left == EVERY or (own is not None and own.part == left):
                continue
            for access in gathering(left):
                if own is None or access.index != own.index:
                    found.append(Probe(pile, access, _count(self._hits(pile, access), most)))
        return found

    def _hits(self, pile: int, access: Access) -> sa.Select[Any]:
        where = (_in_pile(pile), self.conditions.of(access.part))
        return self._by(access, sa.select(t.lead.c.n).where(*where))

    def _by(self, access: Access | None, query: sa.Select[Any]) -> sa.Select[Any]:
        """A select of leads along an index; None: along none but that of the row number."""
        if access is not None and access.only:
            query = query.where(sa.text(access.only))
        hint = self.dialect.hint(access.index if access else None)
        return query.with_hint(t.lead, hint, "sqlite") if hint else query

    # Selects

    def by_text(self, order: Order, edge: bool, down: bool, limit: int | None) -> Narrow:
        """Leads that the trigram index finds, verified and sorted."""
        assert self.needles is not None
        where = [self.dialect.candidates(self.needles), self.conditions.of(self.asked)]
        return self._by(None, _sorted(where, order, self._after(order, edge, down), down, limit))

    def by_scan(self, order: Order, edge: bool, down: bool, limit: int | None) -> Narrow:
        """Leads in an order that no index holds."""
        where = [self.conditions.of(self.asked)]
        return _sorted(where, order, self._after(order, edge, down), down, limit)

    def along(
        self, ways: Sequence[Way], order: Order, edge: bool, down: bool, limit: int | None
    ) -> Narrow | None:
        """Leads of several piles, merged; None where no pile can hold one."""
        parts = [part for way in ways for part in self._parts(way, order, edge, down, limit)]
        if len(parts) < 2:
            return parts[0].order_by(*_by(down)).limit(limit) if parts else None
        if self.dialect.plans:
            # PostgreSQL sees the order of an index in a part of its own only, not through the union.
            parts = [sa.select(part.order_by(*_by(down)).limit(limit).subquery()) for part in parts]
        return sa.union_all(*parts).order_by(*_by(down)).limit(limit)

    def _parts(
        self, way: Way, order: Order, edge: bool, down: bool, limit: int | None
    ) -> Iterator[sa.Select[Any]]:
        """Unordered selects of one pile: SQLite merges them lazily, each in the order of its index."""
        found = _narrow(order.key).where(_in_pile(way.pile), self.conditions.of(way.left))
        if self.dialect.plans and (known := needles(way.left)) is not None:
            found = found.where(self.dialect.candidates(known))
        seeks = self._after(order, edge, down)
        if way.rare or not seeks:
            yield self._by(way.access, found.where(*_either(seeks)))
            return
        for seek in seeks:
            part = self._by(way.access, found.where(seek.where))
            yield _tied(part, edge_key(order.key), down, limit) if seek.tied else part

    def _after(self, order: Order, edge: bool, down: bool) -> Sequence[Seek]:
        return self.dialect.after(order.key, down) if edge else ()


def _either(seeks: Sequence[Seek]) -> list[Clause]:
    return [sa.or_(*(seek.where for seek in seeks))] if seeks else []


def _sorted(
    where: Sequence[Clause], order: Order, seeks: Sequence[Seek], down: bool, limit: int | None
) -> sa.Select[Any]:
    query = _narrow(order.key).where(*where, *_either(seeks))
    return query.order_by(*_by(down)).limit(limit)


def _narrow(key: Expression) -> sa.Select[Any]:
    return sa.select(t.lead.c.n, key.label("k"), t.lead.c.id)


def _tied(found: sa.Select[Any], key: Expression, down: bool, limit: int | None) -> sa.Select[Any]:
    """Rows of one key by id, alone: in a union SQLite sorts all of them, not seeing that the key is one."""
    row = t.lead.c.id
    part = found.with_only_columns(t.lead.c.n, row).order_by(row.desc() if down else row.asc())
    some = part.limit(limit).subquery("tied")
    return sa.select(some.c.n, key.label("k"), some.c.id)


def _by(down: bool) -> tuple[Expression, Expression]:
    return (sa.desc("k"), sa.desc("id")) if down else (sa.asc("k"), sa.asc("id"))


def _in_pile(pile: int) -> Clause:
    return t.lead.c.pile == pile


def _count(query: sa.Select[Any], most: int) -> Expression:
    return sa.select(sa.func.count()).select_from(query.limit(most).subquery()).scalar_subquery()


def rows_of(narrow: Narrow, dialect: Dialect) -> Prepared:
    """Of a select of (n, k, id): the version of definitions, k, and the fields of ListRow, in no order."""
    version = sa.select(t.base.c.defined_v).scalar_subquery().label("v")
    some = sa.select(narrow.subquery("found"), version).subquery("page")
    fields = sa.text(f"page.v, page.k, {dialect.fields}")
    return dialect.ready(sa.select(fields).select_from(some.join(t.lead, t.lead.c.n == some.c.n)))


@dataclass(frozen=True, slots=True)
class Found:
    """Rows with their sort keys, in order, and the version of definitions in force (None: nobody asked)."""

    version: int | None
    keys: Sequence[Any]
    rows: Sequence[ListRow]


_PLACE = itemgetter(1, 2)


def read_rows(
    source: Source, rows: Prepared, values: Mapping[str, Any], dialect: Dialect, down: bool
) -> Found:
    """Run what `rows_of` made."""
    told = source.all(rows, values)
    told.sort(key=_PLACE, reverse=down)
    return Found(told[0][0] if told else None, [row[1] for row in told], dialect.listed(told))
