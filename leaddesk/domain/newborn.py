"""A lead as it is born: the same state and row as the folds give, made at once, because imports are births.

Only for a lead whose one op is a capture of plain fields (`newborn_lead` says for which); a property test
proves that both ways agree.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from leaddesk.domain.call_now import stake
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.fold import contact_of, fold_person, position_of
from leaddesk.domain.lead import NOBODY, CompanyState, LeadState, Passed, PersonState, Position
from leaddesk.domain.log import Op, moment, ms_of
from leaddesk.domain.row import Before, LeadRow
from leaddesk.domain.score import (
    arrival_of,
    cooling_points,
    half_life,
    half_life_h,
    next_cooling,
    required,
    temperature_of,
)
from leaddesk.domain.sought import Sought, stuck_at

_PLAIN = frozenset(
    (
        *("person", "company", "kind", "received", "need", "need_type", "product", "original", "channel"),
        *("source", "campaign", "event", "action", "language", "amount", "owner", "temperature"),
        *("external_id", "fingerprint", "extra", "imported", "position", "message"),
    )
)
_PLAIN_PERSON = frozenset(("id", "name", "title", "company", "language", "zone", "city", "country"))
_NEW = Position()
_PLACES = (None, "junk")


def newborn_lead(row_id: str, op: Op) -> LeadState | None:
    """State of a lead whose only op is this birth; None where it has more than plain fields in it."""
    born: Mapping[str, Any] = op.value["lead"]
    if not _PLAIN.issuperset(born):
        return None
    position = position_of(born["position"]) if born.get("position") else _NEW
    if position.stage != "new" or position.place not in _PLACES:
        return None
    get = {field: value for field, value in born.items() if value is not None}.get
    received = moment(born["received"])
    amount = get("amount") or NOBODY
    return LeadState(
        id=row_id,
        kind=get("kind", "request"),
        received=received,
        person_id=get("person"),
        company_id=get("company"),
        need=get("need", ""),
        need_type=get("need_type", ""),
        product=get("product", ""),
        original=born.get("original") or "",
        channel=get("channel", "other"),
        source=get("source", ""),
        campaign=get("campaign", ""),
        event=get("event", ""),
        action=get("action", ""),
        language=get("language", ""),
        amount_minor=amount.get("minor"),
        currency=amount.get("currency", ""),
        owner=get("owner"),
        owned_at=op.at if get("owner") else None,
        position=position,
        way=(Passed(received, op.actor, position.stage, position.place, position.reason),),
        created_by=op.actor,
        temperature_set=get("temperature"),
        external_id=get("external_id", ""),
        fingerprint=born.get("fingerprint") or "",
        import_id=op.tx_id if born.get("imported") else None,
        extra=get("extra", NOBODY),
    )


def person_of(row_id: str, ops: list[Op], born: Mapping[str, Any] | None) -> PersonState | None:
    """State of a person, as `fold_person`, at once where nothing was edited since a plain birth."""
    if ops or born is None:
        return fold_person(row_id, ops, born)
    contacts, told = [], {}
    for field, value in born.items():
        family, slash, own = field.partition("/")
        if slash:
            if family != "contact" or "/" in own:
                return fold_person(row_id, [], born)
            if value is not None:
                contacts.append(contact_of(own, value))
        elif field not in _PLAIN_PERSON:
            return fold_person(row_id, [], born)
        elif value is not None:
            told[field] = value
    get = told.get
    if len(contacts) > 1:
        contacts.sort(key=lambda c: (c.kind, c.normal or "~", c.id))
    return PersonState(
        row_id, get("name", ""), get("title", ""), get("company"), get("language", ""), get("zone"),
        get("city", ""), get("country", ""), tuple(contacts), None, NOBODY,
    )  # fmt: skip


class _Worth(NamedTuple):
    score: int | None
    temperature: str
    change: datetime | None = None


def _worth(lead: LeadState, definitions: Definitions, as_of: datetime, reachable: bool) -> _Worth:
    """The verdict on a lead about which only its arrival is known."""
    channel = definitions.channel_by_id.get(lead.channel)
    if not reachable:
        return _Worth(None, lead.temperature_set or "cold")
    came = arrival_of(lead, definitions)
    if came is None or not came.signal or not came.points:
        return _Worth(None, temperature_of(lead, None, channel))
    hours = half_life(lead, definitions)
    lost = cooling_points((as_of - lead.received).total_seconds() / 3600, hours)
    score = min(max(came.points - lost, 0), 100)
    return _Worth(score, temperature_of(lead, score, channel), next_cooling(lost, lead.received, hours))


def newborn_row(
    lead: LeadState,
    person: PersonState | None,
    company: CompanyState | None,
    before: Before,
    definitions: Definitions,
    as_of: datetime,
) -> LeadRow:
    """The row of a lead that `newborn_lead` gave."""
    person = person or PersonState("")
    company = company or CompanyState("")
    reachable = person.reachable
    received = ms_of(lead.received)
    since = received if lead.kind == "request" else None
    worth = _worth(lead, definitions, as_of, reachable)
    where = lead.position
    hours = half_life_h(lead, definitions)
    value = stake(lead.amount_minor, lead.currency, worth.score, worth.temperature, hours, definitions)
    return LeadRow(
        lead.id, lead.person_id, company.id or None, lead.kind, where.stage, where.place, where.reason,
        reachable, person.name, company.name, person.title, lead.need, lead.need_type, lead.product,
        lead.channel, lead.source, lead.campaign, lead.event, lead.language or person.language,
        person.city or company.city, person.country or company.country, person.zone,
        _first(person, "phone"), _first(person, "email"),
        lead.owner, lead.amount_minor, lead.currency, worth.score, worth.temperature, None, "normal", False,
        False, False, "", received, received, None, None, None, None, None, None, None, None, None, None,
        since, None, since, since, hours, value, None, None, None, None, 0, None, "", None,
        ms_of(where.until) if where.until else None, 0, 0, before.n, ms_of(before.at) if before.at else None,
        before.what, lead.external_id, lead.fingerprint, lead.import_id,
        ms_of(worth.change) if worth.change else None,
    )  # fmt: skip


def newborn_sought(lead: LeadState, person: PersonState | None, definitions: Definitions) -> Sought:
    """What a search asks of a lead that `newborn_lead` gave."""
    consent = person.consent if person else None
    reachable = person is not None and person.reachable
    ready = not required(definitions) and all(
        reachable if rule.rule == "contact" else rule.rule == "need" and bool(lead.need.strip())
        for rule in definitions.criteria
    )
    state = consent.get("state") if consent else None
    differ = bool(person and person.conflicts)
    return Sought(
        0, 0, 0, None, None, state, ready, False, False, False, differ, None, None, None, None,
        ms_of(lead.owned_at) if lead.owned_at else None, None, stuck_at(lead, definitions),
    )  # fmt: skip


def _first(person: PersonState, kind: str) -> str:
    found = [contact for contact in person.contacts if contact.kind == kind]
    best = next((contact for contact in found if contact.usable), found[0] if found else None)
    return (best.normal or best.value) if best else ""
