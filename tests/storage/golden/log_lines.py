"""A log as lines of JSON and back into an empty base, and short sums of what it projects to."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from leaddesk.domain.log import Op, OpId, from_text, iso, moment, ms_of, to_text
from leaddesk.storage import schema as t
from leaddesk.storage.apply import op_row
from leaddesk.storage.proof import dump
from leaddesk.storage.rows import op_as_stored
from leaddesk.storage.store import SqliteStore

FOLDER = Path(__file__).resolve().parent
LOG, SUMS = FOLDER / "v1.jsonl", FOLDER / "v1.sums.json"
COLUMNS = [column.name for column in t.op.c]


def line_of(op: Op) -> str:
    """An op as a line; times as the log writes them."""
    return to_text(
        {
            "id": list(op.id),
            "hlc": [op.hlc_ms, op.hlc_c],
            "made_at": iso(op.made_at),
            "made_zone": op.made_zone,
            "at": iso(op.at),
            "entity": op.entity,
            "row_id": op.row_id,
            "field": op.field,
            "value": op.value,
            "parents": [list(parent) for parent in op.parents],
            "actor": op.actor,
            "tx_id": op.tx_id,
            "undoes": op.undoes,
            "schema_v": op.schema_v,
        }
    )


def op_from(line: str) -> Op:
    """The op of a line."""
    told: dict[str, Any] = from_text(line)
    hlc_ms, hlc_c = told.pop("hlc")
    return Op(
        id=OpId(*told.pop("id")),
        hlc_ms=hlc_ms,
        hlc_c=hlc_c,
        made_at=moment(told.pop("made_at")),
        at=moment(told.pop("at")),
        parents=tuple(OpId(*parent) for parent in told.pop("parents")),
        **told,
    )


def ops_of(store: SqliteStore) -> list[Op]:
    """The log of a base as it is stored, in the order of writing."""
    c = t.op.c
    with store.reader.begin() as connection:
        found = connection.execute(sa.select(t.op).order_by(c.hlc_ms, c.hlc_c, c.site_no, c.site_seq))
        return [op_as_stored(row) for row in found]


def load(store: SqliteStore, ops: Iterable[Op], as_of: int) -> None:
    """Put a log into an empty base and make everything else from it, as of a time in milliseconds."""
    with store.transaction() as connection:
        rows = [dict(zip(COLUMNS, op_row(op), strict=True)) for op in ops]
        connection.execute(sa.insert(t.op), rows)
        connection.execute(sa.update(t.base).values(projected_at=as_of))
    store.rebuild()


def as_of_last(ops: Iterable[Op]) -> int:
    """When the last op was made, in milliseconds."""
    return max(ms_of(op.made_at) for op in ops)


def sums(store: SqliteStore) -> dict[str, Any]:
    """Table -> number of rows and a SHA-256 of all their values."""
    with store.reader.begin() as connection:
        found = dump(connection)
    told = {name: json.dumps(rows, ensure_ascii=False, default=str) for name, rows in found.items()}
    return {
        name: [len(found[name]), hashlib.sha256(text.encode()).hexdigest()]
        for name, text in sorted(told.items())
    }
