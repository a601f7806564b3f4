"""Who was erased, kept beside a base while a backup takes its place, so that no copy brings them back.

A list of ids without a name. It is written before the backup is put in place and emptied when the restored
base is opened: a process that ends in between leaves it to the next start.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from leaddesk.actions.ports import Intent, Plan, Read
from leaddesk.domain.erasing import ENTITY
from leaddesk.domain.log import BORN, Set, at_ms, from_text, to_text
from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage import schema as t
from leaddesk.storage.engine import sqlite_engine
from leaddesk.storage.file_parts import drop_unnamed
from leaddesk.storage.writing import Writing

Erased = dict[str, Any]
"""One erase: row_id, value, actor, at (ms)."""


def list_of(base: Path) -> Path:
    """Where the list of a base lies."""
    return base.with_name(base.name + ".erased")


def _erased(connection: sa.Connection) -> Iterator[Erased]:
    c = t.op.c
    query = sa.select(c.row_id, c.value, c.actor, c.occurred_at).where(c.entity == ENTITY)
    for row_id, value, actor, at in connection.execute(query):
        yield {"row_id": row_id, "value": from_text(value), "actor": actor, "at": at}


def keep_list(base: Path) -> None:
    """Write who was erased in a base that is about to be replaced; one that cannot be read tells nothing."""
    told = _read(list_of(base))
    if base.exists():
        engine = sqlite_engine(base, reader=True)
        with suppress(sa.exc.DBAPIError, BaseRefused, ValueError), engine.connect() as connection:
            told |= {one["row_id"]: one for one in _erased(connection)}
        engine.dispose()
    if told:
        list_of(base).write_text(to_text(list(told.values())), encoding="utf8")


def _read(path: Path) -> dict[str, Erased]:
    with suppress(OSError, ValueError, KeyError):
        return {one["row_id"]: one for one in json.loads(path.read_text(encoding="utf8"))}
    return {}


def erase_again(store: Writing, base: Path) -> None:
    """Erase in a restored base whoever was erased since it was copied."""
    told = _read(list_of(base))
    if not told:
        return
    with store.reader.begin() as connection:
        known = {one["row_id"] for one in _erased(connection)}
    for row_id, one in told.items():
        if row_id not in known:
            store.write(Intent("erase", one["actor"], at_ms(one["at"]), "never"), _plan(one))
    with store.writer.begin() as connection:
        drop_unnamed(connection)
    list_of(base).unlink(missing_ok=True)


def _plan(one: Erased) -> Plan:
    def plan(read: Read) -> list[Set]:
        return [Set(ENTITY, one["row_id"], BORN, one["value"])]

    return plan
