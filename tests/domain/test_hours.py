"""Proves the duty clock and a lead's local hours (C13, C15, C24, decisions 10 and 16)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaddesk.domain.hours import (
    Roster,
    add_duty,
    closes_at,
    duty_seconds,
    end_of_year,
    first_working_day,
    instant_of,
    local_time,
    next_duty,
    open_at,
    opens_at,
    record_of,
    roster_from,
    together,
    wake_at,
    weekly,
)

KYIV = "Europe/Kyiv"
OFFICE = weekly(KYIV, lunch=(13 * 60, 14 * 60), holidays=frozenset({date(2026, 8, 24)}))
NIGHT = weekly(KYIV, days="1234567", start=22 * 60, end=30 * 60)


def kyiv(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(KYIV)).astimezone(UTC)


zones = st.sampled_from(
    [KYIV, "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC", "America/Havana"]
)
instants = st.integers(0, 94_600_000).map(lambda s: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=s))
shift = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).map(lambda s: (s[0], s[0] + s[1]))
days = st.lists(shift, max_size=2).map(tuple)
rosters = st.builds(
    Roster,
    zone=zones,
    week=st.tuples(*[days] * 7),
    lunch=st.none() | st.just((720, 780)),
    holidays=st.frozensets(st.dates(date(2025, 1, 1), date(2027, 12, 31)), max_size=3),
)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-20 09:00", "2026-11-20 18:00", 8),  # a Friday without its lunch
        ("2026-11-20 10:00", "2026-11-20 10:10", 1 / 6),
        ("2026-11-20 12:30", "2026-11-20 14:30", 1),
        ("2026-11-20 17:00", "2026-11-23 10:00", 2),  # over the weekend
        ("2026-11-21 00:00", "2026-11-22 23:00", 0),
        ("2026-08-23 00:00", "2026-08-25 00:00", 0),  # Independence Day, a Monday
        ("2026-11-20 18:01", "2026-11-23 09:00", 0),
        ("2026-03-27 17:00", "2026-03-30 10:00", 2),  # the clock changes in between
        ("2026-11-20 03:00", "2026-11-20 03:00", 0),
    ],
)
def test_the_norm_runs_on_the_duty_clock_only(start: str, end: str, hours: float) -> None:
    """C24, decision 10: shifts, lunch and holidays."""
    assert duty_seconds(OFFICE, kyiv(start), kyiv(end)) == pytest.approx(hours * 3600)


@pytest.mark.parametrize(
    ("night", "hours"),
    [("2026-03-28", 7), ("2026-03-29", 8), ("2026-10-24", 9), ("2026-10-25", 8)],
)
def test_a_night_shift_over_a_change_of_the_clock_has_its_real_length(night: str, hours: int) -> None:
    """C13: 22:00-06:00 is seven hours in spring and nine in autumn."""
    start = kyiv(f"{night} 12:00")

    assert duty_seconds(NIGHT, start, start + timedelta(hours=24)) == hours * 3600


def test_night_shift_reaches_into_the_holiday_but_does_not_start_on_it() -> None:
    """C15: a holiday takes the shifts that start on it."""
    roster = weekly(KYIV, "1234567", 22 * 60, 30 * 60, holidays=frozenset({date(2026, 8, 24)}))

    assert duty_seconds(roster, kyiv("2026-08-24 00:00"), kyiv("2026-08-25 00:00")) == 6 * 3600


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-11-20 10:00", 10, "2026-11-20 10:10"),
        ("2026-11-20 12:55", 10, "2026-11-20 14:05"),
        ("2026-11-20 17:55", 10, "2026-11-23 09:05"),
        ("2026-11-20 18:01", 10, "2026-11-23 09:10"),
        ("2026-11-21 03:00", 10, "2026-11-23 09:10"),
        ("2026-08-21 17:55", 10, "2026-08-25 09:05"),
        ("2026-11-20 17:50", 10, "2026-11-20 18:00"),
        ("2026-11-21 03:00", 0, "2026-11-21 03:00"),
    ],
)
def test_a_lead_that_comes_at_night_is_due_ten_minutes_into_the_next_shift(
    start: str, minutes: int, due: str
) -> None:
    """C13, C24: leads at 18:01 or 3:00."""
    assert add_duty(OFFICE, kyiv(start), minutes * 60) == kyiv(due)


@given(rosters, instants, instants, instants)
@settings(max_examples=60, deadline=None)
def test_duty_time_adds_up_over_any_break(roster: Roster, a: datetime, b: datetime, c: datetime) -> None:
    """C13: also over changes of the clock and in any order."""
    whole = duty_seconds(roster, a, c)

    assert duty_seconds(roster, a, b) + duty_seconds(roster, b, c) == pytest.approx(whole, abs=1e-3)


@given(rosters, instants, st.integers(1, 7 * 24 * 3600))
@settings(max_examples=60, deadline=None)
def test_adding_duty_is_the_inverse_of_counting_it(roster: Roster, start: datetime, seconds: int) -> None:
    """C24: what is due after N seconds has N seconds before it, and not one earlier."""
    due = add_duty(roster, start, seconds)

    if due is None:
        assert duty_seconds(roster, start, start + timedelta(days=390)) < seconds
        return
    assert duty_seconds(roster, start, due) == pytest.approx(seconds, abs=1e-3)
    assert duty_seconds(roster, start, due - timedelta(seconds=1)) == pytest.approx(seconds - 1, abs=1e-3)


@given(rosters, instants, st.integers(1, 3000))
@settings(max_examples=40, deadline=None)
def test_duty_time_equals_the_count_of_duty_minutes(roster: Roster, start: datetime, minutes: int) -> None:
    """C24: the oracle looks at each minute's wall clock, where no change of the clock is near."""
    start = start.replace(second=0, microsecond=0)
    place = ZoneInfo(roster.zone)
    walls = [start + timedelta(minutes=step) for step in range(minutes)]
    near = [(start + timedelta(days=step)).astimezone(place).utcoffset() for step in range(-3, 6)]
    if len(set(near)) > 1:
        return

    def on_duty(at: datetime) -> bool:
        wall = at.astimezone(place)
        today = wall.hour * 60 + wall.minute
        return any(
            begin <= today + back * 1440 < end
            for back in (0, 1, 2)
            for begin, end in roster.shifts_on(wall.date() - timedelta(days=back))
        )

    counted = sum(map(on_duty, walls)) * 60

    assert duty_seconds(roster, start, start + timedelta(minutes=minutes)) == counted


