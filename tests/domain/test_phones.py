"""Proves how telephone numbers are read: by country, with a reason when they cannot be (A5, A9, P2)."""

import re
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leaddesk.domain.phones import (
    PhoneRead,
    is_toll_free,
    read_odd_phone,
    read_phone,
    show_phone,
    split_phones,
)

countries = st.sampled_from(["UA", "RU", "KZ", "PL", "BY", "US", "CA", "DE", "GB", "XX", "ua", None])


@pytest.mark.parametrize(
    ("typed", "country", "normal"),
    [
        ("+380671234567", None, "+380671234567"),
        ("+38 (067) 123-45-67", None, "+380671234567"),
        ("067 123 45 67", "UA", "+380671234567"),
        ("067.123.45.67", "UA", "+380671234567"),
        ("(044) 123-45-67", "UA", "+380441234567"),
        ("671234567", "UA", "+380671234567"),
        ("380671234567", "UA", "+380671234567"),
        ("380671234567", None, "+380671234567"),
        ("380671234567", "PL", "+380671234567"),
        ("00380671234567", None, "+380671234567"),
        ("00 380 67 123 45 67", "UA", "+380671234567"),
        ("8-(067)-123-45-67", "UA", "+380671234567"),
        ("8 067 123 45 67", "UA", "+380671234567"),
        ("+80671234567", "UA", "+380671234567"),
        ("+0671234567", "UA", "+380671234567"),
        ("тел. 067 123 45 67", "UA", "+380671234567"),
        ("０６７１２３４５６７", "UA", "+380671234567"),
        ("067\u00a0123\u00a045\u00a067", "UA", "+380671234567"),
        ("0671234567", "ua", "+380671234567"),
        ("8 (916) 123-45-67", "RU", "+79161234567"),
        ("9161234567", "RU", "+79161234567"),
        ("8 701 123 45 67", "KZ", "+77011234567"),
        ("601 234 567", "PL", "+48601234567"),
        ("8 029 123-45-67", "BY", "+375291234567"),
        ("(312) 555-0123", "US", "+13125550123"),
        ("1-312-555-0123", "US", "+13125550123"),
        ("+1 312 555 0123", "UA", "+13125550123"),
        ("+49 30 123456", None, "+4930123456"),
    ],
)
def test_a_number_becomes_e164_by_its_country(typed: str, country: str | None, normal: str) -> None:
    """A9: as people type it."""
    assert read_phone(typed, country) == PhoneRead(normal, None, "")


@pytest.mark.parametrize(
    ("typed", "country", "reason"),
    [
        ("2476642", None, "no_country"),
        ("2476642", "US", "too_short"),
        ("000 000", "UA", "too_short"),
        ("12", "UA", "too_short"),
        ("0671234567", None, "no_country"),
        ("0671234567", "XX", "unknown_country"),
        ("+380001234567", None, "not_in_use"),
        ("77352211561150", "US", "too_long"),
        ("0" * 300, "UA", "too_long"),
        ("7.73E+016", "US", "no_digits"),
        ("спитати секретаря", "UA", "no_digits"),
        ("—", "UA", "no_digits"),
        ("", "UA", "empty"),
        ("   ", None, "empty"),
        ("\0\ud800", "UA", "no_digits"),
    ],
)
def test_a_number_that_cannot_be_read_says_why(typed: str, country: str | None, reason: str) -> None:
    """A9, A5: an unreadable phone is kept as typed and is no contact."""
    assert read_phone(typed, country) == PhoneRead(None, reason, "")


@pytest.mark.parametrize(
    ("typed", "extension"),
    [
        ("044 123-45-67 дод. 12", "12"),
        ("044 123-45-67 доб. 12", "12"),
        ("044 123-45-67 вн 5", "5"),
        ("044 123-45-67, внутр. №105", "105"),
        ("+380441234567 ext 12", "12"),
        ("+380441234567;ext=12", "12"),
        ("044 1234567 x12", "12"),
        ("8 (044) 123-45-67 доб. 7", "7"),
    ],
)
def test_an_extension_is_kept_apart_from_the_number(typed: str, extension: str) -> None:
    """A9: E.164 has no extension, the person's switchboard has."""
    assert read_phone(typed, "UA") == PhoneRead("+380441234567", None, extension)


def _spaced(number: str, marks: list[str]) -> str:
    return "".join(digit + mark for digit, mark in zip(number, marks, strict=False)).strip()


