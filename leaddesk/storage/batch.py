"""What one transaction will write: ops, journal, projection rows, deltas of rollups."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from leaddesk.domain.figures import Contribution
from leaddesk.domain.log import Op, OpId

Row = tuple[Any, ...]


@dataclass
class Journal:
    """What becomes of transactions: rows to open or to add to, states, who undid them, rows they keep."""

    opened: list[dict[str, Any]] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    undone_by: dict[str, str | None] = field(default_factory=dict)
    kept: list[tuple[str, str]] = field(default_factory=list)
    unkept: list[str] = field(default_factory=list)


@dataclass
class Batch:
    """Rows by table in column order, keyed by primary key; ids are hex text, times are milliseconds.

    `texts`: canonical values of ops that are known already.

    `redefined`: definitions or users are among them; `rules`: some that rows are worth by, so that the
    minute job projects every lead anew; `projected_at`: the base's new one.
    """

    ops: list[Op] = field(default_factory=list)
    texts: dict[OpId, str] = field(default_factory=dict)
    blanked: dict[OpId, str] = field(default_factory=dict)
    journal: Journal = field(default_factory=Journal)
    redefined: bool = False
    rules: bool = False
    projected_at: int | None = None
    fresh: dict[sa.Table, list[Row]] = field(default_factory=dict)
    changed: dict[sa.Table, list[Row]] = field(default_factory=dict)
    gone: dict[sa.Table, list[Row]] = field(default_factory=dict)
    before: list[Row] = field(default_factory=list)
    rollups: dict[str, tuple[int, int]] = field(default_factory=dict)

    def insert(self, table: sa.Table, rows: Iterable[Row]) -> None:
        """Rows that the base certainly does not have yet."""
        self.fresh.setdefault(table, []).extend(rows)

    def upsert(self, table: sa.Table, rows: Iterable[Row]) -> None:
        """Rows to insert or to put in the place of those with the same key."""
        self.changed.setdefault(table, []).extend(rows)

    def delete(self, table: sa.Table, keys: Iterable[Row]) -> None:
        """Keys of rows that are no more."""
        self.gone.setdefault(table, []).extend(keys)

    def add(self, delta: Contribution) -> None:
        """Add to rollups; zero sums vanish when the batch is applied."""
        for key, (n, total) in delta.items():
            old = self.rollups.get(key, (0, 0))
            self.rollups[key] = (old[0] + n, old[1] + total)

    def deltas(self) -> Iterator[tuple[str, int, int]]:
        """Rollup deltas in key order, so that two writers lock rows in the same order."""
        for key in sorted(self.rollups):
            n, total = self.rollups[key]
            if n or total:
                yield key, n, total


def differing(table: sa.Table, old: Sequence[Row], new: Sequence[Row], batch: Batch, keys: int) -> None:
    """Put into `batch` what turns a parent's `old` rows into the `new`; `keys` columns are the key."""
    before = {row[:keys]: row for row in old}
    after = {row[:keys]: row for row in new}
    batch.upsert(table, [row for key, row in after.items() if before.get(key) != row])
    batch.delete(table, [key for key in before if key not in after])