def test_next_duty_is_now_on_duty_else_the_next_shift() -> None:
    """C15: who is at work, and when is somebody."""
    assert next_duty(OFFICE, kyiv("2026-11-20 10:00")) == kyiv("2026-11-20 10:00")
    assert next_duty(OFFICE, kyiv("2026-11-20 13:10")) == kyiv("2026-11-20 14:00")
    assert next_duty(OFFICE, kyiv("2026-11-20 18:00")) == kyiv("2026-11-23 09:00")


def test_a_roster_without_hours_has_no_next_duty() -> None:
    """C15: an empty roster is said, not waited for."""
    nobody = weekly(KYIV, days="")

    assert next_duty(nobody, kyiv("2026-11-20 10:00")) is None
    assert add_duty(nobody, kyiv("2026-11-20 10:00"), 600) is None
    assert duty_seconds(nobody, kyiv("2026-11-20 10:00"), kyiv("2027-11-20 10:00")) == 0


def test_shifts_that_overlap_or_touch_count_once() -> None:
    """C15: two people on duty do not make the clock run twice as fast."""
    roster = Roster("UTC", (((540, 720), (600, 1080)),) + ((),) * 6)
    monday = datetime(2026, 11, 23, tzinfo=UTC)

    assert duty_seconds(roster, monday, monday + timedelta(days=1)) == 9 * 3600
    assert closes_at(roster, "UTC", monday + timedelta(hours=10)) == monday + timedelta(hours=18)


@pytest.mark.parametrize("week", [((),) * 6, (((600, 600),),) + ((),) * 6, (((600, 2100),),) + ((),) * 6])
def test_a_roster_that_cannot_be_is_refused(week: tuple[tuple[tuple[int, int], ...], ...]) -> None:
    """C15: six days, an empty shift, a shift longer than a day."""
    with pytest.raises(ValueError, match=r"seven days|no shift"):
        Roster(KYIV, week)


@given(rosters)
def test_a_roster_survives_its_record(roster: Roster) -> None:
    """D9: rosters are edited definitions and travel in the log."""
    assert roster_from(record_of(roster)) == roster


@pytest.mark.parametrize("record", [{"zone": "UTC"}, {"zone": "UTC", "week": 3}, {"week": [[]] * 7}])
def test_a_foreign_record_is_refused_by_name(record: dict[str, object]) -> None:
    """D9: a record of another shape is an error, not a roster without hours."""
    with pytest.raises((KeyError, ValueError)):
        roster_from(record)


def test_local_hours_follow_the_leads_own_clock() -> None:
    """C13: 10:14 in Kyiv is 3:14 in New York."""
    now = kyiv("2026-11-20 10:14")

    assert open_at(None, KYIV, now)
    assert not open_at(None, "America/New_York", now)
    assert opens_at(None, "America/New_York", now) == datetime(2026, 11, 20, 14, tzinfo=UTC)
    assert closes_at(None, KYIV, now) == kyiv("2026-11-20 18:00")
    assert closes_at(None, "America/New_York", now) is None
    assert local_time("America/New_York", now).strftime("%H:%M") == "03:14"


