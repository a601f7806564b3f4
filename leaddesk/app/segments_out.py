"""The list for a mailing from the window: counted first, then written, logged after (B27)."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from leaddesk.actions.nurture_questions import Segment, SegmentOf
from leaddesk.app.segments import write_segment
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.ui.runner import Runner
from leaddesk.ui.segment import SegmentDialog
from leaddesk.ui.window import Window

AskPath = Callable[[str, str, str, Callable[[Path], None]], None]


class SegmentsOut(QObject):
    """For one window; `ask_path(title, name, kinds, then)` asks where the file goes."""

    def __init__(self, runner: Runner, window: Window, ask_path: AskPath, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._window, self._ask_path = runner, window, ask_path
        self.dialog: SegmentDialog | None = None

    def ask(self) -> None:
        """Count the list of the search in front, or all of nurture without one."""
        page = self._window.pages.inbox_page()
        searched = page is not None and page is self._window.pages.currentWidget()
        query = page.inbox.query() if page is not None and searched else ""
        self._runner.ask(SegmentOf(query or "is:nurturing"), self._show, self, self._on_refused)

    def _show(self, segment: Segment) -> None:
        self.dialog = SegmentDialog(segment, self._window)
        self.dialog.wanted.connect(lambda: self._ask(segment))
        self.dialog.open_dialog(self.dialog.save)

    def _ask(self, segment: Segment) -> None:
        title = _("List for a mailing")
        self._ask_path(title, "segment.csv", "CSV (*.csv)", lambda path: self.write(segment, path))

    def write(self, segment: Segment, path: Path) -> None:
        """Write the people that were counted; nobody who came to a deal meanwhile is among them (B11)."""
        desk = self._runner.desk

        def work(_said: object, _stop: object) -> Segment:
            now = set(desk.ask(SegmentOf(segment.query)).ids)
            kept = Segment(segment.query, tuple(one for one in segment.ids if one in now), segment.left)
            write_segment(desk, kept, path)
            return kept

        self._runner.job(work, lambda kept: self._written(kept, path), self, failed=self._on_refused)

    def _written(self, segment: Segment, path: Path) -> None:
        n = len(segment.ids)
        words = ngettext("{n} person written: {file}", "{n} people written: {file}", n)
        self._window.parts.say(words.format(n=number(n), file=path))

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._runner.refused.emit(error)
