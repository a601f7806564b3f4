"""Marketing's own funnel: which touch of a programme is due, how long a lead was left alone (A15, A23)."""

from datetime import datetime, timedelta
from typing import NamedTuple

from leaddesk.domain.definitions import Definitions, Programme
from leaddesk.domain.lead import LeadState
from leaddesk.domain.log import ms_of
from leaddesk.domain.nursing import Nursing


class Due(NamedTuple):
    """The next touch of a programme: which step, when, of which kind."""

    step: int
    at: datetime
    kind: str


class Nursed(NamedTuple):
    """A lead in nurture as lists show it; times in ms since 1970."""

    lead_id: str
    programme: str
    stage: str
    owner: str | None
    since: int
    next_at: int | None
    next_step: int | None
    last_at: int
    wake_at: int | None


def nursing_of(lead: LeadState) -> Nursing | None:
    """How marketing holds the lead; None where it is not in nurture.

    The stay began when the lead came here, not when its programme or owner was changed.
    """
    if lead.position.place != "nurture":
        return None
    since = lead.way[-1].at
    for step in reversed(lead.way):
        if step.place != "nurture":
            break
        since = step.at
    told = lead.nursing
    return Nursing(told.programme, told.stage, told.owner, since) if told else Nursing("", "", None, since)


def due_touch(lead: LeadState, nursing: Nursing, programme: Programme | None) -> Due | None:
    """The first step of the programme that was not made in this stay; None at the end or without one."""
    if programme is None:
        return None
    made = {
        warming.step
        for warming in lead.warmings
        if warming.programme == programme.id and warming.at >= nursing.since
    }
    for number, step in enumerate(programme.steps):
        if number not in made:
            return Due(number, nursing.since + timedelta(days=int(step["day"])), str(step["kind"]))
    return None


def touched_at(lead: LeadState, nursing: Nursing) -> datetime:
    """When somebody last did anything for the lead in nurture: a touch of a programme, a call, a letter."""
    ours = [warming.at for warming in lead.warmings] + [t.at for t in lead.touches if t.way == "out"]
    return max([nursing.since, *ours])


def nursed(lead: LeadState, definitions: Definitions) -> Nursed | None:
    """The row of a lead in nurture; None where it is not there."""
    nursing = nursing_of(lead)
    if nursing is None:
        return None
    due = due_touch(lead, nursing, definitions.programme_by_id.get(nursing.programme))
    until = lead.position.until
    return Nursed(
        lead.id,
        nursing.programme,
        nursing.stage,
        nursing.owner,
        ms_of(nursing.since),
        ms_of(due.at) if due else None,
        due.step if due else None,
        ms_of(touched_at(lead, nursing)),
        ms_of(until) if until else None,
    )


LISTS = ("due", "waking", "quiet", "ownerless", "all")
"""What the nurture screen lists: touches due, those that wake soon, those left alone, those of nobody."""


def listed(row: Nursed, what: str, at: datetime) -> bool:
    """Whether a lead stands in a list; `at` is until when a touch or waking counts, or since when quiet."""
    ms = ms_of(at)
    if what == "due":
        return row.next_at is not None and row.next_at <= ms
    if what == "waking":
        return row.wake_at is not None and row.wake_at <= ms
    if what == "quiet":
        return row.last_at < ms
    return row.owner is None if what == "ownerless" else True


def order(row: Nursed, what: str) -> tuple[int, str]:
    """Place in a list: what is due or wakes first, what was left alone longest, else the oldest stay."""
    first = {"due": row.next_at, "waking": row.wake_at, "quiet": row.last_at}.get(what, row.since)
    return (row.since if first is None else first), row.lead_id
