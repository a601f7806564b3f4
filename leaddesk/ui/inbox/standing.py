"""Round the list: the tabs, the frozen bar, the found line, the status line and what an empty list says."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from leaddesk.domain.search_ast import Problem
from leaddesk.texts import _
from leaddesk.texts.formats import number, percent
from leaddesk.ui.inbox.newcomers import Waiting
from leaddesk.ui.inbox.queues import queues
from leaddesk.ui.inbox.reading import Tallied
from leaddesk.ui.inbox.words import (
    empty_head,
    found_words,
    late_words,
    lost_words,
    newcomer_words,
    problem_words,
    status_words,
    unowned_words,
    wakes_line,
)
from leaddesk.ui.kit.empty import EmptyState
from leaddesk.ui.kit.meter import StatusMeter
from leaddesk.ui.kit.panel import Surface
from leaddesk.ui.kit.splits import Split, SplitTabs
from leaddesk.ui.kit.strip import FROZEN_ICON, Strip, StripData
from leaddesk.ui.link import Link
from leaddesk.ui.theme.palette import ToneName
from leaddesk.ui.theme.zoom import px

MOST_COUNTED = 10_000


_ROOMY = 480
"""Width of the list from which the share within the norm stands beside the number past it."""


def _past_norm(told: Tallied, width: int) -> str:
    """The number past the norm; where there is room with the share of today's contacts within it."""
    parts = [number(told.late)] if told.late else []
    if told.met_of and (width >= px(_ROOMY) or not told.late):
        parts.append(percent(told.met / told.met_of))
    return " · ".join(parts)


