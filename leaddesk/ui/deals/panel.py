"""The screen of deals (G D D): what waits for acceptance, mine, by stage; late ones are the head's."""

from collections.abc import Callable, Mapping
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from leaddesk.actions.deal_questions import DealRow, Deals
from leaddesk.domain.row import LeadRow
from leaddesk.texts import N_, _
from leaddesk.texts.deals import end_words, paper_words
from leaddesk.texts.formats import date_time, due, money, number
from leaddesk.texts.keys import deal_stage_name
from leaddesk.ui.kit.empty import EmptyState
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.splits import Split, SplitTabs
from leaddesk.ui.kit.worklist import WorkList, WorkRow
from leaddesk.ui.link import Link
from leaddesk.ui.theme.zoom import px

LISTS: Mapping[str, tuple[str, Deals]] = {
    "mine": (N_("My deals"), Deals(of="to")),
    "waiting": (N_("Await acceptance"), Deals(("awaiting",))),
    "late": (N_("Past the norm"), Deals(late=True)),
    "sent": (N_("Handed over by me"), Deals(of="by")),
    "open": (N_("All open"), Deals()),
    "won": (N_("Won deals"), Deals(("won",))),
    "lost": (N_("Lost deals"), Deals(("lost",))),
    "postponed": (N_("Postponed deals"), Deals(("postponed",))),
}
"""Tab -> its name and what it asks."""


class DealsPanel(QWidget):
    """Lists of deals with their counts; decisions act on the leads of the chosen rows."""

    section = "deals"

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._found: dict[str, tuple[DealRow, ...]] = {}
        self.tabs = SplitTabs(self)
        self.tabs.chosen.connect(lambda _what: self._show())
        self.list = WorkList(_("Deals"), self)
        self.list.opened.connect(link.open_lead_requested)
        self.empty = EmptyState("handshake-outline", _("No deals here"), parent=self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, px(12))
        whole.setSpacing(px(8))
        whole.addWidget(self.tabs)
        inner = QVBoxLayout()
        inner.setContentsMargins(px(16), 0, px(16), 0)
        inner.addWidget(self.stack)
        whole.addLayout(inner, 1)
        link.changed.connect(lambda _change: self._refresh())

    def title(self) -> str:
        """Words for the top bar."""
        return _("Deals")

    def selected_ids(self) -> tuple[str, ...]:
        """Leads that a decision would act on."""
        return self.list.chosen_ids()

    def row_of(self, lead_id: str) -> LeadRow | None:
        """The row of a lead that is shown."""
        shown = self._found.get(self.tabs.active(), ())
        return next((one.lead for one in shown if one.lead and one.lead.id == lead_id), None)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Moving in the list."""
        return {
            "lead.open": self.list.open_current,
            "lead.next": lambda: self.list.step(1),
            "lead.prev": lambda: self.list.step(-1),
        }

    def take_focus(self) -> None:
        """The keys go to the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, query: str) -> None:
        """A search is the inbox's."""
        if query:
            self._link.list_requested.emit(query)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        for what, (_name, question) in LISTS.items():
            self._link.runner.ask(question, partial(self._on_found, what), self)

    def _on_found(self, what: str, found: list[DealRow]) -> None:
        self._found[what] = tuple(one for one in found if one.lead is not None)
        if len(self._found) == len(LISTS):
            self._show()

    def _show(self) -> None:
        what = self.tabs.active() or self._first()
        splits = (Split(one, _(name), number(len(self._found[one]))) for one, (name, _q) in LISTS.items())
        self.tabs.show_splits(tuple(splits), what)
        found = self._found[what]
        self.stack.setCurrentWidget(self.list if found else self.empty)
        self.list.show_rows(tuple(self._row(one) for one in found))

    def _first(self) -> str:
        """What a person sees first: the late ones where the head looks, else their own, else what waits."""
        wanted = ("late", "waiting", "open") if "head" in self._link.me.roles else ("mine", "waiting", "sent")
        return next((what for what in wanted if self._found[what]), wanted[0])

    def _row(self, one: DealRow) -> WorkRow:
        deal, lead, told = one.deal, one.lead, self._link.definitions
        assert lead is not None
        zone, now = ZoneInfo(str(told.setting("zone"))), self._link.now()
        amount = "" if deal.amount_minor is None else money(deal.amount_minor, deal.currency)
        stage = deal_stage_name(deal.stage, told)
        if one.due is not None:
            value = _("accept by {when}").format(when=due(one.due, zone, now))
        else:
            value = date_time(deal.closed_at or deal.accepted_at or deal.at, zone, now)
        why = end_words(deal, told) or deal.advice
        return WorkRow(
            lead.id,
            short(lead.name) or short(lead.company) or _("No name"),
            ", ".join(part for part in (short(lead.company), amount) if part),
            " · ".join(
                part for part in (stage, short(paper_words(deal)), short(deal.need), short(why)) if part
            ),
            value,
            "hot" if one.late else "text2",
            self._link.name_of(deal.to) or _("queue of sales"),
            "alert-circle-outline" if one.late else "handshake-outline",
            "hot" if one.late else "text2",
        )
