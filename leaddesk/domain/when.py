"""What a person types as a moment ("вт 15:00", "через 2 тижні", "next tue 3pm"), read as a UTC instant."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from leaddesk.domain.calendar_days import Reading
from leaddesk.domain.calendar_readers import READERS
from leaddesk.domain.calendar_words import FILLERS
from leaddesk.domain.hours import Roster, instant_of
from leaddesk.domain.normal import fold

_TOKEN = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}:\d\d(?::\d\d)?|\d{1,2}[./]\d{1,2}(?:[./]\d{4}|[./]\d\d(?!\d))?|"
    r"\d+|[^\W\d_]+|[+@-]|[^\s,.]"
)
_ISO_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:z|[+-]\d\d:?\d\d)")
_LONGEST = 200
_FARTHEST_YEAR = 2200


def parse_when(
    text: str, now: datetime, zone: str, wake_hour: int = 10, roster: Roster | None = None
) -> datetime | None:
    """The UTC instant that `text` means at `now` for somebody in `zone`; None where it is not a moment.

    A date without a time is the wake hour of that local day (decision 16). A time that has passed
    today is tomorrow's, a date without a year that has passed is next year's; a written year may be in
    the past. "End of the year" is the first working day of December. An hour from 1 to 6 after "at"
    without minutes is meant in the afternoon. Never raises for a text.
    """
    if len(text) > _LONGEST:
        return None
    folded = fold(text)
    if _ISO_INSTANT.fullmatch(folded):
        return _iso_instant(folded)
    tokens = _TOKEN.findall(re.sub(r"(?<=\d)t(?=\d\d:)", " ", folded))
    reading = Reading(now.astimezone(ZoneInfo(zone)), roster)
    try:
        return _resolve(reading, zone, wake_hour) if _read_all(tokens, reading) else None
    except (OverflowError, ValueError):
        return None


def _iso_instant(folded: str) -> datetime | None:
    try:
        return datetime.fromisoformat(folded.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _read_all(tokens: list[str], reading: Reading) -> bool:
    """True where every token was understood; a reader takes some tokens from a place, or none."""
    place = 0
    understood = False
    while place < len(tokens):
        taken = next((count for reader in READERS if (count := reader(tokens[place:], reading))), 0)
        if taken == 0:
            if tokens[place] not in FILLERS:
                return False
            taken = 1
        else:
            understood = True
        place += taken
    return understood and not reading.refused


def _resolve(reading: Reading, zone: str, wake_hour: int) -> datetime | None:
    now = reading.now
    today = now.date()
    day = _day_of(reading, zone, wake_hour)
    if day is None and reading.clock is None:
        if not reading.relative:
            return None
        return _in_reach(now.astimezone(UTC) + reading.elapsed)
    if reading.elapsed and (reading.clock or reading.day is None or not reading.relative):
        return None
    hour, minute = reading.clock or (wake_hour, 0)
    moment = instant_of(zone, day or today, hour * 60 + minute)
    if day is None and moment <= now:
        moment = instant_of(zone, today + timedelta(days=1), hour * 60 + minute)
    if reading.clock is None and day == today and moment <= now:
        # "today" typed after the wake hour: the next full hour is the nearest that can be meant.
        moment = (now.astimezone(UTC) + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    return _in_reach(moment + reading.elapsed)


def _in_reach(moment: datetime) -> datetime | None:
    return moment if 1970 <= moment.year <= _FARTHEST_YEAR else None


def _day_of(reading: Reading, zone: str, wake_hour: int) -> date | None:
    """The local date that was said; a weekday alone is the next one, today's only while its hour is ahead."""
    if reading.weekday is None and not reading.whole_week:
        return reading.day
    today = reading.now.date()
    monday = today - timedelta(days=today.weekday())
    if reading.day is not None:
        # "вівторок 24.11": the date counts, and the weekday has to agree with it.
        return reading.day if reading.day.weekday() == reading.weekday else _refuse()
    if reading.named_next:
        return monday + timedelta(days=7 + (reading.weekday or 0))
    if reading.weekday is None:
        return None
    day = today + timedelta(days=(reading.weekday - today.weekday()) % 7)
    hour, minute = reading.clock or (wake_hour, 0)
    passed = day == today and instant_of(zone, day, hour * 60 + minute) <= reading.now
    return day + timedelta(days=7) if passed else day


def _refuse() -> date:
    raise ValueError("the weekday is not that of the date")
