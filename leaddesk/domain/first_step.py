"""When the first step of sales can be: in the hours of both sides, today where any are left."""

from datetime import UTC, datetime, timedelta

from leaddesk.domain.hours import Roster, next_duty

_TRIES = 60
_GRAIN = timedelta(minutes=30)


def first_step_at(
    now: datetime, ours: Roster, theirs: Roster, ahead: timedelta = timedelta(hours=1)
) -> datetime:
    """The first half hour, at least `ahead` of now, in which both sides work.

    Where they never work at one time it is the start of our own hours.
    """
    at = _rounded_up(now + ahead)
    for _ in range(_TRIES):
        mine = next_duty(ours, at)
        other = next_duty(theirs, at)
        if mine is None or other is None:
            return mine or at
        later = _rounded_up(max(mine, other))
        if later == at:
            return at
        at = later
    return next_duty(ours, _rounded_up(now + ahead)) or at


def _rounded_up(at: datetime) -> datetime:
    at = at.astimezone(UTC)
    over = timedelta(minutes=at.minute % 30, seconds=at.second, microseconds=at.microsecond)
    return at if not over else at - over + _GRAIN
