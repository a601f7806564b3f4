"""Proves which country and time zone a lead is in, and how sure that is (C13, UX 1.9)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumbers import timezone

from leaddesk.domain.cities import CITIES
from leaddesk.domain.countries import (
    CODE_OF,
    MANY_ZONES,
    ZONE_OF,
    country_of,
    country_of_city,
    country_of_domain,
    country_of_phone,
    find_city,
)
from leaddesk.domain.zones import Zone, is_sure, is_zone, zone_of

MOMENTS = [datetime(2026, month, 15, tzinfo=UTC) for month in range(1, 13)]


def offsets(zone: str) -> list[timedelta | None]:
    return [moment.astimezone(ZoneInfo(zone)).utcoffset() for moment in MOMENTS]


@pytest.mark.parametrize(
    ("clues", "zone"),
    [
        ({"phone": "+380671234567"}, Zone("Europe/Kyiv", True)),
        ({"phone": "+74951234567"}, Zone("Europe/Moscow", True)),
        ({"phone": "+73832123456"}, Zone("Asia/Novosibirsk", True)),
        ({"phone": "+79161234567"}, Zone("Europe/Moscow", False)),
        ({"phone": "+77011234567"}, Zone("Asia/Almaty", True)),
        ({"phone": "+13125550123"}, Zone("America/Chicago", True)),
        ({"phone": "+12125550123"}, Zone("America/New_York", True)),
        ({"phone": "+18005551234"}, Zone("America/New_York", False)),
        ({"phone": "+61412345678"}, Zone("Australia/Sydney", False)),
        ({"phone": "+442071234567"}, Zone("Europe/London", True)),
        ({"phone": "+80012345678"}, Zone(None, False)),
        ({"phone": "garbage"}, Zone(None, False)),
        ({"country": "UA"}, Zone("Europe/Kyiv", True)),
        ({"country": "ua"}, Zone("Europe/Kyiv", True)),
        ({"country": "US"}, Zone("America/New_York", False)),
        ({"country": "XX"}, Zone(None, False)),
        ({"country": "US", "phone": "+13125550123"}, Zone("America/Chicago", True)),
        ({"country": "US", "phone": "+380671234567"}, Zone("America/New_York", False)),
        ({"country": "DE", "phone": "+380671234567"}, Zone("Europe/Berlin", False)),
        ({"country": "UA", "phone": "+79161234567"}, Zone("Europe/Kyiv", True)),
        ({"city": "м. Київ"}, Zone("Europe/Kyiv", True)),
        ({"city": "Новосибирск", "phone": "+79161234567"}, Zone("Asia/Novosibirsk", True)),
        ({"city": "Chicago", "country": "US"}, Zone("America/Chicago", True)),
        ({"city": "Barcelona", "country": "VE"}, Zone("America/Caracas", True)),
        ({"city": "Берлін", "phone": "+380671234567"}, Zone("Europe/Berlin", True)),
        ({"city": "Малі Кути", "phone": "+380671234567"}, Zone("Europe/Kyiv", True)),
        ({"chosen": "Asia/Tokyo", "phone": "+380671234567"}, Zone("Asia/Tokyo", True)),
        ({"chosen": "Mars/Base", "country": "PL"}, Zone("Europe/Warsaw", True)),
        ({}, Zone(None, False)),
    ],
)
def test_the_zone_of_a_lead_comes_from_what_is_nearest_to_the_person(
    clues: dict[str, str], zone: Zone
) -> None:
    """C13: phone, country, city, a person's own choice."""
    assert zone_of(**clues) == zone


def test_a_kazakh_mobile_is_certain_although_phonenumbers_names_many_zones() -> None:
    """UX 1.9: +77011234567; the country keeps one time since 2024-03-01."""
    named = timezone.time_zones_for_number(phonenumbers.parse("+77011234567"))
    kazakh = [zone for zone in named if zone in ("Asia/Almaty", "Asia/Aqtau", "Asia/Aqtobe", "Asia/Oral")]

    assert len(named) > 10
    assert all(offsets(zone) == offsets("Asia/Almaty") for zone in kazakh)
    assert zone_of("+77011234567").certain


def _example(country: str) -> str | None:
    number = phonenumbers.example_number(country)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if number else None


# Countries whose time phonenumbers 9.0 takes from a neighbour; tz 2026 has their own.
OUTDATED = {"DZ", "EH", "LY", "MA", "NI", "SS"}


@pytest.mark.parametrize("country", sorted((set(CODE_OF) & set(phonenumbers.SUPPORTED_REGIONS)) - OUTDATED))
def test_a_certain_zone_agrees_with_phonenumbers_wherever_that_knows_one(country: str) -> None:
    """C13: the small table against the large one, a number of each country."""
    number = _example(country)
    assert number is not None
    zone = zone_of(number)
    known = timezone.time_zones_for_number(phonenumbers.parse(number))

    if zone.certain and len(known) == 1 and is_zone(known[0]):
        assert zone.name is not None
        assert offsets(zone.name) == offsets(known[0])


