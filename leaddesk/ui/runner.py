"""Threads of the window: one writer in order, a few readers, long jobs; answers return on the Qt thread."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from leaddesk.actions.action import Action
from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import Change, Progress, Undone
from leaddesk.actions.questions import Question
from leaddesk.domain.refusals import Refused

T = TypeVar("T")
_READERS = 3
_SELDOM = 10
"""While a job writes, lists are read anew at its first rows and then this many times less often."""


@dataclass(eq=False)
class Ticket:
    """A running question or action; `drop` keeps its answer from being delivered."""

    owner: QObject
    then: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None
    dropped: bool = False

    def drop(self) -> None:
        """The answer is no longer wanted."""
        self.dropped = True


@dataclass(eq=False)
class Job(Ticket):
    """A long work: its progress is heard on the Qt thread; Cancel asks it to stop and to leave nothing."""

    heard: Callable[[Progress], None] | None = None
    stop: Event = field(default_factory=Event)
    seen: bool = False

    def cancel(self) -> None:
        """Ask the work to stop; it answers by its result."""
        self.stop.set()


class Runner(QObject):
    """Runs questions and actions off the Qt thread. `changed` tells every write, also of other processes."""

    changed = Signal(object)
    refused = Signal(object)
    _returned = Signal(object, object, object)
    _progressed = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._writer = ThreadPoolExecutor(1, "writer")
        self._readers = ThreadPoolExecutor(_READERS, "reader")
        self._jobs = ThreadPoolExecutor(1, "job")
        self._running: set[Ticket] = set()
        self._version: int | None = None
        self._polls = 0
        self._returned.connect(self._on_returned, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._on_progressed, Qt.ConnectionType.QueuedConnection)
        self._poll = QTimer(self)
        self._poll.setInterval(1000)
        self._poll.timeout.connect(self._on_poll)
        self._closed = False

    def start(self) -> None:
        """Begin to watch for the writes of other processes, from this moment on."""
        ticket = Ticket(self, self._on_version, None)
        self._run(self._readers, ticket, self.desk.store.version)
        self._poll.start()

    def ask(
        self,
        question: Question[T],
        then: Callable[[T], None],
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
    ) -> Ticket:
        """Answer `question` on a reader and give the answer to `then`, unless `owner` is gone by then."""
        ticket = Ticket(owner, then, failed)
        self._run(self._readers, ticket, lambda: self.desk.ask(question))
        return ticket

    def look(
        self,
        work: Callable[[Desk], T],
        then: Callable[[T], None],
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
    ) -> Ticket:
        """Run a reading work of a few questions, or a figure, on a reader."""
        ticket = Ticket(owner, then, failed)
        self._run(self._readers, ticket, lambda: work(self.desk))
        return ticket

    def do(
        self,
        action: Action,
        then: Callable[[Change], None] | None = None,
        owner: QObject | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Ticket:
        """Do `action` on the writer, after all that was asked before; then `changed` fires."""
        ticket = Ticket(owner or self, then, failed)
        self._run(self._writer, ticket, lambda: self.desk.do(action))
        return ticket

    def write(
        self,
        work: Callable[[Desk], T],
        then: Callable[[T], None],
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
    ) -> Ticket:
        """Run a writing work of a few steps on the writer, after all that was asked before."""
        ticket = Ticket(owner, then, failed)
        self._run(self._writer, ticket, lambda: work(self.desk))
        return ticket

    def undo(
        self,
        tx: str | None = None,
        then: Callable[[Undone], None] | None = None,
        owner: QObject | None = None,
    ) -> Ticket:
        """Undo in the same queue, so that it waits for what is in flight."""
        ticket = Ticket(owner or self, then, None)
        self._run(self._writer, ticket, lambda: self.desk.undo(tx))
        return ticket

    def redo(self, then: Callable[[Undone], None] | None = None, owner: QObject | None = None) -> Ticket:
        """Redo, in the same queue."""
        ticket = Ticket(owner or self, then, None)
        self._run(self._writer, ticket, self.desk.redo)
        return ticket

    def job(
        self,
        work: Callable[[Callable[[Progress], None], Callable[[], bool]], T],
        then: Callable[[T], None],
        owner: QObject,
        heard: Callable[[Progress], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Run `work(said, cancelled)` beside the writer; for files, imports, recognition."""
        job = Job(owner, then, failed, heard=heard)

        def said(progress: Progress) -> None:
            self._progressed.emit(job, progress)

        self._run(self._jobs, job, lambda: work(said, job.stop.is_set))
        return job

    def close(self) -> None:
        """Wait for what is being written; nothing typed is lost. No answer is delivered after it."""
        self._closed = True
        self._poll.stop()
        for ticket in self._running:
            ticket.drop()
            if isinstance(ticket, Job):
                ticket.cancel()
        for pool in (self._readers, self._jobs, self._writer):
            pool.shutdown(wait=True, cancel_futures=pool is not self._writer)

    def idle(self) -> bool:
        """Whether nothing runs and every answer was delivered."""
        return not self._running

    def _run(self, pool: ThreadPoolExecutor, ticket: Ticket, work: Callable[[], Any]) -> None:
        if self._closed:  # a late timer of a panel, or a focus that goes: nothing new is begun
            return
        self._running.add(ticket)

        def run() -> None:
            answer, error = None, None
            try:
                answer = work()
            except Exception as caught:
                error = caught
            self._returned.emit(ticket, answer, error)

        pool.submit(run)

    @Slot(object, object, object)
    def _on_returned(self, ticket: Ticket, answer: Any, error: Exception | None) -> None:
        self._running.discard(ticket)
        change = answer.change if isinstance(answer, Undone) else answer
        if isinstance(change, Change) and change.tx:
            self.changed.emit(change)
        if ticket.dropped or self._closed or not isValid(ticket.owner):
            return
        if error is not None:
            if ticket.failed is not None:
                ticket.failed(error)
            elif isinstance(error, Refused):
                self.refused.emit(error)
            else:
                raise error
        elif ticket.then is not None:
            ticket.then(answer)

    @Slot(object, object)
    def _on_progressed(self, job: Job, progress: Progress) -> None:
        if progress.done and not progress.stage and not job.seen:
            job.seen = True
            self._look_around()
        if job.heard is not None and not job.dropped and isValid(job.owner):
            job.heard(progress)

    @Slot()
    def _on_poll(self) -> None:
        """Writes of other processes and of jobs: at most one look a second, off the Qt thread."""
        self._polls += 1
        jobs = [ticket for ticket in self._running if isinstance(ticket, Job)]
        if len(jobs) < len(self._running) or (jobs and self._polls % _SELDOM):
            return
        self._look_around()

    def _look_around(self) -> None:
        ticket = Ticket(self, self._on_version, None)
        self._run(self._readers, ticket, self.desk.store.version)

    def _on_version(self, version: int) -> None:
        if self._version is not None and version != self._version:
            self.changed.emit(Change("", (), frozenset({"lead", "outside"})))
        self._version = version
