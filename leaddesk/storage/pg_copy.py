"""A base on a server as a base in a file: every table of one snapshot, verified before it counts."""

from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage import schema as t
from leaddesk.storage.backup import verify
from leaddesk.storage.engine import sqlite_engine
from leaddesk.storage.founding import make_tables
from leaddesk.storage.migrating import stamp

_ROWS = 2000


def copy_to_sqlite(source: sa.Connection, target: Path) -> None:
    """Copy all tables that `source` sees; refuses to overwrite, and leaves nothing where it fails."""
    if target.exists():
        raise BaseRefused("backup.exists", file=target.name)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        _fill(source, part)
        verify(part)
        part.replace(target)
    finally:
        for tail in ("", "-wal", "-shm"):
            part.with_name(part.name + tail).unlink(missing_ok=True)


def _fill(source: sa.Connection, part: Path) -> None:
    engine = sqlite_engine(part, reader=False)
    try:
        with engine.begin() as connection:
            make_tables(connection)
            stamp(connection)
            for table in t.metadata.sorted_tables:
                for rows in _chunks(source, table):
                    connection.execute(sa.insert(table), rows)
    finally:
        engine.dispose()


def _chunks(source: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, object]]]:
    streamed = source.execution_options(yield_per=_ROWS).execute(sa.select(table))
    for rows in streamed.partitions():
        yield [dict(row._mapping) for row in rows]
