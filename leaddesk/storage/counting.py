"""Exact counts: rollups where one facet is asked, corrected by small index ranges, or along an index (P8)."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from leaddesk.domain.search_logic import EVERY, Cmp, Flag, Null, Resolved, no
from leaddesk.storage import schema as t
from leaddesk.storage.access import Access, conjuncts, gathering
from leaddesk.storage.dialects import Dialect, Expression
from leaddesk.storage.indices import UNREACHABLE
from leaddesk.storage.piles import ACTIVE, PILES, by_pile
from leaddesk.storage.prepared import Prepared
from leaddesk.storage.search_sql import Conditions
from leaddesk.storage.search_text_sql import needles


class Counting:
    """Counts of resolved queries as scalar expressions, so that one statement gives many."""

    def __init__(self, dialect: Dialect, conditions: Conditions) -> None:
        self.dialect = dialect
        self.conditions = conditions

    def of(self, asked: Resolved, limit: int | None = None) -> Expression:
        """The exact count of a query, or `limit` where it is larger."""
        if asked == EVERY:
            return _least(_rolled(["active"], ["place|", "kind|"]), limit)
        wanted = needles(asked)
        if wanted is not None:
            where = self.dialect.candidates(wanted), self.conditions.of(asked)
            return self._total([self._ones(None, *where)], limit)
        told = [(pile, left, self._rolled(pile, left)) for pile, left in by_pile(asked)]
        if limit is not None and any(parts is None for _, _, parts in told):
            return self._total([self._in_pile(pile, left) for pile, left, _ in told], limit)
        found: list[Expression] = []
        for pile, left, parts in told:
            found.extend(parts if parts is not None else [self._total([self._in_pile(pile, left)], None)])
        return _least(_sum(found), limit)

    def by(self, fact: str, asked: Resolved, number: int) -> Iterator[sa.Select[Any]]:
        """Selects of (number, value of a fact, count) of a query, one a pile."""
        for pile, left in by_pile(asked):
            value = t.lead.c[fact]
            found = self._in_pile(pile, left).with_only_columns(
                sa.literal(number), value, sa.func.count(), maintain_column_froms=True
            )
            yield found.group_by(value)

    def _rolled(self, pile: int, left: Resolved) -> list[Expression] | None:
        """The count of a pile from rollups; None where they do not tell it."""
        kind, place = PILES[pile] if pile < len(PILES) else ("", None)
        if kind == "request" and place is not None and left == EVERY:
            return [_rolled([f"place|{place}"], [])]
        told = _facet(left) if pile == ACTIVE else None
        if told is None:
            return None
        keys, awake, facet = told
        failed = self._ones("ix_lead_unreachable", UNREACHABLE, self.conditions.of(left))
        found = [_rolled(*keys), self._total([failed], None)]
        if awake is not None:
            where = self.conditions.of(awake), self.conditions.of(facet), t.lead.c.reachable.is_(sa.true())
            asleep = self._ones("ix_lead_snoozed", t.lead.c.pile == ACTIVE, *where)
            found.append(-self._total([asleep], None))
        return found

    def _in_pile(self, pile: int, left: Resolved) -> sa.Select[Any]:
        best = _best(left)
        only = [sa.text(best.only)] if best.only else []
        return self._ones(best.index, t.lead.c.pile == pile, *only, self.conditions.of(left))

    def _ones(self, index: str | None, *where: sa.ColumnElement[Any] | sa.TextClause) -> sa.Select[Any]:
        query: sa.Select[Any] = sa.select(sa.literal_column("1").label("one"))
        query = query.select_from(t.lead).where(*where)
        hint = self.dialect.hint(index)
        return query.with_hint(t.lead, hint, "sqlite") if hint else query

    def _total(self, parts: list[sa.Select[Any]], limit: int | None) -> Expression:
        """How many rows selects give in all."""
        if not parts:
            return sa.literal(0)
        rows = parts[0] if len(parts) == 1 else sa.union_all(*parts)
        if limit is None and isinstance(rows, sa.Select):
            return rows.with_only_columns(sa.func.count(), maintain_column_froms=True).scalar_subquery()
        return sa.select(sa.func.count()).select_from(rows.limit(limit).subquery()).scalar_subquery()


def _facet(left: Resolved) -> tuple[tuple[list[str], list[str]], Resolved | None, Resolved] | None:
    """What a pile of active leads is asked as rollups: their keys and prefixes, who sleeps, the one facet."""
    awake: Resolved | None = None
    facet: Resolved = EVERY
    keys: tuple[list[str], list[str]] = ["active"], []
    for leaf in conjuncts(left):
        asleep = no(leaf)
        if isinstance(asleep, Cmp) and asleep.key == "snoozed_until" and asleep.op == ">" and awake is None:
            awake = asleep
            continue
        found = _keys(leaf)
        if found is None or facet != EVERY:
            return None
        facet, keys = leaf, found
    return keys, awake, facet


def _keys(leaf: Resolved) -> tuple[list[str], list[str]] | None:
    """Rollup keys and prefixes of keys that count a facet among active leads (domain.figures)."""
    if isinstance(leaf, Cmp) and leaf.op == "=" and isinstance(leaf.value, str):
        if leaf.key == "stage":
            return [], [f"stage|{leaf.value}|"]
        if leaf.key in ("temperature", "owner", "channel", "level"):
            return [f"{leaf.key}|{leaf.value}"], []
    if leaf == Null("owner"):
        return ["owner|"], []
    return (["replied"], []) if leaf == Flag("replied") else None


def _best(left: Resolved) -> Access:
    """The index of a pile along which its leads are counted: a partial one first, then one of a condition."""
    found = [*gathering(left), Access("ix_lead_by_received")]
    return min(found, key=lambda access: not access.only)


def _rolled(keys: list[str], prefixes: list[str]) -> Expression:
    where: list[sa.ColumnElement[bool]] = [prefixed(prefix) for prefix in prefixes]
    where += [t.rollup.c.key == key for key in keys]
    total = sa.func.coalesce(sa.func.sum(t.rollup.c.n), 0)
    return sa.select(total).where(sa.or_(*where)).scalar_subquery()


def prefixed(prefix: str) -> sa.ColumnElement[bool]:
    """Rollups whose key begins with `prefix`, as a range of the key."""
    key = t.rollup.c.key
    return sa.and_(key >= prefix, key < prefix + "\U0010ffff") if prefix else sa.true()


@lru_cache(maxsize=64)
def stored(dialect: Dialect, prefixes: tuple[str, ...]) -> Prepared:
    """Stored figures (key, count, sum) whose key begins with one of `prefixes`, in key order."""
    c = t.rollup.c
    where = sa.or_(sa.false(), *map(prefixed, prefixes))
    return dialect.ready(sa.select(c.key, c.n, c.total).where(where).order_by(c.key))


def _least(count: Expression, limit: int | None) -> Expression:
    return count if limit is None else sa.case((count < limit, count), else_=limit)


def _sum(parts: list[Expression]) -> Expression:
    total: Expression = sa.literal(0)
    for part in parts:
        total = total + part
    return total
