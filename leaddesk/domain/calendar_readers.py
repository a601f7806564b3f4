"""Readers of the words of a moment: each takes some words from a place and notes what they said."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from leaddesk.domain import calendar_words as words
from leaddesk.domain.calendar_days import (
    Reading,
    first_of,
    place_in,
    set_end_of,
    set_month,
    unit_of,
    year_mark,
)

_SECONDS = {"minute": 60, "hour": 3600}
_IN_DAYS = {"day": 1, "week": 7}
_IN_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DATE = re.compile(r"(\d{1,2})([./])(\d{1,2})(?:[./](\d{2}|\d{4}))?")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_ORDINALS = frozenset(("st", "nd", "rd", "th", "е", "го", "те", "ого"))


def _read_relative(tokens: list[str], reading: Reading) -> int:
    """через 2 тижні, in 3 days, +2h, за годину, півгодини, 2 days ago, 1 год 5 хв."""
    place = 1 if tokens[0] in words.AHEAD else 0
    marked = place == 1
    rest = tokens[place:]
    if not rest or (rest[0] == "the" and not marked):
        return 0
    if rest[0] in words.WHOLE:
        amount, unit = words.WHOLE[rest[0]]
        used = 1
    else:
        counted, used = _amount(rest)
        named = unit_of(rest[used]) if used < len(rest) else None
        if named is None or (used == 0 and not marked):
            return 0
        if used == 0 and rest[0] == "год":
            # "через год" is Russian for a year; a Ukrainian writes "через 2 год" or "через годину".
            named = "year"
        amount, unit, used = counted, named, used + 1
    place += used
    if place < len(tokens) and tokens[place] in words.BACK and not marked:
        amount, place = -amount, place + 1
    _move(reading, amount, unit)
    return place


def _amount(tokens: list[str]) -> tuple[float, int]:
    if tokens[0] == "a" and tokens[1:2] == ["couple"]:
        counted, used = _amount(tokens[1:])
        return counted, used + 1
    if tokens[0].isdecimal() and len(tokens[0]) <= 4:
        return float(tokens[0]), 1
    if tokens[0] not in words.AMOUNTS:
        return 1.0, 0
    used = 2 if len(tokens) > 1 and tokens[1] in ("a", "an", "of") else 1
    return words.AMOUNTS[tokens[0]], used


def _move(reading: Reading, amount: float, unit: str) -> None:
    reading.relative = True
    if unit in _SECONDS:
        reading.elapsed += timedelta(seconds=amount * _SECONDS[unit])
        return
    day = reading.day or reading.now.date()
    if unit in _IN_DAYS:
        reading.day = day + timedelta(days=round(amount * _IN_DAYS[unit]))
        return
    months = day.year * 12 + day.month - 1 + round(amount * _IN_MONTHS[unit])
    year, month = divmod(months, 12)
    reading.day = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _read_clock_of_day(tokens: list[str], reading: Reading) -> int:
    """15:00, 3:30 pm, 15.30, 3pm, 9 утра, в 3 дня; before `_read_relative`, because 3 дня is also 3 days."""
    place = 1 if tokens[0] in words.AT and len(tokens) > 1 else 0
    typed, after = tokens[place], tokens[place + 1 :]
    shaped = re.fullmatch(r"(\d{1,2})([:.])(\d\d)(?::\d\d)?", typed)
    if shaped and (shaped[2] == ":" or place or int(shaped[3]) not in range(1, 13)):
        return place + 1 + _with_half(reading, int(shaped[1]), int(shaped[3]), after)
    halved = bool(after) and after[0] in (words.AM | words.PM) and (place == 1 or unit_of(after[0]) is None)
    if halved and typed.isdecimal() and len(typed) <= 2:
        return place + 1 + _with_half(reading, int(typed), 0, after)
    return 0


def _read_clock(tokens: list[str], reading: Reading) -> int:
    """о 15, в 3 часа, at 3; a bare hour only after a day, and from 1 to 6 it is in the afternoon."""
    place = 1 if tokens[0] in words.AT and len(tokens) > 1 else 0
    typed, after = tokens[place], tokens[place + 1 :]
    if not (typed.isdecimal() and len(typed) <= 2):
        return 0
    oclock = place == 1 and bool(after) and re.fullmatch(words.OCLOCK, after[0]) is not None
    tail = after[int(oclock) :]
    if tail and oclock and tail[0] in (words.AM | words.PM):
        return 2 + int(oclock) + _with_half(reading, int(typed), 0, tail) - (1 - place)
    ends_here = not tail or tail[0] in words.FILLERS or tail[0] in words.PARTS or tail[0] in words.DAYS
    if not oclock and not (
        (place or reading.day_said) and (ends_here or place_in(words.WEEKDAYS, tail[0]) is not None)
    ):
        return 0
    hour = int(typed)
    reading.set_clock(hour + 12 if 1 <= hour <= 6 else hour, 0)
    return place + 1 + int(oclock)


def _with_half(reading: Reading, hour: int, minute: int, after: list[str]) -> int:
    """Sets the clock by what follows (am, pm, ранку, вечора); the number of words that it took."""
    half = after[0] if after and after[0] in (words.AM | words.PM) else None
    if half is not None:
        reading.refused = reading.refused or hour > 12
        hour = hour % 12 + (12 if half in words.PM else 0)
    reading.set_clock(hour, minute)
    return int(half is not None)


def _read_part(tokens: list[str], reading: Reading) -> int:
    if tokens[0] not in words.PARTS:
        return 0
    hour = words.PARTS[tokens[0]]
    if hour is not None:
        reading.set_clock(hour, 0)
    if tokens[0] == "tonight":
        reading.set_day(reading.now.date())
    return 1


def _read_day_word(tokens: list[str], reading: Reading) -> int:
    if tokens[:3] == ["day", "after", "tomorrow"]:
        reading.set_day(reading.now.date() + timedelta(days=2))
        return 3
    if tokens[0] in words.NOW:
        reading.relative = True
        return 1
    if tokens[0] not in words.DAYS:
        return 0
    reading.set_day(reading.now.date() + timedelta(days=words.DAYS[tokens[0]]))
    return 1


def _read_weekday(tokens: list[str], reading: Reading) -> int:
    """вт, наступного вівторка, next tue, this friday."""
    ahead = re.fullmatch(words.NEXT, tokens[0]) is not None
    place = 1 if ahead or re.fullmatch(words.THIS, tokens[0]) else 0
    weekday = place_in(words.WEEKDAYS, tokens[place]) if place < len(tokens) else None
    if weekday is None:
        return 0
    reading.refused = reading.refused or reading.weekday is not None
    reading.weekday = weekday
    reading.named_next = reading.named_next or ahead
    return place + 1


def _read_next_span(tokens: list[str], reading: Reading) -> int:
    """next week, наступного місяця, в следующем году: its first working day."""
    ahead = re.fullmatch(words.NEXT, tokens[0]) is not None
    if len(tokens) < 2 or not (ahead or re.fullmatch(words.THIS, tokens[0])):
        return 0
    unit = unit_of(tokens[1])
    today = reading.now.date()
    if unit == "week":
        reading.named_next, reading.whole_week = ahead, True
    elif unit == "month" and ahead:
        reading.set_day(first_of(today.year + today.month // 12, today.month % 12 + 1, reading.roster))
    elif unit == "year" and ahead:
        reading.set_day(first_of(today.year + 1, 1, reading.roster))
    else:
        return 0
    return 2


def _read_date(tokens: list[str], reading: Reading) -> int:
    """31.12, 31/12/26, 31.12.2026, 2026-12-31, 31 грудня 2026 року, dec 31st, 31st of december."""
    iso = _ISO_DATE.fullmatch(tokens[0])
    if iso:
        reading.set_day(date(int(iso[1]), int(iso[2]), int(iso[3])))
        return 1
    typed = _DATE.fullmatch(tokens[0])
    if typed and 1 <= int(typed[3]) <= 12:
        reading.set_day(_dated(reading, int(typed[1]), int(typed[3]), typed[4]))
        return 1 + year_mark(tokens[1:])
    return _read_named_date(tokens, reading)


def _read_named_date(tokens: list[str], reading: Reading) -> int:
    number = next((word for word in tokens[:2] if word.isdecimal() and len(word) <= 2), None)
    spoken = [word for word in tokens[:5] if word not in _ORDINALS and word != "of"]
    if number is None or len(spoken) < 2 or number not in spoken[:2]:
        return 0
    month = place_in(words.MONTHS, spoken[1 - spoken.index(number)])
    if month is None:
        return 0
    year = spoken[2] if len(spoken) > 2 and re.fullmatch(r"(?:19|20|21)\d\d", spoken[2]) else None
    count, wanted = 0, 3 if year else 2
    while wanted:
        wanted -= tokens[count] not in _ORDINALS and tokens[count] != "of"
        count += 1
    while year is None and count < len(tokens) and tokens[count] in _ORDINALS:
        count += 1
    reading.set_day(_dated(reading, int(number), month + 1, year))
    return count + (year_mark(tokens[count:]) if year else 0)


def _dated(reading: Reading, day: int, month: int, year: str | None) -> date:
    """The date; without a year the next one from today on (29 February waits for a leap year)."""
    if year is not None:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    today = reading.now.date()
    for ahead in range(today.year, today.year + 9):
        if day <= monthrange(ahead, month)[1] and date(ahead, month, day) >= today:
            return date(ahead, month, day)
    raise ValueError("no such date")


def _read_edge(tokens: list[str], reading: Reading) -> int:
    """кінець року, до конца месяца, end of the week, eoy, початок грудня, в декабре."""
    if tokens[0] in words.ENDS:
        set_end_of(reading, words.ENDS[tokens[0]])
        return 1
    if tokens[0] == "year" and tokens[1:2] == ["end"]:
        set_end_of(reading, "year")
        return 2
    ends = re.fullmatch(words.END, tokens[0]) is not None
    starts = re.fullmatch(words.START, tokens[0]) is not None
    place = 1 if ends or starts else 0
    while (
        place
        and place < len(tokens)
        and (tokens[place] in ("of", "the") or re.fullmatch(words.THIS, tokens[place]))
    ):
        place += 1
    if place == len(tokens):
        return 0
    month = place_in(words.MONTHS, tokens[place])
    unit = unit_of(tokens[place]) if month is None else None
    if month is not None:
        return place + 1 + set_month(reading, month + 1, ends, tokens[place + 1 :])
    if starts:
        return (
            place + _read_next_span(tokens[place:], reading) if re.fullmatch(words.NEXT, tokens[place]) else 0
        )
    if not ends or unit is None:
        return 0
    set_end_of(reading, unit)
    return place + 1


READERS: tuple[Callable[[list[str], Reading], int], ...] = (
    _read_date,
    _read_day_word,
    _read_edge,
    _read_next_span,
    _read_weekday,
    _read_clock_of_day,
    _read_relative,
    _read_clock,
    _read_part,
)
