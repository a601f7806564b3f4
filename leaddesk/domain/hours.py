"""The duty clock of the office and the local hours of a lead, over any change of the clock (C13, C15, C24).

Two clocks (decision 10): cooling runs round the clock and needs nothing from here; the first-contact
norm runs on the duty clock, so only inside the shifts of a roster.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

Minutes = tuple[int, int]
_DAY = 24 * 60
_SEARCHED_DAYS = 400
_ONE_DAY = timedelta(days=1)
_LONG = timedelta(days=7)
_LAST_DAY = date.max - 3 * _ONE_DAY


@dataclass(frozen=True, slots=True)
class Roster:
    """Weekly hours of duty in one time zone.

    `week` holds for Monday to Sunday the shifts of that day as (start, end) in minutes after local
    midnight; an end past 24*60 reaches into the next day (a night shift). `lunch` is cut out of every
    day's shifts. `holidays` are local dates without any shift that starts on them. `also` are rosters of
    others in the same zone: somebody is on duty while any of them is (C15).
    Raises ValueError for a shift that ends before it starts or lasts longer than a day.
    """

    zone: str
    week: tuple[tuple[Minutes, ...], ...]
    lunch: Minutes | None = None
    holidays: frozenset[date] = field(default=frozenset())
    also: tuple["Roster", ...] = ()

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a roster has seven days")
        for start, end in (shift for day in self.week for shift in day):
            if not (0 <= start < _DAY and start < end <= start + _DAY):
                raise ValueError(f"no shift from {start} to {end}")

    def shifts_on(self, day: date) -> tuple[Minutes, ...]:
        """Shifts that start on the local date, lunch cut out, in minutes after its midnight."""
        shifts = () if day in self.holidays else self.week[day.weekday()]
        own = (part for shift in shifts for part in _without(shift, self.lunch))
        return tuple(sorted((*own, *(part for other in self.also for part in other.shifts_on(day)))))

    def works_on(self, day: date) -> bool:
        """True where at least one shift starts on the local date."""
        return bool(self.shifts_on(day))


def weekly(
    zone: str,
    days: str = "12345",
    start: int = 9 * 60,
    end: int = 18 * 60,
    lunch: Minutes | None = None,
    holidays: frozenset[date] = frozenset(),
) -> Roster:
    """A roster with the same hours on the named days (1 = Monday): what the first start asks for."""
    week = tuple(((start, end),) if str(day) in days else () for day in range(1, 8))
    return Roster(zone, week, lunch, holidays)


def roster_from(record: Mapping[str, object]) -> Roster:
    """The roster that `record_of` wrote; raises ValueError or KeyError for a record of another shape."""
    week, lunch, holidays = record["week"], record.get("lunch"), record.get("holidays") or ()
    if not isinstance(week, (list, tuple)) or not isinstance(holidays, (list, tuple)):
        raise ValueError("week and holidays are lists")
    shifts = tuple(tuple((int(start), int(end)) for start, end in day) for day in week)
    pause = (int(lunch[0]), int(lunch[1])) if isinstance(lunch, (list, tuple)) else None
    return Roster(str(record["zone"]), shifts, pause, frozenset(date.fromisoformat(str(d)) for d in holidays))


def record_of(roster: Roster) -> dict[str, object]:
    """The roster as plain JSON values, for the log and the settings."""
    return {
        "zone": roster.zone,
        "week": [[list(shift) for shift in day] for day in roster.week],
        "lunch": list(roster.lunch) if roster.lunch else None,
        "holidays": sorted(day.isoformat() for day in roster.holidays),
    }


def together(rosters: Sequence[Roster]) -> Roster | None:
    """Duty of several people of one zone: while at least one is on duty; None for nobody."""
    return replace(rosters[0], also=tuple(rosters[1:])) if rosters else None


def _without(shift: Minutes, pause: Minutes | None) -> Iterator[Minutes]:
    if pause is None or pause[1] <= shift[0] or shift[1] <= pause[0]:
        yield shift
        return
    if shift[0] < pause[0]:
        yield shift[0], pause[0]
    if pause[1] < shift[1]:
        yield pause[1], shift[1]


def instant_of(zone: str, day: date, minutes: int) -> datetime:
    """The first UTC instant at which the clocks of `zone` show that wall time or a later one.

    So a time that a change of the clock skips means the change itself, and of a repeated hour the
    first counts: instants never run backwards while wall times run forwards.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    place = ZoneInfo(zone)
    earlier, later = (wall.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (1, 0))
    if later <= earlier:
        return later
    while later - earlier > timedelta(seconds=1):
        middle = earlier + (later - earlier) // 2
        if middle.astimezone(place).replace(tzinfo=None) < wall:
            earlier = middle
        else:
            later = middle
    return later.replace(microsecond=0)


