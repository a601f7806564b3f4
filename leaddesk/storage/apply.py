"""Writing a batch to SQLite by plain statements of raw tuples, because that is what import costs."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from leaddesk.domain.log import Op, ms_of, to_text
from leaddesk.storage import schema as t
from leaddesk.storage.batch import Batch, Row
from leaddesk.storage.columns import Id
from leaddesk.storage.rows import parents_text

Writer = Callable[[sa.Connection, Sequence[Row]], None]


def columns_of(table: sa.Table) -> list[sa.Column[Any]]:
    """Columns that a batch writes: all but the row number of a lead."""
    return [column for column in table.c if column is not table.c.get("n") or table is not t.lead]


@lru_cache(maxsize=64)
def _ids(table: sa.Table) -> tuple[int, ...]:
    return tuple(i for i, column in enumerate(columns_of(table)) if isinstance(column.type, Id))


def raw(table: sa.Table, rows: Sequence[Row]) -> list[Row]:
    """Rows with their ids as SQLite holds them."""
    places = _ids(table)
    found = []
    for row in rows:
        values = list(row)
        for i in places:
            if values[i] is not None:
                values[i] = bytes.fromhex(values[i])
        found.append(tuple(values))
    return found


def key_columns(table: sa.Table) -> list[sa.Column[Any]]:
    """What tells a row of a projection: its primary key, the id for a lead."""
    return [t.lead.c.id] if table is t.lead else list(table.primary_key)


def raw_keys(table: sa.Table, keys: Sequence[Row]) -> list[Row]:
    """Keys as SQLite holds them."""
    ids = [isinstance(column.type, Id) for column in key_columns(table)]
    return [
        tuple(bytes.fromhex(part) if is_id else part for part, is_id in zip(key, ids, strict=True))
        for key in keys
    ]


@lru_cache(maxsize=64)
def _insert_sql(table: sa.Table, replace: bool) -> str:
    columns = columns_of(table)
    names = ", ".join(f'"{column.name}"' for column in columns)
    marks = ", ".join("?" for _ in columns)
    sql = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 (names are our own tables)
    if not replace:
        return sql
    keys = [column.name for column in key_columns(table)]
    rest = [column.name for column in columns if column.name not in keys]
    sets = ", ".join(f'"{name}" = excluded."{name}"' for name in rest)
    return f"{sql} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sets}"


@lru_cache(maxsize=64)
def _delete_sql(table: sa.Table) -> str:
    where = " AND ".join(f'"{column.name}" = ?' for column in key_columns(table))
    return f'DELETE FROM "{table.name}" WHERE {where}'  # noqa: S608 (names are our own tables)


def op_row(op: Op) -> Row:
    """An op as its table row."""
    return (
        op.id.site_no, op.id.site_seq, op.hlc_ms, op.hlc_c, ms_of(op.made_at), op.made_zone, ms_of(op.at),
        op.entity, op.row_id, op.field, to_text(op.value), parents_text(op.parents), op.actor, op.tx_id,
        op.undoes, op.schema_v, op.server_seq,
    )  # fmt: skip


_BEFORE = "UPDATE lead SET before_n = ?, before_at = ?, before_what = ? WHERE id = ?"
_INDEX = "INSERT INTO lead_fts (rowid, words) SELECT n, search FROM lead WHERE n > ? ORDER BY n"
_ROLLUP = (
    "INSERT INTO rollup (key, n, total) VALUES (?, ?, ?) "
    "ON CONFLICT (key) DO UPDATE SET n = n + excluded.n, total = total + excluded.total"
)


def apply_sqlite(connection: sa.Connection, batch: Batch) -> None:
    """Write a batch inside the caller's transaction."""
    run = connection.exec_driver_sql
    if batch.ops:
        run(_insert_sql(t.op, False), raw(t.op, [op_row(op) for op in batch.ops]))
    _journal(connection, batch)
    for table, keys in batch.gone.items():
        if keys:
            run(_delete_sql(table), raw_keys(table, keys))
    last = _last_lead(connection, batch)
    for rows_by_table, replace in ((batch.fresh, False), (batch.changed, True)):
        for table, rows in rows_by_table.items():
            if rows:
                run(_insert_sql(table, replace), raw(table, rows))
    if last is not None:
        run(_INDEX, (last,))
    if batch.before:
        run(_BEFORE, [(n, at, what, bytes.fromhex(row_id)) for row_id, n, at, what in batch.before])
    deltas = list(batch.deltas())
    if deltas:
        run(_ROLLUP, deltas)
        run("DELETE FROM rollup WHERE n = 0 AND total = 0 AND key = ?", [(key,) for key, _, _ in deltas])


def _last_lead(connection: sa.Connection, batch: Batch) -> int | None:
    """The largest row number before leads are written, so that new ones are known; None for no leads."""
    if not (batch.fresh.get(t.lead) or batch.changed.get(t.lead)):
        return None
    return int(connection.exec_driver_sql("SELECT coalesce(max(n), 0) FROM lead").scalar_one())


_OPEN = """INSERT INTO tx VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (tx_id) DO UPDATE SET rows = rows + excluded.rows"""


def _journal(connection: sa.Connection, batch: Batch) -> None:
    told, run = batch.journal, connection.exec_driver_sql
    if told.opened:
        run(_OPEN, raw(t.tx, [tuple(row.values()) for row in told.opened]))
    for tx_id, state in told.states.items():
        run("UPDATE tx SET state = ? WHERE tx_id = ?", (state, _id(tx_id)))
    for tx_id, by in told.undone_by.items():
        run("UPDATE tx SET undone_by = ? WHERE tx_id = ?", (_id(by), _id(tx_id)))
    for tx_id in told.unkept:
        run("DELETE FROM tx_kept WHERE tx_id = ?", (_id(tx_id),))
    if told.kept:
        run(_insert_sql(t.kept, False), raw(t.kept, told.kept))
    if batch.redefined:
        run("UPDATE base SET defined_v = defined_v + 1")
    if batch.rules:
        run("UPDATE lead SET next_change_at = 0")
    if batch.projected_at is not None:
        run("UPDATE base SET projected_at = ? WHERE projected_at < ?", (batch.projected_at,) * 2)


def _id(value: str | None) -> bytes | None:
    return bytes.fromhex(value) if value is not None else None
