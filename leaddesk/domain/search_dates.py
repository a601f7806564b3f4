"""When and for whom a query is asked, and what its relative dates mean then."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from leaddesk.domain.search_ast import Day, Duration, Named, Offset, Unit

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)
_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_LATEST = datetime(2199, 12, 31, tzinfo=UTC)
_SECONDS = {"m": 60, "h": 3600, "d": 86400, "w": 604800, "mo": 2592000, "y": 31536000}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks and when: aware `now`, the zone whose midnights count, the user id for is:mine."""

    now: datetime
    zone: tzinfo
    me: str | None = None

    @property
    def today(self) -> date:
        """The calendar day of `now` in the asker's zone."""
        return self.now.astimezone(self.zone).date()

    @property
    def midnight(self) -> datetime:
        """When today began, UTC."""
        return day_start(self.today, self.zone)


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end) of a day, or one instant where both are equal; aware UTC."""

    start: datetime
    end: datetime

    @property
    def instant(self) -> bool:
        """Whether it is a point in time, not a day."""
        return self.start == self.end


def day_start(day: date, zone: tzinfo) -> datetime:
    """When `day` begins in `zone`, UTC; where the clock jumps over midnight, the moment of the jump."""
    day = min(max(day, _FIRST), _LAST)
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def shift(now: datetime, seconds: Decimal) -> datetime:
    """`now` moved by seconds, kept between the years 1900 and 2199."""
    try:
        moved = now.astimezone(UTC) + timedelta(seconds=float(seconds))
    except OverflowError:
        return _LATEST if seconds > 0 else _EARLIEST
    return min(max(moved, _EARLIEST), _LATEST)


def seconds(length: Duration) -> Decimal:
    """Length in seconds; a month counts 30 days, a year 365."""
    return length.count * _SECONDS[length.unit]


def unit_seconds(unit: Unit) -> Decimal:
    """One unit in seconds."""
    return Decimal(_SECONDS[unit])


def span(value: Day | Named | Offset, asker: Asker, *, past: bool) -> Span:
    """The day or instant that `value` means; `past` tells which way a date without a year points."""
    if isinstance(value, Named) and value.name == "now":
        at = asker.now.astimezone(UTC)
        return Span(at, at)
    if isinstance(value, Offset) and value.unit in ("m", "h"):
        at = shift(asker.now, Decimal(value.count) * _SECONDS[value.unit])
        return Span(at, at)
    day = min(max(_day(value, asker.today, past), _FIRST), _LAST)
    return Span(day_start(day, asker.zone), day_start(day + timedelta(days=1), asker.zone))


def _day(value: Day | Named | Offset, today: date, past: bool) -> date:
    if isinstance(value, Day):
        if value.year is None:
            return _nearest(value.month, value.day, today, past)
        return date(value.year, value.month, value.day)
    if isinstance(value, Offset):
        return _moved(today, value.count, value.unit)
    return _named(value.name, today, past)


def _named(name: str, today: date, past: bool) -> date:
    if name in WEEKDAYS:
        apart = (today.weekday() - WEEKDAYS.index(name)) % 7
        return today - timedelta(days=apart) if past else today + timedelta(days=-apart % 7)
    if name == "eow":
        return today + timedelta(days=6 - today.weekday())
    if name == "eom":
        return today.replace(day=monthrange(today.year, today.month)[1])
    if name == "eoy":
        return date(today.year, 12, 31)
    return today + timedelta(days={"yesterday": -1, "today": 0, "tomorrow": 1}[name])


def _nearest(month: int, day: int, today: date, past: bool) -> date:
    """The last such day up to today, or the next one from today; 29 February waits for a leap year."""
    for apart in range(9):
        year = today.year - apart if past else today.year + apart
        if day <= monthrange(year, month)[1]:
            found = date(year, month, day)
            if (found <= today) if past else (found >= today):
                return found
    return today


def _moved(today: date, count: int, unit: str) -> date:
    if unit in ("d", "w"):
        days = count * (7 if unit == "w" else 1)
        return date.fromordinal(min(max(today.toordinal() + days, _FIRST.toordinal()), _LAST.toordinal()))
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "y" else 1)
    months = min(max(months, _FIRST.year * 12), _LAST.year * 12 + 11)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class WorkHours:
    """When people work: ISO weekdays (1 is Monday) and minutes of the local day, [start, end).

    An end before the start reaches over midnight.
    """

    days: frozenset[int] = frozenset((1, 2, 3, 4, 5))
    start: int = 9 * 60
    end: int = 18 * 60


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """Names of all time zones that the machine knows, sorted."""
    return tuple(sorted(available_timezones()))


OFFICE = WorkHours()
"""Monday to Friday, 9:00 to 18:00."""


def open_zones(now: datetime, work: WorkHours) -> tuple[str, ...]:
    """Names of the time zones where it is a working hour at `now` (C13), sorted."""
    return _open_zones(now.astimezone(UTC).replace(second=0, microsecond=0), work)


@lru_cache(maxsize=8)
def _open_zones(minute: datetime, work: WorkHours) -> tuple[str, ...]:
    local = ((name, minute.astimezone(ZoneInfo(name))) for name in zone_names())
    return tuple(name for name, at in local if _works(at, work))


def _works(at: datetime, work: WorkHours) -> bool:
    minute, today = at.hour * 60 + at.minute, at.isoweekday() in work.days
    if work.start < work.end:
        return today and work.start <= minute < work.end
    yesterday = (at.isoweekday() - 2) % 7 + 1 in work.days
    return (today and minute >= work.start) or (yesterday and minute < work.end)
