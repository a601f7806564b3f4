"""What a lead can be asked for: one fact for each key of the search, read by the reference filter."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from leaddesk.domain.normal import fold

Fact = str | int | float | Decimal | bool | datetime | tuple[str, ...] | None

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one lead. Texts are folded (`normal.fold`); times are aware UTC; names as in `LeadRow`.

    text: all searched words. phones: digits of every phone, joined by one space. emails, domains: joined by
    one space. labels: folded. amount_minor: hundredths of the currency unit. airtime: seconds of talk in all.
    wait: seconds to the first contact. bant, champ: sum of known levels, None where none is known.
    norm_due: when the first-contact norm runs out by the duty clock, None once contacted. stuck_at: when the
    stage's limit of age is passed. decided_at: first decision of a person. before_n: how often the client
    came before. queued: to be distributed. outcome: of the last deal (won, lost, postponed). replied: the
    client wrote and nobody answered. in_norm: the first attempt came within the norm. contacted_by,
    decided_by: who made the first attempt and the first decision. salesperson: to whom the open deal went.
    """

    text: str = ""
    kind: str = "request"
    stage: str = "new"
    place: str | None = None
    place_reason: str = ""
    level: str | None = None
    temperature: str = "cold"
    score: int | None = None
    priority: str = "normal"
    need: str = ""
    product: str = ""
    consent: str | None = None
    channel: str = ""
    source: str = ""
    campaign: str = ""
    event: str = ""
    import_id: str | None = None
    owner: str | None = None
    contacted_by: str | None = None
    decided_by: str | None = None
    salesperson: str | None = None
    team: str | None = None
    labels: tuple[str, ...] = ()
    language: str = ""
    country: str = ""
    city: str = ""
    zone: str | None = None
    name: str = ""
    company: str = ""
    phones: str = ""
    emails: str = ""
    domains: str = ""
    inn: str = ""
    amount_minor: int | None = None
    wait: int | None = None
    attempts: int = 0
    calls: int = 0
    airtime: int = 0
    touches: int = 0
    nurture_rounds: int = 0
    before_n: int = 0
    bant: int | None = None
    champ: int | None = None
    answers: Mapping[str, int] = field(default_factory=dict)
    starred: bool = False
    read: bool = False
    replied: bool = False
    client: bool = False
    duplicate: bool = False
    ready: bool = False
    in_norm: bool = False
    disputed: bool = False
    queued: bool = False
    reachable: bool = True
    local: bool = False
    unsynced: bool = False
    conflict: bool = False
    merged: bool = False
    has_phone: bool = False
    has_email: bool = False
    has_messenger: bool = False
    has_recording: bool = False
    has_note: bool = False
    has_task: bool = False
    has_evidence: bool = False
    has_file: bool = False
    has_card: bool = False
    received: datetime | None = None
    stage_since: datetime | None = None
    taken_at: datetime | None = None
    qualified_at: datetime | None = None
    ready_at: datetime | None = None
    decided_at: datetime | None = None
    next_due: datetime | None = None
    snoozed_until: datetime | None = None
    wake_at: datetime | None = None
    first_contact_at: datetime | None = None
    last_touch_at: datetime | None = None
    handed_at: datetime | None = None
    accepted_at: datetime | None = None
    won_at: datetime | None = None
    closed_at: datetime | None = None
    given_at: datetime | None = None
    buys_by: datetime | None = None
    cool_since: datetime | None = None
    norm_due: datetime | None = None
    stuck_at: datetime | None = None
    outcome: str | None = None
    refusal: str | None = None
    lost_reason: str | None = None


TIMES = frozenset(known.name for known in fields(Facts) if "datetime" in str(known.type))
"""Keys whose facts are times."""

KEYS = frozenset(known.name for known in fields(Facts)) - {"answers"}
"""Every key that a resolved query can ask for, beside `answer.<question id>`."""


def fact(facts: Facts, key: str) -> Fact:
    """The fact of a key; `answer.<question>` is the level 0-3, None where unknown."""
    if key.startswith("answer."):
        return facts.answers.get(key.removeprefix("answer."))
    value: Fact = getattr(facts, key)
    return value


def facts_from(row: Mapping[str, Any]) -> Facts:
    """Facts of a row named as `LeadRow`: times in ms since 1970, labels as |a|b|; it leaves others out."""
    known = {name: row[name] for name in (*KEYS, "answers") if name in row}
    for name in TIMES & known.keys():
        if isinstance(known[name], int):
            known[name] = _EPOCH + timedelta(milliseconds=known[name])
    if isinstance(known.get("labels"), str):
        known["labels"] = tuple(fold(label) for label in known["labels"].split("|") if label)
    return Facts(**known)