def test_the_offices_hours_apply_in_the_leads_zone() -> None:
    """C13: lunch of the lead, not of the office."""
    assert closes_at(OFFICE, "Asia/Tokyo", datetime(2026, 11, 20, 1, tzinfo=UTC)) == datetime(
        2026, 11, 20, 4, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("zone", "day", "hour", "utc"),
    [
        (KYIV, "2026-12-01", 10, "2026-12-01 08:00"),
        (KYIV, "2026-07-01", 10, "2026-07-01 07:00"),
        (KYIV, "2026-03-29", 3, "2026-03-29 01:00"),  # 3:00 does not exist: the change itself
        (KYIV, "2026-10-25", 3, "2026-10-25 00:00"),  # 3:00 comes twice: the first
        ("Asia/Almaty", "2026-12-01", 10, "2026-12-01 05:00"),
        ("Australia/Lord_Howe", "2026-10-04", 2, "2026-10-03 15:30"),
    ],
)
def test_a_lead_wakes_at_ten_of_its_own_day(zone: str, day: str, hour: int, utc: str) -> None:
    """Decision 16, A14."""
    assert wake_at(zone, date.fromisoformat(day), hour) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@given(zones, st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(0, 2880), st.integers(0, 2880))
def test_instants_never_run_backwards(zone: str, day: date, one: int, other: int) -> None:
    """C13: the property that makes duty time additive."""
    first, second = sorted((one, other))

    assert instant_of(zone, day, first) <= instant_of(zone, day, second)


@pytest.mark.parametrize(
    ("today", "day"),
    [
        ("2026-11-20", "2026-12-01"),
        ("2024-06-01", "2024-12-02"),  # 1 December 2024 is a Sunday
        ("2026-12-01", "2027-12-01"),
        ("2026-12-20", "2027-12-01"),
    ],
)
def test_the_end_of_the_year_is_the_first_working_day_of_december(today: str, day: str) -> None:
    """Decision 16: when a budget "in December" opens."""
    assert end_of_year(date.fromisoformat(today)) == date.fromisoformat(day)


def test_the_first_working_day_knows_holidays_and_a_month_without_work() -> None:
    """Decision 16: the roster decides what a working day is."""
    roster = weekly(KYIV, holidays=frozenset({date(2026, 12, 1)}))

    assert first_working_day(2026, 12, roster) == date(2026, 12, 2)
    assert first_working_day(2026, 12, weekly(KYIV, days="")) == date(2026, 12, 1)


def test_duty_round_the_clock_has_hours_and_an_end_of_the_search() -> None:
    """C15: shifts may cover the whole week; nobody waits for the year 9999 to know when a norm is due."""
    always = weekly("Europe/Kyiv", "1234567", 0, 24 * 60)
    since = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)

    assert add_duty(always, since, 600) == since + timedelta(minutes=10)
    assert add_duty(always, since, 40 * 24 * 3600) == since + timedelta(days=40)
    assert duty_seconds(always, since, since + timedelta(days=30)) == 30 * 24 * 3600
    assert open_at(always, "Europe/Kyiv", since)
    assert next_duty(always, since) == since


def test_somebody_is_on_duty_while_any_shift_runs() -> None:
    """C15: a lunch or a holiday of one is covered by another; overlapping shifts count once."""
    day = weekly("Europe/Kyiv", "12345", 9 * 60, 18 * 60, lunch=(13 * 60, 14 * 60))
    late = weekly("Europe/Kyiv", "12345", 13 * 60, 22 * 60, holidays=frozenset({date(2026, 11, 23)}))
    both = together((day, late))
    assert both is not None
    friday = datetime(2026, 11, 20, 0, 0, tzinfo=ZoneInfo("Europe/Kyiv"))
    monday = friday + timedelta(days=3)

    assert duty_seconds(both, friday, friday + timedelta(days=1)) == 13 * 3600
    assert duty_seconds(both, monday, monday + timedelta(days=1)) == 8 * 3600
    assert together(()) is None
    assert together((day,)) == day


@given(
    st.lists(st.tuples(st.integers(0, 1430), st.integers(1, 1440)), min_size=1, max_size=4),
    st.integers(0, 7 * 24 * 60),
    st.integers(0, 3 * 24 * 60),
)
def test_the_duty_of_several_is_the_union_of_their_minutes(
    shifts: list[tuple[int, int]], start: int, length: int
) -> None:
    """C15: equals counting each minute by hand."""
    rosters = [weekly("UTC", "1234567", since, since + long) for since, long in shifts]
    both = together(rosters)
    assert both is not None
    begin = datetime(2026, 11, 16, tzinfo=UTC) + timedelta(minutes=start)

    told = duty_seconds(both, begin, begin + timedelta(minutes=length))

    def on(minute: int) -> bool:
        of_day = (start + minute) % 1440
        return any(
            since <= of_day < since + long or since <= of_day + 1440 < since + long for since, long in shifts
        )

    assert told == 60 * sum(on(minute) for minute in range(length))
