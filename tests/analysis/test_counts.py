"""Stored counts of a range of days: which are in it, and what they cost to load."""

import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.figures import FigureAsk, Rollup
from leaddesk.analysis.conversion import conversion
from leaddesk.analysis.counts import cells
from leaddesk.analysis.frames import frame
from leaddesk.analysis.funnel import funnel
from leaddesk.analysis.stays import median_days

START = date(2026, 7, 1)
DAYS = st.integers(0, 140).map(lambda n: START + timedelta(days=n))
CHANNELS = ("form", "email", "call")
KEYS = st.dictionaries(st.tuples(DAYS, st.sampled_from(CHANNELS)), st.integers(1, 50), max_size=40)
Stored = dict[tuple[date, str], int]


class Kept:
    """Counts as a store keeps them, each received lead taken too; which prefixes were asked for."""

    def __init__(self, stored: Stored) -> None:
        self.keys = {
            f"cohort|{step}|{day.isoformat()}|{channel}": n
            for (day, channel), n in stored.items()
            for step in ("received", "handed")
        }
        self.asked: list[str] = []

    def rollups(self, prefixes: Sequence[str]) -> list[Rollup]:
        self.asked += prefixes
        return [Rollup(key, n, 0) for key, n in sorted(self.keys.items()) if key.startswith(tuple(prefixes))]


def among(stored: Stored, since: date, until: date, channel: str | None) -> Stored:
    """The plain filter."""
    return {
        (day, of): n for (day, of), n in stored.items() if since <= day <= until and channel in (None, of)
    }


@given(stored=KEYS, since=DAYS, days=st.integers(0, 90), channel=st.sampled_from((None, *CHANNELS)))
def test_the_cells_of_a_range_are_those_of_its_days_and_channel(
    stored: Stored, since: date, days: int, channel: str | None
) -> None:
    until = since + timedelta(days=days)

    found = cells(Kept(stored), "cohort|received", since, until, channel)

    told = {(date.fromisoformat(day), names[0]): n for day, names, n in found}
    assert len(told) == len(found)
    assert told == among(stored, since, until, channel)


@given(stored=KEYS, since=DAYS, days=st.integers(0, 90))
def test_a_frame_holds_the_same_cells(stored: Stored, since: date, days: int) -> None:
    until = since + timedelta(days=days)

    found = frame(Kept(stored), "cohort|received", ["channel"], since, until)

    told = {(row.day.date(), row.channel): row.n for row in found.itertuples()}
    assert told == among(stored, since, until, None)


@given(stored=KEYS, since=DAYS, days=st.integers(0, 90), channel=st.sampled_from((None, *CHANNELS)))
def test_weeks_and_steps_sum_to_the_whole_period(
    stored: Stored, since: date, days: int, channel: str | None
) -> None:
    """A21: no lead of the period is in no week, and none is in two."""
    until = since + timedelta(days=days)
    whole = sum(among(stored, since, until, channel).values())
    ask = FigureAsk(datetime(2027, 1, 1, tzinfo=UTC), since, until, channel)

    by_week = conversion(Kept(stored), ask, ZoneInfo("Europe/Kyiv"), "handed")
    by_step = funnel(Kept(stored), ask, ZoneInfo("Europe/Kyiv"))

    assert sum(mark.n for mark in by_week.marks) == sum(mark.k for mark in by_week.marks) == whole
    assert by_step.n == whole


def test_only_the_months_of_the_range_are_read() -> None:
    """PERFORMANCE P11: a range of keys a month, whatever the base holds besides."""
    kept = Kept({})

    cells(kept, "cohort|won", date(2026, 8, 15), date(2026, 10, 2))

    assert kept.asked == ["cohort|won|2026-08", "cohort|won|2026-09", "cohort|won|2026-10"]


LOADED = """
import sys
for name in ("conversion", "cooling", "waiting", "funnel", "stays"):
    __import__(f"leaddesk.analysis.{name}")
print("pandas" in sys.modules)
"""


def test_the_charts_and_the_heads_of_the_board_do_not_wait_for_pandas() -> None:
    """PERFORMANCE P11: it takes longer to import than the page may take."""
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


@given(st.dictionaries(st.integers(0, 400), st.integers(1, 9), min_size=1, max_size=30))
def test_the_median_stay_is_that_of_all_leads_in_a_row(found: dict[int, int]) -> None:
    every = sorted(tenths for tenths, n in found.items() for _ in range(n))

    assert median_days(found) == every[(len(every) - 1) // 2] / 10


def test_there_is_no_median_of_nothing() -> None:
    assert median_days({}) is None
