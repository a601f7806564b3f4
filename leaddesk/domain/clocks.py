"""The two clocks of a lead: first-contact norm and cooling, from what the client and we did (decision 10)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.lead import LeadState, Signal, Touch

_RAISE_EVERY = timedelta(hours=24)
WRITTEN = frozenset({"message", "email", "comment", "form", "sms", "push"})


@dataclass(frozen=True, slots=True)
class Clocks:
    """`norm_since`: oldest signal that waits for an attempt; `cool_since`: last one without an answer.

    `first_waited`: the `norm_since` that the first contact ended; None where no norm ran.
    """

    norm_since: datetime | None = None
    cool_since: datetime | None = None
    first_contact_at: datetime | None = None
    first_contact_by: str = ""
    first_waited: datetime | None = None
    raised_at: datetime | None = None
    last_signal_at: datetime | None = None
    last_touch_at: datetime | None = None
    answered_at: datetime | None = None
    attempts: int = 0
    replied: bool = False


def clocks(lead: LeadState, definitions: Definitions) -> Clocks:
    """Both clocks of a lead; a record of a cold list has none until its first need (decision 13)."""
    now = Clocks()
    events = _events(lead)
    if lead.kind == "request":
        if lead.turned:
            # What was said to the record of a list before its person asked for anything.
            now = _after(now, [event for event in events if event.at < lead.received], definitions)
            events = [event for event in events if event.at >= lead.received]
        now = Clocks(last_touch_at=now.last_touch_at, norm_since=lead.received, cool_since=lead.received)
        now = replace(now, raised_at=lead.received, last_signal_at=lead.received)
    return _after(now, events, definitions)


def _after(now: Clocks, events: list[Signal | Touch], definitions: Definitions) -> Clocks:
    for event in events:
        now = _signalled(now, event, definitions) if isinstance(event, Signal) else _touched(now, event)
    return now


def _events(lead: LeadState) -> list[Signal | Touch]:
    events: list[Signal | Touch] = [*lead.signals, *lead.touches]
    return sorted(events, key=lambda event: (event.at, event.id))


def _signalled(now: Clocks, signal: Signal, definitions: Definitions) -> Clocks:
    kind = definitions.signal_by_id.get(signal.kind)
    restarts = kind is not None and kind.restarts
    raises = restarts or now.raised_at is None or signal.at - now.raised_at >= _RAISE_EVERY
    return replace(
        now,
        norm_since=now.norm_since or (signal.at if restarts else None),
        cool_since=signal.at if raises else now.cool_since,
        raised_at=signal.at if raises else now.raised_at,
        last_signal_at=signal.at,
        replied=now.replied or (signal.kind in WRITTEN and now.last_touch_at is not None),
    )


def _touched(now: Clocks, touch: Touch) -> Clocks:
    if touch.way == "in" and not touch.answered:
        return replace(
            now,
            norm_since=now.norm_since or touch.at,
            cool_since=touch.at,
            raised_at=touch.at,
            last_signal_at=touch.at,
        )
    met = touch.answered
    return replace(
        now,
        norm_since=None,
        cool_since=None if met else now.cool_since,
        first_contact_at=now.first_contact_at or touch.at,
        first_contact_by=now.first_contact_by if now.first_contact_at else touch.by,
        first_waited=now.first_waited if now.first_contact_at else now.norm_since,
        last_touch_at=touch.at,
        answered_at=touch.at if met else now.answered_at,
        attempts=0 if met else now.attempts + (touch.kind == "call"),
        replied=False,
    )
