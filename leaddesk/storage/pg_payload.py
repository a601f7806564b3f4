"""A batch as the one call that writes it: JSON that the base's own code unpacks (pg_writes.py)."""

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from leaddesk.domain.log import Op, ms_of, to_text
from leaddesk.storage.apply import columns_of, key_columns
from leaddesk.storage.batch import Batch, Row
from leaddesk.storage.journal import Stamper
from leaddesk.storage.pg_code import function
from leaddesk.storage.pg_writes import PROVISIONAL
from leaddesk.storage.rows import parents_text


class ProvisionalStamper(Stamper):
    """Counts ops from PROVISIONAL on; the server gives them numbers and clocks under the head's lock."""

    def start(self) -> None:
        self.moved = True
        # After all that the base holds: until the server gives the true clock, these are the last words.
        self.hlc_ms, self.hlc_c = 1 << 46, 0
        self.next_seq = PROVISIONAL

    def place(self, first: Op) -> int:
        """The op's provisional number, which the server turns into a moment of its clock."""
        return first.id.site_seq


def payload(batch: Batch, site_no: int, machine: int) -> dict[str, Any]:
    """All of a batch; times are milliseconds."""
    told: dict[str, Any] = {"site": site_no, "machine": machine, "ops": [_op(op) for op in batch.ops]}
    told["gone"] = _tables(batch.gone, keys=True)
    told["fresh"] = _tables(batch.fresh)
    told["changed"] = _tables(batch.changed)
    told["blanked"] = [{"site_no": s, "site_seq": n, "value": text} for (s, n), text in batch.blanked.items()]
    names = ("id", "before_n", "before_at", "before_what")
    told["before"] = [dict(zip(names, row, strict=True)) for row in batch.before]
    told["rollups"] = [{"key": key, "n": n, "total": total} for key, n, total in batch.deltas()]
    return told | _journal(batch)


def _journal(batch: Batch) -> dict[str, Any]:
    told = batch.journal
    return {
        "opened": told.opened,
        "states": [{"tx_id": tx, "state": state} for tx, state in told.states.items()],
        "undone_by": [{"tx_id": tx, "undone_by": by} for tx, by in told.undone_by.items()],
        "kept": [{"tx_id": tx, "row_id": row_id} for tx, row_id in told.kept],
        "unkept": [{"tx_id": tx} for tx in told.unkept],
        "redefined": batch.redefined,
        "rules": batch.rules,
        "projected_at": batch.projected_at,
    }


def _op(op: Op) -> dict[str, Any]:
    parents = parents_text(op.parents)
    if any(parent.site_seq < 0 for parent in op.parents):
        (own,) = op.parents
        parents = f"+{own.site_seq - PROVISIONAL}"
    return {
        "site_seq": op.id.site_seq,
        "made_at": ms_of(op.made_at),
        "made_zone": op.made_zone,
        "occurred_at": ms_of(op.at),
        "entity": op.entity,
        "row_id": op.row_id,
        "field": op.field,
        "value": to_text(op.value),
        "parents": parents,
        "actor": op.actor,
        "tx_id": op.tx_id,
        "undoes": op.undoes,
        "schema_v": op.schema_v,
    }


def _tables(rows: dict[sa.Table, list[Row]], *, keys: bool = False) -> dict[str, list[dict[str, Any]]]:
    return {
        table.name: _objects(key_columns(table) if keys else columns_of(table), found)
        for table, found in rows.items()
        if found
    }


def _objects(columns: Sequence[sa.Column[Any]], rows: Sequence[Row]) -> list[dict[str, Any]]:
    names = [column.name for column in columns]
    return [dict(zip(names, row, strict=True)) for row in rows]


def is_empty(batch: Batch) -> bool:
    """Whether there is nothing to write."""
    told = batch.journal
    rows = (*batch.fresh.values(), *batch.changed.values(), *batch.gone.values())
    return not (
        batch.ops or told.states or told.opened or batch.before or batch.projected_at or any(rows)
    ) and not any(True for _ in batch.deltas())


def apply_postgres(connection: sa.Connection, batch: Batch) -> None:
    """Write a batch of projections inside the caller's transaction, which holds the head."""
    told = json.dumps(payload(batch, 0, 0), ensure_ascii=False)
    connection.exec_driver_sql(f"SELECT {function('apply')}(%s::jsonb, 0)", (told,))
