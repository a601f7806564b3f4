"""The order of work as SQL: candidates by a bound that an index holds, the rest computed at the moment.

A small list is ranked whole. Of a large one each half-life gives its leads in the order of their loss, which
the clock takes from all alike, and what is due comes beside them; whatever was not read loses less than the
last that was. So the first rows are certain without looking at the others (domain.call_now).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from leaddesk.actions.ports import Cursor
from leaddesk.domain.call_now import BIT, HOUR_MS, Moment, Urge, together
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.search_logic import Resolved
from leaddesk.storage import schema as t
from leaddesk.storage.asking import Speech, Wanted
from leaddesk.storage.dialects import Dialect, Narrow
from leaddesk.storage.finding import Finding, Told
from leaddesk.storage.indices import CALL, SORTS
from leaddesk.storage.pages import Found, read_rows, rows_of
from leaddesk.storage.piles import by_pile
from leaddesk.storage.prepared import Prepared, Source

SMALL = 500
"""Leads of a list that is ranked whole."""

DEEP = 40_000
"""Candidates beyond which the whole list is ranked: nobody works down so far."""

SPARE = 100
"""Candidates read beyond the page at first."""

_NOW = sa.bindparam("now", type_=sa.BigInteger())
_DUE = sa.bindparam("due_ms", type_=sa.BigInteger())
_FIELDS: list[Any] = [t.lead.c.n, *(t.lead.c[name] for name in Urge._fields)]
Select = sa.Select[Any]


class Ranked(NamedTuple):
    """A lead in the order of work: its priority, its id, its row number."""

    priority: int
    id: str
    n: int


class Calling:
    """One list in the order of work at one moment."""

    def __init__(
        self, source: Source, speech: Speech, wanted: Wanted, finding: Finding, moment: Moment
    ) -> None:
        self.source, self.speech, self.wanted = source, speech, wanted
        self.finding, self.moment = finding, moment
        self._hint = speech.dialect.hint
        now = moment.now_ms
        taken = {f"taken{hours}": BIT * now // (HOUR_MS * hours) for hours in half_lives(speech.definitions)}
        self._values = {**wanted.values, **taken, "now": now, "due_ms": moment.due_ms}

    def page(self, told: Told, edge: Cursor | None, down: bool, limit: int) -> list[Ranked]:
        """The first `limit` leads past the cursor, in the order of reading from there."""
        whole = (edge is None and not down) or not self._large(told)
        found = self.all(told) if whole else self._top(edge, down, limit)
        found.sort(reverse=down)
        if edge is not None:
            at = (edge.key, edge.id)
            found = [one for one in found if (one[:2] < at if down else one[:2] > at)]
        return found[:limit]

    def _large(self, told: Told) -> bool:
        """Whether the list is too long to rank whole; its leads are only counted, up to so many."""

        def counted() -> Select | None:
            narrow = self.finding.all(told, True, SMALL + 1)
            return None if narrow is None else sa.select(sa.func.count()).select_from(narrow.subquery("some"))

        rows = self._told(self.finding.kept(("large", self.finding.ways(told)), counted))
        return bool(rows) and rows[0][0] > SMALL

    def all(self, told: Told) -> list[Ranked]:
        """Leads of the list, ranked but not sorted."""

        def urges() -> Select | None:
            narrow = self.finding.all(told, True, None)
            return None if narrow is None else _urges(narrow)

        query = self.finding.kept(("urges", self.finding.ways(told)), urges)
        return [self._ranked(n, row_id, urge) for n, row_id, *urge in self._told(query)]

    def _ranked(self, n: int, row_id: Any, urge: Sequence[Any]) -> Ranked:
        lead = self.speech.dialect.id_of(row_id)
        return Ranked(self.moment.priority(Urge(lead, *urge)), lead, n)

    def _told(self, query: Prepared | None) -> list[Any]:
        return [] if query is None else self.source.all(query, self._values)

    def _top(self, edge: Cursor | None, down: bool, limit: int) -> list[Ranked]:
        """All leads of the list's beginning that surely stand there: beyond the page that is wanted."""
        depth = limit + SPARE
        while depth <= DEEP:
            found, bound = self._candidates(depth)
            sure = [one for one in found if bound is None or one.priority > bound]
            if bound is None or _enough(sure, edge, down, limit):
                return sure
            depth *= 4
        return self.all(self.finding.first(self.source, self.wanted.values))

    def _candidates(self, depth: int) -> tuple[list[Ranked], int | None]:
        """Leads read from the index and from what is due; the priority that no other passes."""
        waiting = self._run("waiting", lambda: self._waiting(depth), depth)
        due = self._run("due", lambda: self._due(depth), depth)
        edges = [rows[-1][1] for rows in (waiting, due) if len(rows) == depth]
        found = {one.n: one for one, _ in (*waiting, *due)}
        if edges:
            return list(found.values()), together(edges) + 1
        found |= {one.n: one for one, _ in self._run("idle", self._idle)}
        return list(found.values()), None

    def _run(self, name: str, make: Callable[[], Select | None], depth: int = 0) -> list[tuple[Ranked, int]]:
        rows = self._told(self.finding.kept((name, depth), make))
        return [(self._ranked(n, row_id, urge), level) for n, row_id, *urge, level in rows]

    def _piles(self) -> Iterator[tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]]:
        for pile, left in by_pile(self.wanted.asked):
            yield t.lead.c.pile == pile, self._condition(left)

    def _condition(self, left: Resolved) -> sa.ColumnElement[bool]:
        return self.speech.conditions.of(left)

    def _waiting(self, depth: int) -> Select | None:
        """Leads that cool, the greatest loss first, whatever their half-life."""
        parts: list[Select] = []
        for hours in half_lives(self.speech.definitions):
            taken = sa.bindparam(f"taken{hours}", type_=sa.BigInteger())
            for pile, holds in self._piles():
                query: Select = sa.select(*_FIELDS, (CALL - taken).label("level"))
                query = query.where(
                    pile, t.lead.c.half_life_h == hours, t.lead.c.cool_since.isnot(None), holds
                )
                query = self._by("ix_lead_by_call", query).order_by(CALL.desc(), t.lead.c.id.desc())
                parts.append(query.limit(depth))
        return _first(parts, depth)

    def _due(self, depth: int) -> Select | None:
        """Leads with a step that is due, the greatest loss first."""
        c, now = t.lead.c, _NOW
        since = sa.case((c.next_due < now, c.next_due), else_=now)
        span = HOUR_MS * c.half_life_h
        level = c.stake + BIT * since // span - BIT * now // span
        parts = []
        for pile, holds in self._piles():
            query = sa.select(*_FIELDS, level.label("level"))
            query = query.where(pile, SORTS["due"] <= _DUE, holds)
            parts.append(self._by("ix_lead_by_due", query).order_by(sa.desc("level")).limit(depth))
        return _first(parts, depth)

    def _idle(self) -> Select | None:
        """Leads that wait for nothing."""
        parts = []
        for pile, holds in self._piles():
            query = sa.select(*_FIELDS, sa.literal(0).label("level"))
            quiet = (t.lead.c.cool_since.is_(None), SORTS["due"] > _DUE)
            parts.append(query.where(pile, *quiet, holds))
        return _first(parts, None)

    def _by(self, index: str, query: Select) -> Select:
        hint = self._hint(index)
        return query.with_hint(t.lead, hint, "sqlite") if hint else query


