"""The nurture screen (G N): touches due, those who wake soon, were left alone, or are nobody's."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from leaddesk.actions.nurture import Warm
from leaddesk.actions.nurture_questions import Marketing, NursedRow, Nursery
from leaddesk.actions.ports import Change
from leaddesk.domain.nurture import LISTS
from leaddesk.domain.refusals import Refused
from leaddesk.domain.row import LeadRow
from leaddesk.domain.users import User
from leaddesk.texts import N_, _, ngettext
from leaddesk.texts.formats import number
from leaddesk.texts.keys import say
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.empty import EmptyState
from leaddesk.ui.kit.splits import Split, SplitTabs
from leaddesk.ui.kit.strip import Strip, StripData
from leaddesk.ui.kit.worklist import WorkList
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.nurture.rows import work_row
from leaddesk.ui.theme.zoom import px

MOST = 500
NAMES: Mapping[str, str] = {
    "due": N_("Touches due"),
    "waking": N_("Wake within a week"),
    "quiet": N_("Left alone"),
    "ownerless": N_("Nobody's"),
    "all": N_("All in nurture"),
}
"""Lists of `domain.nurture.LISTS` -> their tabs."""

_EMPTY: Mapping[str, str] = {
    "due": N_("No touch is due today"),
    "waking": N_("Nobody wakes within a week"),
    "quiet": N_("Nobody was left alone"),
    "ownerless": N_("Somebody looks after everyone here"),
    "all": N_("Nobody is in nurture yet: N puts a lead here"),
}


class NurturePanel(QWidget):
    """Five lists with their counts; T logs the touch that is due for the chosen leads."""

    section = "nurture"

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._found: dict[str, tuple[NursedRow, ...]] = {}
        self.tabs = SplitTabs(self)
        self.tabs.chosen.connect(lambda _what: self._show())
        head = _("Nobody looks after nurture")
        line = _("Settings, people: give somebody the role of a marketer.")
        self.warning = Strip(StripData(head, line, "warm", "account-alert-outline"))
        self.warning.hide()
        self.list = WorkList(_("Leads in nurture"), self)
        self.list.opened.connect(link.open_lead_requested)
        self.empty = {what: EmptyState("sprout-outline", _(_EMPTY[what])) for what in LISTS}
        self.stack = QStackedWidget(self)
        self.sent = Button(_("Touch made"), kind="primary", parent=self)
        self.sent.clicked.connect(self.log_touch)
        self._lay_out()
        link.changed.connect(lambda _change: self._refresh())

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(8), px(16), px(12))
        foot.addWidget(self.sent)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tabs)
        inner = QVBoxLayout()
        inner.setContentsMargins(px(16), px(8), px(16), 0)
        inner.addWidget(self.warning)
        inner.addWidget(self.stack, 1)
        for page in (self.list, *self.empty.values()):
            self.stack.addWidget(page)
        whole.addLayout(inner, 1)
        whole.addLayout(foot)

    # What the window asks of a panel

    def title(self) -> str:
        """Words for the top bar."""
        return _("Nurture")

    def selected_ids(self) -> tuple[str, ...]:
        """Leads that a decision would act on."""
        return self.list.chosen_ids()

    def row_of(self, lead_id: str) -> LeadRow | None:
        """The row of a lead that is shown."""
        shown = self._found.get(self.tabs.active(), ())
        return next((one.lead for one in shown if one.lead.id == lead_id), None)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Moving in the list, and the touches."""
        return {
            "lead.open": self.list.open_current,
            "lead.next": lambda: self.list.step(1),
            "lead.prev": lambda: self.list.step(-1),
            "nurture.add_step": self.log_touch,
            "nurture.due": lambda: self.tabs.choose("due"),
            "nurture.wake_rules": lambda: self.tabs.choose("waking"),
        }

    def take_focus(self) -> None:
        """The keys go to the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, query: str) -> None:
        """A search is the inbox's."""
        if query:
            self._link.list_requested.emit(f"is:nurturing {query}")

    # Deeds

    def log_touch(self) -> None:
        """The touch that is due was made, here or outside: the programme goes on (B30)."""
        ids = self.list.chosen_ids()
        if not ids:
            self._link.noticed.emit(Notice(_("Choose a lead first")))
            return
        self._link.runner.do(Warm(ids), self._on_logged, self, self._on_refused)

    def _on_logged(self, change: Change) -> None:
        n = len(change.ids)
        said = ngettext("Touch logged for {n} lead", "Touch logged for {n} leads", n)
        self._link.noticed.emit(Notice(said.format(n=number(n)), change.tx))

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._link.noticed.emit(Notice(say(error, definitions=self._link.definitions)))

    # Showing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        runner = self._link.runner
        runner.ask(Marketing(), self._on_marketing, self)
        for what in LISTS:
            runner.ask(Nursery(what, limit=MOST), partial(self._on_found, what), self)

    def _on_marketing(self, people: list[User]) -> None:
        """A23: no owner means that the program says so and where to set one up."""
        self.warning.setVisible(not people)

    def _on_found(self, what: str, found: list[NursedRow]) -> None:
        self._found[what] = tuple(found)
        if len(self._found) == len(LISTS):
            self._show()

    def _show(self) -> None:
        what = self.tabs.active() or next((one for one in LISTS if self._found.get(one)), LISTS[0])
        splits = tuple(Split(one, _(NAMES[one]), self._count(one)) for one in LISTS)
        self.tabs.show_splits(splits, what)
        found = self._found.get(what, ())
        self.stack.setCurrentWidget(self.list if found else self.empty[what])
        self.list.show_rows(tuple(work_row(one, what, self._link) for one in found))

    def _count(self, what: str) -> str:
        n = len(self._found.get(what, ()))
        return f"{number(MOST)}+" if n >= MOST else number(n)
