"""What dates of a query mean at a moment and in a zone, over any change of the clock."""

from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.search_ast import Day, Duration, Named, Offset, Unit
from leaddesk.domain.search_dates import (
    OFFICE,
    WEEKDAYS,
    Asker,
    Span,
    day_start,
    open_zones,
    seconds,
    shift,
    span,
    zone_names,
)

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2026, 11, 20, 8, 14, tzinfo=UTC)
ASKER = Asker(NOW, KYIV, "me")


def local(value: Day | Named | Offset, *, past: bool = False, asker: Asker = ASKER) -> str:
    """The local date that a value means; an instant with its time."""
    found = span(value, asker, past=past)
    at = found.start.astimezone(asker.zone)
    return at.isoformat(timespec="minutes")[:16] if found.instant else at.date().isoformat()


@pytest.mark.parametrize(
    ("value", "ahead", "back"),
    [
        (Named("today"), "2026-11-20", "2026-11-20"),
        (Named("tomorrow"), "2026-11-21", "2026-11-21"),
        (Named("yesterday"), "2026-11-19", "2026-11-19"),
        (Named("fri"), "2026-11-20", "2026-11-20"),
        (Named("mon"), "2026-11-23", "2026-11-16"),
        (Named("sun"), "2026-11-22", "2026-11-15"),
        (Named("thu"), "2026-11-26", "2026-11-19"),
        (Named("eow"), "2026-11-22", "2026-11-22"),
        (Named("eom"), "2026-11-30", "2026-11-30"),
        (Named("eoy"), "2026-12-31", "2026-12-31"),
        (Named("now"), "2026-11-20T10:14", "2026-11-20T10:14"),
        (Offset(3, "d"), "2026-11-23", "2026-11-23"),
        (Offset(-2, "w"), "2026-11-06", "2026-11-06"),
        (Offset(3, "mo"), "2027-02-20", "2027-02-20"),
        (Offset(-1, "y"), "2025-11-20", "2025-11-20"),
        (Offset(2, "h"), "2026-11-20T12:14", "2026-11-20T12:14"),
        (Offset(-30, "m"), "2026-11-20T09:44", "2026-11-20T09:44"),
        (Day(2026, 1, 2), "2026-01-02", "2026-01-02"),
        (Day(None, 11, 20), "2026-11-20", "2026-11-20"),
        (Day(None, 12, 25), "2026-12-25", "2025-12-25"),
        (Day(None, 1, 5), "2027-01-05", "2026-01-05"),
        (Day(None, 2, 29), "2028-02-29", "2024-02-29"),
    ],
)
def test_a_date_points_where_its_field_looks(value: Day | Named | Offset, ahead: str, back: str) -> None:
    """UX 4.3, date: due looks ahead, added looks back; named and counted dates are the same both ways."""
    assert local(value, past=False) == ahead
    assert local(value, past=True) == back


@pytest.mark.parametrize(("day", "offset", "expected"), [(31, 1, "2026-02-28"), (30, 13, "2027-02-28")])
def test_a_month_later_stays_inside_the_month(day: int, offset: int, expected: str) -> None:
    """31 January and a month is the last of February."""
    asker = Asker(datetime(2026, 1, day, 12, tzinfo=UTC), KYIV)

    assert local(Offset(offset, "mo"), asker=asker) == expected


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 3, 29, 12, tzinfo=UTC), 23),
        (datetime(2026, 10, 25, 12, tzinfo=UTC), 25),
        (NOW, 24),
    ],
)
def test_a_day_is_as_long_as_the_clock_makes_it(now: datetime, hours: int) -> None:
    """Days on which the clock changes have 23 and 25 hours."""
    today = span(Named("today"), Asker(now, KYIV), past=True)

    assert today.end - today.start == timedelta(hours=hours)


def test_today_is_the_askers_today() -> None:
    """At 23:30 in Kyiv it is still another day in New York, and tomorrow in Tokyo."""
    now = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)

    assert local(Named("today"), asker=Asker(now, KYIV)) == "2026-11-20"
    assert local(Named("today"), asker=Asker(now, ZoneInfo("Asia/Tokyo"))) == "2026-11-21"


