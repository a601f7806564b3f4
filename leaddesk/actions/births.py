"""What is born with an arrival: the registers of a new lead, its person, its company, its first note."""

from collections.abc import Iterator, MutableMapping
from typing import Any

from leaddesk.actions.action import Context
from leaddesk.actions.incoming import Incoming, IncomingContact
from leaddesk.actions.threads import value_of
from leaddesk.domain.companies import skeleton
from leaddesk.domain.ids import derived_id
from leaddesk.domain.log import Set, iso


def contact_id(person: str, contact: IncomingContact) -> str:
    """Derived from person and contact, so that the same contact added twice is one."""
    return derived_id("contact", person, contact.kind, contact.normal or contact.value)


def contact_value(contact: IncomingContact) -> dict[str, Any]:
    """The register value of a contact."""
    kept = {
        "kind": contact.kind,
        "value": contact.value,
        "normal": contact.normal,
        "reason": contact.reason,
        "label": contact.label,
        "shared": contact.shared,
    }
    return {name: value for name, value in kept.items() if value not in (None, "", False)}


def born_lead(item: Incoming, printed: str, context: Context, imported: bool) -> dict[str, Any]:
    """The lead's own registers."""
    amount = (
        {"minor": item.amount_minor, "currency": item.currency} if item.amount_minor is not None else None
    )
    told = {
        "kind": item.kind,
        "received": iso(item.received or context.at),
        "need": item.need,
        "need_type": item.need_type,
        "product": item.product,
        "original": item.original,
        "channel": item.channel,
        "source": item.source,
        "campaign": item.campaign,
        "event": item.event,
        "action": item.action,
        "language": item.language,
        "amount": amount,
        "owner": item.owner,
        "temperature": item.temperature,
        "external_id": item.external_id,
        "fingerprint": printed,
        "extra": dict(item.extra) or None,
        "message": value_of(item.message, item.channel) if item.message else None,
        "imported": imported or None,
    }
    return {name: value for name, value in told.items() if value not in (None, "")}


def company_of(
    item: Incoming, known: MutableMapping[str, str], born: dict[str, Any], context: Context
) -> str | None:
    """The company of an arrival by its skeleton in `known`; a new one is added there and to `born`."""
    name = skeleton(item.company) if item.company else ""
    if not name:
        return None
    found = known.get(name)
    if found is None:
        found = known[name] = context.new_id()
        told = {"id": found, "name": item.company, "website": item.website, "city": item.city}
        born["company"] = {field: value for field, value in told.items() if value}
    return found


def born_person(item: Incoming, person: str, company: str | None) -> dict[str, Any]:
    """The person's registers, contacts among them."""
    told: dict[str, Any] = {
        "id": person,
        "name": item.name,
        "title": item.title,
        "company": company,
        "language": item.language,
        "zone": item.zone,
        "city": item.city,
        "country": item.country,
    }
    born = {name: value for name, value in told.items() if value}
    for contact in item.contacts:
        born[f"contact/{contact_id(person, contact)}"] = contact_value(contact)
    return born


def notes_of(item: Incoming, lead_id: str, context: Context) -> Iterator[Set]:
    """The note that came with an arrival."""
    if item.note:
        yield Set("lead", lead_id, f"note/{context.new_id()}", {"text": item.note})
