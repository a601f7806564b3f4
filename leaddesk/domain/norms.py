"""The first-contact norm of a lead on the duty clock (decision 10): how long, and when it runs out."""

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.hours import Roster, add_duty, closes_at, next_duty, together, weekly

_DAY_MIN = 24 * 60
_MINUTE = timedelta(minutes=1)


def office_hours(definitions: Definitions) -> Roster | None:
    """The working hours that were asked at the first start; None for a base that was told none.

    Hours that end before they begin reach into the next day.
    """
    told = definitions.settings
    if "work_from" not in told or "work_to" not in told:
        return None
    return _hours(
        str(told.get("zone", "UTC")), tuple(told.get("work_days", (1, 2, 3, 4, 5))),
        str(told["work_from"]), str(told["work_to"]),
    )  # fmt: skip


@lru_cache(maxsize=64)
def _hours(zone: str, days: tuple[int, ...], since: str, until: str) -> Roster:
    start, end = minutes_of(since), minutes_of(until)
    return weekly(ZoneInfo(zone).key, "".join(map(str, days)), start, end if end > start else end + _DAY_MIN)


def duty_roster(definitions: Definitions) -> Roster:
    """The hours in which somebody is on duty, by which the first-contact norm runs (decision 10).

    Those of the people who have shifts (C15), else the working hours of the first start.
    """
    zone = str(definitions.settings.get("zone", "UTC"))
    own = tuple(shift for _, shift in sorted(definitions.shifts.items()) if shift.zone == zone)
    return together(own) or office_hours(definitions) or weekly(zone)


def on_duty(definitions: Definitions, at: datetime) -> tuple[str, ...]:
    """Ids of the users whose shift runs at `at`."""
    shifts = sorted(definitions.shifts.items())
    return tuple(user for user, shift in shifts if closes_at(shift, shift.zone, at) is not None)


def next_shift(user: str, definitions: Definitions, at: datetime) -> datetime | None:
    """When somebody's next shift begins after the one that runs at `at`, or after now (C15)."""
    shift = definitions.shifts.get(user) or duty_roster(definitions)
    ends = closes_at(shift, shift.zone, at)
    return next_duty(shift, ends + _MINUTE if ends else at)


def minutes_of(text: str) -> int:
    """Minutes after midnight of a time such as 09:30."""
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes or 0)


def norm_minutes(channel: str, definitions: Definitions) -> int:
    """Minutes of duty until the first attempt is due: the channel's own norm, else the base's."""
    known = definitions.channel_by_id.get(channel)
    return int(known.norm_min if known else definitions.setting("norm_min"))


def norm_due(since: datetime | None, channel: str, definitions: Definitions) -> datetime | None:
    """When the norm of a lead that waits since `since` runs out; None where it does not run."""
    if since is None:
        return None
    return add_duty(duty_roster(definitions), since, norm_minutes(channel, definitions) * 60)
