"""Opening a base on a server: what it lacks is made under a lock, and the clocks are compared."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage.founding import draw_site, fill_new_base
from leaddesk.storage.migrating import known, stamp
from leaddesk.storage.pg_code import TRIGRAMS, add_search, code, function, tables
from leaddesk.storage.pg_engine import postgres_engine
from leaddesk.storage.pg_store import PgStore
from leaddesk.storage.reverting import resume

LEAST = 15
_MAKING = 0x4C656164
"""Key of the advisory lock under which tables and functions are made."""

_STATE = sa.text(
    "SELECT current_setting('server_version_num')::int / 10000, to_regclass('op') IS NOT NULL, "
    f"to_regproc('{function('settle')}') IS NOT NULL, clock_timestamp()"
)
_SITE = sa.text(
    "INSERT INTO site (site_no, site_key, next_seq) VALUES (:site_no, :site_key, 1) "
    "ON CONFLICT (site_key) DO UPDATE SET site_key = excluded.site_key "
    "RETURNING site_no, EXISTS (SELECT 1 FROM tx WHERE state <> 'closed' AND state = 'reverting'), "
    "to_regclass('ix_lead_search') IS NULL, to_regtype('gtrgm') IS NOT NULL"
)


def open_postgres(url: str, site_key: str, clock: Callable[[], datetime], *, own_clock: bool) -> PgStore:
    """Open or make the base. `own_clock`: `clock` is the machine's, so its error is measured and corrected.

    Raises BaseRefused for a server that is too old or allows too little, Unreachable for one that is silent.
    """
    engine = postgres_engine(url)
    try:
        with engine.connect() as connection:
            version, has_tables, has_code, server = connection.execute(_STATE).one()
            if version < LEAST:
                raise BaseRefused("base.old_server", version=version, needed=LEAST)
            if not (has_tables and has_code):
                _make(url, clock())
            known(connection)
            told = {"site_no": draw_site(), "site_key": site_key}
            site_no, cut_off, slow, allowed = connection.execute(_SITE, told).one()
    except BaseException:
        engine.dispose()
        raise
    store = PgStore(url, engine, site_no, corrected(clock, server - clock()) if own_clock else clock)
    if slow and not (allowed and _searchable(url)):
        store.notices = (("base.slow_search", {"part": TRIGRAMS}),)
    if cut_off:
        _resumed(store)
    return store


def _searchable(url: str) -> bool:
    """Make the index that was missing, once the server has the extension for it."""
    engine = postgres_engine(url, slow=True)
    try:
        with engine.begin() as connection:
            return add_search(connection)
    finally:
        engine.dispose()


def _resumed(store: PgStore) -> None:
    """Finish what a crash of some desktop left half taken back."""
    try:
        resume(store)
    except BaseException:
        store.close()
        raise


def corrected(clock: Callable[[], datetime], error: timedelta) -> Callable[[], datetime]:
    """A machine's clock set by the server's, where it is off by over a second (RELIABILITY 2)."""
    if abs(error) < timedelta(seconds=1):
        return clock
    return lambda: (clock() + error).astimezone(UTC)


def _make(url: str, now: datetime) -> None:
    """Tables and functions, if missing, in one transaction: whoever comes second waits and finds them."""
    engine = postgres_engine(url, slow=True)
    try:
        with engine.begin() as connection:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MAKING)))
            _, has_tables, has_code, _ = connection.execute(_STATE).one()
            if not has_tables:
                _run(connection, tables())
                stamp(connection)
                fill_new_base(connection, now)
                add_search(connection)
            if not has_code:
                _run(connection, code())
    finally:
        engine.dispose()


def _run(connection: sa.Connection, statements: list[str]) -> None:
    """All statements in one round trip."""
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor:
        cursor.execute(";\n".join(statements).encode())
