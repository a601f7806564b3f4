"""One long work at a time of a panel: its strip, its progress, its Cancel."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from leaddesk.actions.desk import Desk
from leaddesk.actions.files import Said, Stopped
from leaddesk.actions.ports import REVERTING, Progress
from leaddesk.texts import _
from leaddesk.ui.capture.steps import JobStrip
from leaddesk.ui.capture.words import progress_words
from leaddesk.ui.runner import Job, Runner, Ticket

T = TypeVar("T")


class LongWork(QObject):
    """Runs a look or a job and shows it in `strip`; `failed` hears every error.

    `strip_changed` tells whoever shows the work of a panel that is not in front.
    """

    strip_changed = Signal()

    def __init__(self, runner: Runner, strip: JobStrip, failed: Callable[[Exception], None]) -> None:
        super().__init__(strip)
        self._runner, self.strip, self._failed = runner, strip, failed
        self._look: Ticket | None = None
        self._job: Job | None = None
        self._began = QElapsedTimer()
        self._unit = 1

    def busy(self) -> bool:
        """Whether a job runs that must end or be stopped before another begins."""
        return self._job is not None

    def look(self, what: str, work: Callable[[Desk], T], then: Callable[[T], None]) -> None:
        """A short reading work; the newest one counts."""
        if self._look is not None:
            self._look.drop()
        self.strip.begin(what)

        def done(answer: T) -> None:
            self._end()
            then(answer)

        self._look = self._runner.look(work, done, self, self._on_failed)

    def run(
        self, what: str, work: Callable[[Said, Stopped], T], then: Callable[[T], None], *, unit: int = 1
    ) -> None:
        """A job; its progress is shown in steps of `unit` (1000: bytes as KB)."""
        if self._job is not None:
            return
        self._unit = unit
        self._began.start()
        self.strip.begin(what)

        def done(answer: T) -> None:
            self._end()
            then(answer)

        self._job = self._runner.job(work, done, self, self._on_heard, self._on_failed)
        self.strip_changed.emit()

    def stop(self) -> bool:
        """Cancel what runs; True where it is over at once, False where it takes something back first."""
        if self._look is not None:
            self._look.drop()
            self._end()
            return True
        if self._job is not None:
            self._job.cancel()
            self.strip.stopping()
            self.strip_changed.emit()
        return False

    def _on_heard(self, progress: Progress) -> None:
        self._show(progress)
        self.strip_changed.emit()

    def _show(self, progress: Progress) -> None:
        if self._job is None:
            return
        if progress.stage == REVERTING:
            self._show_reverting(progress)
            return
        if self._job.stop.is_set():
            return
        share = progress.done / progress.total if progress.total else 0.0
        total = progress.total // self._unit if progress.total else None
        seconds = self._began.elapsed() / 1000
        self.strip.show_progress(share, progress_words(progress.done // self._unit, total, seconds))

    def _show_reverting(self, progress: Progress) -> None:
        """Cancelled: what was written is being taken back."""
        if not progress.done:
            self._began.start()
        share = progress.done / progress.total if progress.total else 0.0
        words = progress_words(progress.done, progress.total or 1, self._began.elapsed() / 1000)
        self.strip.show_progress(share, _("taking back what was written: {progress}").format(progress=words))

    def _end(self) -> None:
        self._look = self._job = None
        self.strip.hide()
        self.strip_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._failed(error)
