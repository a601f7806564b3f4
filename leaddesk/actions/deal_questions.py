"""What is asked about deals: which stand where and wait too long, to whom one may go, which to join."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from leaddesk.actions.client import others_of
from leaddesk.actions.ports import Read, Store
from leaddesk.actions.questions import Card, CardView, Question
from leaddesk.domain.deals import accept_due, accept_late, sellers
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.lead import DealState
from leaddesk.domain.row import LeadRow
from leaddesk.domain.users import User

AWAITING = ("awaiting",)


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal with the row of its lead; `due` and `late` are of its acceptance."""

    deal: DealState
    lead: LeadRow | None
    due: datetime | None = None
    late: bool = False


def open_stages(definitions: Definitions) -> tuple[str, ...]:
    """Stages in which a deal is alive: waiting for acceptance, or worked on."""
    return (*AWAITING, *(stage.id for stage in definitions.deal_stages if stage.open))


@dataclass(frozen=True, slots=True)
class Deals(Question[list[DealRow]]):
    """Deals in `stages` (empty: the open ones), those handed over last first.

    `of` is whose: "to" me, handed over "by" me, or anybody's; `late`: only those past the norm of acceptance,
    which are the head's to see to, the oldest first.
    """

    stages: tuple[str, ...] = ()
    of: str = ""
    late: bool = False
    limit: int = 500

    def answer(self, store: Store, now: datetime, me: User) -> list[DealRow]:
        with store.view() as read:
            definitions = read.definitions()
            stages = AWAITING if self.late else self.stages or open_stages(definitions)
            found = [deal for deal in read.deals_in(stages, self.limit) if self._of(deal, me.id)]
            if self.late:
                found = [deal for deal in found[::-1] if accept_late(deal, definitions, now)]
            return _rows(found, read, definitions, now)

    def _of(self, deal: DealState, me: str) -> bool:
        return not self.of or (deal.to if self.of == "to" else deal.by) == me


def _rows(deals: Iterable[DealState], read: Read, definitions: Definitions, now: datetime) -> list[DealRow]:
    deals = list(deals)
    leads = {row.id: row for row in read.rows([deal.lead_id for deal in deals if deal.lead_id])}
    return [
        DealRow(
            deal,
            leads.get(deal.lead_id or ""),
            accept_due(deal, definitions),
            accept_late(deal, definitions, now),
        )
        for deal in deals
    ]


@dataclass(frozen=True, slots=True)
class Recipient:
    """A salesperson with the number of open deals that they have."""

    user: User
    load: int
    last: bool = False


@dataclass(frozen=True, slots=True)
class Recipients(Question[list[Recipient]]):
    """To whom a lead may be handed over, the proposed one first: last seller of the client, then by load."""

    lead_id: str

    def answer(self, store: Store, now: datetime, me: User) -> list[Recipient]:
        with store.view() as read:
            definitions = read.definitions()
            loads = read.loads(open_stages(definitions))
            last = _last_seller(self.lead_id, read)
            norm = int(definitions.setting("deal_norm"))
            found = sellers(read.users(), loads, last, norm)
        return [Recipient(user, loads.get(user.id, 0), user.id == last) for user in found]


def _last_seller(lead_id: str, read: Read) -> str | None:
    """Who sold to this client last: by this lead's own deals, then by those of the others."""
    own = read.lead(lead_id)
    known = (own, *others_of(own, read))
    return next((deal.to for lead in known for deal in lead.deals[::-1] if deal.to), None)


@dataclass(frozen=True, slots=True)
class Joinable(Question[list[DealRow]]):
    """Open deals of the same client, which a lead could join instead of making one more."""

    lead_id: str

    def answer(self, store: Store, now: datetime, me: User) -> list[DealRow]:
        with store.view() as read:
            definitions = read.definitions()
            stages = open_stages(definitions)
            others = others_of(read.lead(self.lead_id), read)
            deals = {deal.id: deal for lead in others for deal in lead.deals if deal.stage in stages}
            return _rows(deals.values(), read, definitions, now)


@dataclass(frozen=True, slots=True)
class HandingView:
    """All that the form of a handover shows."""

    card: CardView
    recipients: tuple[Recipient, ...]
    joinable: tuple[DealRow, ...]


@dataclass(frozen=True, slots=True)
class Handing(Question[HandingView]):
    """A lead with those to whom it may go and the deals that it could join."""

    lead_id: str

    def answer(self, store: Store, now: datetime, me: User) -> HandingView:
        return HandingView(
            Card(self.lead_id).answer(store, now, me),
            tuple(Recipients(self.lead_id).answer(store, now, me)),
            tuple(Joinable(self.lead_id).answer(store, now, me)),
        )
