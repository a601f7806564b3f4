"""What sales do with a handed-over lead: accept, return, win, lose, postpone (A18, A20, A25)."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.client import others_of
from leaddesk.actions.nurture import nursing
from leaddesk.actions.placing import position
from leaddesk.actions.ports import Read
from leaddesk.actions.task import task_value
from leaddesk.actions.values import read_amount
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.funnel import check_deal
from leaddesk.domain.lead import DealState, LeadState
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import Refused

SATISFIED = ("us", "competitor", "no")
CAUSES = ("internal", "external")


@dataclass(frozen=True)
class DealAction(LeadAction):
    """Acts on the newest deal of each lead, which must be able to come to the stage `to_stage`.

    A deal that two of the leads share is acted on once; all leads of a deal go where it goes.
    """

    right: ClassVar[str] = "sell"
    to_stage: ClassVar[str] = ""

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        definitions = read.definitions()
        found: dict[str, tuple[LeadState, DealState]] = {}
        for lead in read.leads(self.ids):
            deal = lead.deals[-1] if lead.deals else None
            check_deal(self.name, deal.stage if deal else "", self.reached(), definitions.deal_stages)
            if deal is not None:
                found.setdefault(deal.id, (lead, deal))
        return [s for lead, deal in found.values() for s in self.one(lead, deal, read, context)]

    def reached(self) -> str:
        """The stage that the deal comes to."""
        return self.to_stage

    @abstractmethod
    def one(self, lead: LeadState, deal: DealState, read: Read, context: Context) -> Iterator[Set]:
        """Registers for one deal and its leads."""


def placed(deal: DealState, value: dict[str, Any]) -> Iterator[Set]:
    """All leads of a deal come to the same position."""
    for lead_id in deal.lead_ids:
        yield Set("lead", lead_id, "position", value)


def to_nurture(deal: DealState, read: Read, value: dict[str, Any], after: str = "") -> Iterator[Set]:
    """All leads of a deal go back to marketing."""
    yield from placed(deal, value)
    for lead in read.leads(deal.lead_ids):
        yield nursing(lead, read, after=after)


def amount_of(typed: str, definitions: Definitions) -> dict[str, Any] | None:
    """The amount that was typed, None for an empty text; raises Refused where none can be read."""
    if not typed.strip():
        return None
    amount = read_amount(typed, str(definitions.setting("currency")))
    if amount is None:
        raise Refused("deal.no_amount", value=typed)
    return amount


@dataclass(frozen=True)
class Accept(DealAction):
    """Sales take the deal; the lead's place is the deal from now on."""

    name: ClassVar[str] = "accept"
    to_stage: ClassVar[str] = "accepted"

    def one(self, lead: LeadState, deal: DealState, read: Read, context: Context) -> Iterator[Set]:
        yield Set("deal", deal.id, "state", {"stage": "accepted"})
        if not deal.to:
            yield Set("deal", deal.id, "to", context.actor)
        yield from placed(deal, position("handed_over", "deal"))


@dataclass(frozen=True)
class ReturnLead(DealAction):
    """Back to whoever handed it over, with a reason that stays on the lead as its label.

    The steps that sales had with it end; the sender gets one: to see why it came back.
    """

    name: ClassVar[str] = "return"
    to_stage: ClassVar[str] = "returned"
    reason: str = "not_ready"
    text: str = ""

    @property
    def about(self) -> str:
        return self.reason

    def one(self, lead: LeadState, deal: DealState, read: Read, context: Context) -> Iterator[Set]:
        if self.reason not in {choice.id for choice in read.definitions().group("returned")}:
            raise Refused("place.no_such_reason", place="returned", reason=self.reason)
        state = {"stage": "returned", "reason": self.reason, "text": self.text}
        yield Set("deal", deal.id, "state", {name: value for name, value in state.items() if value})
        sender = {user.id for user in read.users() if user.active and user.id == deal.by}
        for one in read.leads(deal.lead_ids):
            yield Set("lead", one.id, "position", position("ready"))
            yield Set("lead", one.id, "returned", self.reason)
            yield from _steps_end(one, context, "returned")
            if sender and one.owner != deal.by:
                yield Set("lead", one.id, "owner", deal.by)
            if sender:
                value = task_value("came_back", context.at, deal.by, "return")
                yield Set("lead", one.id, f"task/{context.new_id()}", value)