def test_a_midnight_that_the_clock_jumps_over_is_the_moment_of_the_jump() -> None:
    """In Beirut the clock has gone from 0:00 to 1:00: the day begins, and the one before ends, there."""
    zone = ZoneInfo("Asia/Beirut")
    asker = Asker(datetime(2026, 3, 29, 12, tzinfo=UTC), zone)

    today = span(Named("today"), asker, past=True)
    before = span(Named("yesterday"), asker, past=True)

    assert before.end == today.start
    assert today.end - today.start == timedelta(hours=23)


zones = st.sampled_from(["Europe/Kyiv", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "UTC"]).map(
    ZoneInfo
)
moments = st.integers(0, 130 * 365 * 86400).map(
    lambda s: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=s)
)
values = st.one_of(
    st.sampled_from([*WEEKDAYS, "today", "tomorrow", "yesterday", "eow", "eom", "eoy", "now"]).map(Named),
    st.builds(Offset, st.integers(-999_999, 999_999), st.sampled_from(["m", "h", "d", "w", "mo", "y"])),
    st.dates().map(lambda day: Day(day.year, day.month, day.day)),
    st.dates().map(lambda day: Day(None, day.month, day.day)),
)


@given(values, moments, zones, st.booleans())
def test_every_date_is_a_span_that_a_store_can_hold(
    value: Day | Named | Offset, now: datetime, zone: tzinfo, past: bool
) -> None:
    """No value overflows; a span is in order, in UTC, between the years 1899 and 2200."""
    found = span(value, Asker(now, zone), past=past)

    assert found.start <= found.end
    assert found.start.tzinfo is UTC
    assert 1899 <= found.start.year <= found.end.year <= 2200


@given(moments, zones)
def test_now_lies_in_today(now: datetime, zone: tzinfo) -> None:
    """The day of the asker holds the moment of asking."""
    asker = Asker(now, zone)

    today = span(Named("today"), asker, past=True)

    assert today.start <= now < today.end
    assert asker.midnight == today.start == day_start(asker.today, zone)


@given(moments, zones, st.sampled_from(WEEKDAYS), st.booleans())
def test_a_weekday_is_within_a_week_on_its_side(now: datetime, zone: tzinfo, name: str, past: bool) -> None:
    """The last such day up to today, or the next from today."""
    asker = Asker(now, zone)

    day = span(Named(name), asker, past=past).start.astimezone(zone).date()

    apart = (day - asker.today).days
    assert -6 <= apart <= 0 if past else 0 <= apart <= 6
    assert day.weekday() == WEEKDAYS.index(name)


@pytest.mark.parametrize(
    ("unit", "length"),
    [("m", 60), ("h", 3600), ("d", 86400), ("w", 604800), ("mo", 2592000), ("y", 31536000)],
)
def test_units_have_their_length(unit: Unit, length: int) -> None:
    """UX 4.3, unit; a month of elapsed time is 30 days, a year 365."""
    assert seconds(Duration(Decimal("1.5"), unit)) == Decimal("1.5") * length


def test_a_shift_out_of_time_stops_at_its_ends() -> None:
    """age:>999999y is a query, not an error."""
    assert shift(NOW, Decimal(10) ** 18).year == 2199
    assert shift(NOW, -(Decimal(10) ** 18)).year == 1900
    assert shift(NOW, Decimal(-60)) == NOW - timedelta(minutes=1)


def test_an_instant_is_told_from_a_day() -> None:
    """`due:<=+2h` ends at the moment, `due:<=today` at midnight."""
    assert Span(NOW, NOW).instant
    assert not span(Named("today"), ASKER, past=True).instant


def test_open_zones_are_those_at_work() -> None:
    """C13: Monday to Friday, 9:00 to 18:00 of the local clock."""
    found = open_zones(NOW, OFFICE)

    assert {"Europe/Kyiv", "Europe/Berlin"} <= set(found)
    assert "America/New_York" not in found
    assert list(found) == sorted(found)
    assert set(found) <= set(zone_names())
    assert "Europe/Kyiv" not in open_zones(NOW + timedelta(days=1), OFFICE)
