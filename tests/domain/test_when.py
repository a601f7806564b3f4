"""Proves what a typed moment means (UX 1.4, decision 16)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leaddesk.domain import calendar_words as words
from leaddesk.domain.hours import weekly
from leaddesk.domain.when import parse_when

KYIV = "Europe/Kyiv"
NOW = datetime(2026, 11, 20, 8, 14, tzinfo=UTC)  # Friday 10:14 in Kyiv: the clock of the drawn screens


def in_kyiv(text: str, now: datetime = NOW) -> str | None:
    moment = parse_when(text, now, KYIV)
    return moment and moment.astimezone(ZoneInfo(KYIV)).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # the four of UX 1.4
        ("вт 15:00", "2026-11-24 15:00"),
        ("через 2 тижні", "2026-12-04 10:00"),
        ("кінець року", "2026-12-01 10:00"),
        ("next tue 3pm", "2026-11-24 15:00"),
        # days
        ("сьогодні", "2026-11-20 11:00"),
        ("сьогодні 18:30", "2026-11-20 18:30"),
        ("сегодня вечером", "2026-11-20 18:00"),
        ("tonight", "2026-11-20 18:00"),
        ("завтра", "2026-11-21 10:00"),
        ("завтра о 9", "2026-11-21 09:00"),
        ("завтра в 3 часа", "2026-11-21 15:00"),
        ("завтра в 3 дня", "2026-11-21 15:00"),
        ("завтра вранці", "2026-11-21 10:00"),
        ("Завтра після обіду", "2026-11-21 14:00"),
        ("tomorrow 9am", "2026-11-21 09:00"),
        ("tomorrow at 3", "2026-11-21 15:00"),
        ("tomorrow at 12:30 am", "2026-11-21 00:30"),
        ("завтра 15", "2026-11-21 15:00"),
        ("завтра 9 утра", "2026-11-21 09:00"),
        ("завтра о 7 вечора", "2026-11-21 19:00"),
        ("післязавтра", "2026-11-22 10:00"),
        ("послезавтра в обед", "2026-11-22 13:00"),
        ("day after tomorrow", "2026-11-22 10:00"),
        ("вчора 15:00", "2026-11-19 15:00"),
        # weekdays
        ("понеділок", "2026-11-23 10:00"),
        ("в понедельник", "2026-11-23 10:00"),
        ("Monday", "2026-11-23 10:00"),
        ("ПН", "2026-11-23 10:00"),
        ("у п'ятницю", "2026-11-27 10:00"),
        ("у п’ятницю 12:00", "2026-11-20 12:00"),
        ("пт 9:00", "2026-11-27 09:00"),
        ("fri 9:00", "2026-11-27 09:00"),
        ("неділя", "2026-11-22 10:00"),
        ("в воскресенье в 11", "2026-11-22 11:00"),
        ("наступного вівторка", "2026-11-24 10:00"),
        ("в следующий вторник 14:00", "2026-11-24 14:00"),
        ("next friday", "2026-11-27 10:00"),
        ("this sunday noon", "2026-11-22 12:00"),
        ("о 15:00 у вівторок", "2026-11-24 15:00"),
        ("15:00 вт", "2026-11-24 15:00"),
        ("вівторок 24.11", "2026-11-24 10:00"),
        # spans
        ("+2h", "2026-11-20 12:14"),
        ("+ 2 h", "2026-11-20 12:14"),
        ("2h", "2026-11-20 12:14"),
        ("через 15 хвилин", "2026-11-20 10:29"),
        ("через 15 хв", "2026-11-20 10:29"),
        ("через годину", "2026-11-20 11:14"),
        ("через час", "2026-11-20 11:14"),
        ("за 2 години", "2026-11-20 12:14"),
        ("через полчаса", "2026-11-20 10:44"),
        ("через пів години", "2026-11-20 10:44"),
        ("in half an hour", "2026-11-20 10:44"),
        ("через 1 год 5 хв", "2026-11-20 11:19"),
        ("через полтора часа", "2026-11-20 11:44"),
        ("in 3 days", "2026-11-23 10:00"),
        ("через 3 дні", "2026-11-23 10:00"),
        ("через три дня", "2026-11-23 10:00"),
        ("через 3 дня в 15:00", "2026-11-23 15:00"),
        ("3 дні", "2026-11-23 10:00"),
        ("через тиждень", "2026-11-27 10:00"),
        ("через неделю в 12", "2026-11-27 12:00"),
        ("in a week", "2026-11-27 10:00"),
        ("через пару днів", "2026-11-22 10:00"),
        ("in a couple of days", "2026-11-22 10:00"),
        ("2 weeks", "2026-12-04 10:00"),
        ("через місяць", "2026-12-20 10:00"),
        ("через 3 месяца", "2027-02-20 10:00"),
        ("через квартал", "2027-02-20 10:00"),
        ("через півроку", "2027-05-20 10:00"),
        ("через год", "2027-11-20 10:00"),
        ("через рік", "2027-11-20 10:00"),
        ("+1mo", "2026-12-20 10:00"),
        ("+30d", "2026-12-20 10:00"),
        ("2 години тому", "2026-11-20 08:14"),
        ("3 days ago", "2026-11-17 10:00"),
        ("зараз", "2026-11-20 10:14"),
        # dates
        ("31.12", "2026-12-31 10:00"),
        ("31.12 15:00", "2026-12-31 15:00"),
        ("31.12.2027", "2027-12-31 10:00"),
        ("31.12.26 9.30", "2026-12-31 09:30"),
        ("31/12/2026", "2026-12-31 10:00"),
        ("01.03", "2027-03-01 10:00"),
        ("2026-12-01 14:00", "2026-12-01 14:00"),
        ("2026-12-01T14:00", "2026-12-01 14:00"),
        ("2026-12-01", "2026-12-01 10:00"),
        ("2026-12-01T14:00Z", "2026-12-01 16:00"),
        ("2026-12-01 14:00+05:00", "2026-12-01 11:00"),
        ("31 грудня", "2026-12-31 10:00"),
        ("15 січня о 11:30", "2027-01-15 11:30"),
        ("5 декабря 2027 года", "2027-12-05 10:00"),
        ("5 грудня 2027 р. 12:00", "2027-12-05 12:00"),
        ("Dec 31", "2026-12-31 10:00"),
        ("December 31st, 2026 5pm", "2026-12-31 17:00"),
        ("the 3rd of May", "2027-05-03 10:00"),
        ("29.02", "2028-02-29 10:00"),
        ("20.11 18:00", "2026-11-20 18:00"),
        # edges
        ("до кінця року", "2026-12-01 10:00"),
        ("наприкінці року", "2026-12-01 10:00"),
        ("в конце года", "2026-12-01 10:00"),
        ("end of the year", "2026-12-01 10:00"),
        ("year end", "2026-12-01 10:00"),
        ("eoy", "2026-12-01 10:00"),
        ("кінець місяця", "2026-11-30 10:00"),
        ("eom 12:00", "2026-11-30 12:00"),
        ("конец недели", "2026-11-27 10:00"),
        ("eow", "2026-11-27 10:00"),
        ("кінець дня", "2026-11-20 18:00"),
        ("кінець кварталу", "2026-12-31 10:00"),
        ("кінець лютого", "2027-02-26 10:00"),
        ("у грудні", "2026-12-01 10:00"),
        ("в январе", "2027-01-04 10:00"),
        ("in March 2027", "2027-03-01 10:00"),
        ("початок грудня", "2026-12-01 10:00"),
        ("наступний тиждень", "2026-11-23 10:00"),
        ("на следующей неделе", "2026-11-23 10:00"),
        ("next week wed 16:00", "2026-11-25 16:00"),
        ("next month", "2026-12-01 10:00"),
        ("наступного року", "2027-01-04 10:00"),
        # a time alone
        ("15:00", "2026-11-20 15:00"),
        ("9:00", "2026-11-21 09:00"),
        ("о 15", "2026-11-20 15:00"),
        ("о 15 годині", "2026-11-20 15:00"),
        ("3pm", "2026-11-20 15:00"),
        ("10:14", "2026-11-21 10:14"),
        ("noon", "2026-11-20 12:00"),
    ],
)
def test_a_person_types_a_moment_in_any_of_three_languages(text: str, meant: str) -> None:
    """UX 1.4: free text beside the presets of the snooze popup."""
    assert in_kyiv(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "колись", "abc", "in", "32.12", "31.11", "30.02.2027", "2026-13-01", "25:00", "15:60",
        "13pm", "о 27", "завтра завтра", "15:00 16:00", "через", "+", "тиждень", "вт ср", "понеділок 24.11",
        "next", "5", "2026", "через 2", "через 99999 років", "кінець", "завтра агро", "вт 15:00 подзвонити",
        "+2h 15:00", "99999999999999999999", "x" * 500, "через 9999 років", "0000-00-00", "\0", "\ud800",
        "سلام",
    ],
)  # fmt: skip
def test_what_is_not_a_moment_is_none(text: str) -> None:
    """UX 1.4: the popup says that it did not understand; it never guesses."""
    assert parse_when(text, NOW, KYIV) is None


def test_dates_without_a_time_wake_at_ten_in_the_leads_own_zone() -> None:
    """Decision 16, journey 4: 10:00 where the lead is, in winter and in summer."""
    assert parse_when("кінець року", NOW, "America/Chicago") == datetime(2026, 12, 1, 16, tzinfo=UTC)
    assert parse_when("1 липня", NOW, "America/Chicago") == datetime(2027, 7, 1, 15, tzinfo=UTC)
    assert parse_when("завтра", NOW, KYIV, wake_hour=8) == datetime(2026, 11, 21, 6, tzinfo=UTC)


def test_tomorrow_is_the_leads_tomorrow() -> None:
    """Decision 16: at 23:30 in Kyiv it is already the next day in Tokyo."""
    late = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)

    assert parse_when("завтра", late, KYIV) == datetime(2026, 11, 21, 8, tzinfo=UTC)
    assert parse_when("завтра", late, "Asia/Tokyo") == datetime(2026, 11, 22, 1, tzinfo=UTC)


def test_the_end_of_the_year_knows_the_holidays_of_the_roster() -> None:
    """Decision 16: the first *working* day of December."""
    roster = weekly(KYIV, holidays=frozenset({date(2026, 12, 1)}))

    assert parse_when("кінець року", NOW, KYIV, roster=roster) == datetime(2026, 12, 2, 8, tzinfo=UTC)


def test_hours_pass_through_a_change_of_the_clock_and_days_keep_their_hour() -> None:
    """C13: +24h is a day of real time, "завтра 10:00" is 10:00 on the wall."""
    before = datetime(2026, 10, 24, 7, tzinfo=UTC)  # 10:00 in Kyiv, the clock goes back that night

    assert in_kyiv("+24h", before) == "2026-10-25 09:00"
    assert in_kyiv("завтра 10:00", before) == "2026-10-25 10:00"


@pytest.mark.parametrize(("text", "meant"), [("пн", "2026-11-23 10:00"), ("пн 9:00", "2026-11-30 09:00")])
def test_a_weekday_typed_on_that_day_is_today_only_while_its_hour_is_ahead(text: str, meant: str) -> None:
    """UX 1.4: Monday 9:30, before the wake hour."""
    assert in_kyiv(text, datetime(2026, 11, 23, 7, 30, tzinfo=UTC)) == meant


TYPED = (
    "кінець start next наступний week год тиждень лютий dec вт friday 3 31 15:00 31.12 29.02 2027 "
    "2026-12-01 9999 00 0 :: - + . 31/12/26 99:99 9.30"
)
vocabulary = st.sampled_from(
    sorted(
        {*words.DAYS, *words.PARTS, *words.AMOUNTS, *words.AHEAD, *words.BACK, *words.FILLERS, *words.ENDS}
        | {*words.AM, *words.PM, *words.WHOLE, *words.YEAR_MARKS, *TYPED.split()}
    )
)


@given(st.one_of(st.text(max_size=30), st.lists(vocabulary, max_size=7).map(" ".join)))
@example("9999-12-31")
@example("31.12.9999 23:59")
@example("через 9999 months")
@example("²:00")
@example("٣ pm")
@example("3 days ago 9999 years")
def test_no_text_breaks_the_parser(text: str) -> None:
    """UX 1.4: garbage is None, an answer is an aware UTC instant within two centuries."""
    moment = parse_when(text, NOW, KYIV)

    assert moment is None or (moment.tzinfo is UTC and 1970 <= moment.year <= 2200)


@given(
    st.integers(0, 60_000_000).map(
        lambda seconds: NOW.replace(second=0) + timedelta(minutes=seconds % 900_000)
    ),
    st.sampled_from([KYIV, "America/New_York", "Asia/Kolkata"]),
)
def test_what_was_shown_as_a_date_is_read_back_as_the_same_minute(moment: datetime, zone: str) -> None:
    """UX 1.4: a moment copied from the card and typed again (but for the hour that comes twice)."""
    local = moment.astimezone(ZoneInfo(zone))
    if local.fold:
        return

    assert parse_when(f"{local:%d.%m.%Y %H:%M}", NOW, zone) == moment
    assert parse_when(f"{local:%Y-%m-%d %H:%M}", NOW, zone) == moment


@given(st.integers(1, 400), st.sampled_from(["через {} днів", "in {} days", "+{}d", "{} дн"]))
def test_days_ahead_land_on_the_wake_hour(days: int, form: str) -> None:
    """Decision 16."""
    moment = parse_when(form.format(days), NOW, KYIV)

    assert moment is not None
    local = moment.astimezone(ZoneInfo(KYIV))
    assert (local.date() - NOW.date()).days == days
    assert (local.hour, local.minute) == (10, 0)
