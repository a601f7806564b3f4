"""Contact: a call and the result of it in one step: logged, next step set, number marked (key R)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import need_contact, position, wakes, with_sales
from leaddesk.actions.ports import Read
from leaddesk.actions.task import task_value
from leaddesk.actions.turning import spoken_need
from leaddesk.domain.clocks import clocks
from leaddesk.domain.lead import LeadState
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import Refused
from leaddesk.domain.regulation import next_attempt


@dataclass(frozen=True)
class Contact(LeadAction):
    """The result of a contact: no_answer, call_back, talked, wrong_number, refused or wrote.

    no_answer plans the next attempt by the regulation and archives "not reached" after the last one;
    `seconds` is talk time without ringing, `rang` that of the ringing (decision 1); `step` and `due` set the
    next step. The need that a record of a cold list talked of makes it a request; without `need` it is what
    `text` says of the talk.
    """

    name: ClassVar[str] = "contact"
    outcome: str = "talked"
    seconds: int = 0
    way: str = "out"
    reason: str = ""
    text: str = ""
    step: str = ""
    due: datetime | None = None
    started: datetime | None = None
    need: str = ""
    rang: int = 0

    @property
    def about(self) -> str:
        return self.outcome

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        definitions = read.definitions()
        if self.outcome not in {choice.id for choice in definitions.group("outcome")}:
            raise Refused("contact.no_such_outcome", outcome=self.outcome)
        if self.outcome == "refused" and self.reason not in {c.id for c in definitions.group("refusal")}:
            raise Refused("contact.refusal_needs_reason")
        if self.outcome == "call_back" and self.due is None:
            raise Refused("contact.when_to_call_back")
        return [s for lead in read.leads(self.ids) for s in self._one(lead, read, context)]

    def _one(self, lead: LeadState, read: Read, context: Context) -> Iterator[Set]:
        need_contact(lead, read)
        yield Set("lead", lead.id, f"touch/{context.new_id()}", self._touch(context))
        for step in lead.open_tasks:
            if step.kind == "attempt" or (self.outcome in ("talked", "call_back") and step.due <= context.at):
                done = {"at": iso(context.at), "result": self.outcome}
                yield Set("lead", lead.id, f"task/{step.id}/done", done)
        if self.way == "in" or self.outcome == "wrote":
            yield from wakes(lead, "signal")
        if self.outcome == "no_answer":
            yield from self._try_again(lead, read, context)
        elif self.outcome == "wrong_number":
            yield from self._wrong_number(lead, read)
        if self.due is not None:
            value = task_value(self.step or self.outcome, self.due, context.actor, "call")
            yield Set("lead", lead.id, f"task/{context.new_id()}", value)
        if self.outcome in ("talked", "wrote") or (self.need and self.outcome == "call_back"):
            yield from spoken_need(lead, self.need or self.text, self._began(context))
        if (
            lead.position.stage == "new"
            and lead.position.active
            and self.outcome in ("talked", "call_back", "wrote")
        ):
            yield Set("lead", lead.id, "position", position("in_work"))
            if lead.owner is None:
                yield Set("lead", lead.id, "owner", context.actor)

    def _began(self, context: Context) -> datetime:
        return self.started or context.at - timedelta(seconds=self.seconds + self.rang)

    def _touch(self, context: Context) -> dict[str, Any]:
        kind = "message" if self.outcome == "wrote" else "call"
        told = {
            "kind": kind,
            "way": self.way,
            "at": iso(self._began(context)),
            "by": context.actor,
            "seconds": self.seconds,
            "rang": self.rang,
            "outcome": self.outcome,
            "reason": self.reason,
            "text": self.text,
        }
        return {name: value for name, value in told.items() if value}

    def _try_again(self, lead: LeadState, read: Read, context: Context) -> Iterator[Set]:
        definitions = read.definitions()
        attempts = clocks(lead, definitions).attempts + 1
        again = next_attempt(attempts, context.at, definitions.setting("attempt_plan_h"))
        if again is None:
            # What sales hold, sleeps or is put away already stays where it is.
            if lead.position.active and not with_sales(lead.position):
                value = position(lead.position.stage, "archive", "not_reached")
                yield Set("lead", lead.id, "position", value)
        else:
            value = task_value("call_again", again, context.actor, "attempt")
            yield Set("lead", lead.id, f"task/{context.new_id()}", value)

    def _wrong_number(self, lead: LeadState, read: Read) -> Iterator[Set]:
        person = read.person(lead.person_id) if lead.person_id else None
        phones = [c for c in person.contacts if c.kind == "phone" and c.usable] if person else []
        if person and phones:
            yield Set("person", person.id, f"contact/{phones[0].id}/mark", "wrong")


@dataclass(frozen=True)
class Call(Contact):
    """A call entered by hand or from a list, either way; the same register as a contact result."""

    name: ClassVar[str] = "call"
