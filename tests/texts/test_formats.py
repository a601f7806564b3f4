"""How numbers, money, lengths of time and moments read in each language."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk import texts
from leaddesk.texts import formats

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2026, 11, 20, 8, 14, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _language_of_before() -> Iterator[None]:
    before = texts.language()
    yield
    texts.set_language(before)


def in_language(code: str, say: object, *args: object) -> str:
    """What a format says in a language, with ordinary blanks."""
    texts.set_language(code)
    assert callable(say)
    return str(say(*args)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("seconds", "uk", "ru", "en"),
    [
        (0, "0 с", "0 с", "0 s"),
        (40, "40 с", "40 с", "40 s"),
        (18 * 60 + 59, "18 хв", "18 мин", "18 min"),
        (3600, "1 год", "1 ч", "1 h"),
        (65 * 60, "1 год 5 хв", "1 ч 5 мин", "1 h 5 min"),
        (16 * 3600 + 34 * 60, "16 год 34 хв", "16 ч 34 мин", "16 h 34 min"),
        (86400, "1 дн", "1 дн", "1 d"),
        (86400 + 3 * 3600, "1 дн 3 год", "1 дн 3 ч", "1 d 3 h"),
        (2 * 86400 + 100, "2 дн", "2 дн", "2 d"),
        (-5, "0 с", "0 с", "0 s"),
    ],
)
def test_a_length_of_time_is_told_in_its_two_largest_units(seconds: int, uk: str, ru: str, en: str) -> None:
    """UX Words: год, хв, дн in Ukrainian and ч, мин, дн in Russian, never a bare г."""
    said = [in_language(code, formats.duration, seconds) for code in ("uk", "ru", "en")]

    assert said == [uk, ru, en]


@given(st.integers(0, 10**9))
def test_a_length_of_time_never_shows_an_idle_unit(seconds: int) -> None:
    """ "1 h 0 min" is "1 h"."""
    parts = in_language("en", formats.duration, seconds).split()

    assert parts[0].replace(",", "").isdigit()
    assert len(parts) == 2 or (len(parts) == 4 and parts[2] != "0")


@pytest.mark.parametrize(
    ("seconds", "said"), [(520, "8 хв 40 с"), (45, "45 с"), (480, "8 хв"), (3700, "1 год 1 хв")]
)
def test_a_talk_is_told_to_the_second(seconds: int, said: str) -> None:
    """D15 stands at 7:00 exactly, so seconds count."""
    assert in_language("uk", formats.talk_time, seconds) == said


@pytest.mark.parametrize(
    ("minor", "digits", "uk", "en"),
    [
        (260_000_000, 2, "2,60 млн ₴", "₴2.60M"),
        (90_000_000, 2, "900 тис. ₴", "₴900k"),
        (140_000_000, 2, "1,40 млн ₴", "₴1.40M"),
        (4_120_000_000, 1, "41,2 млн ₴", "₴41.2M"),
        (35_000, 2, "350 ₴", "₴350"),
        (99_999_999, 2, "1,00 млн ₴", "₴1.00M"),
        (-26_000_000, 2, "−260 тис. ₴", "−₴260k"),
    ],
)
def test_money_is_short_on_tiles(minor: int, digits: int, uk: str, en: str) -> None:
    """Screen 03: 2,60 млн and 900 тис."""
    assert in_language("uk", formats.money, minor, "UAH", digits) == uk
    assert in_language("en", formats.money, minor, "UAH", digits) == en


@pytest.mark.parametrize(
    ("minor", "currency", "uk"),
    [(1250, "EUR", "12,50 €"), (260_000_000, "UAH", "2 600 000 ₴"), (500, "CHF", "5 CHF"), (500, "", "5")],
)
def test_money_can_be_told_to_the_last_hundredth(minor: int, currency: str, uk: str) -> None:
    """An unknown currency shows its code."""
    assert in_language("uk", formats.money_exact, minor, currency) == uk


@pytest.mark.parametrize(
    ("code", "said"), [("uk", "1 234 567,5"), ("ru", "1 234 567,5"), ("en", "1,234,567.5")]
)
def test_numbers_have_their_thousands_apart(code: str, said: str) -> None:
    """Screens: 1 200, 5 000."""
    assert in_language(code, formats.number, Decimal("1234567.5"), 1) == said


@given(st.integers(-(10**12), 10**12))
def test_a_number_keeps_all_its_digits(value: int) -> None:
    """Nothing is rounded away where no decimals are asked."""
    said = in_language("uk", formats.number, value)

    assert int(said.replace(" ", "").replace("−", "-")) == value


def test_a_share_is_told_in_percent() -> None:
    """Screen 04: 15,3 %."""
    assert in_language("uk", formats.percent, 0.153, 1) == "15,3 %"
    assert in_language("en", formats.percent, 0.65) == "65%"


@pytest.mark.parametrize(("points", "said"), [(14, "+14"), (-3, "−3"), (0, "0")])
def test_points_have_a_sign(points: int, said: str) -> None:
    """Screen 01: the ledger."""
    assert formats.signed(points) == said


def test_a_day_shows_its_year_only_where_it_is_another_one() -> None:
    """Screen 01: 14.03.2026 for the earlier deal; пн 23.11, 10:00 for the snooze."""
    snoozed = datetime(2026, 11, 23, 8, tzinfo=UTC)

    assert in_language("uk", formats.day, snoozed, KYIV) == "23.11.2026"
    assert in_language("uk", formats.day, snoozed, KYIV, NOW) == "23.11"
    assert in_language("en", formats.day, snoozed, KYIV) == "23 Nov 2026"
    assert in_language("uk", formats.due, snoozed, KYIV, NOW) == "пн 23.11, 10:00"


def test_a_moment_of_today_is_the_clock_alone_in_the_zone_asked() -> None:
    """The lead's own clock stands next to ours (UX 1.9)."""
    assert formats.date_time(NOW, KYIV, NOW) == "10:14"
    assert formats.clock_time(NOW, ZoneInfo("Asia/Almaty")) == "13:14"


def test_tomorrow_is_called_so() -> None:
    """Over midnight of the reader's zone, not of UTC."""
    tomorrow = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)

    assert in_language("ru", formats.due, tomorrow, KYIV, NOW) == "завтра 00:30"


@pytest.mark.parametrize(("ahead", "said"), [(0, "щойно"), (59, "щойно"), (18 * 60, "18 хв тому")])
def test_how_long_ago_something_was(ahead: int, said: str) -> None:
    """UX 3.2."""
    assert in_language("uk", formats.ago, NOW - timedelta(seconds=ahead), NOW) == said


def test_a_definition_is_named_in_the_language_in_force_or_the_next_best() -> None:
    """Texts of editable definitions are part of the definition (ARCHITECTURE 8.13)."""
    names = {"uk": "сайт", "en": "site"}

    assert in_language("uk", formats.name_in, names) == "сайт"
    assert in_language("ru", formats.name_in, names) == "site"
    assert formats.name_in({"uk": "лише українською"}) == "лише українською"
    assert formats.name_in({}) == ""
