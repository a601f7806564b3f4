"""The store on SQLite: writing, undo of any length, screens and the proof, behind the port `Store`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from leaddesk.actions.ports import Change, Checked, Intent, Plan, Progress, Read, Undone
from leaddesk.storage.bulk import open_txs, run_bulk
from leaddesk.storage.proof import compare
from leaddesk.storage.read import SqlRead
from leaddesk.storage.reverting import LONG, revert_long
from leaddesk.storage.rows import Rows
from leaddesk.storage.undoing import find_step
from leaddesk.storage.writing import Writing


class SqliteStore(Writing):
    """A base in one file: a writer of one connection, and readers that never wait for it."""

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
        return run_bulk(self, intent, plans, tx or self.new_tx(), said, cancelled)

    def undo(self, intent: Intent, tx: str | None = None) -> Undone:
        """Exclude a transaction from the fold; without `tx` the last step of this actor on this site."""
        with self.reader.begin() as connection:
            row = find_step(Rows(connection), self.site_no, intent.actor, tx)
        if row.rows > LONG and row.undo == "per_row":
            return revert_long(self, intent, row.tx_id)
        return self.undo_now(intent, tx)

    @contextmanager
    def view(self) -> Iterator[Read]:
        """A consistent view on a reader; ended before its rows are used."""
        with self.reader.begin() as connection:
            yield SqlRead(connection, self._seen)

    def check(self) -> Checked:
        """Integrity of the file, and projections against the log."""
        with self.reader.begin() as connection:
            sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            unfinished = open_txs(connection)
            problems = [] if unfinished else compare(connection, self._seen)
        if not sound:
            problems.insert(0, ("check.integrity", {}))
        names = tuple(tx for tx, _, _ in unfinished)
        return Checked(sound, not problems, names, tuple(problems))

    def close(self) -> None:
        """End all connections."""
        self.reader.dispose()
        self.writer.dispose()
