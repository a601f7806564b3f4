"""Everything in the base as rows of plain fields, part by part, in the columns that import reads again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from leaddesk.actions.chunks import in_chunks
from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import PageAsk, Read
from leaddesk.actions.questions import People
from leaddesk.domain.lead import CompanyState, ContactState, LeadState, PersonState
from leaddesk.domain.log import Op, iso, to_text
from leaddesk.domain.row import LeadRow

Row = dict[str, object]
_CHUNK = 200
_PHONES = {"mobile": "mobile", "home": "home_phone", "fax": "fax"}
_SERVICES = ("telegram", "whatsapp", "viber", "signal", "skype")
_CONTACTS = (
    *("phone", "mobile", "home_phone", "fax", "email", "messenger", *_SERVICES, "profile", "address"),
)
_PERSON = (
    "full_name",
    "position",
    "company",
    *_CONTACTS,
    "city",
    "country",
    "website",
    "language",
    "time_zone",
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "leads": (
        *("leaddesk id", *_PERSON, "need", "need_type", "product", "budget", "currency", "note", "kind"),
        *("channel", "source", "campaign", "event", "action", "owner", "external_id", "created_at"),
        *("temperature", "priority", "labels", "leaddesk stage", "leaddesk place", "leaddesk reason"),
        *("leaddesk score", "leaddesk level"),
    ),
    "people": ("leaddesk id", *_PERSON),
    "companies": ("leaddesk id", "company", "website", "city", "country"),
    "deals": (
        *("leaddesk id", "leaddesk lead", "full_name", "company", "round", "stage", "to", "by", "at"),
        *("need", "advice", "budget", "currency", "reason", "accepted_at", "closed_at"),
    ),
    "calls": (
        *("leaddesk id", "leaddesk lead", "full_name", "kind", "way", "at", "by", "seconds"),
        *("outcome", "reason", "text"),
    ),
    "notes": ("leaddesk id", "leaddesk lead", "full_name", "at", "by", "text"),
    "tasks": (
        *("leaddesk id", "leaddesk lead", "full_name", "title", "due", "first_due", "by", "to"),
        *("kind", "done", "result"),
    ),
    "log": ("leaddesk id", "at", "made_at", "by", "entity", "row", "field", "value", "tx"),
}
"""Part -> its columns; those with our name before them stay extra fields when they are read again."""


@dataclass(frozen=True, slots=True)
class _Whole:
    lead: LeadState
    person: PersonState | None
    company: CompanyState | None
    row: LeadRow
    ops: tuple[Op, ...] = ()


class Exporter:
    """Rows of the leads that a search finds, or of `ids`, and of what belongs to them."""

    def __init__(self, desk: Desk, query: str = "", ids: Sequence[str] | None = None) -> None:
        self._desk, self._ids = desk, ids
        self._ask = PageAsk(query=query)
        users = desk.ask(People())
        self._users = {user.id: user.name for user in users}

    def columns(self, part: str) -> tuple[str, ...]:
        """Columns of a part; for leads and people also one for each extra field that any of them has."""
        extra: dict[str, None] = {}
        if part in ("leads", "people"):
            for one in self._leads():
                told = one.lead.extra if part == "leads" else one.person.extra if one.person else {}
                extra.update(dict.fromkeys(told))
        return (*COLUMNS[part], *(name for name in extra if name not in COLUMNS[part]))

    def rows(self, part: str) -> Iterator[Row]:
        """The rows of a part."""
        makers: Mapping[str, Callable[[], Iterator[Row]]] = {
            "leads": self._lead_rows,
            "people": self._people_rows,
            "companies": self._company_rows,
            "log": self._log_rows,
        }
        if part in makers:
            return makers[part]()
        return self._inner_rows(part)

    def _leads(self, *, ops: bool = False) -> Iterator[_Whole]:
        session = self._desk.session
        store = self._desk.store
        wanted: Iterable[str] = (
            self._ids if self._ids is not None else store.ids_where(self._ask, session.now(), session.user.id)
        )
        for chunk in in_chunks(wanted, _CHUNK):
            with store.view() as read:
                found = list(self._read(chunk, read, ops))
            yield from found

    def _read(self, ids: Sequence[str], read: Read, ops: bool) -> Iterator[_Whole]:
        leads = read.leads(ids)
        rows = {row.id: row for row in read.rows(ids)}
        persons = read.persons([lead.person_id for lead in leads if lead.person_id])
        for lead in leads:
            person = persons.get(lead.person_id or "")
            company_id = lead.company_id or (person.company_id if person else None)
            company = read.company(company_id) if company_id else None
            yield _Whole(lead, person, company, rows[lead.id], tuple(read.ops(lead.id)) if ops else ())

    def _lead_rows(self) -> Iterator[Row]:
        for one in self._leads():
            lead = one.lead
            yield {
                **lead.extra,
                **person_row(one.person, one.company),
                "leaddesk id": lead.id,
                "need": lead.need,
                "need_type": lead.need_type,
                "product": lead.product,
                **_budget(lead.amount_minor, lead.currency),
                "note": "\n".join(note.text for note in lead.notes),
                "kind": lead.kind,
                "channel": lead.channel,
                "source": lead.source,
                "campaign": lead.campaign,
                "event": lead.event,
                "action": lead.action,
                "owner": self._who(lead.owner),
                "external_id": lead.external_id,
                "created_at": lead.received,
                "temperature": lead.temperature_set,
                "priority": lead.priority,
                "labels": list(lead.labels),
                "leaddesk stage": lead.position.stage,
                "leaddesk place": lead.position.place,
                "leaddesk reason": lead.position.reason,
                "leaddesk score": one.row.score,
                "leaddesk level": one.row.level,
            }

    def _people_rows(self) -> Iterator[Row]:
        seen: set[str] = set()
        for one in self._leads():
            person = one.person
            if person is not None and person.id not in seen:
                seen.add(person.id)
                yield {**person.extra, **person_row(person, one.company), "leaddesk id": person.id}

    def _company_rows(self) -> Iterator[Row]:
        seen: set[str] = set()
        for one in self._leads():
            company = one.company
            if company is not None and company.id not in seen:
                seen.add(company.id)
                told: Row = {"leaddesk id": company.id, "company": company.name, "website": company.website}
                yield {**told, "city": company.city, "country": company.country}

    def _inner_rows(self, part: str) -> Iterator[Row]:
        for one in self._leads():
            name = one.person.name if one.person else ""
            whose: Row = {"leaddesk lead": one.lead.id, "full_name": name}
            for told in self._inside(part, one.lead, one.company):
                yield {**whose, **told}

    def _inside(self, part: str, lead: LeadState, company: CompanyState | None) -> Iterator[Row]:
        name = company.name if company else ""
        if part == "deals":
            for deal in lead.deals:
                yield {
                    **_fields(deal, ("round", "stage", "at", "need", "advice", "reason")),
                    **_fields(deal, ("accepted_at", "closed_at")),
                    **_budget(deal.amount_minor, deal.currency),
                    "leaddesk id": deal.id,
                    "company": name,
                    "to": self._who(deal.to),
                    "by": self._who(deal.by),
                }
        elif part == "calls":
            for touch in lead.touches:
                told = _fields(touch, ("kind", "way", "at", "seconds", "outcome", "reason", "text"))
                yield {**told, "leaddesk id": touch.id, "by": self._who(touch.by)}
        elif part == "notes":
            for note in lead.notes:
                yield {"leaddesk id": note.id, "at": note.at, "by": self._who(note.by), "text": note.text}
        else:
            for task in lead.tasks:
                told = _fields(task, ("title", "due", "first_due", "kind", "done", "result"))
                yield {
                    **told,
                    "leaddesk id": task.id,
                    "by": self._who(task.by),
                    "to": self._who(task.to),
                }

    def _log_rows(self) -> Iterator[Row]:
        for one in self._leads(ops=True):
            for op in one.ops:
                yield {
                    "leaddesk id": f"{op.id.site_no}-{op.id.site_seq}",
                    "at": iso(op.at),
                    "made_at": iso(op.made_at),
                    "by": self._who(op.actor),
                    "entity": op.entity,
                    "row": op.row_id,
                    "field": op.field,
                    "value": to_text(op.value),
                    "tx": op.tx_id,
                }

    def _who(self, user_id: str | None) -> str:
        return self._users.get(user_id or "", user_id or "")


def _fields(state: Any, names: Iterable[str]) -> Row:
    return {name: getattr(state, name) for name in names}


def _budget(minor: int | None, currency: str) -> Row:
    amount = None if minor is None else Decimal(minor) / 100
    return {"budget": amount, "currency": currency if minor is not None else ""}


def person_row(person: PersonState | None, company: CompanyState | None) -> Row:
    """A person's fields in the columns of import: contacts as they were typed, each in its own column."""
    if person is None:
        return {"company": company.name if company else ""}
    found: dict[str, list[str]] = {}
    for contact in person.contacts:
        found.setdefault(_column(contact), []).append(_typed(contact, person))
    return {
        **found,
        "full_name": person.name,
        "position": person.title,
        "company": company.name if company else "",
        "city": person.city,
        "country": person.country,
        "website": company.website if company else "",
        "language": person.language,
        "time_zone": person.zone,
    }


def _column(contact: ContactState) -> str:
    if contact.kind == "phone":
        return _PHONES.get(contact.label, "phone")
    if contact.kind == "messenger":
        service = (contact.normal or "").partition(":")[0]
        return service if service in _SERVICES else "messenger"
    return contact.kind


def _typed(contact: ContactState, person: PersonState) -> str:
    """What was typed; of a postal address the part before the town, which has columns of its own."""
    if contact.kind != "address":
        return contact.value
    parts = contact.value.split(", ")
    known = _places(person)
    while len(parts) > 1 and parts[-1] in known:
        parts.pop()
    return ", ".join(parts)


def _places(person: PersonState) -> Sequence[str]:
    zipped = person.extra.get("zip", "")
    town = f"{zipped} {person.city}".strip()
    return [part for part in (town, person.extra.get("region", ""), person.country, person.city) if part]
