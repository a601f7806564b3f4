"""What a typed moment has said so far, and the days that ends and beginnings of months and years mean."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from leaddesk.domain import calendar_words as words
from leaddesk.domain.hours import Roster, end_of_year, first_working_day


@dataclass(slots=True)
class Reading:
    """What the words said so far; a second word of the same kind makes the text unreadable."""

    now: datetime
    roster: Roster | None
    day: date | None = None
    weekday: int | None = None
    whole_week: bool = False
    named_next: bool = False
    clock: tuple[int, int] | None = None
    elapsed: timedelta = timedelta()
    relative: bool = False
    refused: bool = False

    @property
    def day_said(self) -> bool:
        return self.day is not None or self.weekday is not None

    def set_day(self, day: date) -> None:
        self.refused = self.refused or self.day is not None
        self.day = day

    def set_clock(self, hour: int, minute: int) -> None:
        self.refused = self.refused or self.clock is not None or hour > 23 or minute > 59
        self.clock = hour, minute


def unit_of(word: str) -> str | None:
    return next((unit for unit, shape in words.UNITS.items() if re.fullmatch(shape, word)), None)


def place_in(shapes: tuple[str, ...], word: str) -> int | None:
    return next((place for place, shape in enumerate(shapes) if re.fullmatch(shape, word)), None)


def first_of(year: int, month: int, roster: Roster | None) -> date:
    """First working day of the month; where no roster tells the holidays, not the first of January."""
    first = first_working_day(year, month, roster)
    if roster is None and first == date(year, 1, 1):
        first += timedelta(days=1 if first.weekday() < 4 else 7 - first.weekday())
    return first


def set_month(reading: Reading, month: int, ends: bool, after: list[str]) -> int:
    """A month alone is its first working day, its end the last one; the number of words of the year."""
    today = reading.now.date()
    year = today.year
    named = bool(after) and re.fullmatch(r"20\d\d", after[0]) is not None
    if named:
        year = int(after[0])
    day = last_of(year, month, reading.roster) if ends else first_of(year, month, reading.roster)
    if day <= today and not named:
        day = (last_of if ends else first_of)(year + 1, month, reading.roster)
    reading.set_day(day)
    return int(named) + (year_mark(after[1:]) if named else 0)


def set_end_of(reading: Reading, unit: str) -> None:
    today = reading.now.date()
    if unit == "year":
        reading.set_day(end_of_year(today, reading.roster))
    elif unit == "week":
        friday = today + timedelta(days=4 - today.weekday())
        reading.set_day(friday if friday > today else friday + timedelta(days=7))
    elif unit == "day":
        reading.set_day(today)
        reading.set_clock(18, 0)
    elif unit in ("month", "quarter"):
        month = today.month if unit == "month" else (today.month + 2) // 3 * 3
        step = 1 if unit == "month" else 3
        day = last_of(today.year, month, reading.roster)
        following = last_of(today.year + (month + step > 12), (month + step - 1) % 12 + 1, reading.roster)
        reading.set_day(day if day > today else following)
    else:
        reading.refused = True


def last_of(year: int, month: int, roster: Roster | None) -> date:
    last = date(year, month, monthrange(year, month)[1])
    for back in range(14):
        day = last - timedelta(days=back)
        if day.weekday() < 5 if roster is None else roster.works_on(day):
            return day
    return last


def year_mark(tokens: list[str]) -> int:
    return int(bool(tokens) and tokens[0] in words.YEAR_MARKS)
