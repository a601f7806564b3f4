"""The first-contact norm of a lead on the duty clock (decision 10): how long, and when it runs out."""

from datetime import datetime
from zoneinfo import ZoneInfo

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.hours import Roster, add_duty, weekly


def duty_roster(definitions: Definitions) -> Roster:
    """The hours of duty that were asked at the first start."""
    days = "".join(str(day) for day in definitions.setting("work_days"))
    start, end = (_minutes(definitions.setting(key)) for key in ("work_from", "work_to"))
    return weekly(ZoneInfo(definitions.setting("zone")).key, days, start, end)


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def norm_minutes(channel: str, definitions: Definitions) -> int:
    """Minutes of duty until the first attempt is due: the channel's own norm, else the base's."""
    known = definitions.channel_by_id.get(channel)
    return int(known.norm_min if known else definitions.setting("norm_min"))


def norm_due(since: datetime | None, channel: str, definitions: Definitions) -> datetime | None:
    """When the norm of a lead that waits since `since` runs out; None where it does not run."""
    if since is None:
        return None
    return add_duty(duty_roster(definitions), since, norm_minutes(channel, definitions) * 60)
