"""Simple mode (C22): without leads what comes in goes straight to a deal, and open leads become deals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, ClassVar

from leaddesk.actions.action import CHUNK, Action, Context
from leaddesk.actions.chunks import in_chunks
from leaddesk.actions.placing import position, reachable, with_sales
from leaddesk.actions.ports import PageAsk, Read, Store, Undo
from leaddesk.actions.questions import Question
from leaddesk.domain.deals import sellers
from leaddesk.domain.definitions import NAME, Definitions, definition_id
from leaddesk.domain.ids import deal_id
from leaddesk.domain.lead import LeadState
from leaddesk.domain.log import Set
from leaddesk.domain.users import User

SETTING = "without_leads"
OPEN = "is:active has:contact -is:coldlist -stage:handed_over"
"""Leads that become deals; who sleeps, is archived, has no contact or asked nothing stays as it is."""


def without_leads(definitions: Definitions) -> bool:
    """Whether this base works without leads."""
    return bool(definitions.settings.get(SETTING, False))


@dataclass
class Sellers:
    """Who gets a deal that nobody handed over: the client's last one, else whoever has the fewest."""

    users: Sequence[User]
    loads: dict[str, int]
    norm: int
    me: str
    _given: dict[str, str] = field(default_factory=dict)

    def take(self, last: str | None) -> str:
        """The next salesperson; whoever acts where nobody sells."""
        found = sellers(self.users, self.loads, last, self.norm)
        chosen = found[0].id if found else self.me
        self.loads[chosen] = self.loads.get(chosen, 0) + 1
        return chosen


def sellers_of(read: Read, me: str) -> Sellers:
    """The sellers of a base with what they have now."""
    definitions = read.definitions()
    stages = ["awaiting", *(stage.id for stage in definitions.deal_stages if stage.open)]
    norm = int(definitions.settings.get("deal_norm", 30))
    return Sellers(read.users(), read.loads(stages), norm, me)


def straight(told: dict[str, Any], lead_id: str, nurture_round: int = 0) -> Iterator[Set]:
    """The deal of a need that no handover stands before; the lead keeps the request and its history."""
    deal = deal_id(lead_id, nurture_round)
    value = {"lead": lead_id, "round": nurture_round, **told}
    yield Set("deal", deal, "*", {name: part for name, part in value.items() if part not in (None, "")})
    yield Set("deal", deal, "state", {"stage": "accepted"})
    yield Set("lead", lead_id, f"deal/{deal}", {"round": nurture_round})
    yield Set("lead", lead_id, "position", position("handed_over", "deal"))


@dataclass(frozen=True)
class SwitchMode(Action):
    """With leads or without; `leads` are those that become deals, as one step that is undone as one."""

    name: ClassVar[str] = "simple_mode"
    right: ClassVar[str] = "configure"
    without: bool = True
    leads: tuple[str, ...] = ()
    begins: bool = True

    @property
    def undo(self) -> Undo:
        return "per_row"

    def parts(self) -> Iterator[Action]:
        yield replace(self, leads=())
        for ids in in_chunks(self.leads, CHUNK) if self.without else ():
            yield replace(self, leads=ids, begins=False)

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.begins:
            value = {"value": self.without, NAME: SETTING}
            return [Set("setting", definition_id("setting", SETTING), "*", value)]
        chosen = sellers_of(read, context.actor)
        return [s for lead in read.leads(self.leads) for s in _converted(lead, read, chosen)]


def _converted(lead: LeadState, read: Read, chosen: Sellers) -> Iterator[Set]:
    if (
        with_sales(lead.position)
        or lead.position.place
        or lead.kind != "request"
        or not reachable(lead, read)
    ):
        return
    amount = (
        {"minor": lead.amount_minor, "currency": lead.currency} if lead.amount_minor is not None else None
    )
    told = {
        "person": lead.person_id,
        "company": lead.company_id,
        "need": lead.need,
        "to": chosen.take(lead.owner),
        "amount": amount,
    }
    yield from straight(told, lead.id, lead.nurture_rounds)
    if lead.snoozed_until:
        yield Set("lead", lead.id, "snooze", None)


@dataclass(frozen=True, slots=True)
class ModePreview:
    """What a switch would do: leads that become deals by stage, and what stays."""

    without: bool
    leads: tuple[str, ...]
    stages: tuple[tuple[str, int], ...]
    asleep: int
    no_contact: int


@dataclass(frozen=True, slots=True)
class Mode(Question[ModePreview]):
    """Shown before the switch (C22)."""

    def answer(self, store: Store, now: datetime, me: User) -> ModePreview:
        with store.view() as read:
            definitions = read.definitions()
        leads = tuple(store.ids_where(PageAsk(OPEN), now, me.id))
        queries = [f"{OPEN} stage:{stage.id}" for stage in definitions.stages]
        counts = store.counts([*queries, "is:nurturing", "is:contactless"], now, me.id)
        stages = tuple((stage.id, n) for stage, n in zip(definitions.stages, counts, strict=False) if n)
        return ModePreview(without_leads(definitions), leads, stages, counts[-2], counts[-1])
