"""The score that explains itself: points with causes that sum to 0-100, temperature and level from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp2, log2
from typing import NamedTuple

from leaddesk.domain.affordability import affordability
from leaddesk.domain.clocks import Clocks
from leaddesk.domain.definitions import Channel, Criterion, Definitions, Question, SignalKind
from leaddesk.domain.lead import LeadState
from leaddesk.domain.levels import level_changes_at, level_of
from leaddesk.domain.normal import fold

HOT, WARM = 70, 40
COOLING_POINTS = 15
_TEMPERATURES = ("cold", "warm", "hot")
LEVELS = ("mql", "sal", "sql")
REQUIRED = "answer."
"""Before the id of a question that is required: the id of its check."""


class Point(NamedTuple):
    """One row of the ledger: signed points, the key of the cause, what it is about, since when."""

    points: int
    cause: str
    about: str = ""
    level: int | None = None
    at: datetime | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Score (None where not enough is known), temperature, level, and the ledger that explains them."""

    score: int | None
    temperature: str
    level: str | None
    ledger: tuple[Point, ...]
    next_change_at: datetime | None = None


class Check(NamedTuple):
    """A readiness criterion as it stands: ok True/False, or None where the answer is unknown."""

    id: str
    ok: bool | None


def half_life(lead: LeadState, definitions: Definitions) -> float:
    """Half-life of the lead's warmth in hours: that of its channel (a default table until learned)."""
    channel = definitions.channel_by_id.get(lead.channel)
    return float(channel.half_life_h if channel else definitions.setting("half_life_h"))


def half_life_h(lead: LeadState, definitions: Definitions) -> int:
    """The half-life in whole hours, at least one: what rows and the order of work go by."""
    return max(1, int(half_life(lead, definitions)))


def cooling_points(hours: float, half_life_h: float) -> int:
    """Points lost after `hours` without an answered contact: 15 * (1 - 2^(-h/H)), rounded."""
    return round(COOLING_POINTS * (1 - exp2(-max(hours, 0.0) / half_life_h)))


def next_cooling(lost: int, since: datetime, half_life_h: float) -> datetime | None:
    """When one more point will be lost; None where all that can be lost is lost."""
    if lost >= COOLING_POINTS:
        return None
    share = (lost + 0.5) / COOLING_POINTS
    hours = -half_life_h * log2(1 - share)
    return since + timedelta(hours=hours, milliseconds=1)


class Arrival(NamedTuple):
    """What the arrival itself is worth: its points, and whether the client did something of their own."""

    points: int
    about: str
    signal: bool


def arrival_of(lead: LeadState, definitions: Definitions) -> Arrival | None:
    """The starting points: those of the originating action, else of the channel (D1); None of a cold list."""
    channel = definitions.channel_by_id.get(lead.channel)
    if lead.kind != "request":
        return None
    action = definitions.action_by_name.get(fold(lead.action)) if lead.action else None
    if action is not None:
        return Arrival(action.points, action.id, action.signal)
    return Arrival(channel.points, channel.id, channel.signal) if channel else None


def enough_known(lead: LeadState, definitions: Definitions) -> bool:
    """Whether there is a signal or an answer above unknown; without either there is no score, not even 0."""
    if any(answer.known for answer in lead.answers.values() if answer.question in definitions.question_by_id):
        return True
    if any(signal.kind in definitions.signal_by_id for signal in lead.signals):
        return True
    came = arrival_of(lead, definitions)
    return came is not None and came.signal and came.points != 0


def verdict(
    lead: LeadState, seen: Clocks, definitions: Definitions, as_of: datetime, *, reachable: bool
) -> Verdict:
    """Score, temperature and level as of a time. A record without contact is not scored (A6)."""
    channel = definitions.channel_by_id.get(lead.channel)
    if not reachable:
        return Verdict(None, lead.temperature_set or "cold", None, ())
    level = lead.level_set or level_of(lead, definitions, as_of)
    if not enough_known(lead, definitions):
        soon = level_changes_at(lead, definitions, as_of)
        return Verdict(None, temperature_of(lead, None, channel), level, (), soon)
    told = list(_points(lead, definitions, as_of))
    hours = half_life(lead, definitions)
    change = None
    if seen.cool_since is not None:
        lost = cooling_points((as_of - seen.cool_since).total_seconds() / 3600, hours)
        told.append(Point(-lost, "cooling", at=seen.cool_since))
        change = next_cooling(lost, seen.cool_since, hours)
    total = sum(point.points for point in told)
    if not 0 <= total <= 100:
        told.append(Point(min(max(total, 0), 100) - total, "cap"))
    score = min(max(total, 0), 100)
    fading = _fades_at(lead, definitions, as_of)
    changes = [at for at in (change, fading, level_changes_at(lead, definitions, as_of)) if at is not None]
    soonest = min(changes, default=None)
    return Verdict(score, temperature_of(lead, score, channel), level, tuple(told), soonest)


