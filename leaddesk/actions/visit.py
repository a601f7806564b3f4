"""Visit: somebody came to the stand: a new lead, or a touch of a known one, with all that was said (A3)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from leaddesk.actions.action import Action, Context
from leaddesk.actions.arrivals import Fate, fates
from leaddesk.actions.births import contact_id, contact_value
from leaddesk.actions.consent import STATES
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.placing import wakes
from leaddesk.actions.ports import Read
from leaddesk.actions.task import task_value
from leaddesk.domain.ids import derived_id
from leaddesk.domain.lead import LeadState, PersonState
from leaddesk.domain.log import Set, iso
from leaddesk.domain.normal import fold
from leaddesk.domain.refusals import Refused
from leaddesk.domain.show import TOUCH


class Told(NamedTuple):
    """An answer that a visitor gave: the question, its level or None, the words."""

    question: str
    level: int | None
    text: str


class File(NamedTuple):
    """A picture or a voice note that was kept of a visitor."""

    sha256: str
    name: str


@dataclass(frozen=True)
class RecordVisit(Action):
    """What the stand kept of one visitor, whole, as one step.

    `visit` names it once for all: said again it changes nothing, so that a crash between the base and the
    journal of the stand makes nobody twice. Who was at the same show before, or whose need is open, gets a
    touch and no new lead. `step` with `due` is what was promised; `lead` is the record
    that an earlier saying of this visit became, and that is put right now. `told` hears the id of the lead.
    """

    name: ClassVar[str] = "visit"
    right: ClassVar[str] = "capture"
    item: Incoming
    visit: str
    by: str
    answers: tuple[Told, ...] = ()
    step: str = ""
    due: datetime | None = None
    promise: str = ""
    consent: str = ""
    consent_text: str = ""
    files: tuple[File, ...] = ()
    lead: str = ""
    told: Callable[[str], None] | None = None

    @property
    def about(self) -> str:
        return self.item.name or self.item.company

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.consent and self.consent not in STATES:
            raise Refused("consent.no_such_state", state=self.consent)
        if self.by not in {user.id for user in read.users() if user.active}:
            raise Refused("assign.no_such_user", user=self.by)
        if self.lead:
            return list(self._completed(read.lead(self.lead), read, context))
        fate = self._fate(read, context)
        if self.told is not None:
            self.told(fate.lead_id)
        born = _birth(fate)
        if born is not None:
            lead = born["lead"]
            return [*fate.sets, *self._said(fate.lead_id, lead["person"], fate.kind != "junk", read, context)]
        known = read.lead(fate.lead_id)
        if fate.reason == "same_row" or any(touch.id == self._touch_id for touch in known.touches):
            return ()
        told = self._said(known.id, known.person_id, True, read, context)
        return [*fate.sets, *self._again(known), *told]

    def _fate(self, read: Read, context: Context) -> Fate:
        """Whose visit it is: on another day of the same show another need is no other lead, nor is none."""
        (fate,) = fates((self.item,), read, context)
        born = _birth(fate)
        if fate.kind != "new" or born is None or fate.reason == "new_contact":
            return fate
        for brief in sorted(read.briefs([born["lead"]["person"]]), key=lambda brief: -brief.received):
            same_show = fold(read.lead(brief.id).event) == fold(self.item.event)
            if brief.open and (same_show or not self.item.need.strip()):
                person = tuple(one for one in fate.sets if one.entity == "person")
                return Fate("updated", brief.id, fate.reason, person)
        return fate

    def _completed(self, lead: LeadState, read: Read, context: Context) -> Iterator[Set]:
        """A record of this visit gets what it lacked, and what was read wrongly is put right."""
        if lead.person_id is None:
            raise Refused("edit.no_person")
        person = read.person(lead.person_id)
        yield from self._contacts(lead, person)
        for field in ("name", "title"):
            text = getattr(self.item, field)
            if text and (person is None or text != getattr(person, field)):
                yield Set("person", lead.person_id, field, text)
        company = read.company(lead.company_id) if lead.company_id else None
        if company is not None and self.item.company and self.item.company != company.name:
            yield Set("company", company.id, "name", self.item.company)
        if self.item.temperature and self.item.temperature != lead.temperature_set:
            yield Set("lead", lead.id, "temperature", self.item.temperature)
        reachable = self.item.reachable or (person is not None and person.reachable)
        if self.item.reachable and lead.position.place == "junk" and lead.position.reason == "no_contact":
            yield Set("lead", lead.id, "position", {"stage": "new"})
        yield from self._said(lead.id, lead.person_id, reachable, read, context)

    def _contacts(self, lead: LeadState, person: PersonState | None) -> Iterator[Set]:
        """Contacts that are new; one that this very visit brought and that is no longer told is wrong."""
        assert lead.person_id is not None
        told = {contact_id(lead.person_id, contact): contact for contact in self.item.contacts}
        held = {contact.id: contact for contact in person.contacts} if person else {}
        for row_id, contact in told.items():
            if row_id not in held:
                yield Set("person", lead.person_id, f"contact/{row_id}", contact_value(contact))
        if lead.extra.get("visit") == self.visit:
            kinds = {contact.kind for contact in told.values()}
            for row_id, known in held.items():
                if row_id not in told and known.kind in kinds and known.mark is None:
                    yield Set("person", lead.person_id, f"contact/{row_id}/mark", "wrong")

    def _again(self, lead: LeadState) -> Iterator[Set]:
        """A known client came: out of sleep, warmer or colder as they were today."""
        yield from wakes(lead, "signal")
        if lead.snoozed_until and lead.position.place != "nurture":
            yield Set("lead", lead.id, "snooze", None)
        if self.item.temperature:
            yield Set("lead", lead.id, "temperature", self.item.temperature)
        if lead.owner is None:
            yield Set("lead", lead.id, "owner", self.item.owner or self.by)

    def _said(
        self, lead_id: str, person_id: str | None, reachable: bool, read: Read, context: Context
    ) -> Iterator[Set]:
        at = self.item.received or context.at
        yield Set("lead", lead_id, f"touch/{self._touch_id}", self._touch(at))
        asked = read.definitions().question_by_id
        for told in self.answers:
            if reachable and told.question in asked:
                evidence = {"kind": "said", "text": told.text, "at": iso(at)}
                value = {"level": told.level, "text": told.text, "evidence": evidence}
                yield Set("lead", lead_id, f"answer/{told.question}", value)
        if self.step and self.due is not None:
            value = task_value(self.step, self.due, self.item.owner or self.by)
            yield Set("lead", lead_id, f"task/{derived_id('promise', self.visit)}", value)
        if self.consent and person_id:
            consent = {
                "state": self.consent,
                "version": self.consent_text or str(read.definitions().setting("consent_text")),
                "at": iso(at),
                "channel": self.item.channel,
            }
            yield Set("person", person_id, "consent", {name: part for name, part in consent.items() if part})

    @property
    def _touch_id(self) -> str:
        return derived_id(TOUCH, self.visit)

    def _touch(self, at: datetime) -> Mapping[str, Any]:
        files = [{"sha256": file.sha256, "name": file.name} for file in self.files]
        told = {
            "kind": TOUCH,
            "way": "in",
            "at": iso(at),
            "by": self.by,
            "outcome": "talked",
            "text": self.item.note,
            "promise": self.promise,
            "event": self.item.event,
            "message": {"files": files} if files else None,
        }
        return {name: value for name, value in told.items() if value}


def _birth(fate: Fate) -> Mapping[str, Any] | None:
    """What a new lead is born with; None where the arrival made none."""
    value = next((one.value for one in fate.sets if one.row_id == fate.lead_id and one.field == "*"), None)
    return value if isinstance(value, Mapping) else None
