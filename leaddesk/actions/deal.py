"""Work on a deal that goes on: proposals, invoices, own stages, its terms, and whether the advice helped."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.ports import Read
from leaddesk.actions.sell import DealAction, amount_of
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.lead import DealState, LeadState
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import NotFound, Refused

_ENDS = ("awaiting", "accepted", "returned", "won", "lost", "postponed")


@dataclass(frozen=True)
class SendPaper(DealAction):
    """A paper was sent: it is counted (D16), its amount becomes the deal's, which never goes back."""

    amount: str = ""
    text: str = ""

    def one(self, lead: LeadState, deal: DealState, read: Read, context: Context) -> Iterator[Set]:
        definitions = read.definitions()
        amount = amount_of(self.amount, definitions)
        told = {"kind": self.to_stage, "at": iso(context.at), "text": self.text, **(amount or {})}
        value = {name: part for name, part in told.items() if part not in ("", None)}
        yield Set("deal", deal.id, f"paper/{context.new_id()}", value)
        if amount is not None:
            yield Set("deal", deal.id, "amount", amount)
        if _place(self.to_stage, definitions) > _place(deal.stage, definitions):
            yield Set("deal", deal.id, "state", {"stage": self.to_stage})


def _place(stage: str, definitions: Definitions) -> int:
    return [one.id for one in definitions.deal_stages].index(stage)


@dataclass(frozen=True)
class Proposal(SendPaper):
    """A commercial proposal was sent."""

    name: ClassVar[str] = "proposal"
    to_stage: ClassVar[str] = "proposal"


@dataclass(frozen=True)
class Invoice(SendPaper):
    """An invoice was issued."""

    name: ClassVar[str] = "invoice"
    to_stage: ClassVar[str] = "invoice"


@dataclass(frozen=True)
class MoveDeal(DealAction):
    """To an open stage of the company's own sales funnel; ends and papers have actions of their own."""

    name: ClassVar[str] = "move_deal"
    stage: str = ""

    @property
    def about(self) -> str:
        return self.stage

    def reached(self) -> str:
        return self.stage

    def one(self, lead: LeadState, deal: DealState, read: Read, context: Context) -> Iterator[Set]:
        if self.stage in _ENDS:
            raise Refused("deal.has_own_action", stage=self.stage)
        if deal.stage != self.stage:
            yield Set("deal", deal.id, "state", {"stage": self.stage})


@dataclass(frozen=True)
class DealNote(LeadAction):
    """Sets what stands beside the stage of the newest deal of each lead."""

    right: ClassVar[str] = "sell"

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        found: dict[str, DealState] = {}
        for lead in read.leads(self.ids):
            if not lead.deals:
                raise NotFound("deal.none_of_lead", lead=lead.id)
            found[lead.deals[-1].id] = lead.deals[-1]
        return [s for deal in found.values() for s in self.one(deal, read)]

    @abstractmethod
    def one(self, deal: DealState, read: Read) -> Iterator[Set]:
        """Registers of one deal."""


@dataclass(frozen=True)
class Terms(DealNote):
    """The amount of a deal, or what is given instead of money (C1)."""

    name: ClassVar[str] = "terms"
    amount: str = ""
    barter: str | None = None

    def one(self, deal: DealState, read: Read) -> Iterator[Set]:
        amount = amount_of(self.amount, read.definitions())
        if amount is None and self.barter is None:
            raise Refused("deal.no_amount", value=self.amount)
        if amount is not None:
            yield Set("deal", deal.id, "amount", amount)
        if self.barter is not None:
            yield Set("deal", deal.id, "barter", self.barter.strip())


@dataclass(frozen=True)
class RateAdvice(DealNote):
    """Sales say whether the advice with the deal was of use (C20); None takes the word back."""

    name: ClassVar[str] = "rate_advice"
    useful: bool | None = True

    @property
    def about(self) -> str:
        return {True: "yes", False: "no", None: ""}[self.useful]

    def one(self, deal: DealState, read: Read) -> Iterator[Set]:
        if not deal.advice:
            raise Refused("deal.no_advice")
        yield Set("deal", deal.id, "useful", self.useful)