separators = st.lists(
    st.sampled_from(["", "", "", " ", "-", ".", " (", ") ", "\u00a0"]), min_size=16, max_size=16
)
plain_numbers = st.one_of(
    st.from_regex(r"(\+380|0|380|80|\+3800)[3-9][0-9]{8}", fullmatch=True),
    st.from_regex(r"(\+7|8|7)[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"(\+48|48|0)?[1-9][0-9]{8}", fullmatch=True),
    st.from_regex(r"(\+375|80|8)[1-4][0-9]{8}", fullmatch=True),
    st.from_regex(r"(\+1|1)?[2-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"\+?[0-9]{5,15}", fullmatch=True),
)


@given(plain_numbers, separators, countries)
@settings(max_examples=600, deadline=None)
@example("+380671234567", [""] * 16, "UA")
@example("+13105551234", [""] * 16, None)
@example("+79381234567", [""] * 16, None)
def test_the_fast_way_gives_what_phonenumbers_gives(
    number: str, marks: list[str], country: str | None
) -> None:
    """P2, A9: the syntax fast path is provably the same function."""
    typed = _spaced(number, marks)

    assert read_phone(typed, country) == read_odd_phone(typed, country)


@given(st.from_regex(r"(\+380|0)(39|44|50|6[3678]|73|9[1-9])[0-9]{7}", fullmatch=True))
@settings(max_examples=200, deadline=None)
def test_ukrainian_mobiles_take_the_fast_way_and_are_right(number: str) -> None:
    """P2: the shape of most rows of an import."""
    assert read_phone(number, "UA").normal == "+380" + number[-9:] == read_odd_phone(number, "UA").normal


@given(st.text(max_size=40) | st.text("0123456789+-() xдоб.;=,/", max_size=25), countries)
@settings(max_examples=200, deadline=None)
@example("²" * 9, "UA")
@example("+" * 50, None)
@example("tel:+380671234567;phone-context=+1", None)
def test_no_text_breaks_the_reader(typed: str, country: str | None) -> None:
    """A9: garbage has a reason; an answer is E.164."""
    read = read_phone(typed, country)

    assert (read.normal is None) == (read.reason is not None)
    assert read.normal is None or re.fullmatch(r"\+[1-9]\d{5,14}", read.normal)


@given(plain_numbers, st.sampled_from(["UA", "US", "RU", "PL"]))
@settings(max_examples=200, deadline=None)
def test_a_read_number_reads_back_as_itself_in_any_country(number: str, country: str) -> None:
    """A10: came-before compares E.164, wherever the second laptop stands."""
    normal = read_phone(number, country).normal

    if normal is not None:
        assert read_phone(normal, None).normal == normal
        assert read_phone(show_phone(normal), "XX").normal == normal


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("067 123 45 67, 050 123 45 67", ["067 123 45 67", "050 123 45 67"]),
        ("0671234567;0501234567", ["0671234567", "0501234567"]),
        ("0671234567 / +380501234567", ["0671234567", "+380501234567"]),
        ("0671234567 або 0501234567\n044 1234567", ["0671234567", "0501234567", "044 1234567"]),
        ("0671234567, дод. 5", ["0671234567, дод. 5"]),
        ("", []),
    ],
)
def test_a_cell_may_hold_several_numbers(cell: str, numbers: list[str]) -> None:
    """A3: a sheet of a fair."""
    assert split_phones(cell) == numbers


@pytest.mark.parametrize(
    ("normal", "extension", "shown"),
    [
        ("+380671234567", "", "+380 67 123 45 67"),
        ("+380441234567", "12", "+380 44 123 45 67 #12"),
        ("+79161234567", "", "+7 916 123 45 67"),
        ("+13125550123", "", "+1 312-555-0123"),
        ("not a number", "", "not a number"),
    ],
)
def test_a_number_is_shown_in_groups(normal: str, extension: str, shown: str) -> None:
    """UX 3.2: read aloud while dialling."""
    assert show_phone(normal, extension) == shown


def test_toll_free_lines_belong_to_companies() -> None:
    """Decision 7."""
    assert all(map(is_toll_free, ["+380800123456", "+78001234567", "+18005551234"]))
    assert not any(map(is_toll_free, ["+380671234567", "+79161234567", "+13125550123"]))


def test_importing_the_rules_of_contacts_does_not_import_phonenumbers() -> None:
    """P1: its 0.1 s wait for the first odd number."""
    program = (
        "import sys, leaddesk.domain.contacts as c, leaddesk.domain.quick_add, leaddesk.domain.zones\n"
        "assert c.read_contact('phone', '+380671234567').normal\n"
        "assert c.read_contact('email', 'Ivan@agro.ua').normal\n"
        "print([m for m in ('phonenumbers', 'email_validator', 'rapidfuzz') if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