def _enough(sure: Sequence[Ranked], edge: Cursor | None, down: bool, limit: int) -> bool:
    """Whether the leads that are certain reach past the page that is wanted."""
    if edge is None:
        return len(sure) >= limit
    at = (edge.key, edge.id)
    below = sum(one[:2] < at for one in sure)
    return below >= limit if down else below > 0 or any(one[:2] == at for one in sure)


def _first(parts: Iterable[Select], depth: int | None) -> Select | None:
    """The first `depth` rows of several selects by level."""
    found = [sa.select(part.subquery()) for part in parts]
    if not found:
        return None
    both = (found[0] if len(found) == 1 else sa.union_all(*found)).subquery("waiting")
    return sa.select(both).order_by(both.c.level.desc()).limit(depth)


def _urges(narrow: Narrow) -> Select:
    """The urges of a select of (n, k, id)."""
    some = narrow.subquery("found")
    return sa.select(*_FIELDS).select_from(some.join(t.lead, t.lead.c.n == some.c.n))


def half_lives(definitions: Definitions) -> list[int]:
    """Every half-life that a lead of the base can have, in hours."""
    usual = int(definitions.settings.get("half_life_h", 24))
    return sorted({max(1, int(hours)) for hours in (usual, *(c.half_life_h for c in definitions.channels))})


def read_ranked(source: Source, ranked: Sequence[Ranked], down: bool, dialect: Dialect) -> Found:
    """The rows of ranked leads, with their priorities as keys."""
    chosen = {"chosen": dialect.several([one.n for one in ranked])}
    found = read_rows(source, _chosen(dialect), chosen, dialect, down)
    rows = {row.id: row for row in found.rows}
    known = [one for one in sorted(ranked, reverse=down) if one.id in rows]
    return Found(found.version, [one.priority for one in known], [rows[one.id] for one in known])


@lru_cache(maxsize=2)
def _chosen(dialect: Dialect) -> Prepared:
    narrow = sa.select(t.lead.c.n, sa.literal_column("0").label("k"), t.lead.c.id)
    return rows_of(narrow.where(dialect.among(t.lead.c.n, "chosen")), dialect)
