"""Writing a batch to a store by plain statements; SQLite takes raw tuples, because that is what import costs."""

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


def _columns(table: sa.Table) -> list[sa.Column[Any]]:
    return [column for column in table.c if column is not table.c.get("n") or table is not t.lead]


@lru_cache(maxsize=64)
def _ids(table: sa.Table) -> tuple[int, ...]:
    return tuple(i for i, column in enumerate(_columns(table)) if isinstance(column.type, Id))


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


@lru_cache(maxsize=64)
def _insert_sql(table: sa.Table, replace: bool) -> str:
    columns = _columns(table)
    names = ", ".join(f'"{column.name}"' for column in columns)
    marks = ", ".join("?" for _ in columns)
    sql = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 (names are our own tables)
    if not replace:
        return sql
    keys = ["id"] if table is t.lead else [column.name for column in table.primary_key]
    rest = [column.name for column in columns if column.name not in keys]
    sets = ", ".join(f'"{name}" = excluded."{name}"' for name in rest)
    return f"{sql} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sets}"


@lru_cache(maxsize=64)
def _delete_sql(table: sa.Table) -> str:
    keys = ["id"] if table is t.lead else [column.name for column in table.primary_key]
    where = " AND ".join(f'"{name}" = ?' for name in keys)
    return f'DELETE FROM "{table.name}" WHERE {where}'  # noqa: S608 (names are our own tables)


def op_row(op: Op) -> Row:
    """An op as its table row."""
    return (
        op.id.site_no, op.id.site_seq, op.hlc_ms, op.hlc_c, ms_of(op.made_at), op.made_zone, ms_of(op.at), op.entity,
        op.row_id, op.field, to_text(op.value), parents_text(op.parents), op.actor, op.tx_id, op.undoes, op.schema_v,
        op.server_seq,
    )  # fmt: skip


_BEFORE = "UPDATE lead SET before_n = ?, before_at = ?, before_what = ? WHERE id = ?"
_ROLLUP = (
    "INSERT INTO rollup (key, n, total) VALUES (?, ?, ?) "
    "ON CONFLICT (key) DO UPDATE SET n = n + excluded.n, total = total + excluded.total"
)


def apply_sqlite(connection: sa.Connection, batch: Batch) -> None:
    """Write a batch inside the caller's transaction."""
    run = connection.exec_driver_sql
    if batch.ops:
        run(_insert_sql(t.op, False), raw(t.op, [op_row(op) for op in batch.ops]))
    for table, keys in batch.gone.items():
        if keys:
            run(_delete_sql(table), [tuple(_id(part) for part in key) for key in keys])
    for rows_by_table, replace in ((batch.fresh, False), (batch.changed, True)):
        for table, rows in rows_by_table.items():
            if rows:
                run(_insert_sql(table, replace), raw(table, rows))
    if batch.before:
        run(_BEFORE, [(n, at, what, bytes.fromhex(row_id)) for row_id, n, at, what in batch.before])
    deltas = list(batch.deltas())
    if deltas:
        run(_ROLLUP, deltas)
        run("DELETE FROM rollup WHERE n = 0 AND total = 0 AND key = ?", [(key,) for key, _, _ in deltas])


def _id(value: Any) -> Any:
    return bytes.fromhex(value) if isinstance(value, str) and len(value) == 32 else value
