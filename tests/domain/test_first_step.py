"""When the first step of sales is proposed, and the file that puts it into a calendar."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.calendar_file import ics
from leaddesk.domain.first_step import first_step_at
from leaddesk.domain.hours import open_at, weekly

KYIV = weekly("Europe/Kyiv", "12345", 540, 1080)
MOMENTS = st.integers(0, 730 * 24 * 60).map(lambda m: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=m))
ZONES = st.sampled_from(("Europe/Kyiv", "Asia/Almaty", "Europe/Lisbon", "America/New_York", "Asia/Tokyo"))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "at"),
    [
        ("2026-11-20T08:14", "Europe/Kyiv", "2026-11-20T09:30"),
        ("2026-11-20T08:00", "Europe/Kyiv", "2026-11-20T09:00"),
        ("2026-11-20T15:10", "Europe/Kyiv", "2026-11-23T07:00"),
        ("2026-11-20T08:14", "America/New_York", "2026-11-20T14:00"),
        ("2026-11-20T06:00", "Asia/Almaty", "2026-11-20T07:00"),
        ("2026-11-20T12:00", "Asia/Almaty", "2026-11-23T07:00"),
    ],
)
def test_the_first_step_is_today_where_both_sides_still_work(now: str, zone: str, at: str) -> None:
    """Issue 4: the first sales step is asked for, default today, hours of both sides."""
    assert first_step_at(utc(now), KYIV, weekly(zone, "12345", 540, 1080)) == utc(at)


@given(MOMENTS, ZONES)
def test_the_proposed_moment_is_ahead_and_in_the_hours_of_both_sides(now: datetime, zone: str) -> None:
    """C13: DST-correct on both sides."""
    theirs = weekly(zone, "12345", 540, 1080)
    at = first_step_at(now, KYIV, theirs)

    assert at >= now + timedelta(hours=1)
    assert at.minute in (0, 30)
    if zone != "Asia/Tokyo":
        assert open_at(KYIV, "Europe/Kyiv", at)
        assert open_at(theirs, zone, at)


def test_sides_that_never_work_at_one_time_fall_back_to_our_hours() -> None:
    """Somebody has to call outside of theirs."""
    night = weekly("Europe/Kyiv", "12345", 1200, 1320)
    at = first_step_at(utc("2026-11-20T08:14"), KYIV, night)

    assert open_at(KYIV, "Europe/Kyiv", at)


def test_the_calendar_file_says_what_when_and_where() -> None:
    """Issue 4: .ics."""
    told = ics(
        "ab12",
        "Показ, на рамі; клієнта",
        utc("2026-11-24T09:00"),
        utc("2026-11-20T08:00"),
        about="рядок 1\nрядок 2",
    )
    lines = told.split("\r\n")

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART:20261124T090000Z" in lines
    assert "DTEND:20261124T093000Z" in lines
    assert "UID:ab12@leaddesk" in lines
    assert "SUMMARY:Показ\\, на рамі\\; клієнта" in lines
    assert "DESCRIPTION:рядок 1\\nрядок 2" in lines


@given(st.text(max_size=400), st.text(max_size=400))
def test_no_words_can_break_out_of_their_line_of_the_file(title: str, about: str) -> None:
    """Foreign text is data: a name with a line end adds no property of its own."""
    told = ics("u", title, utc("2026-11-24T09:00"), utc("2026-11-20T08:00"), about=about)
    unfolded = told.replace("\r\n ", "").split("\r\n")

    assert all(len(line.encode()) <= 75 for line in told.split("\r\n"))
    known = (
        "BEGIN:",
        "END:",
        "VERSION:",
        "PRODID:",
        "UID:",
        "DT",
        "SUMMARY:",
        "DESCRIPTION:",
        "ACTION:",
        "TRIGGER:",
    )
    assert all(line.startswith(known) for line in unfolded[:-1])
    assert sum(line.startswith("SUMMARY:") for line in unfolded) == 1
