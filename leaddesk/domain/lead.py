"""A lead, its person, company and deals, as they stand after folding the log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple

from leaddesk.domain.client import CompanyState as CompanyState
from leaddesk.domain.client import ContactState as ContactState
from leaddesk.domain.client import PersonState as PersonState
from leaddesk.domain.client import Said as Said
from leaddesk.domain.library import PlaybookAt
from leaddesk.domain.nursing import Nursing, Warming, Woken
from leaddesk.domain.papers import Joined, Paper, SummaryLine
from leaddesk.domain.scripts import ScriptAt

Kind = Literal["request", "cold"]

NOBODY: Mapping[str, Any] = {}


class Member(NamedTuple):
    """One of the leads that were merged: its own id and person, and what it asked for in its own words."""

    id: str
    person_id: str
    need: str
    original: str
    channel: str
    received: str
    product: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer to a question: `level` 0-3 or None for unknown (which is not 0), own words, evidence.

    `since` and `until`: the days that the words mean, of a question about time (C5).
    """

    question: str
    level: int | None
    text: str = ""
    evidence: Mapping[str, Any] | None = None
    at: datetime | None = None
    by: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def known(self) -> bool:
        """Whether the level is known; 0 is known, unknown is not."""
        return self.level is not None


@dataclass(frozen=True, slots=True)
class Signal:
    """Something the client did: kind from the declared signals; a missing `way` means incoming."""

    id: str
    kind: str
    at: datetime
    text: str = ""
    source: str = ""


class ByHand(NamedTuple):
    """Who set something by hand that rules compute, when and why (decision 12)."""

    by: str
    at: datetime | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Touch:
    """Something we did or a call either way: kind call, message, email ...; seconds of talk."""

    id: str
    kind: str
    way: Literal["in", "out"]
    at: datetime
    by: str
    seconds: int = 0
    outcome: str = ""
    reason: str = ""
    text: str = ""
    useful: bool | None = None

    @property
    def answered(self) -> bool:
        """Whether the client and we really talked, or the client wrote (decision 10)."""
        return self.outcome in ("talked", "wrote", "refused") or (self.kind == "call" and self.seconds > 0)


@dataclass(frozen=True, slots=True)
class Task:
    """A next step: `due` may move, `first_due` never does (decision 4)."""

    id: str
    title: str
    due: datetime
    first_due: datetime
    by: str
    to: str
    kind: str = "step"
    role: str = ""
    done: datetime | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Free words about a lead, kept as written."""

    id: str
    text: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class DealState:
    """What sales got by a handover; it never rewrites the lead (A20).

    `at` is when the deal was made, `handed_at` and `by` are those of the last handover of its round.
    `cause` of a loss is internal or external; `useful` is what sales said of the advice (C20).
    """

    id: str
    lead_id: str | None
    round: int
    stage: str
    to: str
    by: str
    at: datetime
    need: str = ""
    advice: str = ""
    summary: tuple[SummaryLine, ...] = ()
    criteria: tuple[tuple[str, bool], ...] = ()
    override: str = ""
    amount_minor: int | None = None
    currency: str = ""
    reason: str = ""
    satisfied: str = ""
    accepted_at: datetime | None = None
    closed_at: datetime | None = None
    person_id: str | None = None
    company_id: str | None = None
    handed_at: datetime | None = None
    text: str = ""
    cause: str = ""
    repeat: bool = False
    barter: str = ""
    useful: bool | None = None
    papers: tuple[Paper, ...] = ()
    joined: tuple[Joined, ...] = ()

    @property
    def lead_ids(self) -> tuple[str, ...]:
        """Its own lead and those attached to it."""
        own = (self.lead_id,) if self.lead_id else ()
        return (*own, *(one.lead_id for one in self.joined))

    def count(self, kind: str) -> int:
        """How many papers of a kind (proposal, invoice) were sent."""
        return sum(paper.kind == kind for paper in self.papers)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a lead is: a stage of the board, and a place off it (nurture, archive, junk, deal) or None."""

    stage: str = "new"
    place: str | None = None
    reason: str = ""
    text: str = ""
    until: datetime | None = None

    @property
    def active(self) -> bool:
        """On the board: in a stage and in no place."""
        return self.place is None


@dataclass(frozen=True, slots=True)
class Passed:
    """One step of a lead's way: at this time it came to this stage and place."""

    at: datetime
    by: str
    stage: str
    place: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LeadState:
    """A need of a person, with all that happened to it; folded from the log, never stored as such.

    `merged`: the leads that are this one, where there are several, and `also` is what they say otherwise;
    `conflicts`: what was said at the same time as a winner, and did not win.
    """

    id: str
    kind: Kind
    received: datetime
    person_id: str | None
    company_id: str | None
    need: str
    need_type: str
    product: str
    original: str
    channel: str
    source: str
    campaign: str
    event: str
    action: str
    language: str
    amount_minor: int | None
    currency: str
    owner: str | None
    position: Position
    way: tuple[Passed, ...]
    created_by: str
    temperature_set: str | None = None
    priority: str = "normal"
    level_set: str | None = None
    level_why: ByHand | None = None
    starred: bool = False
    read: bool = False
    labels: tuple[str, ...] = ()
    snoozed_until: datetime | None = None
    snooze_text: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    signals: tuple[Signal, ...] = ()
    touches: tuple[Touch, ...] = ()
    tasks: tuple[Task, ...] = ()
    notes: tuple[Note, ...] = ()
    deals: tuple[DealState, ...] = ()
    deal_ids: tuple[str, ...] = ()
    owned_at: datetime | None = None
    nurture_rounds: int = 0
    external_id: str = ""
    fingerprint: str = ""
    import_id: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    returned: str = ""
    nursing: Nursing | None = None
    warmings: tuple[Warming, ...] = ()
    woken: Woken | None = None
    maturity_set: str | None = None
    script: ScriptAt | None = None
    playbook: PlaybookAt | None = None
    merged: tuple[Member, ...] = ()
    also: tuple[Said, ...] = ()
    conflicts: tuple[Said, ...] = ()

    @property
    def turned(self) -> bool:
        """Whether it was the record of a cold list first, and became a request when it was `received`."""
        return bool(self.way) and self.way[0].at != self.received

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """Steps not done, the earliest due first."""
        return tuple(sorted((t for t in self.tasks if t.done is None), key=lambda t: (t.due, t.id)))
