"""Nurture: to marketing's own funnel until a date or a signal, off the board and the norm (A14-A16)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import need_contact, position, with_sales
from leaddesk.actions.ports import Read
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.lead import LeadState
from leaddesk.domain.log import Set, iso
from leaddesk.domain.nurture import due_touch, nursing_of
from leaddesk.domain.refusals import MoveRefused, Refused


@dataclass(frozen=True)
class Nurture(LeadAction):
    """To nurture, waking at `until` (None: by signal or by hand), with what was said last.

    `programme` and `owner` are those of marketing; without them the usual programme and whoever has it.
    """

    name: ClassVar[str] = "nurture"
    right: ClassVar[str] = "nurture"
    until: datetime | None = None
    text: str = ""
    programme: str = ""
    owner: str | None = None

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.until is not None and self.until <= context.at:
            raise Refused("snooze.until_is_past")
        definitions = read.definitions()
        check_programme(self.programme, definitions)
        check_owner(self.owner, read)
        sets = []
        for lead in read.leads(self.ids):
            need_contact(lead, read)
            if with_sales(lead.position):
                raise MoveRefused("funnel.return_only", stage="nurture")
            value = position(lead.position.stage, "nurture", "", self.text, self.until)
            sets.append(Set("lead", lead.id, "position", value))
            sets.append(nursing(lead, read, self.programme, self.owner))
            if lead.snoozed_until:
                sets.append(Set("lead", lead.id, "snooze", None))
        return sets


def nursing(
    lead: LeadState, read: Read, programme: str = "", owner: str | None = None, after: str = ""
) -> Set:
    """Who of marketing holds the lead by which programme.

    Without a wish it is the programme proposed `after` what happened, and its owner, else whoever had this
    lead before, else a marketer; nobody where the base has none (A23: the program says so).
    """
    definitions = read.definitions()
    fit = [one for one in definitions.programmes if one.after == after]
    usual = next(iter(fit or definitions.programmes), None)
    chosen = definitions.programme_by_id.get(programme) or usual
    active = {user.id: user for user in read.users() if user.active}
    before = lead.nursing.owner if lead.nursing else None
    marketers = sorted((u for u in active.values() if "marketer" in u.roles), key=lambda u: (u.name, u.id))
    wanted = (owner, chosen.owner if chosen else None, before, *(user.id for user in marketers))
    held_by = next((one for one in wanted if one in active), None)
    stages = definitions.group("nurture_stage")
    told = {
        "programme": chosen.id if chosen else "",
        "stage": stages[0].id if stages else "",
        "owner": held_by,
    }
    return Set("lead", lead.id, "nursing", {name: value for name, value in told.items() if value})


def check_programme(programme: str, definitions: Definitions) -> None:
    """Raise Refused for a programme that nobody declared."""
    if programme and programme not in definitions.programme_by_id:
        raise Refused("nurture.no_such_programme", programme=programme)


def check_owner(owner: str | None, read: Read) -> None:
    """Raise Refused for somebody who is not at work here."""
    if owner is not None and owner not in {user.id for user in read.users() if user.active}:
        raise Refused("assign.no_such_user", user=owner)


@dataclass(frozen=True)
class Nurse(LeadAction):
    """Another programme, stage of marketing's funnel or owner for leads that are in nurture."""

    name: ClassVar[str] = "nurse"
    right: ClassVar[str] = "nurture"
    programme: str = ""
    stage: str = ""
    owner: str | None = None

    @property
    def about(self) -> str:
        return self.programme or self.stage

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        definitions = read.definitions()
        check_programme(self.programme, definitions)
        check_owner(self.owner, read)
        if self.stage and self.stage not in {choice.id for choice in definitions.group("nurture_stage")}:
            raise Refused("nurture.no_such_stage", stage=self.stage)
        return [Set("lead", lead.id, "nursing", self._value(lead)) for lead in read.leads(self.ids)]

    def _value(self, lead: LeadState) -> dict[str, Any]:
        now = nursing_of(lead)
        if now is None:
            raise MoveRefused("nurture.not_there")
        told = {
            "programme": self.programme or now.programme,
            "stage": self.stage or now.stage,
            "owner": self.owner or now.owner,
        }
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True)
class Warm(LeadAction):
    """A touch of nurture was made, here or outside (B30); the due step of the programme is done by it.

    Without `kind` it is the kind of that step.
    """

    name: ClassVar[str] = "warm"
    right: ClassVar[str] = "nurture"
    kind: str = ""
    text: str = ""
    at: datetime | None = None

    @property
    def about(self) -> str:
        return self.kind

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        definitions = read.definitions()
        if self.kind and self.kind not in {choice.id for choice in definitions.group("warm")}:
            raise Refused("nurture.no_such_touch", touch=self.kind)
        return [s for lead in read.leads(self.ids) for s in self._one(lead, definitions, context)]

    def _one(self, lead: LeadState, definitions: Definitions, context: Context) -> Iterator[Set]:
        now = nursing_of(lead)
        if now is None:
            raise MoveRefused("nurture.not_there")
        due = due_touch(lead, now, definitions.programme_by_id.get(now.programme))
        fits = due is not None and self.kind in ("", due.kind)
        kind = self.kind or (due.kind if due else "")
        if not kind:
            raise Refused("nurture.no_such_touch", touch="")
        told = {"kind": kind, "at": iso(self.at or context.at), "text": self.text}
        value: dict[str, Any] = {name: part for name, part in told.items() if part}
        if due is not None and fits:
            value |= {"programme": now.programme, "step": due.step}
        yield Set("lead", lead.id, f"warm/{context.new_id()}", value)
