"""The row of a lead: what lists, board, search and figures read; a pure function of state and `as_of`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from leaddesk.domain.call_now import stake
from leaddesk.domain.clocks import Clocks, clocks
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.funnel import passed_at, stage_since
from leaddesk.domain.lead import CompanyState, LeadState, PersonState
from leaddesk.domain.log import ms_of
from leaddesk.domain.norms import norm_due
from leaddesk.domain.score import half_life_h, verdict

CLOSED = ("won", "lost", "postponed")
MILESTONES = {
    "taken_at": "in_work",
    "qualified_at": "qualifying",
    "ready_at": "ready",
    "handed_at": "handed_over",
}
"""When a lead first passed each stage of the board."""


class LeadRow(NamedTuple):
    """One lead as every screen reads it, and one row of the `lead` projection. Times in ms since 1970 (UTC).

    A tuple, because a page makes 200 of them: 0.3 microseconds each, a frozen dataclass takes 8 (P4).

    Nothing here depends on now: `score`, `temperature` and `level` are as of the base's `projected_at`,
    `next_change_at` says when they would differ (ARCHITECTURE 4).
    """

    id: str
    person_id: str | None
    company_id: str | None
    kind: str
    stage: str
    place: str | None
    place_reason: str
    reachable: bool
    name: str
    company: str
    title: str
    need: str
    need_type: str
    product: str
    channel: str
    source: str
    campaign: str
    event: str
    language: str
    city: str
    country: str
    zone: str | None
    phone: str
    email: str
    owner: str | None
    amount_minor: int | None
    currency: str
    score: int | None
    temperature: str
    level: str | None
    priority: str
    starred: bool
    read: bool
    replied: bool
    labels: str
    received: int
    stage_since: int
    decided_at: int | None
    taken_at: int | None
    qualified_at: int | None
    ready_at: int | None
    handed_at: int | None
    accepted_at: int | None
    won_at: int | None
    lost_at: int | None
    outcome: str | None
    first_contact_at: int | None
    last_signal_at: int | None
    last_touch_at: int | None
    norm_since: int | None
    cool_since: int | None
    half_life_h: int
    stake: int
    in_norm: bool | None
    contacted_by: str | None
    decided_by: str | None
    wait: int | None
    attempts: int
    next_due: int | None
    next_step: str
    snoozed_until: int | None
    wake_at: int | None
    nurture_rounds: int
    answers_known: int
    before_n: int
    before_at: int | None
    before_what: str
    external_id: str
    fingerprint: str
    import_id: str | None
    next_change_at: int | None


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of this client before this lead (A10): how often, when last, key of what came of it."""

    n: int = 0
    at: datetime | None = None
    what: str = ""


def _ms(at: datetime | None) -> int | None:
    return None if at is None else ms_of(at)


def lead_row(
    lead: LeadState,
    person: PersonState | None,
    company: CompanyState | None,
    before: Before,
    definitions: Definitions,
    as_of: datetime,
) -> LeadRow:
    """The row of a lead as of `as_of`."""
    person = person or PersonState("")
    company = company or CompanyState("")
    return LeadRow(
        id=lead.id,
        kind=lead.kind,
        **_who(lead, person, company),
        **_asked(lead),
        **_where(lead),
        **_worth(lead, definitions, as_of, reachable=person.reachable),
        **_ahead(lead),
        before_n=before.n,
        before_at=_ms(before.at),
        before_what=before.what,
        external_id=lead.external_id,
        fingerprint=lead.fingerprint,
        import_id=lead.import_id,
    )


def _who(lead: LeadState, person: PersonState, company: CompanyState) -> dict[str, Any]:
    return {
        "person_id": lead.person_id,
        "company_id": company.id or None,
        "reachable": person.reachable,
        "name": person.name,
        "company": company.name,
        "title": person.title,
        "language": lead.language or person.language,
        "city": person.city or company.city,
        "country": person.country or company.country,
        "zone": person.zone,
        "phone": _first(person, "phone"),
        "email": _first(person, "email"),
    }


