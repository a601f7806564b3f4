"""Edit: a field of the lead, its person or company, and contacts added (a contact promotes junk: A6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.births import contact_id, contact_value
from leaddesk.actions.incoming import IncomingContact
from leaddesk.actions.ports import Read
from leaddesk.actions.turning import turned
from leaddesk.domain.lead import LeadState
from leaddesk.domain.library import TONES
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import Refused
from leaddesk.domain.zones import is_zone

LEAD_FIELDS = frozenset(
    {"need", "need_type", "product", "source", "campaign", "event", "language", "amount", "channel"}
)
PERSON_FIELDS = frozenset({"name", "title", "city", "country", "zone", "language", "tone"})
_NO_CONTACT = IncomingContact("phone", "", None)


@dataclass(frozen=True)
class Edit(LeadAction):
    """Set one field: `need`, `product` ... of the lead, `person.name` ... of its person, `company.name`."""

    name: ClassVar[str] = "edit"
    field: str = "need"
    value: Any = ""

    @property
    def about(self) -> str:
        return self.field

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        self._check(read)
        return [s for lead in read.leads(self.ids) for s in self._one(lead)]

    def _check(self, read: Read) -> None:
        """Raise Refused for a value that the field cannot hold: the fold must never meet one."""
        field = self.field.rpartition(".")[2]
        if field == "amount":
            known = self.value is None or _is_amount(self.value)
        elif field == "zone":
            known = self.value is None or (isinstance(self.value, str) and is_zone(self.value))
        elif field == "tone":
            known = self.value in TONES
        elif field == "channel":
            known = isinstance(self.value, str) and self.value in read.definitions().channel_by_id
        else:
            known = isinstance(self.value, str)
        if not known:
            raise Refused("edit.no_such_value", field=self.field)

    def _one(self, lead: LeadState) -> Iterator[Set]:
        entity, _, field = self.field.rpartition(".")
        if entity == "person" and field in PERSON_FIELDS and lead.person_id:
            yield Set("person", lead.person_id, field, self.value)
        elif entity == "company" and field == "name" and lead.company_id:
            yield Set("company", lead.company_id, field, self.value)
        elif not entity and field in LEAD_FIELDS:
            yield Set("lead", lead.id, field, self.value)
            met = [touch.at for touch in lead.touches if touch.answered and touch.outcome != "refused"]
            if field == "need" and met:
                yield from _asked(lead, self.value, max(met))
        else:
            raise Refused("edit.no_such_field", field=self.field)


def _asked(lead: LeadState, need: str, at: datetime) -> Iterator[Set]:
    """The need of a cold record that somebody talked with, written down after the talk."""
    if lead.kind == "cold" and need.strip():
        yield from turned(lead.id, at)


def _is_amount(value: Any) -> bool:
    """Minor units and the code of the currency."""
    return (
        isinstance(value, Mapping)
        and value.keys() == {"minor", "currency"}
        and type(value["minor"]) is int
        and isinstance(value["currency"], str)
    )


@dataclass(frozen=True)
class AddContact(LeadAction):
    """Add a contact to the lead's person; a record that was junk for want of one comes to the inbox."""

    name: ClassVar[str] = "add_contact"
    contact: IncomingContact = _NO_CONTACT

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.contact.normal:
            read.arriving((), ((self.contact.kind, self.contact.normal),), ())
        return [s for lead in read.leads(self.ids) for s in self._one(lead)]

    def _one(self, lead: LeadState) -> Iterator[Set]:
        if not lead.person_id:
            raise Refused("edit.no_person")
        row = f"contact/{contact_id(lead.person_id, self.contact)}"
        yield Set("person", lead.person_id, row, contact_value(self.contact))
        position = lead.position
        if self.contact.normal and position.place == "junk" and position.reason == "no_contact":
            yield Set("lead", lead.id, "position", {"stage": "new"})


@dataclass(frozen=True)
class MarkContact(LeadAction):
    """Mark a contact verified, bounced or wrong (A9); None takes the mark away."""

    name: ClassVar[str] = "mark_contact"
    contact_id: str = ""
    mark: str | None = None

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.mark not in (None, "verified", "bounced", "wrong"):
            raise Refused("edit.no_such_mark", mark=self.mark)
        return [
            Set("person", lead.person_id, f"contact/{self.contact_id}/mark", self.mark)
            for lead in read.leads(self.ids)
            if lead.person_id
        ]
