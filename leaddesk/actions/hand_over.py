"""Handover: a lead goes to sales with need, answers and advice; one deal a nurture round (A12, A20)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.client import others_of
from leaddesk.actions.placing import need_contact, position, with_sales
from leaddesk.actions.ports import Read
from leaddesk.actions.task import task_value
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.ids import deal_id
from leaddesk.domain.lead import DealState, LeadState
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import MoveRefused, NotReady, Refused
from leaddesk.domain.score import Check, readiness


@dataclass(frozen=True)
class HandOver(LeadAction):
    """Advice is compulsory; unmet criteria need a reason, which is reported; `step` is the first of sales.

    `attach` is an open deal of the same client that the lead joins instead of making a deal of its own.
    """

    name: ClassVar[str] = "hand_over"
    right: ClassVar[str] = "hand_over"
    advice: str = ""
    to: str | None = None
    step: str = ""
    at: datetime | None = None
    reason: str = ""
    attach: str = ""

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if not self.advice.strip():
            raise Refused("hand_over.advice_missing")
        if self.to is not None and self.to not in {user.id for user in read.users()}:
            raise Refused("assign.no_such_user", user=self.to)
        definitions = read.definitions()
        return [s for lead in read.leads(self.ids) for s in self._one(lead, read, definitions, context)]

    def _one(self, lead: LeadState, read: Read, definitions: Definitions, context: Context) -> Iterator[Set]:
        need_contact(lead, read)
        if with_sales(lead.position):
            return
        if lead.position.place:
            raise MoveRefused("funnel.off_board", place=lead.position.place, stage="handed_over")
        checks = readiness(lead, definitions, reachable=True)
        failed = [check.id for check in checks if not check.ok]
        if failed and not self.reason.strip():
            raise NotReady("hand_over.not_ready", failed=tuple(failed), of=len(checks))
        if self.attach:
            yield from self._joins(lead, read)
        else:
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

    def _joins(self, lead: LeadState, read: Read) -> Iterator[Set]:
        """The lead joins a deal that is open; its need and advice stand there beside those of the deal."""
        deal = read.deal(self.attach)
        stage = read.definitions().deal_stage_by_id.get(deal.stage)
        if deal.stage != "awaiting" and not (stage is not None and stage.open):
            raise Refused("hand_over.deal_closed", stage=deal.stage)
        if not _same_client(lead, deal, read):
            raise Refused("hand_over.other_client")
        told = {"need": lead.need, "advice": self.advice}
        yield Set("deal", deal.id, f"joined/{lead.id}", told)
        yield Set("lead", lead.id, f"deal/{deal.id}", {"round": lead.nurture_rounds})
        place = None if deal.stage == "awaiting" else "deal"
        yield Set("lead", lead.id, "position", position("handed_over", place))

    def _deal(self, lead: LeadState, checks: tuple[Check, ...], definitions: Definitions) -> dict[str, Any]:
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
            "summary": list(_summary(lead, definitions)),
            "criteria": [[check.id, bool(check.ok)] for check in checks],
            "override": self.reason,
            "amount": amount,
        }
        return {name: value for name, value in told.items() if value not in (None, "", [])}


def _summary(lead: LeadState, definitions: Definitions) -> Iterator[list[Any]]:
    """Every answer as it stands, with where it is known from: question, words, level, evidence."""
    for question in definitions.questions:
        answer = lead.answers.get(question.id)
        if answer is not None and (answer.text or answer.known):
            evidence: Mapping[str, Any] | None = answer.evidence
            yield [question.id, answer.text, answer.level, dict(evidence) if evidence else None]


def _same_client(lead: LeadState, deal: DealState, read: Read) -> bool:
    """The same person or company, or somebody who shares a contact with them (A10)."""
    if lead.person_id == deal.person_id or (lead.company_id and lead.company_id == deal.company_id):
        return True
    return deal.lead_id in {one.id for one in others_of(lead, read)}