def _steps_end(lead: LeadState, context: Context, result: str) -> Iterator[Set]:
    for task in lead.open_tasks:
        if task.kind == "sales":
            yield Set("lead", lead.id, f"task/{task.id}/done", {"at": iso(context.at), "result": result})


@dataclass(frozen=True)
class Win(DealAction):
    """The deal is won, for money or by barter; only this makes a person a client (C1).

    A deal of somebody who was a client before is a repeat sale (C25).
    """

    name: ClassVar[str] = "won"
    to_stage: ClassVar[str] = "won"
    amount: str = ""
    barter: str = ""

    def one(self, lead: LeadState, deal: DealState, read: Read, context: Context) -> Iterator[Set]:
        amount = amount_of(self.amount, read.definitions())
        if amount is not None:
            yield Set("deal", deal.id, "amount", amount)
        if self.barter.strip():
            yield Set("deal", deal.id, "barter", self.barter.strip())
        repeat = {"repeat": True} if _was_client(lead, deal, read) else {}
        yield Set("deal", deal.id, "state", {"stage": "won", **repeat})


def _was_client(lead: LeadState, deal: DealState, read: Read) -> bool:
    """Whether another deal of the same client was won already."""
    known = (one for state in (lead, *others_of(lead, read)) for one in state.deals)
    return any(one.stage == "won" and one.id != deal.id for one in known)


@dataclass(frozen=True)
class Lose(DealAction):
    """The deal is lost; an unmet need returns the lead to nurture, else to the archive (A18, decision 11).

    `satisfied` says by whom the need was met: us, competitor, or no. `cause` internal or external is that
    of the reason unless it is said otherwise (D19).
    """

    name: ClassVar[str] = "lost"
    to_stage: ClassVar[str] = "lost"
    reason: str = ""
    satisfied: str = ""
    text: str = ""
    cause: str = ""

    @property
    def about(self) -> str:
        return self.reason

    def one(self, lead: LeadState, deal: DealState, read: Read, context: Context) -> Iterator[Set]:
        reasons = {choice.id: choice for choice in read.definitions().group("lost")}
        if self.reason not in reasons:
            raise Refused("place.no_such_reason", place="lost", reason=self.reason)
        if self.satisfied not in SATISFIED:
            raise Refused("deal.is_need_satisfied")
        if self.cause not in ("", *CAUSES):
            raise Refused("deal.no_such_cause", cause=self.cause)
        state = {
            "stage": "lost",
            "reason": self.reason,
            "satisfied": self.satisfied,
            "text": self.text,
            "cause": self.cause or reasons[self.reason].cause,
        }
        yield Set("deal", deal.id, "state", {name: value for name, value in state.items() if value})
        lost = f"lost_{self.reason}"
        if self.satisfied == "no":
            yield from to_nurture(deal, read, position("handed_over", "nurture", lost, self.text), "lost")
        else:
            reason = "competitor" if self.satisfied == "competitor" else lost
            yield from placed(deal, position("handed_over", "archive", reason, self.text))


@dataclass(frozen=True)
class Postpone(DealAction):
    """Too early: the deal is postponed, not lost, and the lead sleeps in nurture until `until` (A25)."""

    name: ClassVar[str] = "postpone"
    to_stage: ClassVar[str] = "postponed"
    until: datetime | None = None
    text: str = ""

    def one(self, lead: LeadState, deal: DealState, read: Read, context: Context) -> Iterator[Set]:
        if self.until is None:
            raise Refused("deal.postponed_until")
        if self.until <= context.at:
            raise Refused("snooze.until_is_past")
        state = {"stage": "postponed", "text": self.text}
        yield Set("deal", deal.id, "state", {name: value for name, value in state.items() if value})
        value = position("handed_over", "nurture", "too_early", self.text, self.until)
        yield from to_nurture(deal, read, value)
