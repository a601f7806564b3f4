"""The store on SQLite: writing, undo of any length, screens and the proof, behind the port `Store`."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock

import sqlalchemy as sa

from leaddesk.actions.ports import Change, Checked, Intent, May, Plan, Progress, Read, Undone, nobody_may
from leaddesk.storage.ahead import Ahead, Overtaken
from leaddesk.storage.asking import Speech
from leaddesk.storage.backup import copy_base
from leaddesk.storage.bulk import open_txs, run_bulk
from leaddesk.storage.deferring import Outgrowing, make_missing
from leaddesk.storage.dialects import Sqlite
from leaddesk.storage.faults import in_words
from leaddesk.storage.prepared import Source, file_source
from leaddesk.storage.proof import Problem, being_taken_back, compare
from leaddesk.storage.read import SqlRead
from leaddesk.storage.reverting import LONG, revert_long
from leaddesk.storage.rows import Rows
from leaddesk.storage.screens import Screens
from leaddesk.storage.ticking import tick
from leaddesk.storage.undoing import find_step
from leaddesk.storage.writing import Writing


class SqliteStore(Writing, Screens):
    """A base in one file: a writer of one connection, and readers that never wait for it."""

    dialect = Sqlite()

    def __init__(
        self, writer: sa.Engine, reader: sa.Engine, site_no: int, machine: Callable[[], datetime]
    ) -> None:
        super().__init__(writer, reader, site_no, machine)
        self._watching = Lock()
        self._watcher: sa.PoolProxiedConnection | None = None
        self._importing = 0
        self._ahead = Ahead(Path(writer.url.database or ""), self._writing)

    def write_part(self, intent: Intent, plan: Plan, tx_id: str) -> Change:
        """One short transaction of a longer tx, planned ahead of the lock unless somebody else writes."""

        def planned(connection: sa.Connection) -> tuple[Change, Callable[[], None]]:
            work = self.work_on(connection, self._seen)
            change = work.write(intent, plan, tx_id, "open")
            return change, lambda: self.put(connection, work)

        try:
            return self._ahead.run(planned)
        except Overtaken:
            return super().write_part(intent, plan, tx_id)

    def bulk(
        self,
        intent: Intent,
        plans: Iterator[Plan],
        *,
        tx: str | None = None,
        said: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Change:
        """Many plans under one tx, a short transaction each; `tx` continues one that was left open."""
        if intent.action != "import":
            return run_bulk(self, intent, plans, tx or self.new_tx(), said, cancelled)
        self._importing += 1
        try:
            watched = Outgrowing(self).watched(plans)
            change = run_bulk(self, intent, watched, tx or self.new_tx(), said, cancelled)
            make_missing(self)
        finally:
            self._importing -= 1
        return change

    def undo(self, intent: Intent, tx: str | None = None, others: May = nobody_may) -> Undone:
        """Exclude a transaction from the fold; without `tx` the last step of this actor on this site."""
        with self.reader.begin() as connection:
            row = find_step(Rows(connection), self.site_no, intent.actor, tx, others)
        if row.rows > LONG and row.undo == "per_row":
            return revert_long(self, intent, row.tx_id)
        return self.undo_now(intent, tx, others)

    @contextmanager
    def view(self) -> Iterator[Read]:
        """A consistent view on a reader; ended before its rows are used."""
        with self.reader.begin() as connection:
            yield SqlRead(connection, self._seen)

    def asking(self) -> AbstractContextManager[Source]:
        """A view on the driver's own connection."""
        return file_source(self.reader)

    def _learn(self, source: Source) -> Speech:
        with self.reader.begin() as connection:
            return self._taken(connection)

    def check(self) -> Checked:
        """Integrity of the file, and projections against the log."""
        with self.reader.begin() as connection:
            # FTS5 (SQLite 3.53.4) knows the index as this connection last queried it, and the check
            # does not read it anew: after writes of another connection it would call the index corrupt.
            connection.exec_driver_sql("SELECT rowid FROM lead_fts WHERE lead_fts MATCH '\"abc\"'").all()
            sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            unfinished = open_txs(connection)
            problems: list[Problem] = [] if sound else [("check.integrity", {})]
            if sound and not being_taken_back(connection):
                problems = compare(connection, self._seen)
        names = tuple(tx for tx, _, _ in unfinished)
        return Checked(sound, sound and not problems, names, tuple(problems))

    def tick(self, now: datetime) -> Change | None:
        """Bring the base to `now`: cooling, snoozes, sleepers, what a crash left out; what changed."""
        if not self._importing:
            make_missing(self)
        return tick(self, now)

    def backup(self, path: str) -> None:
        """A verified copy of the base as it is now, beside the work of others."""
        copy_base(self.reader, Path(path))

    def version(self) -> int:
        """A number that is another one after each write of whichever process."""
        with in_words(), self._watching:
            if self._watcher is None:
                self._watcher = self.reader.raw_connection()
            cursor = self._watcher.cursor()
            cursor.execute("PRAGMA data_version")
            (number,) = cursor.fetchone() or (0,)
            cursor.close()
            return int(number)

    def close(self) -> None:
        """End all connections."""
        with self._watching:
            if self._watcher is not None:
                self._watcher.close()
                self._watcher = None
        self._ahead.close()
        self.reader.dispose()
        self.writer.dispose()
