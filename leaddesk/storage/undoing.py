"""Undo as an excluding op: what a transaction still owns, what others built on, and what becomes of both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from leaddesk.actions.ports import Kept, May, nobody_may
from leaddesk.domain.log import BORN, Op, OpId, at_ms, iso
from leaddesk.domain.refusals import NotAllowed, UndoRefused
from leaddesk.storage import asks
from leaddesk.storage import schema as t
from leaddesk.storage.rows import Rows, Step, op_of

READ = "read"
"""The reading mark is nobody's work."""


@dataclass
class Claim:
    """What an undo may exclude: rows spared with the reason, and born persons and companies that stay.

    `newer`: the tx that changed each spared row since.
    """

    kept: dict[str, Kept] = field(default_factory=dict)
    stay: set[str] = field(default_factory=set)
    births: dict[str, dict[str, OpId]] = field(default_factory=dict)
    touched: dict[str, set[str]] = field(default_factory=dict)
    newer: dict[str, str] = field(default_factory=dict)


def find_step(rows: Rows, site_no: int, actor: str, tx: str | None, others: May = nobody_may) -> Step:
    """The transaction to undo; UndoRefused where there is none or it cannot be undone.

    Another's step needs `others`, which is asked only then; NotAllowed names whose step it is.
    """
    step = rows.last_step(site_no, actor) if tx is None else rows.step(tx)
    if step is not None and step.action == "wake" and step.undo == "never":
        raise UndoRefused("undo.by_clock", at=iso(at_ms(step.at)))
    if step is not None and step.action == "erase":
        raise UndoRefused("undo.erased", at=iso(at_ms(step.at)))
    if step is None and tx is not None:
        raise UndoRefused("undo.no_such_step", tx=tx)
    if step is not None and step.undone_by is not None:
        raise UndoRefused("undo.undone_already", at=iso(at_ms(step.at)))
    if step is None or step.undoes is not None or step.undo == "never":
        raise UndoRefused("undo.nothing")
    if step.actor != actor and not others():
        raise NotAllowed("undo.not_yours", actor=step.actor, at=iso(at_ms(step.at)))
    return step


def last_undo(rows: Rows, site_no: int, actor: str) -> Step:
    """The undo that a redo takes back; UndoRefused where something else was done since."""
    undo, step = rows.last_undo(site_no, actor)
    if undo is None or (step is not None and step.seq > undo.seq):
        raise UndoRefused("redo.nothing")
    return undo


def parts_of(ops: Iterable[Op]) -> dict[str, dict[str, OpId]]:
    """Persons and companies that ops create with their leads: entity -> id -> op."""
    found: dict[str, dict[str, OpId]] = {"person": {}, "company": {}}
    for op in ops:
        if op.field == BORN and op.entity == "lead":
            for entity, born in found.items():
                if op.value.get(entity):
                    born[op.value[entity]["id"]] = op.id
    return found


def need_own(rows: Rows, ops: Sequence[Op]) -> None:
    """Raise UndoRefused where bringing a whole step back would go over somebody's later work."""
    in_force = rows.ops(sorted({op.row_id for op in ops}))
    for op in ops:
        same = [o for o in in_force[op.row_id] if o.field == op.field]
        if op.field != BORN and same and same[-1].stamp > op.stamp:
            raise UndoRefused("undo.changed_since", **_who(same[-1]))


def need_persons(rows: Rows, ops: Sequence[Op]) -> None:
    """Raise UndoRefused where a lead would come back to a person who is gone and does not come with it."""
    persons = {op.value["lead"].get("person") for op in ops if op.field == BORN and op.entity == "lead"}
    persons -= {*parts_of(ops)["person"], None}
    if persons - rows.born("person", sorted(persons), {}).keys():
        raise UndoRefused("redo.person_gone")


def claim(rows: Rows, ops: Sequence[Op], tx_id: str, per_row: bool) -> Claim:
    """Which rows of a transaction are still its own; raises UndoRefused for a whole one that is not."""
    found = Claim()
    born = {op.row_id: op for op in ops if op.field == BORN and op.entity == "lead"}
    touched = {op.row_id for op in ops}
    parts = _parts(born.values())
    in_force = rows.ops(sorted(touched | parts.keys()))
    for kind, ask in asks.USED.items():
        rows.fetch(ask, sorted(part for part, (entity, _) in parts.items() if entity == kind))
    for op in ops:
        found.touched.setdefault(op.entity, set()).add(op.row_id)
    for part, (entity, _) in parts.items():
        found.touched.setdefault(entity, set()).add(part)
    for row_id, newer in _changed(ops, in_force, tx_id):
        found.kept[row_id] = Kept(row_id, "undo.changed_since", _who(newer))
        found.newer[row_id] = newer.tx_id
    for part, (entity, owner) in parts.items():
        later = [op for op in in_force[part] if op.tx_id != tx_id and op.field != READ]
        if later:
            found.kept[owner] = Kept(owner, "undo.changed_since", _who(later[-1]))
            found.newer[owner] = later[-1].tx_id
        elif _used_elsewhere(rows, entity, part, tx_id):
            found.stay.add(part)
    # Replies must still find a lead that stays.
    found.stay |= {op.row_id for op in ops if op.entity == "thread" and op.value in found.kept}
    if found.kept and not per_row:
        first = next(iter(found.kept.values()))
        woken = rows.woken(found.newer[first.id])
        raise UndoRefused("undo.woken_since" if woken else first.reason, **first.said)
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
    """Rows whose later work of somebody else an undo of `ops` would lose, and the newest such op."""
    seen: set[str] = set()
    for op in ops:
        if op.row_id not in seen:
            later = [o for o in _after(op, in_force[op.row_id]) if o.tx_id != tx_id and o.field != READ]
            if later:
                seen.add(op.row_id)
                yield op.row_id, max(later, key=lambda o: o.stamp)


def _after(op: Op, row: Sequence[Op]) -> Iterable[Op]:
    """All on the row of a lead that `op` created; else who won its registers, and ops on parts of it."""
    if op.field == BORN and op.entity == "lead":
        return row
    won: dict[str, Op] = {}
    for other in row:
        won |= dict.fromkeys(registers(other), other)
    parts = (other for other in row if other.field.startswith(op.field + "/"))
    return [*(won[name] for name in registers(op) if name in won), *parts]


def registers(op: Op) -> Iterable[str]:
    """Registers that an op sets."""
    if op.field != BORN:
        return (op.field,)
    return tuple(op.value["lead"] if op.entity == "lead" else op.value)


def _who(op: Op) -> dict[str, Any]:
    return {"actor": op.actor, "at": iso(op.at), "field": op.field}


def _used_elsewhere(rows: Rows, entity: str, part: str, tx_id: str) -> bool:
    """Whether a live lead that another transaction created shows this person or company."""
    return any(row[0] != tx_id for row in rows.fetch(asks.USED[entity], (part,))[part])


def chunks_of(connection: sa.Connection, tx_id: str, size: int, after: tuple[int, int]) -> Sequence[Op]:
    """The next ops of a transaction after an op id, in order."""
    c = t.op.c
    later = sa.or_(c.site_no > after[0], sa.and_(c.site_no == after[0], c.site_seq > after[1]))
    query = sa.select(*c).where(c.tx_id == tx_id, later).order_by(c.site_no, c.site_seq).limit(size)
    return [op_of(row) for row in connection.execute(query)]
