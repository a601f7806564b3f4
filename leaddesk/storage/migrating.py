"""Which version a base has, and how it is brought to the program's: with a backup first, or not at all."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from leaddesk.domain.refusals import BaseRefused

VERSIONS = ("0001",)
"""Versions of the tables, the oldest first; each is a script in `migrations/versions`."""

_TABLE = sa.table("alembic_version", sa.column("version_num", sa.String(32)))


def stamp(connection: sa.Connection) -> None:
    """Write the program's version into a base whose tables were just made."""
    connection.exec_driver_sql(
        "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL)"
    )
    connection.execute(sa.delete(_TABLE))
    connection.execute(sa.insert(_TABLE).values(version_num=VERSIONS[-1]))


def version_of(connection: sa.Connection) -> str:
    """The version of a base; BaseRefused for one that a newer program has made."""
    if not sa.inspect(connection).has_table("alembic_version"):
        raise BaseRefused("base.not_a_base")
    return known(connection)


def known(connection: sa.Connection) -> str:
    """The version of what certainly is a base of ours; BaseRefused where a newer program has made it."""
    found = connection.execute(sa.select(_TABLE.c.version_num)).scalar()
    if found not in VERSIONS:
        raise BaseRefused("base.newer", version=found)
    return str(found)


def bring_up(engine: sa.Engine, backup: Callable[[datetime], object], now: datetime) -> None:
    """Bring a base to the newest version in one transaction, after a backup; nothing where it has it."""
    with engine.begin() as connection:
        if version_of(connection) == VERSIONS[-1]:
            return
    backup(now)
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # With foreign keys on, a table made anew takes its children's rows with it.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.rollback()
        with connection.begin():
            upgrade(connection)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
            connection.rollback()


def upgrade(connection: sa.Connection) -> None:
    """Run every step that the base lacks, inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).resolve().parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
