"""Opening a base: SQLite through sqlcipher3 with its settings, or PostgreSQL through psycopg."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage.dialects import add_functions, teach_sqlite
from leaddesk.storage.faults import speak

LEAST_SQLITE = (3, 51, 3)
_SETTINGS = (
    "PRAGMA busy_timeout=10000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA temp_store=FILE",
    "PRAGMA cell_size_check=ON",
    "PRAGMA cache_size=-65536",
)


_READER = ("PRAGMA query_only=ON",)
_WRITER = ("PRAGMA journal_mode=WAL", "PRAGMA wal_autocheckpoint=8000")
"""32 MB of journal before it is copied: pages that an import writes again and again are copied once."""


def path_of(url: str) -> Path | None:
    """The file of a SQLite URL, None for another store; BaseRefused for a URL that names none of the two."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return None
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise BaseRefused("base.url", url=parsed.render_as_string(hide_password=True))
    return Path(parsed.database)


def sqlite_engine(path: Path, *, reader: bool, late: bool = False) -> sa.Engine:
    """A writer of one connection that begins IMMEDIATE, or readers that may only query (ARCHITECTURE 5).

    A `late` writer takes the lock with its first write, and is refused where somebody wrote since it began.
    """
    from sqlcipher3 import dbapi2

    if dbapi2.sqlite_version_info < LEAST_SQLITE:
        raise BaseRefused("base.sqlite_too_old", version=dbapi2.sqlite_version)
    engine = sa.create_engine(
        f"sqlite:///{path}",
        module=dbapi2,
        poolclass=sa.QueuePool,
        pool_size=4 if reader else 1,
        max_overflow=12 if reader else 0,
        connect_args={"check_same_thread": False, "timeout": 10},
    )

    teach_sqlite(engine)
    speak(engine)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        try:
            for pragma in (*_SETTINGS, *(_READER if reader else _WRITER)):
                connection.execute(pragma)
        except UnicodeDecodeError as error:
            # SQLite quotes a damaged schema in its message, and the driver fails at the bytes of it.
            raise BaseRefused("base.damaged") from error
        add_functions(connection)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN" if reader or late else "BEGIN IMMEDIATE")

    return engine
