"""The board: the best leads of each stage by seeks, exact counts and amounts from rollups (P9)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from leaddesk.actions.ports import Column
from leaddesk.domain.list_row import ListRow
from leaddesk.storage import schema as t
from leaddesk.storage.counting import stored
from leaddesk.storage.dialects import Dialect
from leaddesk.storage.indices import SORTS
from leaddesk.storage.pages import read_rows, rows_of
from leaddesk.storage.piles import ACTIVE
from leaddesk.storage.prepared import Prepared, Source


class Board:
    """The board in one view: two statements."""

    def __init__(self, source: Source, dialect: Dialect) -> None:
        self.source = source
        self.dialect = dialect

    def columns(self, stages: Sequence[str], limit: int) -> tuple[Column, ...]:
        """A column for each stage, with its first `limit` rows by score."""
        rows = self._rows(stages, limit)
        sums = self._sums()
        return tuple(
            Column(
                stage,
                sum(n for n, _ in sums.get(stage, {}).values()),
                tuple((money, total) for money, (_, total) in sorted(sums.get(stage, {}).items()) if money),
                tuple(rows.get(stage, ())),
            )
            for stage in stages
        )

    def _sums(self) -> dict[str, dict[str, tuple[int, int]]]:
        """Count and amount in minor units, by stage and currency."""
        found: dict[str, dict[str, tuple[int, int]]] = {}
        for key, n, total in self.rollups():
            _, stage, money = key.split("|", 2)
            found.setdefault(stage, {})[money] = (n, total)
        return found

    def rollups(self) -> Sequence[Sequence[Any]]:
        """Stored figures of the stages: key, count, sum."""
        return self.source.all(stored(self.dialect, ("stage|",)))

    def _rows(self, stages: Sequence[str], limit: int) -> dict[str, list[ListRow]]:
        found: dict[str, list[ListRow]] = {}
        if stages:
            query = _best(self.dialect, tuple(stages), limit)
            for lead in read_rows(self.source, query, {}, self.dialect, True).rows:
                found.setdefault(lead.stage, []).append(lead)
        return found


@lru_cache(maxsize=8)
def _best(dialect: Dialect, stages: tuple[str, ...], limit: int) -> Prepared:
    """The rows of the best leads of each stage; those that nobody can be reached by are on no board (A6)."""
    key, hint = SORTS["score"], dialect.hint("ix_lead_stage")
    parts = []
    for stage in stages:
        query: sa.Select[Any] = sa.select(t.lead.c.n, key.label("k"), t.lead.c.id)
        query = query.where(t.lead.c.pile == ACTIVE, t.lead.c.stage == stage, t.lead.c.reachable)
        query = query.order_by(key.desc(), t.lead.c.id.desc()).limit(limit)
        parts.append(sa.select((query.with_hint(t.lead, hint, "sqlite") if hint else query).subquery()))
    return rows_of(sa.union_all(*parts), dialect)
