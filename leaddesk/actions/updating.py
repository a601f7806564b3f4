"""Update by key: a row of a known id, e-mail or phone brings its lead up to date; blank or older never."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from leaddesk.actions.action import Context
from leaddesk.actions.arrivals import fates
from leaddesk.actions.births import contact_id, contact_value
from leaddesk.actions.fate import Fate
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.ports import Read
from leaddesk.actions.threads import registers
from leaddesk.domain.lead import LeadState, PersonState
from leaddesk.domain.log import Op, Set
from leaddesk.domain.normal import fold

KEYS = ("id", "email", "phone")
_LEAD = ("need", "need_type", "product", "source", "campaign", "event", "action", "language")
_PERSON = ("name", "title", "language", "city", "country", "zone")


def id_key(external_id: str) -> str:
    """The key under which the lead of a foreign id is found again."""
    return f"id:{external_id}"


def update_fates(items: Sequence[Incoming], by: str, read: Read, context: Context) -> Iterator[Fate]:
    """The fate of each row: its lead brought up to date, else that of any arrival."""
    known = _known(items, by, read)
    seen = _States(read)
    fresh = iter(fates([item for item in items if _key(item, by) not in known], read, context, imported=True))
    for item in items:
        key = _key(item, by)
        if key in known:
            yield seen.fate(item, known[key], context)
            continue
        fate = next(fresh)
        if by == "id" and item.external_id and fate.lead_id:
            named = tuple(registers((id_key(item.external_id),), fate.lead_id))
            fate = fate._replace(sets=(*fate.sets, *named))
        yield fate


def _key(item: Incoming, by: str) -> str:
    if by == "id":
        return item.external_id
    return next((c.normal for c in item.contacts if c.kind == by and c.normal and not c.shared), "")


def _known(items: Sequence[Incoming], by: str, read: Read) -> dict[str, str]:
    """Leads by key: of a foreign id the one that it was registered for, of a contact the newest open one."""
    keys = sorted({_key(item, by) for item in items} - {""})
    if by == "id":
        found = read.threads([id_key(key) for key in keys])
        return {key: found[id_key(key)] for key in keys if id_key(key) in found}
    people = {one.normal: one.person_id for one in read.known([(by, key) for key in keys]) if one.kind == by}
    leads: dict[str, tuple[bool, int, str]] = {}
    for brief in read.briefs(sorted(set(people.values()))) if people else ():
        best = (brief.active, brief.received, brief.id)
        leads[brief.person_id] = max(leads.get(brief.person_id, best), best)
    return {key: leads[person][2] for key, person in people.items() if person in leads}


@dataclass
class _States:
    """Leads and persons as earlier rows of the same file left them."""

    read: Read
    done: dict[tuple[str, str], Any] = field(default_factory=dict)

    def fate(self, item: Incoming, lead_id: str, context: Context) -> Fate:
        lead = self.read.lead(lead_id)
        at = min(item.modified or context.at, context.at)
        sets = list(self._lead(item, lead, at))
        if lead.person_id:
            sets += self._person(item, lead.person_id, at)
        self.done |= {(one.row_id, one.field): one.value for one in sets}
        return Fate("updated" if sets else "duplicate", lead_id, "same_key", tuple(sets))

    def _lead(self, item: Incoming, lead: LeadState, at: datetime) -> Iterator[Set]:
        told: dict[str, Any] = {name: getattr(item, name) for name in _LEAD}
        if item.amount_minor is not None:
            told["amount"] = {"minor": item.amount_minor, "currency": item.currency}
        now: dict[str, Any] = {name: getattr(lead, name) for name in _LEAD}
        now["amount"] = {"minor": lead.amount_minor, "currency": lead.currency}
        yield from self._changed("lead", lead.id, told, now, at)
        extra = dict(lead.extra) | {name: one for name, one in item.extra.items() if one not in ("", None)}
        if extra != dict(lead.extra):
            yield from self._changed("lead", lead.id, {"extra": extra}, {"extra": dict(lead.extra)}, at)

    def _person(self, item: Incoming, person_id: str, at: datetime) -> Iterator[Set]:
        person = self.read.person(person_id)
        if person is None:
            return
        told = {name: getattr(item, name) for name in _PERSON}
        now = {name: getattr(person, name) for name in _PERSON}
        yield from self._changed("person", person_id, told, now, at)
        yield from self._contacts(item, person, at)

    def _contacts(self, item: Incoming, person: PersonState, at: datetime) -> Iterator[Set]:
        """Contacts are a union: a new one is added, an old one stays."""
        held = {(c.kind, c.normal or c.value) for c in person.contacts}
        for contact in item.contacts:
            register = f"contact/{contact_id(person.id, contact)}"
            known = (contact.kind, contact.normal or contact.value) in held
            if not known and (person.id, register) not in self.done:
                yield Set("person", person.id, register, contact_value(contact), at)

    def _changed(
        self, entity: str, row_id: str, told: Mapping[str, Any], now: Mapping[str, Any], at: datetime
    ) -> Iterator[Set]:
        """Registers that the row changes: it says something else, and nobody set them after its time."""
        ops: Sequence[Op] | None = None
        for name, value in told.items():
            if value in ("", None) or self._same(value, self.done.get((row_id, name), now.get(name))):
                continue
            ops = self.read.ops(row_id) if ops is None else ops
            last = next((op for op in reversed(ops) if op.field == name), None)
            if last is None or last.at <= at:
                yield Set(entity, row_id, name, value, at)

    @staticmethod
    def _same(one: Any, other: Any) -> bool:
        return one == other or (isinstance(one, str) and isinstance(other, str) and fold(one) == fold(other))
