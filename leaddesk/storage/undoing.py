"""Undo as an excluding op: what a transaction still owns, what others built on, and what becomes of both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from leaddesk.actions.ports import Kept
from leaddesk.domain.log import BORN, Op, iso
from leaddesk.domain.refusals import UndoRefused
from leaddesk.storage import schema as t
from leaddesk.storage.rows import Rows, op_of


@dataclass
class Claim:
    """What an undo may exclude: rows spared with the reason, and born persons and companies that stay."""

    kept: dict[str, Kept] = field(default_factory=dict)
    stay: set[str] = field(default_factory=set)
    touched: dict[str, set[str]] = field(default_factory=dict)


def ops_of(rows: Rows, tx_id: str) -> list[Op]:
    """All ops of a transaction, in order."""
    query = sa.select(*t.op.c).where(t.op.c.tx_id == tx_id).order_by(t.op.c.site_no, t.op.c.site_seq)
    return [op_of(row) for row in rows.connection.execute(query)]


def last_step(connection: sa.Connection, site_no: int, actor: str) -> sa.Row[Any] | None:
    """The newest closed transaction of this actor on this site that is neither an undo nor undone."""
    c = t.tx.c
    query = (
        sa.select(t.tx)
        .where(c.site_no == site_no, c.actor == actor, c.state == "closed", c.undo != "never")
        .where(c.undone_by.is_(None), c.undoes.is_(None))
        .order_by(c.seq.desc())
        .limit(1)
    )
    return connection.execute(query).first()


def find_step(connection: sa.Connection, site_no: int, actor: str, tx: str | None) -> sa.Row[Any]:
    """The transaction to undo; UndoRefused where there is none or it cannot be undone."""
    if tx is None:
        row = last_step(connection, site_no, actor)
    else:
        row = connection.execute(sa.select(t.tx).where(t.tx.c.tx_id == tx)).first()
    if row is None or row.undone_by is not None or row.undoes is not None or row.undo == "never":
        raise UndoRefused("undo.nothing")
    return row


def last_undo(connection: sa.Connection, site_no: int, actor: str) -> sa.Row[Any]:
    """The undo that a redo takes back; UndoRefused where something else was done since."""
    c = t.tx.c
    mine = sa.select(t.tx).where(c.site_no == site_no, c.actor == actor, c.state == "closed")
    undo = connection.execute(
        mine.where(c.action == "undo", c.undone_by.is_(None)).order_by(c.seq.desc()).limit(1)
    ).first()
    step = connection.execute(mine.where(c.undoes.is_(None)).order_by(c.seq.desc()).limit(1)).first()
    if undo is None or (step is not None and step.seq > undo.seq):
        raise UndoRefused("redo.nothing")
    return undo


def claim(rows: Rows, ops: Sequence[Op], tx_id: str, per_row: bool) -> Claim:
    """Which rows of a transaction are still its own; raises UndoRefused for a whole one that is not."""
    found = Claim()
    born = {op.row_id: op for op in ops if op.field == BORN and op.entity == "lead"}
    touched = {op.row_id for op in ops}
    parts = _parts(born.values())
    in_force = rows.ops(sorted(touched | parts.keys()))
    for op in ops:
        found.touched.setdefault(op.entity, set()).add(op.row_id)
    for part, (entity, _) in parts.items():
        found.touched.setdefault(entity, set()).add(part)
    for row_id, newer in _changed(ops, in_force, tx_id):
        found.kept[row_id] = Kept(row_id, "undo.changed_since", _who(newer))
    for part, (entity, owner) in parts.items():
        later = [op for op in in_force[part] if op.tx_id != tx_id]
        if later:
            found.kept[owner] = Kept(owner, "undo.changed_since", _who(later[-1]))
        elif _used_elsewhere(rows, entity, part, tx_id):
            found.stay.add(part)
    if found.kept and not per_row:
        first = next(iter(found.kept.values()))
        raise UndoRefused(first.reason, **first.said)
    return found


def _parts(births: Iterable[Op]) -> dict[str, tuple[str, str]]:
    """Persons and companies born with leads: id -> (entity, lead)."""
    return {
        op.value[entity]["id"]: (entity, op.row_id)
        for op in births
        for entity in ("person", "company")
        if op.value.get(entity)
    }


def _changed(ops: Sequence[Op], in_force: dict[str, list[Op]], tx_id: str) -> Iterable[tuple[str, Op]]:
    """Rows where the winner of a register of this transaction is somebody else's, and the winning op."""
    seen: set[str] = set()
    for op in ops:
        if op.row_id in seen:
            continue
        others = [o for o in in_force[op.row_id] if o.tx_id != tx_id]
        if op.field != BORN:
            mine = [o for o in in_force[op.row_id] if o.field == op.field]
            others = mine[-1:] if mine and mine[-1].tx_id != tx_id else _below(op, others)
        if others:
            seen.add(op.row_id)
            yield op.row_id, others[-1]


def _below(op: Op, others: Sequence[Op]) -> list[Op]:
    """Later ops on a part of what `op` made: a done task, a call marked useful."""
    return [o for o in others if o.field.startswith(op.field + "/")]


def _who(op: Op) -> dict[str, Any]:
    return {"actor": op.actor, "at": iso(op.at), "field": op.field}


def _used_elsewhere(rows: Rows, entity: str, part: str, tx_id: str) -> bool:
    """Whether a live lead that another transaction created shows this person or company."""
    column = t.lead.c.person_id if entity == "person" else t.lead.c.company_id
    query = (
        sa.select(t.lead.c.id)
        .join(t.op, sa.and_(t.op.c.row_id == t.lead.c.id, t.op.c.field == BORN))
        .where(column == part, t.op.c.tx_id != tx_id)
        .limit(1)
    )
    return bool(rows.ids(query))


def chunks_of(connection: sa.Connection, tx_id: str, size: int, after: tuple[int, int]) -> Sequence[Op]:
    """The next ops of a transaction after an op id, in order."""
    c = t.op.c
    later = sa.or_(c.site_no > after[0], sa.and_(c.site_no == after[0], c.site_seq > after[1]))
    query = sa.select(*c).where(c.tx_id == tx_id, later).order_by(c.site_no, c.site_seq).limit(size)
    return [op_of(row) for row in connection.execute(query)]
