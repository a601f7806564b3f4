"""A decision over thousands of leads while it runs: progress and Cancel under the page, undo waits for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from leaddesk.actions.ports import Progress
from leaddesk.ui.frame import WindowFrame
from leaddesk.ui.runner import Job

if TYPE_CHECKING:
    from leaddesk.ui.capture.steps import JobStrip

SHOWN_AFTER_MS = 300
"""Shorter work shows no progress (UX 1.6)."""


class BulkWork(QObject):
    """One job at a time has the strip; `later` runs a wish when no job runs any more."""

    def __init__(self, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._job: Job | None = None
        self._strip: JobStrip | None = None
        self._waiting: list[Callable[[], object]] = []
        self._began = QElapsedTimer()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHOWN_AFTER_MS)
        self._soon.timeout.connect(lambda: self.strip().show())

    def busy(self) -> bool:
        """Whether a decision is still being written."""
        return self._job is not None

    def strip(self) -> "JobStrip":
        """The strip under the page, made at the first long work."""
        if self._strip is None:
            from leaddesk.ui.capture.steps import JobStrip

            self._strip = made = JobStrip(self._frame)
            made.stopped.connect(self._on_stopped)
            self._frame.put_below(made)
        return self._strip

    def begin(self, job: Job, words: str) -> None:
        """A job has begun; its strip comes when it takes long."""
        self._job = job
        self._began.start()
        self.strip().begin(words)
        self.strip().hide()
        self._soon.start()

    def show_progress(self, progress: Progress) -> None:
        """How far it is."""
        from leaddesk.ui.capture.words import progress_words

        if self._job is None or self._job.stop.is_set():
            return
        share = progress.done / progress.total if progress.total else 0.0
        words = progress_words(progress.done, progress.total, self._began.elapsed() / 1000)
        self.strip().show_progress(share, words)

    def end(self) -> None:
        """The job is over, by itself, by Cancel or by a refusal; what waited for it goes on."""
        if self._job is None:
            return
        self._job = None
        self._soon.stop()
        self.strip().hide()
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def later(self, then: Callable[[], object]) -> None:
        """Run `then` now, or when the job is over: an undo takes back what is still being written."""
        if self._job is None:
            then()
        else:
            self._waiting.append(then)

    def _on_stopped(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.strip().stopping()