class Standing(QObject):
    """Owns the widgets around the list and writes what the counts mean into them.

    Signals: `split_chosen(id)`, `newcomers_wanted()`, `lost_wanted()`, `asked(command id)` of an empty
    list's button, `mend_wanted(query)`: another query instead, or none.
    """

    split_chosen = Signal(str)
    newcomers_wanted = Signal()
    lost_wanted = Signal()
    asked = Signal(str)
    mend_wanted = Signal(str)

    def __init__(self, link: Link, listed: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._link = link
        self.tallied = Tallied()
        self.split: str | None = "new"
        self.query = ""
        self._problems: Sequence[Problem] = ()
        self._empty_key: object = None
        self.tabs = SplitTabs(parent)
        self.frozen = Strip(StripData(""), height=28, radius=0, small=True, parent=parent)
        self.found = Strip(StripData(""), height=28, radius=0, small=True, parent=parent)
        self.meter = StatusMeter(parent)
        self.stack = QStackedWidget(parent)
        self.stack.addWidget(listed)
        self._listed, self._nothing = listed, Surface(parent=parent)
        self._nothing.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._nothing_lay = QVBoxLayout(self._nothing)
        self._state: EmptyState | None = None
        self.stack.addWidget(self._nothing)
        self._lay_out(parent)
        self.tabs.chosen.connect(self.split_chosen)
        link.defined.connect(self.show_tabs)
        self.frozen.acted.connect(self.newcomers_wanted)
        self.found.acted.connect(self._mend)
        self.meter.alert.clicked.connect(self.lost_wanted)
        self.meter.late.clicked.connect(lambda: self.mend_wanted.emit("is:late"))
        self.meter.unowned.clicked.connect(lambda: self.split_chosen.emit("unassigned"))

    def _lay_out(self, parent: QWidget) -> None:
        lay = QVBoxLayout(parent)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        for widget in (self.tabs, self.frozen, self.found):
            lay.addWidget(widget)
        lay.addWidget(self.stack, 1)
        lay.addWidget(self.meter)
        self.frozen.hide()
        self.found.hide()
        self.show_tabs()

    def show_list(self, split: str | None, query: str) -> None:
        """Another list is shown: a split, or with None what a search finds."""
        self.split, self.query = split, query
        self.show_tabs()
        self.show_found()

    def show_tally(self, tallied: Tallied) -> None:
        """New counts."""
        self.tallied = tallied
        self.show_tabs()
        self.show_found()

    def show_tabs(self) -> None:
        """Tabs with their counts; none is active while a search is shown."""
        tabs = tuple(Split(one.id, one.name, self._counted(one.id)) for one in queues(self._link))
        self.tabs.show_splits(tabs, self.split or "")

    def _counted(self, queue: str) -> str:
        """How many wait in a queue, as it is written on its tab."""
        n = self.tallied.splits.get(queue)
        return "" if n is None else number(n) + ("+" if queue in self.tallied.bounded else "")

    def show_waiting(self, waiting: Waiting) -> None:
        """The frozen bar, only while something waits."""
        words = newcomer_words(waiting.hot, waiting.other)
        self.frozen.setVisible(bool(words))
        note = _("the order is frozen")
        self.frozen.show_strip(StripData(words, icon=FROZEN_ICON, note=note, key="0"))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """What of the query was not understood."""
        self._problems = problems
        self.show_found()

    def show_found(self) -> None:
        """How many a search finds, and what of it was left out."""
        self.found.setVisible(bool(self.query))
        if not self.query:
            return
        misread = problem_words(self._problems)
        head = found_words(self.tallied.here, MOST_COUNTED)
        tone: ToneName = "warm" if misread else "accent"
        icon = "alert-outline" if misread else "magnify"
        self.found.show_strip(StripData(head, misread, tone, icon, key="" if misread else "U"))

    def _mend(self) -> None:
        """Put the nearest thing in place of what was misread."""
        query = self.query
        for problem in sorted(self._problems, key=lambda one: one.start, reverse=True):
            if problem.suggestion:
                query = query[: problem.start] + problem.suggestion + query[problem.end :]
        if query != self.query:
            self.mend_wanted.emit(query)

    def show_status(self, done: int, chosen: int) -> None:
        """The status line under the list."""
        left = self.tallied.here
        self.meter.show_progress(done / max(1, done + left), status_words(left, done, chosen))
        told = self.tallied
        self.meter.show_alert(lost_words(told.lost, told.splits.get("all", 0)))
        self.meter.late.show_words(
            _past_norm(told, self.meter.width()), late_words(told.late, told.met, told.met_of)
        )
        unowned = told.splits.get("unassigned", 0)
        self.meter.unowned.show_words(number(unowned) if unowned else "", unowned_words(unowned))

    def show_emptiness(self, empty: bool) -> None:
        """The list, or what it means that there is nothing in it."""
        focused = self.stack.isAncestorOf(QApplication.focusWidget() or self.stack)
        if empty:
            self._write_emptiness()
        page = self._nothing if empty else self._listed
        if self.stack.currentWidget() is not page:
            self.stack.setCurrentWidget(page)
            if focused:
                page.setFocus()

    def _write_emptiness(self) -> None:
        key = (self.split, self.query, self.tallied.wakes, bool(sum(self.tallied.splits.values())))
        if key == self._empty_key:
            return
        self._empty_key = key
        if self._state is not None:
            self._nothing_lay.removeWidget(self._state)
            self._state.deleteLater()
        self._state = self._empty_state()
        self._nothing_lay.addWidget(self._state)
        self._state.chosen.connect(self._on_chosen)
        self._nothing.setAccessibleName(self._state.accessibleName())

    def _on_chosen(self, command: str) -> None:
        if command == "search.clear":
            self.mend_wanted.emit("")
        else:
            self.asked.emit(command)

    def _empty_state(self) -> EmptyState:
        if self.query:
            line = problem_words(self._problems) or _("Try a shorter word, or take a condition away")
            clear = (("search.clear", _("Clear the search"), "U"),)
            return EmptyState("magnify", empty_head(None), line, clear, tone="text", parent=self._nothing)
        if not sum(self.tallied.splits.values()) and self.split in (None, "new", "all"):
            ways = (
                ("import.file", _("Import a file"), "Ctrl+O"),
                ("lead.quick_add", _("Add a lead"), "Ctrl+N"),
                ("help.sample_data", _("Look at sample leads"), ""),
            )
            line = _("Import a file, add a lead by hand, or look at sample data first")
            return EmptyState(
                "inbox-outline", _("No leads yet"), line, ways, tone="text", parent=self._nothing
            )
        zone = ZoneInfo(str(self._link.definitions.settings.get("zone", "UTC")))
        line = wakes_line(self.tallied.wakes, zone, self._link.now())
        head = empty_head(self.split)
        return EmptyState("check-circle-outline", head, line, parent=self._nothing)
