"""What the regulation plans by itself: when the next attempt follows a call without answer."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from leaddesk.domain.refusals import Refused


def next_attempt(attempts: int, at: datetime, plan_h: Sequence[int]) -> datetime | None:
    """When to try again after `attempts` unanswered calls; None after the last one (archive "not reached").

    `plan_h` are hours from the call: +2 h, +1 day at another hour, +3 days, +7 days by default (UX 4.1).
    """
    if attempts < 1:
        raise Refused("regulation.no_attempt")
    return at + timedelta(hours=plan_h[attempts - 1]) if attempts <= len(plan_h) else None


def attempts_allowed(plan_h: Sequence[int]) -> int:
    """How many attempts the plan has: the first call and one for each planned wait."""
    return len(plan_h) + 1
