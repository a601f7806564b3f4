"""What sales do with a handed-over lead: accept, return, win, lose, postpone (A18, A20, A25)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import position
from leaddesk.actions.ports import Read
from leaddesk.domain.lead import DealState, LeadState
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import Refused


@dataclass(frozen=True)
class DealAction(LeadAction):
    """Acts on the newest deal of each lead, which must be in one of `from_stages`."""

    right: ClassVar[str] = "sell"
    from_stages: ClassVar[tuple[str, ...]] = ("accepted", "proposal", "invoice")

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        sets: list[Set] = []
        for lead in read.leads(self.ids):
            deal = lead.deals[-1] if lead.deals else None
            if deal is None or deal.stage not in self.from_stages:
                raise Refused("deal.not_in_stage", action=self.name, stage=deal.stage if deal else "")
            sets.extend(self.one(lead, deal, read, context))
        return sets

    def one(self, lead: LeadState, deal: DealState, read: Read, context: Context) -> Iterator[Set]:
        """Registers for one lead and its deal."""
        raise NotImplementedError


@dataclass(frozen=True)
class Accept(DealAction):
    """Sales take the deal; the lead's place is the deal from now on."""

    name: ClassVar[str] = "accept"
    from_stages: ClassVar[tuple[str, ...]] = ("awaiting",)

    def one(self, lead: LeadState, deal: DealState, read: Read, context: Context) -> Iterator[Set]:
        yield Set("deal", deal.id, "state", {"stage": "accepted"})
        if not deal.to:
            yield Set("deal", deal.id, "to", context.actor)
        yield Set("lead", lead.id, "position", position("handed_over", "deal"))


@dataclass(frozen=True)
class ReturnLead(DealAction):
    """Back to the sender with a reason, which stays on the lead as its label."""

    name: ClassVar[str] = "return"
    from_stages: ClassVar[tuple[str, ...]] = ("awaiting", "accepted")
    reason: str = "not_ready"
    text: str = ""

    def one(self, lead: LeadState, deal: DealState, read: Read, context: Context) -> Iterator[Set]:
        if self.reason not in {choice.id for choice in read.definitions().group("returned")}:
            raise Refused("place.no_such_reason", place="returned", reason=self.reason)
        yield Set("deal", deal.id, "state", {"stage": "returned", "reason": self.reason, "text": self.text})
        yield Set("lead", lead.id, "position", position("ready"))
        yield Set("lead", lead.id, "returned", self.reason)


@dataclass(frozen=True)
class Win(DealAction):
    """The deal is won; only this makes a person a client (C1)."""

    name: ClassVar[str] = "won"

    def one(self, lead: LeadState, deal: DealState, read: Read, context: Context) -> Iterator[Set]:
        yield Set("deal", deal.id, "state", {"stage": "won"})


@dataclass(frozen=True)
class Lose(DealAction):
    """The deal is lost; an unmet need returns the lead to nurture, else to the archive (A18, decision 11)."""

    name: ClassVar[str] = "lost"
    reason: str = "other"
    satisfied: str = "no"

    def one(self, lead: LeadState, deal: DealState, read: Read, context: Context) -> Iterator[Set]:
        if self.reason not in {choice.id for choice in read.definitions().group("lost")}:
            raise Refused("place.no_such_reason", place="lost", reason=self.reason)
        if self.satisfied not in ("no", "us", "competitor"):
            raise Refused("deal.is_need_satisfied")
        state = {"stage": "lost", "reason": self.reason, "satisfied": self.satisfied}
        yield Set("deal", deal.id, "state", state)
        place = "nurture" if self.satisfied == "no" else "archive"
        reason = "" if place == "nurture" else "competitor" if self.satisfied == "competitor" else "not_fit"
        yield Set(
            "lead", lead.id, "position", position("handed_over", place, reason or f"lost_{self.reason}")
        )


@dataclass(frozen=True)
class Postpone(DealAction):
    """Too early: the deal is postponed, not lost, and the lead sleeps in nurture until `until` (A25)."""

    name: ClassVar[str] = "postpone"
    until: datetime | None = None

    def one(self, lead: LeadState, deal: DealState, read: Read, context: Context) -> Iterator[Set]:
        yield Set("deal", deal.id, "state", {"stage": "postponed"})
        yield Set(
            "lead", lead.id, "position", position("handed_over", "nurture", "too_early", "", self.until)
        )
