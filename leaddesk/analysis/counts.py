"""Rollups of a range of days, by step, channel and bin, and the searches that find what they count."""

from collections.abc import Iterator
from datetime import date, timedelta

from leaddesk.actions.figures import Counted, FigureAsk

WEEKS = 12


def days_of(ask: FigureAsk, today: date) -> tuple[date, date]:
    """First and last day of the figure: as asked, else twelve whole weeks up to today."""
    until = ask.until or today
    monday = until - timedelta(days=until.weekday())
    return ask.since or monday - timedelta(weeks=WEEKS - 1), until


def months(since: date, until: date) -> Iterator[str]:
    """Prefixes YYYY-MM that cover a range of days."""
    at = since.replace(day=1)
    while at <= until:
        yield f"{at:%Y-%m}"
        at = (at + timedelta(days=32)).replace(day=1)


def cells(
    store: Counted, family: str, since: date, until: date, channel: str | None = None
) -> list[tuple[str, tuple[str, ...], int]]:
    """Counts whose key is family|<day>|<names...>: day (YYYY-MM-DD), names, n. `channel` is the first name.

    A year of them is some thousand rows, which plain sums add sooner than a frame of them is made.
    """
    first, last, after = since.isoformat(), until.isoformat(), family.count("|") + 1
    found = []
    for rollup in store.rollups([f"{family}|{month}" for month in months(since, until)]):
        day, *names = rollup.key.split("|")[after:]
        if first <= day[:10] <= last and (channel is None or names[0] == channel):
            found.append((day[:10], tuple(names), rollup.n))
    return found


def usual_days(store: Counted, step: str, share: float = 0.8, least: int = 30, otherwise: int = 14) -> int:
    """Days within which `share` of those who reach `step` do so; `otherwise` below `least` cases."""
    lags = sorted((int(rollup.key.rsplit("|", 1)[1]), rollup.n) for rollup in store.rollups([f"lag|{step}|"]))
    total = sum(n for _, n in lags)
    if total < least:
        return otherwise
    seen = 0
    for days, n in lags:
        seen += n
        if seen >= share * total:
            return days + 1
    return otherwise


def query_of(since: date, until: date, ask: FigureAsk, more: str = "") -> str:
    """The search that finds the counted leads received in a range of days, of the asked channel (A6)."""
    parts = [f"added:{since:%Y-%m-%d}..{until:%Y-%m-%d}", "has:contact -is:junk -is:coldlist"]
    if ask.channel:
        parts.append(f"channel:{ask.channel}")
    if ask.query:
        parts.append(f"({ask.query})")
    return " ".join([*parts, more] if more else parts)
