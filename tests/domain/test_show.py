"""The rules of the stand: which day of the show it is, when a promise is due, what is kept of a visitor."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.definitions import read_definitions
from leaddesk.domain.hours import weekly
from leaddesk.domain.log import from_text, to_text
from leaddesk.domain.show import (
    PRODUCT,
    TYPED,
    Ask,
    Show,
    Visit,
    letter_language,
    promise_due,
    reckon,
    visit_from,
    visit_record,
)

KYIV = "Europe/Kyiv"
FRIDAY = datetime(2026, 11, 20, 8, 14, tzinfo=UTC)
INTERTOOL = Show("s", "ІнтерТул", first="2026-11-18", last="2026-11-20")


@pytest.mark.parametrize(
    ("day", "told"),
    [(17, None), (18, (1, 3)), (20, (3, 3)), (21, None)],
)
def test_the_day_of_the_show_is_counted_from_its_first(day: int, told: tuple[int, int] | None) -> None:
    """Screen 11: day 3 of 3."""
    assert INTERTOOL.day(date(2026, 11, day)) == told


def test_a_show_without_days_or_with_wrong_ones_has_none_and_is_never_over() -> None:
    """One bad edit must not close the stand."""
    for first in ("", "tomorrow", "2026-13-40"):
        show = Show("s", "x", first=first)
        assert show.day(date(2026, 11, 20)) is None
        assert not show.over(date(2030, 1, 1))
    assert INTERTOOL.over(date(2026, 11, 21))
    assert not INTERTOOL.over(date(2026, 11, 20))


def test_a_promise_of_a_friday_is_due_on_monday_at_the_hour_of_the_office() -> None:
    """Issue 6.7: default the next working day; screen 11: Monday 23.11, 10:00."""
    due = promise_due(FRIDAY, KYIV, 10).astimezone(ZoneInfo(KYIV))

    assert (due.date(), due.hour) == (date(2026, 11, 23), 10)


def test_a_promise_keeps_to_the_working_days_that_the_base_was_told() -> None:
    """C15: Saturday is worked there; a holiday is not."""
    roster = weekly(KYIV, "123456", holidays=frozenset({date(2026, 11, 21)}))

    assert promise_due(FRIDAY, KYIV, 9, weekly(KYIV, "123456")).astimezone(ZoneInfo(KYIV)).day == 21
    assert promise_due(FRIDAY, KYIV, 9, roster).astimezone(ZoneInfo(KYIV)).day == 23


@given(st.integers(0, 28_000), st.integers(0, 23))
def test_a_promise_is_always_due_later_and_within_a_few_days(days: int, hour: int) -> None:
    """Over any change of the clock."""
    at = datetime(2000, 1, 1, 21, tzinfo=UTC) + timedelta(days=days)
    due = promise_due(at, KYIV, hour)

    assert at.astimezone(ZoneInfo(KYIV)).date() < due.astimezone(ZoneInfo(KYIV)).date()
    assert due - at < timedelta(days=5)


def test_where_nobody_ever_works_a_promise_is_due_all_the_same() -> None:
    """A roster without a day must not hang the stand."""
    assert promise_due(FRIDAY, KYIV, 10, weekly(KYIV, "")) > FRIDAY


def test_ready_answers_of_a_question_about_time_mean_levels_and_others_none() -> None:
    """B19: unknown is not 0."""
    ask = Ask("timing", ("до 1 міс", "1–3 міс", "3–12 міс", "довгий", "не знає"))

    assert [ask.level(choice) for choice in ask.choices] == [2, 2, 1, 1, None]
    assert ask.level("колись") is None
    assert Ask(PRODUCT, ("лазер",)).level("лазер") is None


def test_questions_of_an_unknown_shape_are_left_out() -> None:
    """What a newer program wrote must not close the stand of an older one."""
    show = Show(
        "s", "x", questions=({"id": "timing", "choices": ["a", " "]}, {"id": "", "choices": ["b"]}, {})
    )

    assert show.asks == (Ask("timing", ("a",)),)


def test_a_show_is_a_definition_of_the_base() -> None:
    """ARCHITECTURE 4: what people edit is in the log too."""
    told = {"name": "ІнтерТул", "goal": 50, "later_field": 1}
    known = read_definitions([("show", "s1", told), ("show", "s2", {"name": "gone", "hidden": True})])

    assert known.show_by_id == {"s1": Show("s1", "ІнтерТул", goal=50)}


visits = st.builds(
    Visit,
    id=st.just("v"),
    at=st.datetimes(timezones=st.just(UTC)).map(
        lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)
    ),
    show=st.text(max_size=9),
    by=st.text(max_size=9),
    typed=st.dictionaries(st.sampled_from(TYPED), st.text(max_size=30)),
    read=st.dictionaries(st.sampled_from(TYPED), st.integers(0, 100)),
    temperature=st.sampled_from(("", "hot", "warm", "cold")),
    answers=st.dictionaries(st.text(min_size=1, max_size=9), st.text(max_size=9)),
    promise=st.sampled_from(("", "price", "nothing")),
    due=st.none() | st.just(FRIDAY),
    consent=st.sampled_from(("", "yes", "no")),
    pictures=st.lists(st.text(max_size=9), max_size=3).map(tuple),
    unread=st.lists(st.text(max_size=9), max_size=3).map(tuple),
    voice=st.text(max_size=9),
    group=st.text(max_size=9),
    state=st.sampled_from(("open", "saved", "done")),
    lead=st.text(max_size=9),
    known=st.booleans(),
    trouble=st.text(max_size=9),
)


@given(visits)
def test_what_is_kept_of_a_visitor_comes_back_as_it_was(visit: Visit) -> None:
    """Issue 6.8: on the next start the unfinished capture is there."""
    assert visit_from("v", from_text(to_text(visit_record(visit)))) == visit


@given(visits)
def test_what_is_kept_after_the_base_has_it_names_nobody(visit: Visit) -> None:
    """Issue 6.10: no second copy of a name or a contact outlives the saving."""
    short = visit.short()

    assert not short.typed
    assert not short.answers
    assert (short.id, short.lead, short.pictures, short.temperature) == (
        visit.id, visit.lead, visit.pictures, visit.temperature,
    )  # fmt: skip


def test_a_visitor_of_whom_nothing_was_said_is_empty_and_a_digit_of_a_phone_is_something() -> None:
    """Only a capture with something in it is kept, counted and offered after a crash."""
    assert Visit("v", FRIDAY, show="s", by="u").empty
    assert Visit("v", FRIDAY, typed={"name": "  "}).empty
    assert not Visit("v", FRIDAY, typed={"phone": "0"}).empty
    assert not Visit("v", FRIDAY, pictures=("a",)).empty
    assert not Visit("v", FRIDAY, temperature="hot").empty
    assert Visit("v", FRIDAY, typed={"phone": "0"}).reachable
    assert not Visit("v", FRIDAY, typed={"name": "Ірма"}).reachable


def test_the_sums_of_a_day_add_up() -> None:
    """Issue 6.9: every visitor is complete, waits, or stands under one reason."""
    day = [
        Visit("1", FRIDAY, state="done", promise="price", pictures=("a",)),
        Visit("2", FRIDAY, state="done", promise="price", trouble="no_contact"),
        Visit("3", FRIDAY, state="done", trouble="no_step", pictures=("a", "b")),
        Visit("4", FRIDAY, state="saved", promise="nothing"),
    ]
    sums = reckon(day)

    assert (sums.visitors, sums.pictures, sums.waiting, sums.complete) == (4, 2, 1, 2)
    assert (sums.steps, sums.without_step, sums.troubles) == (3, 1, {"no_contact": 1})
    assert sums.complete + sums.waiting + sum(sums.troubles.values()) == sums.visitors


def test_a_day_without_visitors_adds_up_to_nothing() -> None:
    sums = reckon([])

    assert (sums.visitors, sums.complete, sums.troubles) == (0, 0, {})


@given(st.lists(visits, max_size=8))
def test_the_sums_add_up_for_any_day(day: list[Visit]) -> None:
    """Whatever was kept."""
    sums = reckon([one for one in day if one.state != "open"])

    assert sums.complete + sums.waiting + sum(sums.troubles.values()) == sums.visitors
    assert sums.steps + sums.without_step == sums.visitors


LANGUAGES = ("uk", "ru", "en")


def test_a_letter_is_in_the_language_that_is_known_of_somebody() -> None:
    assert letter_language("ru", "Їжак", "uk", LANGUAGES) == "ru"
    assert letter_language("de", "Їжак", "ru", LANGUAGES) == "uk"


def test_letters_that_only_one_language_has_tell_it() -> None:
    assert letter_language("", "Ґудзь", "ru", LANGUAGES) == "uk"
    assert letter_language("", "Крылов", "uk", LANGUAGES) == "ru"


def test_cyrillic_that_tells_nothing_more_is_the_usual_language() -> None:
    assert letter_language("", "Левко Дубас", "uk", LANGUAGES) == "uk"
    assert letter_language("", "Левко Дубас", "ru", LANGUAGES) == "ru"


def test_other_letters_and_none_are_english() -> None:
    assert letter_language("", "Mia Brandt", "uk", LANGUAGES) == "en"
    assert letter_language("", "", "uk", LANGUAGES) == "en"
