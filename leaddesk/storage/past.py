"""A base as it stood at some moment: its log up to then in a file of its own, and the tables made from it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from leaddesk.domain.log import ms_of
from leaddesk.storage import schema as t
from leaddesk.storage.defined import ENTITIES
from leaddesk.storage.door import machine_clock, open_store
from leaddesk.storage.store import SqliteStore

_CHUNK = 2_000
_JOURNAL = (t.base, t.head, t.site, t.op, t.tx, t.kept)
"""What is no projection: copied; all else is made anew from it."""


def as_it_stood(
    reader: sa.Engine, at: datetime, target: Path, clock: Callable[[], datetime] = machine_clock
) -> SqliteStore:
    """A store in the new file `target` with what had occurred by `at` (business time).

    `reader` is of a base of either kind. Rules and users are taken as they are now. The
    caller closes the store and removes the file.
    """
    past = open_store(f"sqlite:///{target}", clock=clock)
    assert isinstance(past, SqliteStore)
    with reader.connect() as source, past.transaction() as connection:
        for table in _JOURNAL:
            connection.execute(sa.delete(table))
            for rows in _chunks(source, _wanted(table, ms_of(at))):
                connection.execute(sa.insert(table), rows)
        earlier = sa.func.min(t.base.c.projected_at, ms_of(at))
        connection.execute(sa.update(t.base).values(projected_at=earlier))
    past.rebuild()
    return past


def _wanted(table: sa.Table, until: int) -> sa.Select[tuple[object, ...]]:
    query = sa.select(table)
    if table is t.op:
        rules = t.op.c.entity.in_(sorted(ENTITIES | {"user"}))
        query = query.where(sa.or_(t.op.c.occurred_at <= until, rules))
    return query


def _chunks(source: sa.Connection, query: sa.Select[tuple[object, ...]]) -> Iterable[list[dict[str, object]]]:
    found = source.execution_options(yield_per=_CHUNK).execute(query)
    for rows in found.partitions(_CHUNK):
        yield [dict(row._mapping) for row in rows]
