"""The door of the room: a URL in, a store out."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage.backup import automatic
from leaddesk.storage.engine import path_of, sqlite_engine
from leaddesk.storage.erase_list import erase_again
from leaddesk.storage.faults import in_words
from leaddesk.storage.founding import fill_new_base, make_tables, site_of
from leaddesk.storage.migrating import bring_up
from leaddesk.storage.reverting import resume
from leaddesk.storage.store import SqliteStore

if TYPE_CHECKING:
    from leaddesk.storage.pg_store import PgStore


def machine_clock() -> datetime:
    """The machine's time, aware, UTC."""
    return datetime.now(UTC)


def open_store(
    url: str, *, site_key: str = "local", clock: Callable[[], datetime] = machine_clock
) -> "SqliteStore | PgStore":
    """Open or make the base at `url`. Raises BaseRefused where it cannot be used, saying what is safe."""
    path = path_of(url)
    if path is None:
        try:
            from leaddesk.storage.pg_door import open_postgres
        except ModuleNotFoundError as missing:
            raise BaseRefused("base.no_driver", part=missing.name) from missing
        return open_postgres(url, site_key, clock, own_clock=clock is machine_clock)
    return _open_sqlite(Path(path), site_key, clock)


def _open_sqlite(path: Path, site_key: str, clock: Callable[[], datetime]) -> SqliteStore:
    with in_words():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BaseRefused("base.read_only") from error
        writer, reader = sqlite_engine(path, reader=False), sqlite_engine(path, reader=True)
        try:
            with writer.begin() as connection:
                if not sa.inspect(connection).get_table_names():
                    make_tables(connection)
                    fill_new_base(connection, clock())
            bring_up(writer, lambda now: automatic(reader, path, now), clock())
            with writer.begin() as connection:
                site_no = site_of(connection, site_key)
        except BaseException:
            reader.dispose()
            writer.dispose()
            raise
        store = SqliteStore(writer, reader, site_no, clock)
        try:
            resume(store)
            erase_again(store, path)
        except BaseException:
            store.close()
            raise
    return store
