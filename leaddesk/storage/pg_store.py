"""The store on PostgreSQL, opened directly: one action is one call, written under the head's lock."""

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar

import sqlalchemy as sa

from leaddesk.actions.ports import (
    Change,
    Checked,
    Column,
    Intent,
    May,
    Plan,
    Progress,
    Read,
    Undone,
    nobody_may,
)
from leaddesk.domain.funnel import PLACES
from leaddesk.domain.log import ms_of
from leaddesk.domain.refusals import StaleLead, Unreachable
from leaddesk.storage import schema as t
from leaddesk.storage.asking import Speech
from leaddesk.storage.batch import Batch
from leaddesk.storage.bulk import open_txs, run_bulk
from leaddesk.storage.pg_board import FarBoard
from leaddesk.storage.pg_copy import copy_to_sqlite
from leaddesk.storage.pg_dialect import Postgres
from leaddesk.storage.pg_engine import SILENT, patient_for, postgres_engine, reading, tag_of
from leaddesk.storage.pg_payload import ProvisionalStamper, is_empty, payload
from leaddesk.storage.pg_rows import PgDefined, PgRows, Viewed, call
from leaddesk.storage.prepared import ServerSource, Source
from leaddesk.storage.proof import being_taken_back, compare
from leaddesk.storage.read import SqlRead
from leaddesk.storage.reverting import LONG, revert_long
from leaddesk.storage.screens import Screens
from leaddesk.storage.ticking import tick
from leaddesk.storage.undoing import find_step
from leaddesk.storage.work import Work
from leaddesk.storage.writing import Writing

T = TypeVar("T")

TRIES = 30
"""Attempts of a write that others keep overtaking; each of them lets at least one of the others through."""


