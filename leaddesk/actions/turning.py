"""A record of a cold list becomes a request when its person first expresses a need (decision 13)."""

from collections.abc import Iterator
from datetime import datetime

from leaddesk.domain.lead import LeadState
from leaddesk.domain.log import Set, iso


def turned(lead_id: str, at: datetime) -> Iterator[Set]:
    """From `at` on it is a request: its clocks run, and it counts in the conversion of that day."""
    yield Set("lead", lead_id, "kind", "request")
    yield Set("lead", lead_id, "received", iso(at))


def spoken_need(lead: LeadState, said: str, at: datetime) -> Iterator[Set]:
    """What an answered contact means for a cold record: the need that it has or that was said now."""
    need = lead.need.strip() or said.strip()
    if lead.kind != "cold" or not need:
        return
    yield from turned(lead.id, at)
    if not lead.need.strip():
        yield Set("lead", lead.id, "need", need)
