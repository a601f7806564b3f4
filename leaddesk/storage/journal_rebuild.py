"""The journal as the log alone tells it: which tx is undone by which, what each undo spares, who began it.

What a tx is called and about (action, undo policy, file name, state) stands in the journal only; where that
is lost, a plain name is derived, and all else is as it was.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from leaddesk.domain.log import BORN, PLACES_PER_MS, Op, ms_of, place_of
from leaddesk.storage import schema as t
from leaddesk.storage.asks import OP_COLUMNS
from leaddesk.storage.rows import op_of

Kept = frozenset[tuple[str, str]]
_UNDOABLE = ("lead", "person", "company", "deal")


class Undos(NamedTuple):
    """Tx -> the tx whose undo of it is in force, and the rows (tx, row) that such undos spare."""

    undone_by: Mapping[str, str]
    kept: Kept


def undos_of(ops: Iterable[Op]) -> Undos:
    """What the excluding ops of a log mean, in whatever order they come: the latest in force wins."""
    by_target: dict[str, list[Op]] = {}
    for op in sorted(ops, key=lambda op: op.stamp):
        by_target.setdefault(op.undoes or op.row_id, []).append(op)

    def in_force(target: str, above: tuple[str, ...] = ()) -> Op | None:
        if target in above:
            return None
        standing = (
            op for op in reversed(by_target.get(target, ())) if not in_force(op.tx_id, (*above, target))
        )
        return next(standing, None)

    winners = {target: undo for target in by_target if (undo := in_force(target)) is not None}
    kept = frozenset((target, row) for target, undo in winners.items() for row in undo.value.get("keep", ()))
    return Undos({target: undo.tx_id for target, undo in winners.items()}, kept)


def undos(connection: sa.Connection) -> Undos:
    """The same for the log of a base."""
    query = sa.select(*OP_COLUMNS).where(t.op.c.entity == "tx", t.op.c.field == "undo")
    return undos_of(op_of(row) for row in connection.execute(query))


def journal_problems(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """(key of a `check` problem, tx) for each line of the journal that the log contradicts."""
    for row in connection.execute(_wrong_heads().limit(100)):
        yield "check.differs", row[0]
    for row in connection.execute(sa.select(t.tx.c.tx_id).where(_no_ops()).limit(100)):
        yield "check.left_over", row[0]
    told = undos(connection)
    held = _undone(connection)
    for tx_id in sorted(told.undone_by.keys() | held.keys()):
        if told.undone_by.get(tx_id) != held.get(tx_id):
            yield "check.differs", tx_id
    for tx_id in sorted({tx for tx, _ in told.kept ^ _kept(connection)}):
        yield "check.differs", tx_id


def rebuild_journal(connection: sa.Connection) -> None:
    """Make the journal equal to the log again, inside the caller's transaction."""
    known = {row[0] for row in connection.execute(sa.select(t.tx.c.tx_id))}
    for (tx_id,) in connection.execute(_wrong_heads()).all():
        line = _line(connection, tx_id)
        if tx_id in known:
            own = {name: line[name] for name in ("site_no", "seq", "actor", "undoes")}
            connection.execute(sa.update(t.tx).where(t.tx.c.tx_id == tx_id).values(own))
        else:
            connection.execute(sa.insert(t.tx).values(line))
    connection.execute(sa.delete(t.tx).where(_no_ops()))
    told, held = undos(connection), _undone(connection)
    for tx_id in told.undone_by.keys() | held.keys():
        if told.undone_by.get(tx_id) != held.get(tx_id):
            by = told.undone_by.get(tx_id)
            connection.execute(sa.update(t.tx).where(t.tx.c.tx_id == tx_id).values(undone_by=by))
    if told.kept != _kept(connection):
        connection.execute(sa.delete(t.kept))
        rows = [{"tx_id": tx_id, "row_id": row_id} for tx_id, row_id in sorted(told.kept)]
        if rows:
            connection.execute(sa.insert(t.kept), rows)


def _undone(connection: sa.Connection) -> dict[str, str]:
    c = t.tx.c
    return {
        row[0]: row[1]
        for row in connection.execute(sa.select(c.tx_id, c.undone_by).where(c.undone_by.is_not(None)))
    }


def _kept(connection: sa.Connection) -> Kept:
    return frozenset((row[0], row[1]) for row in connection.execute(sa.select(t.kept)))


def _no_ops() -> sa.ColumnElement[bool]:
    return ~sa.exists().where(t.op.c.tx_id == t.tx.c.tx_id)


def _wrong_heads() -> sa.Select[Any]:
    """Txs of the log that the journal lacks, or that it gives another beginning.

    An import may be continued at another site; its first number there is not that of the tx.
    """
    c = t.op.c
    heads = sa.select(
        c.tx_id,
        sa.func.min(c.site_no).label("site_no"),
        sa.func.max(c.site_no).label("last_site"),
        sa.func.min(c.site_seq).label("first_seq"),
        sa.func.min(c.hlc_ms * PLACES_PER_MS + c.hlc_c).label("seq"),
    ).group_by(c.tx_id)
    head = heads.subquery()
    first = sa.and_(c.site_no == head.c.site_no, c.site_seq == head.c.first_seq)
    tables = head.outerjoin(t.tx, t.tx.c.tx_id == head.c.tx_id).outerjoin(t.op, first)
    moved = sa.or_(
        t.tx.c.site_no != head.c.site_no,
        t.tx.c.seq != head.c.seq,
        t.tx.c.actor != c.actor,
        t.tx.c.undoes.is_distinct_from(c.undoes),
    )
    wrong = sa.or_(t.tx.c.tx_id.is_(None), sa.and_(head.c.site_no == head.c.last_site, moved))
    return sa.select(head.c.tx_id).select_from(tables).where(wrong).order_by(head.c.tx_id)


def _line(connection: sa.Connection, tx_id: str) -> dict[str, Any]:
    """The journal line of a tx from its ops."""
    c = t.op.c
    query = sa.select(*OP_COLUMNS).where(c.tx_id == tx_id).order_by(c.hlc_ms, c.hlc_c, c.site_no, c.site_seq)
    ops = [op_of(row) for row in connection.execute(query)]
    first, leads = ops[0], [op.row_id for op in ops if op.entity == "lead"]
    action, undo = _named(ops)
    return {
        "tx_id": tx_id,
        "site_no": first.id.site_no,
        "seq": place_of(first.hlc_ms, first.hlc_c),
        "action": action,
        "actor": first.actor,
        "at": ms_of(first.at),
        "state": "closed",
        "undo": undo,
        "about": "",
        "rows": len(set(leads)),
        "lead_id": leads[0] if leads else None,
        "undoes": first.undoes,
        "undone_by": None,
    }


def _named(ops: list[Op]) -> tuple[str, str]:
    """A plain name and an undo policy for a tx of which only the ops are known.

    Definitions and users are never undone by passing: nobody knows whether these ops founded the base.
    """
    births = [op for op in ops if op.field == BORN and op.entity == "lead"]
    if ops[0].undoes is not None:
        return "undo", "whole"
    if any(op.value.get("lead", {}).get("imported") for op in births):
        return "import", "per_row"
    if births:
        return "capture", "whole"
    return "edit", "whole" if all(op.entity in _UNDOABLE for op in ops) else "never"