def _asked(lead: LeadState) -> dict[str, Any]:
    return {
        "need": lead.need,
        "need_type": lead.need_type,
        "product": lead.product,
        "channel": lead.channel,
        "source": lead.source,
        "campaign": lead.campaign,
        "event": lead.event,
        "amount_minor": lead.amount_minor,
        "currency": lead.currency,
        "received": ms_of(lead.received),
        "answers_known": sum(1 for answer in lead.answers.values() if answer.known),
    }


def _where(lead: LeadState) -> dict[str, Any]:
    passed = {name: passed_at(lead.way, stage) for name, stage in MILESTONES.items()}
    won = [deal.closed_at for deal in lead.deals if deal.stage == "won" and deal.closed_at]
    lost = [deal.closed_at for deal in lead.deals if deal.stage == "lost" and deal.closed_at]
    accepted = [deal.accepted_at for deal in lead.deals if deal.accepted_at]
    return {
        "decided_at": ms_of(lead.way[1].at) if len(lead.way) > 1 else None,
        "decided_by": (lead.way[1].by or None) if len(lead.way) > 1 else None,
        "stage": lead.position.stage,
        "place": lead.position.place,
        "place_reason": lead.position.reason,
        "stage_since": ms_of(stage_since(lead.way).at),
        **{name: _ms(step.at if step else None) for name, step in passed.items()},
        "accepted_at": _ms(min(accepted, default=None)),
        "won_at": _ms(min(won, default=None)),
        "lost_at": _ms(max(lost, default=None)),
        "outcome": next((d.stage for d in lead.deals[::-1] if d.stage in CLOSED), None),
        "wake_at": _ms(lead.position.until),
        "nurture_rounds": lead.nurture_rounds,
    }


def _worth(lead: LeadState, definitions: Definitions, as_of: datetime, *, reachable: bool) -> dict[str, Any]:
    seen = clocks(lead, definitions)
    told = verdict(lead, seen, definitions, as_of, reachable=reachable)
    hours = half_life_h(lead, definitions)
    return {
        "score": told.score,
        "temperature": told.temperature,
        "level": told.level,
        "next_change_at": _ms(told.next_change_at),
        "replied": seen.replied,
        "first_contact_at": _ms(seen.first_contact_at),
        "last_signal_at": _ms(seen.last_signal_at),
        "last_touch_at": _ms(seen.last_touch_at),
        "norm_since": _ms(seen.norm_since),
        "cool_since": _ms(seen.cool_since),
        "half_life_h": hours,
        "stake": stake(lead.amount_minor, lead.currency, told.score, told.temperature, hours, definitions),
        "in_norm": _in_norm(lead, seen, definitions),
        "contacted_by": seen.first_contact_by or None,
        "wait": _wait(lead.received, seen.first_contact_at),
        "attempts": seen.attempts,
    }


def _in_norm(lead: LeadState, seen: Clocks, definitions: Definitions) -> bool | None:
    """Whether the first attempt came within the norm (C24); None while there is none, or no norm ran."""
    if seen.first_contact_at is None or seen.first_waited is None:
        return None
    due = norm_due(seen.first_waited, lead.channel, definitions)
    return due is None or seen.first_contact_at <= due


def _wait(received: datetime, contact: datetime | None) -> int | None:
    """Seconds to the first contact; None while there is none."""
    return None if contact is None else max(0, int((contact - received).total_seconds()))


def _ahead(lead: LeadState) -> dict[str, Any]:
    step = next(iter(lead.open_tasks), None)
    return {
        "owner": lead.owner,
        "priority": lead.priority,
        "starred": lead.starred,
        "read": lead.read,
        "labels": "".join(f"|{label}" for label in lead.labels) + ("|" if lead.labels else ""),
        "next_due": _ms(step.due) if step else None,
        "next_step": step.title if step else "",
        "snoozed_until": _ms(lead.snoozed_until),
    }


def _first(person: PersonState, kind: str) -> str:
    """The contact of a kind to show first: a usable one before one that could not be read."""
    found = [contact for contact in person.contacts if contact.kind == kind]
    found.sort(key=lambda contact: not contact.usable)
    return (found[0].normal or found[0].value) if found else ""
