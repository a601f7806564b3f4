"""The quick way of an ordinary contact says what the long way says, and leaves the odd ones to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.contacts import is_shared, junk_contact, read_contact, read_plain

DIGITS = st.text("0123456789", min_size=5, max_size=12)
PREFIXES = ("+380", "380", "0", "8", "+7", "+48", "+1", "00380", "")
PHONES = st.one_of(
    st.builds(
        "{}{}".format, st.sampled_from(("+380", "380", "0", "8", "+7", "+48", "+1", "00380", "")), DIGITS
    ),
    st.builds("{} ext {}".format, DIGITS, DIGITS),
    st.sampled_from(
        ("0800 300 400", "+380800300400", "067 111 11 11", "000 000 000", "+380671234567 дод. 12", "1234567")
    ),
    st.text(max_size=12),
)
NAMES = st.sampled_from(("ivan", "info", "Sales2", "test", "aaa", "a.b", "qwerty12", "x'y", "ко", "noreply"))
HOSTS = st.sampled_from(
    ("agro.com.ua", "TEST.com", "gmail.com", "a", "x.local", "пошта.укр", "aaa.aa", "d--d.ua", "zavod.ua.")
)
EMAILS = st.one_of(
    st.builds("{}@{}".format, NAMES, HOSTS),
    st.builds(" {}@{}".format, NAMES, HOSTS),
    st.builds("<{}@{}>".format, NAMES, HOSTS),
    st.text(max_size=12),
)
COUNTRIES = st.sampled_from((None, "UA", "PL", "US", "DE"))
VALUES = st.tuples(st.just("phone"), PHONES) | st.tuples(st.just("email"), EMAILS)


@given(VALUES, COUNTRIES)
def test_both_ways_agree_on_every_contact_that_the_quick_one_takes(
    told: tuple[str, str], country: str | None
) -> None:
    """A9, A6, decision 7: normal form, made-up ones, those of a company."""
    kind, value = told
    quick = read_plain(kind, value, country)
    if quick is None:
        return
    long = read_contact(kind, value, country)

    assert (long.value, long.normal, long.reason, long.extension) == (value, quick.normal, None, "")
    assert (is_shared(long), junk_contact(long)) == (quick.shared, quick.junk)


@pytest.mark.parametrize(
    ("kind", "value", "normal", "shared", "junk"),
    [
        ("phone", "+380 67 123-45-76", "+380671234576", False, False),
        ("phone", "0671234576", "+380671234576", False, False),
        ("phone", "+380800300400", "+380800300400", True, False),
        ("email", "Ivan@Zavod.UA", "ivan@zavod.ua", False, False),
        ("email", "info@zavod.ua", "info@zavod.ua", True, False),
        ("email", "test@test.com", "test@test.com", False, True),
    ],
)
def test_ordinary_contacts_are_taken(kind: str, value: str, normal: str, shared: bool, junk: bool) -> None:
    """P2: else the quick way would be quick for nobody."""
    assert read_plain(kind, value, "UA") == (normal, shared, junk)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "067 123 45 76 дод. 4"),
        ("phone", "123"),
        ("phone", "067\0123"),
        ("email", "o'neil@zavod.ua"),
        ("email", "Іван <ivan@zavod.ua>"),
        ("email", "ivan@завод.укр"),
        ("email", "ivan"),
        ("messenger", "@ivan_z"),
        ("address", "Kyiv, Saksahanskoho 1"),
        ("profile", "https://example.com/ivan"),
    ],
)
def test_odd_ones_and_other_kinds_are_left_to_the_long_way(kind: str, value: str) -> None:
    assert read_plain(kind, value, "UA") is None
