"""Duplicates from anywhere in the window: compare, merge, take apart, say that they differ, erase."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from leaddesk.actions.erase import Erase
from leaddesk.actions.not_duplicate import NotDuplicate
from leaddesk.actions.ports import Change, Progress
from leaddesk.actions.suspects import Groups, Suspected, Suspects
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.ui.bulk_work import BulkWork
from leaddesk.ui.link import Notice
from leaddesk.ui.parts import Parts

if TYPE_CHECKING:
    from leaddesk.ui.merge.panel import MergePanel

PLACE = "duplicates"
"""The section in which leads are compared."""


class Comparing(QObject):
    """Handlers of the window by command id."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._from = "inbox"
        self._queued = False
        self.work = BulkWork(parts.frame)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """All of them."""
        return {
            "go.duplicates": self.open_queue,
            "lead.find_duplicates": self.search,
            "lead.merge": self.compare,
            "lead.split": self.split,
            "lead.not_duplicate": self.not_duplicate,
            "lead.erase_personal_data": self.erase,
        }

    # -- Comparing --

    def compare(self) -> None:
        """M: the chosen leads side by side; one alone beside whom it may be one with."""
        ids = self._parts.pages.selected_ids()
        panel = self._open()
        if panel is None:
            return
        self._queued = False
        if len(ids) > 1:
            panel.compare((tuple(ids),))
            return
        # What is pressed before the answer is there is kept: M, Enter is the whole merge.
        panel.expect()
        link = self._parts.link
        link.runner.ask(Suspects(ids[0]), lambda found: self._on_suspects(panel, found), panel)

    def _open(self) -> "MergePanel | None":
        pages = self._parts.pages
        if pages.section != PLACE:
            self._from = pages.section or "inbox"
        known = pages.page("merge")
        if not pages.open(PLACE):
            return None
        panel: MergePanel = pages.page("merge")
        if known is None:
            panel.left.connect(self._on_left)
            panel.search_wanted.connect(self.search)
        return panel

    def _on_suspects(self, panel: "MergePanel", found: tuple[Suspected, ...]) -> None:
        if found:
            panel.compare(tuple(one.ids for one in found))
            return
        self._parts.say(_("Nobody else looks like this lead; choose several leads to compare them"))
        self._back()

    def _on_left(self) -> None:
        """A queue that is worked through says so; from single leads one goes back."""
        if not self._queued:
            self._back()

    # -- The queue of the whole base --

    def open_queue(self) -> None:
        """All groups that look like one client, the most probable first."""
        panel = self._open()
        if panel is not None:
            self._queued = True
            panel.expect()
            self._parts.link.runner.ask(Groups(), lambda found: self._on_groups(panel, found), panel)

    def _on_groups(self, panel: "MergePanel", found: tuple[Suspected, ...]) -> None:
        if found:
            panel.compare(tuple(one.ids for one in found))
        else:
            panel.show_nothing()

    def search(self) -> None:
        """Compare all persons with all, beside the window, with progress and Cancel."""
        link, pairing = self._parts.link, self._parts.link.runner.desk.pairing
        if pairing is None or self.work.busy():
            return
        store = link.runner.desk.store

        def work(said: Callable[[Progress], None], stopped: Callable[[], bool]) -> int | None:
            return pairing.search(store, said, stopped)

        job = link.runner.job(work, self._on_searched, self, self.work.show_progress, self._on_failed)
        self.work.begin(job, _("Looking for duplicates"))

    def _on_searched(self, found: int | None) -> None:
        self.work.end()
        if found is None:
            self._parts.say(_("Cancelled, nothing was changed"))
        elif not found:
            self._parts.say(_("No duplicates were found"))
        else:
            said = ngettext("{n} pair looks like one client", "{n} pairs look like one client", found)
            self._parts.say(said.format(n=number(found)))
            if self._parts.pages.section == PLACE:
                self.open_queue()

    def _on_failed(self, error: Exception) -> None:
        self.work.end()
        if not isinstance(error, Refused):
            raise error
        self._parts.link.runner.refused.emit(error)

    def _back(self) -> None:
        """Where one came from, as it was left."""
        if self._parts.pages.section == PLACE:
            self._parts.pages.show_again(self._from)

    # -- Deeds --

    def split(self) -> None:
        """The records of a merged lead stand by themselves again."""
        from leaddesk.ui.merge.split import open_split

        open_split(self._parts.link, self._parts.window, self._parts.pages.selected_ids()[0])

    def not_duplicate(self) -> None:
        """The chosen leads are of different people; of one alone it is seen first whom it looks like."""
        ids = self._parts.pages.selected_ids()
        if len(ids) < 2:
            self.compare()
            return
        link = self._parts.link

        def done(change: Change) -> None:
            words = _("Remembered for everybody: these are different people")
            link.noticed.emit(Notice(words, change.tx))

        link.runner.do(NotDuplicate(ids), done, self)

    def erase(self) -> None:
        """One of the three things that are asked for once more: it is for good."""
        from leaddesk.ui.kit.confirm import Confirm

        ids = self._parts.pages.selected_ids()
        name = self._parts.subject()
        many = ngettext("{n} lead", "{n} leads", len(ids)).format(n=number(len(ids)))
        who = _("“{name}”").format(name=name) if name else many
        lines = (
            _("Names, contacts, words and files of {who} go for good, with all their leads.").format(who=who),
            _("Figures stay. It cannot be taken back; copies made before are blanked when restored."),
        )
        confirm = Confirm(self._parts.window, _("Erase personal data?"), lines, _("Erase for good"))
        confirm.confirmed.connect(lambda: self._erase(ids))
        confirm.ask()

    def _erase(self, ids: tuple[str, ...]) -> None:
        link = self._parts.link

        def done(_change: Change) -> None:
            link.noticed.emit(Notice(_("Erased for good")))

        link.runner.do(Erase(ids, sure=True), done, self)