@lru_cache(maxsize=8192)
def _spans_on(roster: Roster, day: date) -> tuple[tuple[datetime, datetime], ...]:
    instants = (
        (instant_of(roster.zone, day, start), instant_of(roster.zone, day, end))
        for start, end in roster.shifts_on(day)
    )
    return tuple((start, end) for start, end in instants if start < end)


def _spans(roster: Roster, since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Spans of duty that end after `since`, in order; stops after a year without any.

    They are apart, but for a duty longer than a week, whose parts touch.
    """
    day = since.astimezone(ZoneInfo(roster.zone)).date() - _ONE_DAY
    pending: tuple[datetime, datetime] | None = None
    silent = 0
    while silent < _SEARCHED_DAYS and day < _LAST_DAY:
        silent += 1
        for start, end in _spans_on(roster, day):
            if end <= since:
                continue
            silent = 0
            if pending is not None and start <= pending[1]:
                pending = pending[0], max(pending[1], end)
                continue
            if pending is not None and pending[0] < pending[1]:
                yield pending
            pending = start, end
        if pending is not None and pending[1] - pending[0] > _LONG:
            # Duty round the clock never ends: it is told in parts that touch.
            yield pending
            pending = pending[1], pending[1]
        day += _ONE_DAY
    if pending is not None and pending[0] < pending[1]:
        yield pending


def duty_seconds(roster: Roster, start: datetime, end: datetime) -> float:
    """Seconds on duty from `start` to `end` (aware); negative where `end` is the earlier one.

    Real seconds, so a night shift over a change of the clock counts one hour more or less. Additive:
    a to b and b to c make a to c.
    """
    if end < start:
        return -duty_seconds(roster, end, start)
    total = timedelta()
    for opens, closes in _spans(roster, start):
        if opens >= end:
            break
        total += min(closes, end) - max(opens, start)
    return total.total_seconds()


def add_duty(roster: Roster, start: datetime, seconds: float) -> datetime | None:
    """The first instant by which `seconds` of duty have passed since `start`: when a norm is due (C24).

    None where the roster has no such hours within a year of silence. `duty_seconds` of the answer is
    `seconds`; for zero seconds it is `start` itself.
    """
    left = timedelta(seconds=seconds)
    if left <= timedelta():
        return start.astimezone(UTC)
    for opens, closes in _spans(roster, start):
        opens = max(opens, start)
        if left <= closes - opens:
            return (opens + left).astimezone(UTC)
        left -= closes - opens
    return None


def next_duty(roster: Roster, at: datetime) -> datetime | None:
    """`at` itself while on duty, else when duty next begins; None for a roster without hours."""
    span = next(_spans(roster, at), None)
    return None if span is None else max(span[0], at.astimezone(UTC))


@lru_cache(maxsize=1024)
def local_hours(roster: Roster | None, zone: str) -> Roster:
    """The hours in which a lead in `zone` may be called: of `roster`, else Mon-Fri 9-18, in local time."""
    return weekly(zone) if roster is None else replace(roster, zone=zone)


def open_at(roster: Roster | None, zone: str, at: datetime) -> bool:
    """True where it is working time for a lead in `zone` ("can call now", C13)."""
    return closes_at(roster, zone, at) is not None


def closes_at(roster: Roster | None, zone: str, at: datetime) -> datetime | None:
    """When the lead's running working time ends (its lunch too); None while it is closed."""
    span = next(_spans(local_hours(roster, zone), at), None)
    return span[1] if span is not None and span[0] <= at else None


def opens_at(roster: Roster | None, zone: str, at: datetime) -> datetime | None:
    """`at` itself in working time, else when it next begins for a lead in `zone`."""
    return next_duty(local_hours(roster, zone), at)


def local_time(zone: str, at: datetime) -> datetime:
    """The lead's own clock at that instant."""
    return at.astimezone(ZoneInfo(zone))


def wake_at(zone: str, day: date, hour: int = 10) -> datetime:
    """The UTC instant of the wake hour on a lead's local date (decision 16)."""
    return instant_of(zone, day, hour * 60)


def first_working_day(year: int, month: int, roster: Roster | None = None) -> date:
    """First day of the month that is worked: Mon-Fri, or as the roster says with its holidays."""
    day = date(year, month, 1)
    while not (day.weekday() < 5 if roster is None else roster.works_on(day)):
        day += _ONE_DAY
        if day.month != month:
            return date(year, month, 1)
    return day


def end_of_year(today: date, roster: Roster | None = None) -> date:
    """First working day of December that lies after `today` (decision 16): when budgets open."""
    this_year = first_working_day(today.year, 12, roster)
    return this_year if this_year > today else first_working_day(today.year + 1, 12, roster)
