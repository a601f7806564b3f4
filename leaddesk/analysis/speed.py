"""The speed of processing: median and p90 of the time to contact and decision, leads per hour (D14)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from leaddesk.actions.figures import Counted, Figure, FigureAsk, Mark, Said
from leaddesk.analysis.conversion import SMALL
from leaddesk.analysis.frames import frame

DAYS = 14
"""Days of the figure where none were asked."""

_SERIES = ("person", "channel", "day")
_FIELDS = {"contact": ("first", "contacted_by"), "decision": ("decided", "decided_by")}
"""What is timed -> the search fields of its day and of who did it."""


def speed(store: Counted, ask: FigureAsk, zone: ZoneInfo, *, what: str) -> Figure:
    """Minutes from receipt to `what` (contact, decision), by who did it, by channel, by the day it happened.

    `numbers` holds the median of each label, and with " p90" after it the ninetieth percentile. Leads that
    still wait are in no mark: `waiting` counts those.
    """
    since, until = _days(ask, zone)
    found = frame(store, f"speed|{what}", ["channel", "person", "minutes"], since, until, ask.channel)
    found = found.assign(minutes=found["minutes"].astype("int64"))
    marks: list[Mark] = []
    numbers: dict[str, int | None] = {}
    for series, label, part in _parts(found):
        median, late = quantile(part, 0.5), quantile(part, 0.9)
        numbers |= {label: median, f"{label} p90": late}
        n = int(part["n"].sum())
        query = _query(what, series, label, since, until, ask.channel)
        marks.append(Mark(series, label, float(len(marks)), n, n, small=n < SMALL, query=query))
    told: dict[str, Any] = {
        "what": what,
        "median": quantile(found, 0.5),
        "p90": quantile(found, 0.9),
        "n": int(found["n"].sum()),
    }
    said = Said("figure.speed.median", told) if told["n"] else Said("figure.none")
    definition = Said("figure.speed.definition", {"what": what})
    return Figure(f"speed_{what}", definition, said, told["n"], tuple(marks), "noise", numbers)


def pace(store: Counted, ask: FigureAsk, zone: ZoneInfo) -> Figure:
    """Leads decided in an hour of work: decisions over the hours in which a person decided any."""
    since, until = _days(ask, zone)
    found = frame(store, "hour", ["channel", "person"], since, until, ask.channel)
    hours = _hours(store, since, until, ask.channel)
    marks: list[Mark] = []
    numbers: dict[str, float] = {}
    for series, label, part in _parts(found):
        n, worked = int(part["n"].sum()), hours.get((series, label), 0)
        if worked:
            numbers[label] = round(n / worked, 1)
            query = _query("decision", series, label, since, until, ask.channel)
            marks.append(Mark(series, label, float(len(marks)), worked, n, small=n < SMALL, query=query))
    total, all_hours = int(found["n"].sum()), hours.get(("", ""), 0)
    told = {"pace": round(total / all_hours, 1) if all_hours else 0, "n": total}
    said = Said("figure.pace.found", told) if total else Said("figure.none")
    return Figure("pace", Said("figure.pace.definition"), said, total, tuple(marks), "noise", numbers)


def _days(ask: FigureAsk, zone: ZoneInfo) -> tuple[date, date]:
    until = ask.until or ask.now.astimezone(zone).date()
    return ask.since or until - timedelta(days=DAYS - 1), until


def _parts(found: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    for series in _SERIES:
        for label, part in found.groupby(series, sort=True):
            yield series, label.strftime("%Y-%m-%d") if isinstance(label, pd.Timestamp) else str(label), part


def _hours(store: Counted, since: date, until: date, channel: str | None) -> dict[tuple[str, str], int]:
    """Person-hours in which anything was decided, by series and label; ("", "") of all."""
    seen: dict[tuple[str, str], set[Any]] = {}
    for rollup in store.rollups(["hour|"]):
        _, hour, of, person = rollup.key.split("|")
        day = hour[:10]
        if since.isoformat() <= day <= until.isoformat() and channel in (None, of):
            for place in (("person", person), ("channel", of), ("day", day), ("", "")):
                seen.setdefault(place, set()).add((hour, person))
    return {place: len(hours) for place, hours in seen.items()}


def quantile(found: pd.DataFrame, share: float) -> int | None:
    """The smallest minutes that at least `share` of the leads needed at most; None of nothing."""
    if found.empty:
        return None
    spread = found.groupby("minutes")["n"].sum().sort_index()
    at = int((spread.cumsum() >= share * spread.sum()).to_numpy().argmax())
    return int(spread.index[at])


def _query(what: str, series: str, label: str, since: date, until: date, channel: str | None) -> str:
    day, person = _FIELDS[what]
    span = label if series == "day" else f"{since}..{until}"
    parts: Sequence[str] = (
        f"{day}:{span}",
        "-is:coldlist",
        f"{person}:{label or 'none'}" if series == "person" else "",
        f"channel:{label}" if series == "channel" else f"channel:{channel}" if channel else "",
    )
    return " ".join(part for part in parts if part)
