"""Dates and times as foreign files write them, turned into ISO in UTC."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Literal

Order = Literal["dmy", "mdy"]

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:?\d\d.*)?\Z")
_ISO_MINUTES = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d):([0-5]\d)(:[0-5]\d)?\Z")
_NUMBERS = re.compile(
    r"(\d{1,4})([./\-])(\d{1,2})\2(\d{1,4})(?:г\.?|р\.?)?"
    r"(?:[T,\s]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?)?\s*(Z|[+-]\d\d:?\d\d)?\Z"
)
_DAY_MONTH = re.compile(
    r"(?:[^\W\d_]{2,9}\.?,?\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?[\s.\-]+([^\W\d_]{3,10})\.?|([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?)"
    r"[,\s\-]+(\d{4})(?:\s*[рг]\.?)?(?:[T,\s]+(?:о|в|at)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?)?\s*(Z|[+-]\d\d:?\d\d|UTC|GMT)?\Z"
)
_STAMP = re.compile(r"\d{10}(?:\d{3})?\Z")
# The first three letters tell the month in English and Russian; Ukrainian names need their own.
_MONTHS = (
    "jan січ янв",
    "feb лют фев",
    "mar бер мар",
    "apr кві апр",
    "may тра май мая",
    "jun чер июн",
    "jul лип июл",
    "aug сер авг",
    "sep вер сен",
    "oct жов окт",
    "nov лис ноя",
    "dec гру дек",
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_EARLIEST, _LATEST = 1970, 2100


def guess_order(values: Iterable[str]) -> Order:
    """Whether 03/04/2026 is the third of April (dmy) or the fourth of March (mdy), from a whole column.

    A second number over 12, or a slash with AM/PM, says American; else the European order.
    """
    american = False
    for value in values:
        match = _NUMBERS.match(value.strip())
        if match is None or match[2] != "/":
            continue
        if int(match[1]) > 12:
            return "dmy"
        american = american or int(match[3]) > 12 or match[8] is not None
    return "mdy" if american else "dmy"


def read_date(text: str, zone: tzinfo, order: Order = "dmy") -> str | None:
    """`2026-11-20T08:14:05.000Z` of what is written; a time without a zone is taken in `zone`.

    None where it is no date, or one that the calendar does not have. A date alone means its midnight.
    """
    if len(text) in (16, 19) and (match := _ISO_MINUTES.match(text)):
        hour = _utc_hour(match[1], match[2], zone)
        if hour is not None:
            return f"{hour}:{match[3]}{match[4] or ':00'}.000Z"
    try:
        read = _read(text.strip(), order)
        if read is None or not _EARLIEST <= read.year <= _LATEST:
            return None
        if read.tzinfo is None:
            read = read.replace(tzinfo=zone)
        return read.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=50_000)
def _utc_hour(day: str, hour: str, zone: tzinfo) -> str | None:
    """The hour in UTC that a whole hour of `zone` is; None where the two do not match all hour long.

    A million rows share a few thousand hours, and turning one between zones is the slow part of a date.
    """
    try:
        first = datetime.fromisoformat(f"{day}T{hour}:00:00").replace(tzinfo=zone).astimezone(UTC)
        last = datetime.fromisoformat(f"{day}T{hour}:59:59").replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if first.minute or first.second or (last - first).total_seconds() != 3_599 or first.year < _EARLIEST:
        return None
    return first.isoformat()[:13] if first.year <= _LATEST else None


def _read(text: str, order: Order) -> datetime | None:
    if _ISO.match(text):
        return datetime.fromisoformat(text)
    match = _NUMBERS.match(text)
    if match is not None:
        return _from_numbers(match, order)
    match = _DAY_MONTH.match(text)
    if match is not None:
        return _from_words(match)
    if _STAMP.match(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    return None


def _from_numbers(match: re.Match[str], order: Order) -> datetime | None:
    first, sign, second, third = match[1], match[2], int(match[3]), match[4]
    if len(first) == 4:
        year, month, day = int(first), second, int(third)
    elif len(third) in (2, 4) and len(first) <= 2:
        year = int(third) + (2000 if len(third) == 2 else 0)
        american = sign == "/" and order == "mdy"
        month, day = (int(first), second) if american else (second, int(first))
    else:
        return None
    return _at(year, month, day, match.group(5, 6, 7, 8, 9))


def _from_words(match: re.Match[str]) -> datetime | None:
    word = (match[2] or match[3]).lower()
    month = _MONTH_OF.get(word[:3])
    if month is None:
        return None
    return _at(int(match[5]), month, int(match[1] or match[4]), match.group(6, 7, 8, 9, 10))


def _at(year: int, month: int, day: int, clock: tuple[str | None, ...]) -> datetime:
    hour, minute, second, half, offset = clock
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    read = datetime(year, month, day, hours, int(minute or 0), int(second or 0))  # noqa: DTZ001
    if not offset:
        return read
    if offset in ("Z", "UTC", "GMT"):
        return read.replace(tzinfo=UTC)
    return datetime.fromisoformat(read.isoformat() + offset)
