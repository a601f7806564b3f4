"""What the search asks of a lead beyond its row: sums, marks, and its words; nothing depends on now."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.funnel import stage_since
from leaddesk.domain.lead import DealState, LeadState, PersonState
from leaddesk.domain.log import ms_of
from leaddesk.domain.normal import digits
from leaddesk.domain.row import CLOSED, LeadRow
from leaddesk.domain.score import readiness

WORD_KEYS = (
    "name", "company", "need", "product", "source", "campaign", "event", "city", "phones", "emails",
    "domains", "inn", "labels",
)  # fmt: skip
"""Facts that are texts, in the order of `Words.fields`."""


class Sought(NamedTuple):
    """Facts of `search_facts.Facts` that no screen shows on a row; named as there, times in ms."""

    calls: int
    airtime: int
    touches: int
    bant: int | None
    champ: int | None
    consent: str | None
    ready: bool
    has_note: bool
    has_evidence: bool
    merged: bool
    conflict: bool
    closed_at: int | None
    refusal: str | None
    lost_reason: str | None
    salesperson: str | None
    given_at: int | None
    buys_by: int | None
    stuck_at: int | None


class Words(NamedTuple):
    """Texts that a search without a field looks at: values by WORD_KEYS, and those of no field."""

    fields: tuple[tuple[str, ...], ...]
    rest: tuple[str, ...]


def sought_of(lead: LeadState, person: PersonState | None, definitions: Definitions) -> Sought:
    """What `is:`, `has:` and the numbers of a query ask of a lead."""
    consent = person.consent if person else None
    reachable = person is not None and person.reachable
    closed = next((deal for deal in lead.deals[::-1] if deal.stage in CLOSED), None)
    return Sought(
        calls=sum(touch.kind == "call" for touch in lead.touches),
        airtime=sum(touch.seconds for touch in lead.touches),
        touches=len(lead.touches),
        bant=_sum_of("bant", lead, definitions),
        champ=_sum_of("champ", lead, definitions),
        consent=consent.get("state") if consent else None,
        ready=all(check.ok for check in readiness(lead, definitions, reachable=reachable)),
        has_note=bool(lead.notes),
        has_evidence=any(answer.evidence for answer in lead.answers.values()),
        merged=bool(lead.merged),
        conflict=bool(lead.conflicts or (person and person.conflicts)),
        closed_at=ms_of(closed.closed_at) if closed and closed.closed_at else None,
        refusal=next((touch.reason for touch in lead.touches[::-1] if touch.outcome == "refused"), None),
        lost_reason=_lost_reason(closed),
        given_at=ms_of(lead.owned_at) if lead.owned_at else None,
        buys_by=_buys_by(lead, definitions),
        stuck_at=stuck_at(lead, definitions),
        salesperson=next((deal.to for deal in lead.deals[::-1] if deal.stage not in CLOSED), None) or None,
    )


def _sum_of(view: str, lead: LeadState, definitions: Definitions) -> int | None:
    """Sum of the known levels of a view's questions; None where none is known."""
    if not lead.answers:
        return None
    found = [lead.answers[q.id].level for q in definitions.view(view) if q.id in lead.answers]
    known = [level for level in found if level is not None]
    return sum(known) if known else None


def _buys_by(lead: LeadState, definitions: Definitions) -> int | None:
    """The last day of the range in which they mean to buy (C5); None where it is not known."""
    found = (
        lead.answers.get(question.id) for question in definitions.questions if question.parse == "horizon"
    )
    said = next((answer.until for answer in found if answer is not None and answer.until is not None), None)
    return None if said is None else ms_of(said)


def stuck_at(lead: LeadState, definitions: Definitions) -> int | None:
    """When the lead has stood on its stage for longer than is allowed (D9); None without a limit."""
    days = next((stage.days for stage in definitions.stages if stage.id == lead.position.stage), None)
    return None if days is None else ms_of(stage_since(lead.way).at + timedelta(days=days))


def _lost_reason(closed: DealState | None) -> str | None:
    return closed.reason if closed and closed.stage == "lost" else None


def words_of(row: LeadRow, lead: LeadState, person: PersonState | None) -> Words:
    """All texts of a lead, as typed."""
    contacts = person.contacts if person else ()
    phones = tuple(filter(None, (digits(c.normal or c.value) for c in contacts if c.kind == "phone")))
    emails = tuple(c.normal or c.value for c in contacts if c.kind == "email")
    domains = tuple(c.normal.partition("@")[2] for c in contacts if c.kind == "email" and c.normal)
    inn = str(lead.extra.get("inn") or (person.extra.get("inn") if person else "") or "")
    fields = (
        (row.name,), (row.company,), (row.need,), (row.product,), (row.source,), (row.campaign,),
        (row.event,), (row.city,), phones, emails, domains, (inn,), lead.labels,
    )  # fmt: skip
    return Words(fields, tuple(_rest(row, lead, person)))


def _rest(row: LeadRow, lead: LeadState, person: PersonState | None) -> Iterator[str]:
    """Texts without a field: title, the request verbatim, contacts as typed, answers, the last 20 notes."""
    if row.title:
        yield row.title
    if lead.original and lead.original != row.need:
        yield lead.original
    for contact in person.contacts if person else ():
        if contact.value != contact.normal or contact.kind != "email":
            yield contact.value
        if contact.normal and contact.normal != contact.value and contact.kind not in ("phone", "email"):
            yield contact.normal
    for answer in lead.answers.values():
        if answer.text:
            yield answer.text
    for note in lead.notes[-20:]:
        yield note.text
    yield from person.names if person else ()
    for member in lead.merged:
        yield from (text for text in (member.need, member.original, member.product, member.source) if text)
