"""What one lead adds to each figure; folding these keeps every count exact under undo, merge and late ops."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from operator import attrgetter

from leaddesk.domain.log import at_ms
from leaddesk.domain.row import LeadRow

Contribution = dict[str, tuple[int, int]]
"""Key of a rollup -> (count, sum of amounts in minor units)."""

BIN_EDGES_MIN = (5, 30, 60, 120, 240, 480, 1440, 2880)
"""Edges of time to first contact in minutes; the last bin is open (UX 3.5)."""


STEPS = ("taken", "qualified", "ready", "handed", "won", "lost")
"""Steps of a lead's way that cohorts count, each a time of the row named `<step>_at`."""

STAYS = {
    "new": ("received", "taken_at"),
    "in_work": ("taken_at", "qualified_at"),
    "qualifying": ("qualified_at", "ready_at"),
    "ready": ("ready_at", "handed_at"),
    "handed_over": ("handed_at", "accepted_at"),
}
"""Stage -> the times of a row between which a lead stood on it (C19, C23)."""

TENTH_MS = 8_640_000
"""A tenth of a day, the grain of the time on a stage."""

_DAY_MS, _QUARTER_MS, _QUARTER_S = 86_400_000, 900_000, 900


def week_of(at: datetime, zone: tzinfo) -> str:
    """Monday of the week of `at` in the base's zone, as YYYY-MM-DD."""
    day = at.astimezone(zone).date()
    return (day - timedelta(days=day.weekday())).isoformat()


def day_of(at: datetime, zone: tzinfo) -> str:
    """The day of `at` in the base's zone."""
    return at.astimezone(zone).date().isoformat()


def contact_bin(received: int, first_contact: int | None) -> int | None:
    """Bin of the time to first contact (0 = up to 5 minutes ... 8 = over two days); None without contact."""
    if first_contact is None:
        return None
    return bisect_right(BIN_EDGES_MIN, (first_contact - received) // 60_000)


def counted(row: LeadRow) -> bool:
    """Whether a lead counts in conversion: a request with a contact, not junk (A6, decision 13)."""
    return row.kind == "request" and row.reachable and row.place != "junk"


def contribution(row: LeadRow, zone: tzinfo) -> Contribution:
    """Rollup keys of a lead: facets as it stands, cohorts by day received, events by their own day."""
    found: Contribution = {}
    for key in _facets(row):
        found[key] = (1, row.amount_minor or 0)
    if counted(row):
        for key in _cohort(row, zone):
            found[key] = (1, 0)
    if row.kind == "request":
        for key in _speed(row, zone):
            found[key] = (1, 0)
    return found


def _facets(row: LeadRow) -> Iterator[str]:
    """Counts of declared facets (PERFORMANCE P8); a record without contact is counted in none (A6)."""
    if row.kind == "cold":
        yield "kind|cold"
        return
    if row.place is not None:
        yield f"place|{row.place}"
        return
    if not row.reachable:
        yield "place|no_contact"
        return
    yield "active"
    yield f"stage|{row.stage}|{row.currency}"
    yield f"temperature|{row.temperature}"
    yield f"owner|{row.owner or ''}"
    yield f"channel|{row.channel}"
    if row.level:
        yield f"level|{row.level}"
    if row.replied:
        yield "replied"


_MOVED = attrgetter(*(f"{name}_at" for name in STEPS), "accepted_at", "first_contact_at", "decided_at")
_NEVER_MOVED = (None,) * (len(STEPS) + 3)


@lru_cache(maxsize=1 << 15)
def _received(quarter: int, zone: tzinfo) -> tuple[str, str]:
    """Day and hour in `zone` of a quarter of an hour since 1970: since 1972 no zone changes within one."""
    at = datetime.fromtimestamp(quarter * _QUARTER_S, zone).isoformat()
    return at[:10], at[:13]


def _cohort(row: LeadRow, zone: tzinfo) -> Iterator[str]:
    day, hour = _received(row.received // _QUARTER_MS, zone)
    at = f"{day}|{row.channel}"
    yield f"cohort|received|{at}"
    yield f"came|{hour}|{row.channel}"
    if _MOVED(row) == _NEVER_MOVED:
        yield f"waiting|{hour}|{row.channel}"
        return
    for name in STEPS:
        when: int | None = getattr(row, f"{name}_at")
        if when is not None:
            yield f"cohort|{name}|{at}"
            yield f"event|{name}|{day_of(at_ms(when), zone)}|{row.channel}"
            yield f"lag|{name}|{max(0, when - row.received) // _DAY_MS}"
    yield from _stays(row, f"{day[:7]}-01")
    spell = contact_bin(row.received, row.first_contact_at)
    if spell is None:
        yield f"waiting|{hour}|{row.channel}"
        return
    yield f"contact|{at}|{row.temperature}|{spell}"
    if row.handed_at is not None:
        yield f"contact_handed|{at}|{row.temperature}|{spell}"
    minutes = max(0, ((row.first_contact_at or 0) - row.received) // 60_000)
    yield f"met|{at}|{_grain(minutes)}"


def _speed(row: LeadRow, zone: tzinfo) -> Iterator[str]:
    """Who contacted and decided when, how soon, and whether in the norm; decisions by the hour (D14, C24)."""
    if row.first_contact_at is not None:
        day, who = day_of(at_ms(row.first_contact_at), zone), row.contacted_by or ""
        minutes = _grain(max(0, (row.first_contact_at - row.received) // 60_000))
        yield f"speed|contact|{day}|{row.channel}|{who}|{minutes}"
        if row.in_norm is not None:
            yield f"norm|{day}|{row.channel}|{who}|{int(row.in_norm)}"
    if row.decided_at is not None:
        at, who = at_ms(row.decided_at).astimezone(zone), row.decided_by or ""
        minutes = _grain(max(0, (row.decided_at - row.received) // 60_000))
        yield f"speed|decision|{at:%Y-%m-%d}|{row.channel}|{who}|{minutes}"
        yield f"hour|{at:%Y-%m-%dT%H}|{row.channel}|{who}"


def _stays(row: LeadRow, month: str) -> Iterator[str]:
    """Tenths of a day on each stage that the lead has left, by the month received; none for a skipped one."""
    for stage, (came, left) in STAYS.items():
        since, until = getattr(row, came), getattr(row, left)
        if since is not None and until is not None and until > since:
            yield f"stay|{stage}|{month}|{(until - since) // TENTH_MS}"


def _grain(minutes: int) -> int:
    """Minutes to first contact, exact below 2 hours, then to 10 minutes, after two days to the hour."""
    if minutes < 120:
        return minutes
    return minutes // 10 * 10 if minutes < 2880 else minutes // 60 * 60


def difference(old: Contribution, new: Contribution) -> Contribution:
    """New minus old, without the zeros, in sorted key order."""
    found: Contribution = {}
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key, (0, 0)), new.get(key, (0, 0))
        if before != after:
            found[key] = (after[0] - before[0], after[1] - before[1])
    return found
