"""Waking by the clock: what slept in nurture comes back to its stage when its time is there (A14, A15)."""

from collections.abc import Iterable
from datetime import datetime

from leaddesk.actions.placing import wakes
from leaddesk.domain.lead import LeadState
from leaddesk.domain.log import Set


def woken_by(leads: Iterable[LeadState], now: datetime) -> dict[str, list[Set]]:
    """Sets that bring sleepers back, by who wakes them: the owner, else whoever put the lead to sleep."""
    found: dict[str, list[Set]] = {}
    for lead in leads:
        until = lead.position.until
        if lead.position.place != "nurture" or until is None or until > now:
            continue
        sets = found.setdefault(lead.owner or lead.way[-1].by, [])
        sets.extend(wakes(lead, "date"))
    return found
