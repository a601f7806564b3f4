"""Handover: a lead goes to sales with need, answers and advice; one deal a nurture round (A12, A20)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import need_contact, position
from leaddesk.actions.ports import Read
from leaddesk.actions.task import task_value
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.ids import deal_id
from leaddesk.domain.lead import LeadState
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import MoveRefused, NotReady, Refused
from leaddesk.domain.score import Check, readiness


@dataclass(frozen=True)
class HandOver(LeadAction):
    """Advice is compulsory; unmet criteria need a reason, which is reported; `step` is the first of sales."""

    name: ClassVar[str] = "hand_over"
    right: ClassVar[str] = "hand_over"
    advice: str = ""
    to: str | None = None
    step: str = ""
    at: datetime | None = None
    reason: str = ""

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if not self.advice.strip():
            raise Refused("hand_over.advice_missing")
        if self.to is not None and self.to not in {user.id for user in read.users()}:
            raise Refused("assign.no_such_user", user=self.to)
        definitions = read.definitions()
        return [s for lead in read.leads(self.ids) for s in self._one(lead, read, definitions, context)]

    def _one(self, lead: LeadState, read: Read, definitions: Definitions, context: Context) -> Iterator[Set]:
        need_contact(lead, read)
        if lead.position.stage == "handed_over" or lead.position.place == "deal":
            return
        if lead.position.place:
            raise MoveRefused("funnel.off_board", place=lead.position.place, stage="handed_over")
        checks = readiness(lead, definitions, reachable=True)
        failed = [check.id for check in checks if not check.ok]
        if failed and not self.reason.strip():
            raise NotReady("hand_over.not_ready", failed=tuple(failed), of=len(checks))
        deal = deal_id(lead.id, lead.nurture_rounds)
        yield Set("deal", deal, "*", self._deal(lead, checks, definitions))
        yield Set("deal", deal, "state", {"stage": "awaiting"})
        yield Set("lead", lead.id, f"deal/{deal}", {"round": lead.nurture_rounds})
        yield Set("lead", lead.id, "position", position("handed_over"))
        if lead.snoozed_until:
            yield Set("lead", lead.id, "snooze", None)
        if self.at is not None:
            value = task_value(self.step or "first_step", self.at, self.to, "sales")
            yield Set("lead", lead.id, f"task/{context.new_id()}", value)

    def _deal(self, lead: LeadState, checks: tuple[Check, ...], definitions: Definitions) -> dict[str, Any]:
        answers = [(q.id, lead.answers[q.id].text) for q in definitions.questions if q.id in lead.answers]
        amount = (
            {"minor": lead.amount_minor, "currency": lead.currency} if lead.amount_minor is not None else None
        )
        told = {
            "lead": lead.id,
            "person": lead.person_id,
            "company": lead.company_id,
            "round": lead.nurture_rounds,
            "need": lead.need,
            "advice": self.advice,
            "to": self.to,
            "summary": [list(pair) for pair in answers],
            "criteria": [[check.id, bool(check.ok)] for check in checks],
            "override": self.reason,
            "amount": amount,
        }
        return {name: value for name, value in told.items() if value not in (None, "", [])}
