"""Writing a batch to SQLite by plain statements of raw tuples, because that is what import costs."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from leaddesk.domain.log import Op, ms_of, to_text
from leaddesk.storage import schema as t
from leaddesk.storage.batch import Batch, Row
from leaddesk.storage.columns import Id
from leaddesk.storage.rows import parents_text

_MANY = 20
_PLAIN = (type(None), int, bool)


@lru_cache(maxsize=64)
def columns_of(table: sa.Table) -> Sequence[sa.Column[Any]]:
    """Columns that a batch writes: all but the row number of a lead."""
    return [column for column in table.c if column is not table.c.get("n") or table is not t.lead]


def key_columns(table: sa.Table) -> list[sa.Column[Any]]:
    """What tells a row of a projection: its primary key, the id for a lead."""
    return [t.lead.c.id] if table is t.lead else list(table.primary_key)


def raw_keys(table: sa.Table, keys: Sequence[Row]) -> list[Row]:
    """Keys as SQLite holds them."""
    return list(zip(*map(_held, key_columns(table), zip(*keys, strict=True)), strict=True))


def _held(column: sa.Column[Any], values: Sequence[Any]) -> Sequence[Any]:
    """The values of one column as SQLite holds them.

    The driver asks for an adapter of every value that is no exact int, str or bytearray: a microsecond each,
    half of an import's writing. So ids go as bytearrays, truths as numbers.
    """
    kind = column.type
    if isinstance(kind, Id):
        return [None if value is None else bytearray.fromhex(value) for value in values]
    if isinstance(kind, sa.Boolean):
        return [None if value is None else int(value) for value in values]
    return values


def bound(table: sa.Table, rows: Sequence[Row]) -> tuple[tuple[str, ...], list[Row]]:
    """What stands for each column in VALUES, and rows of what is to be bound to the question marks.

    A column that is the same number or nothing in all of many rows stands in the statement itself, because
    most of a lead is nothing when it is born.
    """
    marks: list[str] = []
    left: list[Sequence[Any]] = []
    keys = set(key_columns(table))
    many = len(rows) >= _MANY
    for column, values in zip(columns_of(table), zip(*rows, strict=True), strict=True):
        first = values[0]
        if many and type(first) in _PLAIN and column not in keys and values.count(first) == len(values):
            marks.append("NULL" if first is None else str(int(first)))
        else:
            marks.append("?")
            left.append(_held(column, values))
    return tuple(marks), list(zip(*left, strict=True))


@lru_cache(maxsize=256)
def _insert_sql(table: sa.Table, marks: tuple[str, ...], replace: bool) -> str:
    columns = columns_of(table)
    names = ", ".join(f'"{column.name}"' for column in columns)
    sql = f'INSERT INTO "{table.name}" ({names}) VALUES ({", ".join(marks)})'  # noqa: S608 (our own tables)
    if not replace:
        return sql
    keys = [column.name for column in key_columns(table)]
    rest = [column.name for column in columns if column.name not in keys]
    sets = ", ".join(f'"{name}" = excluded."{name}"' for name in rest)
    return f"{sql} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sets}"


def _insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Row], replace: bool = False) -> None:
    marks, values = bound(table, rows)
    connection.exec_driver_sql(_insert_sql(table, marks, replace), values)


@lru_cache(maxsize=64)
def _delete_sql(table: sa.Table) -> str:
    where = " AND ".join(f'"{column.name}" = ?' for column in key_columns(table))
    return f'DELETE FROM "{table.name}" WHERE {where}'  # noqa: S608 (names are our own tables)


def op_row(op: Op, text: str | None = None) -> Row:
    """An op as its table row; `text` is the canonical one of its value, where that is known already."""
    return (
        op.id.site_no, op.id.site_seq, op.hlc_ms, op.hlc_c, ms_of(op.made_at), op.made_zone, ms_of(op.at),
        op.entity, op.row_id, op.field, text or to_text(op.value), parents_text(op.parents),
        op.actor, op.tx_id, op.undoes, op.schema_v, op.server_seq,
    )  # fmt: skip


_BLANK = "UPDATE op SET value = ? WHERE site_no = ? AND site_seq = ?"
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
        _insert(connection, t.op, [op_row(op, batch.texts.get(op.id)) for op in batch.ops])
    if batch.blanked:
        # What is overwritten is wiped from the file, not only from its tables.
        run("PRAGMA secure_delete = ON")
        run(_BLANK, [(value, site_no, seq) for (site_no, seq), value in batch.blanked.items()])
    _journal(connection, batch)
    for table, keys in batch.gone.items():
        if keys:
            run(_delete_sql(table), raw_keys(table, keys))
    last = _last_lead(connection, batch)
    for rows_by_table, replace in ((batch.fresh, False), (batch.changed, True)):
        for table, rows in rows_by_table.items():
            if rows:
                _insert(connection, table, rows, replace)
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
        run(_OPEN, _opened(told.opened))
    for tx_id, state in told.states.items():
        run("UPDATE tx SET state = ? WHERE tx_id = ?", (state, _id(tx_id)))
    for tx_id, by in told.undone_by.items():
        run("UPDATE tx SET undone_by = ? WHERE tx_id = ?", (_id(by), _id(tx_id)))
    for tx_id in told.unkept:
        run("DELETE FROM tx_kept WHERE tx_id = ?", (_id(tx_id),))
    if told.kept:
        _insert(connection, t.kept, told.kept)
    if batch.redefined:
        run("UPDATE base SET defined_v = defined_v + 1")
    if batch.rules:
        run("UPDATE lead SET next_change_at = 0")
    if batch.projected_at is not None:
        run("UPDATE base SET projected_at = ? WHERE projected_at < ?", (batch.projected_at,) * 2)


def _opened(rows: Sequence[dict[str, Any]]) -> list[Row]:
    columns = zip(*(row.values() for row in rows), strict=True)
    return list(zip(*map(_held, t.tx.c, columns), strict=True))


def _id(value: str | None) -> bytes | None:
    return bytes.fromhex(value) if value is not None else None
