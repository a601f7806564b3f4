"""Opening a base: making a new one, migrating an old one, and knowing which site writes."""

import os
from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from leaddesk.domain.ids import new_id
from leaddesk.domain.log import ms_of
from leaddesk.storage import schema as t
from leaddesk.storage.indices import with_indices
from leaddesk.storage.migrating import stamp

# New leads are indexed by apply.py in one statement: inside a trigger FTS5 writes its index out for every
# row, which costs an import 100 microseconds a lead (P2).
_FTS = (
    "CREATE VIRTUAL TABLE lead_fts USING fts5(words, content='', contentless_delete=1, tokenize='trigram', "
    "detail='none')",
    "CREATE TRIGGER lead_fts_delete AFTER DELETE ON lead BEGIN DELETE FROM lead_fts WHERE rowid = old.n; END",
    "CREATE TRIGGER lead_fts_update AFTER UPDATE OF search ON lead WHEN new.search IS NOT old.search BEGIN "
    "DELETE FROM lead_fts WHERE rowid = old.n; "
    "INSERT INTO lead_fts(rowid, words) VALUES (new.n, new.search); END",
)


def make_tables(connection: sa.Connection) -> None:
    """All tables of an empty base with their version, in the caller's transaction."""
    with_indices().create_all(connection)
    if connection.dialect.name == "sqlite":
        for statement in _FTS:
            connection.exec_driver_sql(statement)
    stamp(connection)


def fill_new_base(connection: sa.Connection, machine: datetime) -> None:
    """The single rows of a new base: its id, its clock."""
    base_id = new_id(ms_of(machine), os.urandom(10))
    connection.execute(sa.insert(t.base).values(one=1, base_id=base_id, projected_at=0, defined_v=0))
    connection.execute(sa.insert(t.head).values(one=1, hlc_ms=0, hlc_c=0, server_seq=0))


def site_of(connection: sa.Connection, site_key: str, random: Callable[[int], bytes] = os.urandom) -> int:
    """The number of the site with this key; a new one is drawn at random, so laptops need not ask."""
    known = connection.execute(sa.select(t.site.c.site_no).where(t.site.c.site_key == site_key)).scalar()
    if known is not None:
        return int(known)
    site_no = draw_site(random)
    connection.execute(sa.insert(t.site).values(site_no=site_no, site_key=site_key, next_seq=1))
    return site_no


def draw_site(random: Callable[[int], bytes] = os.urandom) -> int:
    """A number for a new site, of 48 random bits."""
    return int.from_bytes(random(6), "big") or 1