def faded(points: int, hours: float, half_life_d: int) -> int:
    """What a signal is still worth: half of it after the half-life in days, all of it without one."""
    if not half_life_d or hours <= 0:
        return points
    return round(points * exp2(-hours / (24 * half_life_d)))


def next_fading(points: int, worth: int, at: datetime, half_life_d: int) -> datetime | None:
    """When a signal that is worth `worth` of its `points` will be worth one less; None if never."""
    if not half_life_d or not worth:
        return None
    share = (abs(worth) - 0.5) / abs(points)
    return at + timedelta(hours=-24 * half_life_d * log2(share), milliseconds=1)


def _newest(lead: LeadState, definitions: Definitions) -> Iterator[tuple[SignalKind, int, datetime]]:
    """Each kind of signal that came: how often, and when last; it counts once, from then on."""
    counted: dict[str, list[datetime]] = {}
    for signal in lead.signals:
        counted.setdefault(signal.kind, []).append(signal.at)
    for kind, times in counted.items():
        known = definitions.signal_by_id.get(kind)
        if known:
            yield known, len(times), times[-1]


def _fades_at(lead: LeadState, definitions: Definitions, as_of: datetime) -> datetime | None:
    """When the next signal will be worth one point less."""
    times = (
        next_fading(
            kind.points, faded(kind.points, _hours(at, as_of), kind.half_life_d), at, kind.half_life_d
        )
        for kind, _n, at in _newest(lead, definitions)
    )
    return min((at for at in times if at is not None), default=None)


def _hours(since: datetime, until: datetime) -> float:
    return (until - since).total_seconds() / 3600


def _points(lead: LeadState, definitions: Definitions, as_of: datetime) -> Iterator[Point]:
    came = arrival_of(lead, definitions)
    if came is not None:
        yield Point(came.points, "arrived", came.about, at=lead.received)
    for kind, n, at in _newest(lead, definitions):
        worth = faded(kind.points, _hours(at, as_of), kind.half_life_d)
        yield Point(worth, "signal", kind.id, level=n, at=at, most=kind.points)
    for question in definitions.questions:
        answer = lead.answers.get(question.id)
        if answer is not None and answer.level is not None:
            yield Point(answer.level * question.weight, "answer", question.id, answer.level, answer.at)
        else:
            yield Point(0, "unknown", question.id, most=3 * question.weight)


def temperature_of(lead: LeadState, score: int | None, channel: Channel | None) -> str:
    """Set by hand wins; else by score (hot from 70, warm from 40) with the channel's floor (C18)."""
    if lead.temperature_set:
        return lead.temperature_set
    by_score = "cold" if score is None or score < WARM else "hot" if score >= HOT else "warm"
    floor = (channel.floor if channel and lead.kind == "request" else None) or "cold"
    return max(by_score, floor, key=_TEMPERATURES.index)


def computed_level(lead: LeadState, definitions: Definitions, as_of: datetime | None = None) -> str | None:
    """MQL, SAL or SQL by the rules in force (decision 12), as of a time: that of its arrival without one."""
    return level_of(lead, definitions, as_of or lead.received)


def readiness(lead: LeadState, definitions: Definitions, *, reachable: bool) -> tuple[Check, ...]:
    """The company's criteria, evaluated (A12); a budget below every price is one that is not met (A13)."""
    checks = tuple(Check(c.id, _meets(c, lead, reachable)) for c in definitions.criteria)
    checks += tuple(Check(f"{REQUIRED}{one.id}", _given(one.id, lead)) for one in required(definitions))
    if affordability(lead, definitions).state == "below":
        return (*checks, Check("affordable", False))
    return checks


def required(definitions: Definitions) -> list[Question]:
    """Questions that a handover may not go without, besides those that a criterion asks."""
    asked = {one.question for one in definitions.criteria if one.rule == "answer"}
    return [one for one in definitions.questions if "handover" in one.required_for and one.id not in asked]


def _given(question: str, lead: LeadState) -> bool | None:
    answer = lead.answers.get(question)
    return True if answer is not None and answer.known else None


def _meets(criterion: Criterion, lead: LeadState, reachable: bool) -> bool | None:
    if criterion.rule == "contact":
        return reachable
    if criterion.rule == "need":
        return bool(lead.need.strip())
    answer = lead.answers.get(criterion.question)
    if answer is None or answer.level is None:
        return None
    return answer.level >= criterion.level
