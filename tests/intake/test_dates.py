"""Dates as foreign files write them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.intake.dates import guess_order, read_date

KYIV = ZoneInfo("Europe/Kyiv")
MORNING = "2026-11-20T06:14:05.000Z"


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20 08:14:05",
        "2026-11-20T08:14:05",
        "2026-11-20T08:14:05+02:00",
        "2026-11-20T06:14:05Z",
        "2026-11-20T06:14:05.000Z",
        "20.11.2026 08:14:05",
        "20.11.2026, 08:14:05",
        "20/11/2026 08:14:05",
        "20-11-2026 08:14:05",
        "2026/11/20 08:14:05",
        "20.11.26 08:14:05",
        "20 листопада 2026 08:14:05",
        "20 листопада 2026 р. о 08:14:05",
        "20 ноября 2026 г., 08:14:05",
        "20 Nov 2026 08:14:05",
        "Nov 20, 2026 8:14:05 AM",
        "November 20, 2026, 8:14:05 AM",
        "Fri, 20 Nov 2026 06:14:05 GMT",
        "20.11.2026 8.14.05",
        "  2026-11-20 08:14:05  ",
        "1795155245",
        "1795155245000",
    ],
)
def test_one_moment_in_many_spellings_is_one_moment(text: str) -> None:
    """Times without a zone are the person's own (Europe/Kyiv here)."""
    assert read_date(text, KYIV) == MORNING


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20.11.2026", "2026-11-19T22:00:00.000Z"),
        ("2026-11-20", "2026-11-19T22:00:00.000Z"),
        ("20.06.2026", "2026-06-19T21:00:00.000Z"),
        ("06 Nov 2023", "2023-11-05T22:00:00.000Z"),
        ("1 травня 2026", "2026-04-30T21:00:00.000Z"),
        ("2 мая 2026", "2026-05-01T21:00:00.000Z"),
        ("3 березня 2026", "2026-03-02T22:00:00.000Z"),
        ("4 липня 2026", "2026-07-03T21:00:00.000Z"),
    ],
)
def test_a_date_alone_is_its_midnight(text: str, expected: str) -> None:
    assert read_date(text, KYIV) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "31.02.2026", "2026-13-01", "99.99.9999", "12:30", "5", "2026-11-20 25:00:00", "20.11"),
        *("1.5", "2026-11-20T08:14:05+99:00", "0001-01-01 00:00:00", "9999-12-31 23:59:59", "²0.11.2026"),
        "20.Листопадень.2026",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text, KYIV) is None


def test_american_dates_are_told_by_the_column() -> None:
    """One row cannot tell 03/04 apart; a column can."""
    assert guess_order(["03/04/2026", "11/20/2026"]) == "mdy"
    assert guess_order(["03/04/2026", "20/11/2026"]) == "dmy"
    assert guess_order(["03/04/2026 8:14 PM"]) == "mdy"
    assert guess_order(["03/04/2026", "", "soon"]) == "dmy"
    assert guess_order(["03.14.2026"]) == "dmy"


def test_the_order_settles_what_is_ambiguous() -> None:
    assert read_date("03/04/2026", UTC, "mdy") == "2026-03-04T00:00:00.000Z"
    assert read_date("03/04/2026", UTC, "dmy") == "2026-04-03T00:00:00.000Z"
    assert read_date("03.04.2026", UTC, "mdy") == "2026-04-03T00:00:00.000Z"


@given(
    st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2090-01-01")),
    st.sampled_from(["Europe/Kyiv", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]),
)
def test_the_quick_way_and_the_whole_way_give_the_same_moment(moment: datetime, zone: str) -> None:
    """Hours are remembered for speed; summer time, half-hour zones and gaps must not show it."""
    moment = moment.replace(microsecond=0)
    place = ZoneInfo(zone)

    read = read_date(moment.isoformat(" "), place)
    short = read_date(moment.isoformat(" ", "minutes"), place)

    expected = moment.replace(tzinfo=place).astimezone(UTC)
    assert read == expected.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    expected = moment.replace(tzinfo=place, second=0).astimezone(UTC)
    assert short == expected.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none(text: str) -> None:
    read = read_date(text, KYIV)

    assert read is None or datetime.fromisoformat(read).utcoffset() == timedelta(0)
