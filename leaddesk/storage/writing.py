"""The one way to write: ops, projections and rollups in one transaction, undo and redo among them."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import partial
from threading import Lock
from typing import TypeVar

import sqlalchemy as sa

from leaddesk.actions.ports import Change, Intent, May, Pair, Plan, Undone
from leaddesk.domain.ids import new_id
from leaddesk.domain.log import ms_of
from leaddesk.storage import schema as t
from leaddesk.storage import suspecting
from leaddesk.storage.apply import apply_sqlite
from leaddesk.storage.applying import apply_to
from leaddesk.storage.defined import Defined
from leaddesk.storage.journal import Stamper
from leaddesk.storage.proof import rebuild
from leaddesk.storage.rows import Rows
from leaddesk.storage.work import Work

T = TypeVar("T")


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

    def run(self, job: Callable[[Work], T]) -> T:
        """Let `job` decide what to write, and write it in one transaction; it may be run more than once."""
        with self.transaction() as connection:
            work = self.work_on(connection, self.defined)
            done = job(work)
            self.put(connection, work)
            return done

    def work_on(self, connection: sa.Connection, defined: Defined) -> Work:
        """A transaction in the making on a connection that has begun."""
        stamper = Stamper(connection, self.site_no, self.machine())

        def as_of() -> int:
            return int(connection.execute(sa.select(t.base.c.projected_at)).scalar_one())

        return Work(Rows(connection), defined, stamper, self.new_tx, as_of)

    def put(self, connection: sa.Connection, work: Work) -> None:
        """Write what a work decided."""
        apply_sqlite(connection, work.batch)
        work.stamper.save()

    def write(self, intent: Intent, plan: Plan) -> Change:
        """Plan and write one action in one transaction; nothing is written where the plan is empty."""
        tx_id = self.new_tx()
        return self.run(lambda work: work.write(intent, plan, tx_id))

    def write_part(self, intent: Intent, plan: Plan, tx_id: str) -> Change:
        """One short transaction of a longer tx, which stays open."""
        return self.run(lambda work: work.write(intent, plan, tx_id, "open"))

    def undo_now(self, intent: Intent, tx: str | None, others: May) -> Undone:
        """Exclude a transaction of few rows from the fold."""
        return self.run(lambda work: work.undo(intent, tx, others))

    def redo(self, intent: Intent) -> Undone:
        """Exclude the last undo of this actor, so that what it undid counts again."""
        return self.run(lambda work: work.redo(intent))

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """The writer's connection in a transaction of its own."""
        with self._writing, self.writer.begin() as connection:
            yield connection

    def keep_keys(self, most: int) -> bool:
        """Take some stretches of the log into the keys of who came before; whether more is left."""
        # Here, because matching and what it compares words by are a tenth of a start (P1).
        from leaddesk.storage.matching import catch_up

        return catch_up(self.reader, self.beside, most, partial(suspecting.follow, self.reader, self.beside))

    def crowd(self) -> Iterator[Sequence[tuple[str, str]]]:
        """All persons in pages, each with its packed traits."""
        return suspecting.pages(self.reader)

    def suspect(self, pairs: Sequence[Pair]) -> None:
        """Keep these pairs as what a search of all persons found."""
        suspecting.replace(self.beside, pairs)

    def beside(self) -> AbstractContextManager[sa.Connection]:
        """A short transaction for what follows the log and is no part of it."""
        return self.transaction()

    def new_tx(self) -> str:
        """A fresh id for a transaction."""
        return new_id(ms_of(self.machine()), os.urandom(10))

    def rebuild(self) -> None:
        """Throw the projections away and make them anew from the log, while nobody else writes."""
        with self.transaction() as connection:
            rebuild(connection, self.defined, apply_to)
