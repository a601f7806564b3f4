"""Rollups as frames: stored counts of a range of days, by step, channel and bin."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pandas as pd

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


def frame(store: Counted, family: str, names: Sequence[str], since: date, until: date) -> pd.DataFrame:
    """Counts whose key is family|<day>|<names...>: columns day (datetime64), names, n."""
    prefixes = [f"{family}|{month}" for month in months(since, until)]
    rows = [(*rollup.key.split("|")[family.count("|") + 1 :], rollup.n) for rollup in store.rollups(prefixes)]
    found = pd.DataFrame(rows, columns=["day", *names, "n"])
    found["day"] = pd.to_datetime(found["day"].str.slice(0, 10), format="%Y-%m-%d")
    inside = (found["day"] >= pd.Timestamp(since)) & (found["day"] <= pd.Timestamp(until))
    return found[inside].reset_index(drop=True)


def of_channel(found: pd.DataFrame, channel: str | None) -> pd.DataFrame:
    """Only one channel, or all."""
    return found if channel is None else found[found["channel"] == channel]


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
