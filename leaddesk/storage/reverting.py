"""Taking back a long transaction: claimed and re-projected in short ones, resumable after a crash."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa

from leaddesk.actions.ports import REVERTING, Change, Intent, Progress, Undone
from leaddesk.domain.log import Op, at_ms
from leaddesk.storage import schema as t
from leaddesk.storage.asks import OP_COLUMNS
from leaddesk.storage.rows import Rows, op_of
from leaddesk.storage.undoing import Claim, chunks_of, claim
from leaddesk.storage.work import Work
from leaddesk.storage.writing import Writing

LONG = 1000
_SIZE = 300
_START = (-1, -1)


def chunks(store: Writing, tx_id: str) -> Iterator[Sequence[Op]]:
    """Ops of a transaction, a short read each."""
    after = _START
    while True:
        with store.reader.begin() as connection:
            found = chunks_of(connection, tx_id, _SIZE, after)
        if not found:
            return
        after = (found[-1].id.site_no, found[-1].id.site_seq)
        yield found


def revert_long(
    store: Writing, intent: Intent, tx_id: str, said: Callable[[Progress], None] | None = None
) -> Undone:
    """Undo a transaction of many rows, sparing those edited since; the base is served meanwhile."""
    held = Claim()
    told = _teller(store, tx_id, said)
    with store.reader.begin() as connection:
        mark = connection.execute(sa.select(t.head.c.hlc_ms, t.head.c.hlc_c)).one()
    for ops in chunks(store, tx_id):
        with store.reader.begin() as connection:
            part = claim(Rows(connection), ops, tx_id, True)
        held.kept |= part.kept
        held.stay |= part.stay
        told(len(ops))

    def exclude(work: Work) -> str:
        work.rows.guard(tx_id)
        step = work.rows.step(tx_id)
        if step is not None and step.undone_by is not None:
            return step.undone_by
        _claim_again(work.rows, tx_id, (mark[0], mark[1]), held)
        work.batch.journal.states[tx_id] = "reverting"
        return work.exclude(intent, tx_id, held)

    own = store.run(exclude)
    ids = _reproject(store, tx_id, told)
    return Undone(tx_id, Change(own, tuple(ids)), tuple(held.kept.values()), intent.action)


def _teller(store: Writing, tx_id: str, said: Callable[[Progress], None] | None) -> Callable[[int], None]:
    """Hears how many ops were gone through; each is claimed first, and projected anew later."""
    if said is None:
        return _nobody
    with store.reader.begin() as connection:
        query = sa.select(sa.func.count()).where(t.op.c.tx_id == tx_id)
        total = 2 * int(connection.execute(query).scalar_one())
    done = 0

    def told(ops: int) -> None:
        nonlocal done
        done = min(done + ops, total)
        said(Progress(done, total, REVERTING))

    told(0)
    return told


def _nobody(_ops: int) -> None:
    """Nobody hears it."""


def revert_open(
    store: Writing, intent: Intent, tx_id: str, said: Callable[[Progress], None] | None = None
) -> None:
    """Take an unfinished transaction back as a whole; what somebody already built on stays."""
    with store.reader.begin() as connection:
        known = connection.execute(sa.select(t.tx.c.tx_id).where(t.tx.c.tx_id == tx_id)).first()
    if known is not None:
        revert_long(store, intent, tx_id, said)


def resume(store: Writing) -> None:
    """Finish what a crash interrupted: a tx that was being taken back when its process ended.

    Harmless beside a process that is at it right now: what is excluded is not excluded twice.
    """
    with store.reader.begin() as connection:
        found = connection.execute(_interrupted()).all()
    for tx_id, undone_by, actor, at in found:
        if undone_by is None:
            revert_long(store, Intent("import", actor, at_ms(at), "per_row"), tx_id)
        else:
            _reproject(store, tx_id, _nobody)


def _interrupted() -> sa.Select[Any]:
    """Txs that are being taken back."""
    c = t.tx.c
    return sa.select(c.tx_id, c.undone_by, c.actor, c.at).where(t.unfinished(), c.state == "reverting")


def _claim_again(rows: Rows, tx_id: str, mark: tuple[int, int], held: Claim) -> None:
    """Rows that somebody touched while they were being claimed are spared too."""
    c = t.op.c
    since = sa.or_(c.hlc_ms > mark[0], sa.and_(c.hlc_ms == mark[0], c.hlc_c > mark[1]))
    newer = sa.select(c.row_id).where(since, c.tx_id != tx_id, c.entity != "tx").distinct()
    touched = rows.ids(newer)
    if touched:
        mine = sa.select(*OP_COLUMNS).where(c.tx_id == tx_id, c.row_id.in_(touched))
        part = claim(rows, [op_of(row) for row in rows.connection.execute(mine)], tx_id, True)
        held.kept |= part.kept
        held.stay |= part.stay


def _reproject(store: Writing, tx_id: str, told: Callable[[int], None]) -> list[str]:
    with store.reader.begin() as connection:
        spared = {r[0] for r in connection.execute(sa.select(t.kept.c.row_id).where(t.kept.c.tx_id == tx_id))}
    ids: list[str] = []
    for ops in chunks(store, tx_id):
        held = Claim(touched=touched_by(ops, spared))
        change = store.run(partial(_project, tx_id, held))
        ids.extend(change.ids[: LONG - len(ids)])
        told(len(ops))
    set_state(store, tx_id, "closed")
    return ids


def _project(tx_id: str, held: Claim, work: Work) -> Change:
    return work.reproject(tx_id, held)


def set_state(store: Writing, tx_id: str, state: str) -> None:
    """Open, closed or reverting."""
    store.run(lambda work: work.batch.journal.states.update({tx_id: state}))


def touched_by(ops: Sequence[Op], spared: set[str]) -> dict[str, set[str]]:
    """Rows that ops touch by entity, with the persons and companies born among them, but not the spared."""
    found: dict[str, set[str]] = {}
    for op in ops:
        if op.row_id not in spared:
            found.setdefault(op.entity, set()).add(op.row_id)
        if op.field == "*" and op.entity == "lead":
            for part in ("person", "company"):
                if op.value.get(part):
                    found.setdefault(part, set()).add(op.value[part]["id"])
    return found
