"""The one way to write: ops, projections and rollups in one transaction; undo and redo as excluding ops."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import Lock

import sqlalchemy as sa

from leaddesk.actions.ports import (
    Change,
    Checked,
    Column,
    Intent,
    Page,
    PageAsk,
    Plan,
    Progress,
    Read,
    Rollup,
    TxRow,
    Undone,
)
from leaddesk.domain.ids import new_id
from leaddesk.domain.log import Op, Set, at_ms, ms_of
from leaddesk.domain.refusals import UndoRefused
from leaddesk.storage import schema as t
from leaddesk.storage.apply import apply_sqlite
from leaddesk.storage.batch import Batch
from leaddesk.storage.defined import Defined, project_definitions
from leaddesk.storage.journal import Stamper, tx_values, with_parents
from leaddesk.storage.project import Projector
from leaddesk.storage.read import SqlRead
from leaddesk.storage.rows import Rows
from leaddesk.storage.undoing import Claim, claim, find_step, last_undo, ops_of


class Writing:
    """The writing half of a store: a writer of one connection, and a reader for what may be read before."""

    def __init__(
        self, writer: sa.Engine, reader: sa.Engine, site_no: int, machine: Callable[[], datetime]
    ) -> None:
        self.writer = writer
        self.reader = reader
        self.site_no = site_no
        self.machine = machine
        self.defined = Defined()
        self._seen = Defined()
        self._writing = Lock()

    # Writing

    def write(self, intent: Intent, plan: Plan) -> Change:
        """Plan and write one action in one transaction; nothing is written where the plan is empty."""
        with self.transaction() as connection:
            return self._write(connection, intent, plan, self.new_tx())

    def write_part(self, intent: Intent, plan: Plan, tx_id: str) -> Change:
        """One short transaction of a longer tx, which stays open."""
        with self.transaction() as connection:
            return self._write(connection, intent, plan, tx_id, "open")

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """The writer's connection in a transaction of its own."""
        with self._writing, self.writer.begin() as connection:
            yield connection

    def new_tx(self) -> str:
        """A fresh id for a transaction."""
        return new_id(ms_of(self.machine()), os.urandom(10))

    def _write(
        self, connection: sa.Connection, intent: Intent, plan: Plan, tx_id: str, state: str = "closed"
    ) -> Change:
        rows = Rows(connection)
        sets = list(plan(SqlRead(connection, self.defined, rows)))
        if not sets:
            return Change("", ())
        stamper = Stamper(connection, self.site_no, self.machine())
        first = stamper.next_seq
        ops = with_parents(stamper.ops(sets, intent, tx_id), rows)
        batch = Batch(ops=ops)
        self._open_tx(connection, intent, tx_id, first, ops, state)
        change = self._project(connection, rows, batch, ops, tx_id)
        stamper.save()
        return change

    def _open_tx(
        self, connection: sa.Connection, intent: Intent, tx_id: str, seq: int, ops: Sequence[Op], state: str
    ) -> None:
        values = tx_values(intent, tx_id, self.site_no, seq, ops, state)
        known = connection.execute(sa.select(t.tx.c.rows).where(t.tx.c.tx_id == tx_id)).scalar()
        if known is None:
            connection.execute(sa.insert(t.tx).values(**values))
        else:
            more = {"rows": known + values["rows"]}
            connection.execute(sa.update(t.tx).where(t.tx.c.tx_id == tx_id).values(**more))

    def _project(
        self, connection: sa.Connection, rows: Rows, batch: Batch, ops: Sequence[Op], tx_id: str
    ) -> Change:
        fresh = {op.row_id for op in ops if op.field == "*"}
        rows.give(ops, fresh)
        defined = project_definitions(rows, batch, {(op.entity, op.row_id) for op in ops})
        if defined:
            apply_sqlite(connection, batch)
            self._raise_version(connection)
            batch = Batch()
        ids = self._projector(connection, rows, batch).project(ops)
        apply_sqlite(connection, batch)
        return Change(tx_id, tuple(ids), frozenset({op.entity for op in ops}))

    def _raise_version(self, connection: sa.Connection) -> None:
        connection.execute(sa.update(t.base).values(defined_v=t.base.c.defined_v + 1))

    def _projector(self, connection: sa.Connection, rows: Rows, batch: Batch) -> Projector:
        as_of = connection.execute(sa.select(t.base.c.projected_at)).scalar_one()
        return Projector(rows, batch, self.defined.read(connection), at_ms(as_of))

    # Undo and redo

    def undo_now(self, intent: Intent, tx: str | None) -> Undone:
        """Exclude a transaction of few rows from the fold."""
        with self.transaction() as connection:
            row = find_step(connection, self.site_no, intent.actor, tx)
            rows = Rows(connection)
            held = claim(rows, ops_of(rows, row.tx_id), row.tx_id, row.undo == "per_row")
            change = self.exclude_now(connection, intent, row.tx_id, held)
            return Undone(row.tx_id, change, tuple(held.kept.values()), row.action)

    def redo(self, intent: Intent) -> Undone:
        """Exclude the last undo of this actor, so that what it undid counts again."""
        with self.transaction() as connection:
            undo = last_undo(connection, self.site_no, intent.actor)
            row = connection.execute(sa.select(t.tx).where(t.tx.c.tx_id == undo.undoes)).one()
            rows = Rows(connection)
            again = Claim()
            for op in ops_of(rows, row.tx_id):
                again.touched.setdefault(op.entity, set()).add(op.row_id)
                for part in ("person", "company"):
                    if op.field == "*" and op.entity == "lead" and op.value.get(part):
                        again.touched.setdefault(part, set()).add(op.value[part]["id"])
            change = self.exclude_now(connection, intent, undo.tx_id, again, restores=row.tx_id)
            return Undone(row.tx_id, change, (), row.action)

    def exclude_now(
        self, connection: sa.Connection, intent: Intent, tx_id: str, held: Claim, restores: str | None = None
    ) -> Change:
        own = self.exclude(connection, intent, tx_id, held, restores)
        return self.reproject(connection, own, held)

    def exclude(
        self, connection: sa.Connection, intent: Intent, tx_id: str, held: Claim, restores: str | None = None
    ) -> str:
        """Write the excluding op; the projections are still to follow. Its own tx."""
        own = self.new_tx()
        keep = sorted({*held.kept, *held.stay})
        stamper = Stamper(connection, self.site_no, self.machine())
        ops = stamper.ops([Set("tx", tx_id, "undo", {"keep": keep})], intent, own, undoes=tx_id)
        values = tx_values(intent, own, self.site_no, ops[0].id.site_seq, ops, "closed")
        connection.execute(sa.insert(t.tx).values(**{**values, "undoes": tx_id}))
        self._mark(connection, t.tx.c.tx_id == tx_id, own)
        if restores:
            self._mark(connection, t.tx.c.tx_id == restores, None)
            connection.execute(sa.delete(t.kept).where(t.kept.c.tx_id == restores))
        elif keep:
            connection.execute(sa.insert(t.kept), [{"tx_id": tx_id, "row_id": row_id} for row_id in keep])
        apply_sqlite(connection, Batch(ops=ops))
        stamper.save()
        return own

    def _mark(self, connection: sa.Connection, where: sa.ColumnElement[bool], by: str | None) -> None:
        connection.execute(sa.update(t.tx).where(where).values(undone_by=by))

    def reproject(self, connection: sa.Connection, tx_id: str, held: Claim) -> Change:
        """Project what an undo or redo touched."""
        rows = Rows(connection)
        batch = Batch()
        touched = {entity: ids - held.kept.keys() for entity, ids in held.touched.items()}
        if project_definitions(rows, batch, {(e, i) for e, ids in touched.items() for i in ids}):
            apply_sqlite(connection, batch)
            self._raise_version(connection)
            batch = Batch()
        nothing: dict[str, set[str]] = {"lead": set(), "person": set(), "company": set()}
        ids = self._projector(connection, rows, batch).project_rows(touched, nothing)
        apply_sqlite(connection, batch)
        return Change(tx_id, tuple(ids), frozenset(touched))