class PgStore(Writing, Screens):
    """A base on a server. Reads commit by themselves; nothing is locked while the network is crossed."""

    dialect = Postgres()

    def __init__(self, url: str, engine: sa.Engine, site_no: int, machine: Callable[[], datetime]) -> None:
        super().__init__(engine, reading(engine), site_no, machine)
        self.url = url
        self.defined: PgDefined = PgDefined(engine)
        self._seen = self.defined
        self.locked_ms: float = 0.0
        self._unsettled: dict[str, str] | None = None
        self._places: tuple[float, dict[str, int]] = (-1.0, {})

    # Writing

    def run(self, job: Callable[[Work], T]) -> T:
        """Read and decide without a lock, then write in one call; anew where somebody was faster."""
        if self._came_through():
            raise StaleLead("base.came_through")
        overtaken: Any = None
        for attempt in range(TRIES):
            with self.writer.connect() as connection:
                rows = PgRows(connection, self.defined, self.site_no)
                if overtaken is not None:
                    rows.learn(overtaken)
                pinned = self.defined.pinned()
                stamper = ProvisionalStamper(connection, self.site_no, self.machine())
                work = Work(rows, pinned, stamper, self.new_tx, partial(getattr, pinned.line, "projected_at"))
                done = job(work)
                if is_empty(work.batch):
                    return done
                told = payload(work.batch, self.site_no, ms_of(stamper.machine))
                told |= {
                    "reads": [list(heard) for heard in rows.heard],
                    "base": pinned.line[:2],
                    "guard": rows.guarded,
                }
                overtaken = self._call(connection, told, work.batch)
                if overtaken is None:
                    return done
            sleep(random.uniform(0, 0.002 * attempt))
        raise StaleLead("base.stale")

    def _call(self, connection: sa.Connection, told: dict[str, Any], batch: Batch) -> Any:
        """Write; None where it is written, else what the base holds by now."""
        tag = tag_of(connection)
        try:
            with patient_for(connection, sum(len(str(op["value"])) for op in told["ops"])):
                answer = call(connection, "write", told)
        except Unreachable as lost:
            self._unsettled = _witness(tag, batch)
            if SILENT in str(lost.said) or not self._came_through():
                raise
            return None
        if "stale" in answer:
            return answer["stale"]
        self.locked_ms = answer["locked_ms"]
        self.defined.hear(answer["base"])
        return None

    def _came_through(self) -> bool:
        """Whether the write whose answer was lost was done; its connection is ended first: this is final."""
        witness = self._unsettled
        if witness is None:
            return False
        with self.writer.connect() as connection:
            written = bool(call(connection, "settle", witness))
        self._unsettled = None
        return written

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """For maintenance only (rebuild): holds the head for its whole length, so that nobody writes."""
        engine = postgres_engine(self.url, slow=True)
        try:
            with engine.begin() as connection:
                connection.execute(sa.select(t.head).with_for_update())
                connection.execute(sa.update(t.head).values(server_seq=t.head.c.server_seq))
                yield connection
        finally:
            engine.dispose()

    def beside(self) -> AbstractContextManager[sa.Connection]:
        """A short transaction that holds up nobody's writes."""
        return self.writer.begin()

    def bulk(
        self,
        intent: Intent,
        plans: Iterator[Plan],
        *,
        tx: str | None = None,
        said: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Change:
        """Many plans under one tx, a call each; `tx` continues one that was left open."""
        return run_bulk(self, intent, plans, tx or self.new_tx(), said, cancelled)

    def undo(self, intent: Intent, tx: str | None = None, others: May = nobody_may) -> Undone:
        """Exclude a transaction from the fold; without `tx` the last step of this actor on this site."""
        long: list[str] = []

        def undo(work: Work) -> Undone | None:
            step = find_step(work.rows, self.site_no, intent.actor, tx, others)
            if step.rows > LONG and step.undo == "per_row":
                long.append(step.tx_id)
                return None
            return work.undo(intent, step.tx_id, lambda: True)

        undone = self.run(undo)
        return undone if undone is not None else revert_long(self, intent, long[-1])

    def tick(self, now: datetime) -> Change | None:
        """Bring the base to `now`: cooling, snoozes, sleepers; what changed."""
        return tick(self, now)

    # Reading

    @contextmanager
    def view(self) -> Iterator[Read]:
        """A view whose leads are read whole, each with its circle, in one call."""
        with self.reader.connect() as connection:
            rows = PgRows(connection, self.defined, self.site_no)
            yield SqlRead(connection, Viewed(self.defined, rows), rows)

    @contextmanager
    def asking(self) -> Iterator[ServerSource]:
        """A snapshot that begins with its first statement."""
        with self.reader.begin() as connection:
            yield ServerSource(connection)

    def _learn(self, source: Source) -> Speech:
        assert isinstance(source, ServerSource)
        self.defined.load(source.connection)
        return self._taken(source.connection)

    def _current(self, source: Source) -> Speech:
        line, speech = self.defined.recent(), self._speech
        if line is None:
            return super()._current(source)
        return speech if speech and speech.version == line.defined_v else self._learn(source)

    def board(self, limit: int) -> tuple[Column, ...]:
        """Columns in stage order; the counts of the places come along."""
        with self.asking() as source:
            stages = [stage.id for stage in self._current(source).definitions.stages]
            board = FarBoard(source.connection, self.dialect)
            columns = board.columns(stages, limit)
        self._places = monotonic(), board.places
        return columns

    def place_counts(self) -> dict[str, int]:
        """Requests in each place off the board; as the board told them where it was asked just now."""
        at, places = self._places
        if monotonic() - at < self.defined.round_trip:
            return {place: places.get(place, 0) for place in PLACES}
        return super().place_counts()

    def version(self) -> int:
        """A number that is another one after each write of whichever desktop; one round trip."""
        return self.defined.load().written

    @contextmanager
    def snapshot(self) -> Iterator[sa.Connection]:
        """All of the base at one moment, for as long as it takes, beside the work of others."""
        engine = postgres_engine(self.url, slow=True)
        try:
            with engine.connect().execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            ) as connection:
                yield connection
        finally:
            engine.dispose()

    def check(self) -> Checked:
        """Projections against the log, and the log's numbers without a gap; of the files the server knows."""
        with self.snapshot() as connection:
            unfinished = open_txs(connection)
            problems = [] if being_taken_back(connection) else compare(connection, self.defined)
            gaps = connection.execute(_GAPS).scalar_one()
        if gaps:
            problems.insert(0, ("check.integrity", {"reason": f"server_seq: {gaps}"}))
        names = tuple(tx for tx, _, _ in unfinished)
        return Checked(not gaps, not problems, names, tuple(problems))

    def backup(self, path: str) -> None:
        """The base as it is now, as a base in a file that opens by itself."""
        with self.snapshot() as connection:
            copy_to_sqlite(connection, Path(path))

    def close(self) -> None:
        """End all connections."""
        self.writer.dispose()


def _witness(tag: str, batch: Batch) -> dict[str, str] | None:
    """By what a lost write is known again: its connection and first op; None where repeating is harmless."""
    if not batch.ops:
        return None
    op = batch.ops[0]
    return {"tag": tag, "row_id": op.row_id, "tx_id": op.tx_id, "field": op.field}


_GAPS = sa.select(t.head.c.server_seq - sa.select(sa.func.count(t.op.c.server_seq)).scalar_subquery())