SHARED = {"VA", "GG", "IM", "JE", "SJ", "CC", "CX", "EH", "TA", "AX", "BL", "MF", "BQ"}


@pytest.mark.parametrize("country", sorted((set(CODE_OF) & set(phonenumbers.SUPPORTED_REGIONS)) - SHARED))
def test_the_country_of_a_number_is_that_of_phonenumbers(country: str) -> None:
    """A9: calling codes as a small table; tiny places that share a code count as their neighbour."""
    number = _example(country)

    assert number is not None
    assert country_of_phone(number) == country


@given(st.from_regex(r"\+[1-9][0-9]{6,13}", fullmatch=True))
@settings(max_examples=150, deadline=None)
def test_any_number_has_a_zone_or_none_and_never_an_error(number: str) -> None:
    """UX 1.9: "zone unknown" is a state, not a failure."""
    zone = zone_of(number)

    assert zone.name is None or is_zone(zone.name)
    assert zone.name is not None or not zone.certain


def test_every_zone_of_the_tables_exists() -> None:
    """C13: names that tzdata knows."""
    names = {*ZONE_OF.values(), *(zone for _, zone in CITIES.values())}

    assert [name for name in names if not is_zone(name)] == []
    assert {country for country, _ in CITIES.values()} <= set(ZONE_OF)
    assert set(ZONE_OF) >= MANY_ZONES >= {"US", "RU", "CA", "AU", "BR"}
    assert not {"UA", "KZ", "PL", "DE"} & MANY_ZONES


def test_a_city_lies_in_its_country() -> None:
    """C13: a typing error in the table would move every lead of that city."""
    for country, zone in CITIES.values():
        if country not in MANY_ZONES:
            assert offsets(zone) == offsets(ZONE_OF[country])


@pytest.mark.parametrize(
    ("city", "country"),
    [
        ("Київ", "UA"),
        ("м. Киев", "UA"),
        ("KYIV", "UA"),
        ("г. Москва", "RU"),
        ("Івано-Франківськ", "UA"),
        ("New York City", "US"),
        ("Kraków", "PL"),
        ("Алма-Ата", "KZ"),
        ("Х'юстон", "US"),
        ("Мадридівка", None),
        ("м.", None),
        ("", None),
    ],
)
def test_a_large_city_is_known_in_three_languages(city: str, country: str | None) -> None:
    """C13: cities as data."""
    assert country_of_city(city) == country


@pytest.mark.parametrize(
    ("domain", "country"),
    [
        ("agro.com.ua", "UA"),
        ("firma.pl", "PL"),
        ("firm.co.uk", "GB"),
        ("агро.укр", "UA"),
        ("пример.рф", "RU"),
        ("firm.eu", None),
        ("startup.io", None),
        ("firm.com", None),
        ("", None),
    ],
)
def test_a_domain_tells_the_country_only_where_it_belongs_to_one(domain: str, country: str | None) -> None:
    """A9: .io and .me are sold to everybody."""
    assert country_of_domain(domain) == country


def test_the_city_counts_before_the_phone_and_the_phone_before_the_domain() -> None:
    """C13: the nearest to the person first."""
    assert country_of(phone="+48601234567", domain="agro.ua", city="Берлін") == "DE"
    assert country_of(phone="+48601234567", domain="agro.ua", city="Нетаке") == "PL"
    assert country_of(domain="agro.ua") == "UA"
    assert country_of() is None


@given(st.text(max_size=40))
def test_no_text_breaks_the_tables(text: str) -> None:
    """C13: cities and zones come from foreign files."""
    assert find_city(text) is None or find_city(text) in CITIES.values()
    assert isinstance(is_zone(text), bool)
    assert zone_of(country=text, city=text, chosen=text).certain in (True, False)
    assert country_of_domain(text) is None or country_of_domain(text) in ZONE_OF


@pytest.mark.parametrize(
    ("phone", "country", "city", "sure"),
    [
        ("+380671234567", None, None, True),
        ("+79161234567", None, None, False),
        ("+79161234567", None, "Москва", True),
        ("+74951234567", None, None, True),
        ("+77012345678", None, None, True),
        (None, "US", None, False),
        ("+14155550123", "US", None, True),
        ("+380671234567", "US", None, False),
        (None, None, None, True),
    ],
)
def test_what_a_window_asks_of_certainty_agrees_with_the_zone(
    phone: str | None, country: str | None, city: str | None, sure: bool
) -> None:
    """C13: "uncertain" where the number allows several."""
    assert is_sure(phone, country, city) is sure
