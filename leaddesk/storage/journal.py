"""The journal of transactions: numbering ops, opening and closing a tx, finding what to undo."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leaddesk.actions.ports import Intent
from leaddesk.domain.log import BORN, Op, OpId, Set, advance, moment, ms_of, place_of
from leaddesk.storage import schema as t
from leaddesk.storage.cleaning import clean_birth, clean_value
from leaddesk.storage.rows import Rows


class Stamper:
    """Numbers and clocks for the ops of one transaction; read and advanced inside it, never cached.

    `texts` are the canonical values of births by op, which were made to look whether they can be stored.
    """

    def __init__(self, connection: sa.Connection, site_no: int, machine: datetime) -> None:
        self.connection = connection
        self.site_no = site_no
        self.machine = machine
        self.moved = False
        self.texts: dict[OpId, str] = {}

    def start(self) -> None:
        """Read clock and next number, once there is something to number."""
        self.moved = True
        self.hlc_ms, self.hlc_c = self.connection.execute(sa.select(t.head.c.hlc_ms, t.head.c.hlc_c)).one()
        self.next_seq = self.connection.execute(
            sa.select(t.site.c.next_seq).where(t.site.c.site_no == self.site_no)
        ).scalar_one()

    def ops(self, sets: Sequence[Set], intent: Intent, tx_id: str, undoes: str | None = None) -> list[Op]:
        """Ops of wishes, without parents."""
        made = ms_of(self.machine)
        zone = self.machine.tzname() or "UTC"
        if not self.moved:
            self.start()
        found = []
        for wish in sets:
            self.hlc_ms, self.hlc_c = advance(self.hlc_ms, self.hlc_c, made)
            op_id, born = OpId(self.site_no, self.next_seq), wish.field == BORN
            if born:
                value, self.texts[op_id] = clean_birth(wish.value)
            else:
                value = clean_value(wish.value)
            found.append(
                Op(
                    id=op_id,
                    hlc_ms=self.hlc_ms,
                    hlc_c=self.hlc_c,
                    made_at=self.machine,
                    at=wish.at or intent.at,
                    entity=wish.entity,
                    row_id=wish.row_id,
                    field=BORN if born else clean_value(wish.field),
                    value=value,
                    parents=(),
                    actor=intent.actor,
                    tx_id=tx_id,
                    undoes=undoes,
                    made_zone=zone,
                )
            )
            self.next_seq += 1
        return found

    def place(self, first: Op) -> int:
        """The journal's number of a step that begins with `first`."""
        return place_of(first.hlc_ms, first.hlc_c)

    def save(self) -> None:
        """Write the clock and the next number back where they moved."""
        if not self.moved:
            return
        self.connection.execute(sa.update(t.head).values(hlc_ms=self.hlc_ms, hlc_c=self.hlc_c))
        self.connection.execute(
            sa.update(t.site).where(t.site.c.site_no == self.site_no).values(next_seq=self.next_seq)
        )


def with_parents(ops: Sequence[Op], rows: Rows) -> list[Op]:
    """Ops that name the winner of their register as it was before them; a birth has none."""
    from dataclasses import replace

    later = [op for op in ops if op.field != BORN or op.entity != "lead"]
    known = rows.ops(sorted({op.row_id for op in later}))
    winner: dict[tuple[str, str], OpId] = {}
    for row_id, older in known.items():
        for op in older:
            if op.field == BORN:
                winner[row_id, BORN] = op.id
            else:
                winner[row_id, op.field] = op.id
    found = []
    for op in ops:
        parent = winner.get((op.row_id, op.field)) or winner.get((op.row_id, BORN))
        found.append(replace(op, parents=(parent,)) if op.field != BORN and parent else op)
        winner[op.row_id, op.field] = op.id
    return found


def tx_values(
    intent: Intent, tx_id: str, site_no: int, seq: int, ops: Sequence[Op], state: str
) -> dict[str, Any]:
    """The journal row of a transaction."""
    leads = [op.row_id for op in ops if op.entity == "lead"]
    return {
        "tx_id": tx_id,
        "site_no": site_no,
        "seq": seq,
        "action": intent.action,
        "actor": intent.actor,
        "at": ms_of(intent.at),
        "state": state,
        "undo": intent.undo,
        "about": clean_value(intent.about),
        "rows": len(set(leads)),
        "lead_id": leads[0] if leads else None,
        "undoes": None,
        "undone_by": None,
    }


__all__ = ["Stamper", "moment", "tx_values", "with_parents"]
