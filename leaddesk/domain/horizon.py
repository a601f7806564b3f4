"""When they mean to buy: a range of days read from what was said, and its bucket at a moment (C5, D25)."""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from leaddesk.domain.hours import Roster
from leaddesk.domain.normal import fold
from leaddesk.domain.when import parse_when

BUCKETS = ("month", "quarter", "year", "long")
"""Up to 1 month, 1-3, 3-12, a long project."""

LIMITS = (31, 92, 366)
"""Days up to which the first three reach."""

_MONTH = 30.44
_RANGE = re.compile(r"(\d{1,2})\s*(?:-|–|—|\.\.|до|to)\s*(\d{1,2})\s*(?:міс|мес|month|mo\b)")
_UP_TO = re.compile(r"(?:до|up to|within|протягом|за)\s*(\d{1,2})\s*(?:міс|мес|month|mo\b)")
_WEEKS = re.compile(r"(\d{1,2})\s*(?:тиж|нед|week)")


class Horizon(NamedTuple):
    """From when and until when, in UTC; `since` None where only the end was said."""

    since: datetime | None
    until: datetime


def read_horizon(text: str, now: datetime, zone: str, roster: Roster | None = None) -> Horizon | None:
    """The range that typed words mean: "1-3 months", "до 2 міс", "запуск 12.12", "next friday".

    None where no time is in them. Never raises for a text.
    """
    folded = fold(text[:200])
    between, up_to, weeks = _RANGE.search(folded), _UP_TO.search(folded), _WEEKS.search(folded)
    if between:
        first, last = sorted((int(between[1]), int(between[2])))
        return Horizon(now + timedelta(days=first * _MONTH), now + timedelta(days=last * _MONTH))
    if up_to:
        return Horizon(None, now + timedelta(days=int(up_to[1]) * _MONTH))
    found = _moment(text[:200], now, zone, roster)
    if found is not None:
        return Horizon(None, found)
    return Horizon(None, now + timedelta(weeks=int(weeks[1]))) if weeks else None


def _moment(text: str, now: datetime, zone: str, roster: Roster | None) -> datetime | None:
    """A moment anywhere in a sentence: its longest ending, then its longest part, that is one."""
    words = text.split()[:24]
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size, -1, -1):
            part = " ".join(words[start : start + size])
            if part.isdigit():
                continue
            found = parse_when(part, now, zone, roster=roster)
            if found is not None:
                return found
    return None


def bucket(until: datetime | None, at: datetime) -> str:
    """Which of the ranges of C5 a purchase day falls into as seen at a moment; "unknown" without one."""
    if until is None:
        return "unknown"
    days = (until - at).total_seconds() / 86_400
    return next((name for name, limit in zip(BUCKETS, LIMITS, strict=False) if days <= limit), "long")
