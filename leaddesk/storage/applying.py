"""Which way a batch of projections is written: the one question of dialect that the writing half asks."""

import sqlalchemy as sa

from leaddesk.storage.apply import apply_sqlite
from leaddesk.storage.batch import Batch


def apply_to(connection: sa.Connection, batch: Batch) -> None:
    """Write a batch of projections inside the caller's transaction, on whichever store."""
    if connection.dialect.name == "postgresql":
        from leaddesk.storage.pg_payload import apply_postgres

        apply_postgres(connection, batch)
    else:
        apply_sqlite(connection, batch)
