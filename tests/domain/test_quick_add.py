"""Proves how one typed line becomes the fields of a lead (UX 1.8, C19)."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leaddesk.domain.quick_add import Chip, Field, read_line, text_of


def fields(line: str, country: str = "UA") -> dict[str, str]:
    chips = read_line(line, country)
    return {field.value: text_of(chips, field) for field in Field if text_of(chips, field)}


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (
            "Іван Коваль +380671234567 Агро-Схід потрібен полив #виставка",
            {
                "name": "Іван Коваль",
                "phone": "+380671234567",
                "company": "Агро-Схід",
                "need": "потрібен полив",
                "source": "виставка",
            },
        ),
        (
            "ТОВ «Агро-Схід», Іван Коваль, 067 123 45 67, потрібен полив 5 га",
            {
                "company": "ТОВ «Агро-Схід»",
                "name": "Іван Коваль",
                "phone": "067 123 45 67",
                "need": "потрібен полив 5 га",
            },
        ),
        (
            "Коваль Іван Петрович 067-123-45-67 ivan@agro.ua потрібен полив",
            {
                "name": "Коваль Іван Петрович",
                "phone": "067-123-45-67",
                "email": "ivan@agro.ua",
                "need": "потрібен полив",
            },
        ),
        (
            "Іван Коваль Агро-Схід потрібен полив @ivan_k",
            {"name": "Іван Коваль", "company": "Агро-Схід", "need": "потрібен полив", "messenger": "@ivan_k"},
        ),
        (
            "John Smith john@acme.com Acme Inc. needs 1000 pumps by March #expo_2026",
            {
                "name": "John Smith",
                "email": "john@acme.com",
                "company": "Acme Inc.",
                "need": "needs 1000 pumps by March",
                "source": "expo 2026",
            },
        ),
        ("потрібен полив 0671234567", {"need": "потрібен полив", "phone": "0671234567"}),
        ("Потрібен полив 0671234567", {"need": "Потрібен полив", "phone": "0671234567"}),
        (
            "Олена viber 0671234567 хоче 20 насосів",
            {"name": "Олена", "messenger": "viber 0671234567", "need": "хоче 20 насосів"},
        ),
        ("тел. 067 123 45 67 дод. 12 Сергій", {"phone": "067 123 45 67 дод. 12", "name": "Сергій"}),
        ("+380671234567 20 штук", {"phone": "+380671234567", "need": "20 штук"}),
        (
            '"Рога и копыта" Остап 067 1234567',
            {"company": "Рога и копыта", "name": "Остап", "phone": "067 1234567"},
        ),
        ("Марія Farm LLC +380501234567", {"name": "Марія", "company": "Farm LLC", "phone": "+380501234567"}),
        ("Petro,0671234567,Agro", {"name": "Petro", "phone": "0671234567", "company": "Agro"}),
        (
            "Іван, бюджет 500 000 грн до 31.12",
            {"name": "Іван", "need": "бюджет 500 000 грн до 31.12"},
        ),
        ("агро@схід.укр Іван", {"email": "агро@схід.укр", "name": "Іван"}),
        (
            "Іван https://facebook.com/ivan.k потрібна консультація",
            {"name": "Іван", "profile": "https://facebook.com/ivan.k", "need": "потрібна консультація"},
        ),
        (
            "Іван 0671234567; 050 765 43 21 — полив",
            {"name": "Іван", "phone": "0671234567 050 765 43 21", "need": "полив"},
        ),
        ("О. І. Ковальчук ФОП Ковальчук", {"name": "О. І. Ковальчук", "company": "ФОП Ковальчук"}),
        ("Іван +380000000", {"name": "Іван", "phone": "+380000000"}),
        ("ivan@agro.ua", {"email": "ivan@agro.ua"}),
        ("#виставка", {"source": "виставка"}),
        ("хоче полив", {"need": "хоче полив"}),
        ("", {}),
        ("   ", {}),
    ],
)
def test_one_line_becomes_the_fields_of_a_lead(line: str, read: dict[str, str]) -> None:
    """UX 1.8: Ctrl+N."""
    assert fields(line) == read


def test_a_local_number_needs_the_country_of_the_base() -> None:
    """A9: the same digits are a number in one country and a quantity in another."""
    assert fields("John 312 555 0123", "US")["phone"] == "312 555 0123"
    assert fields("Іван 3125550123 штук", "UA") == {"name": "Іван", "need": "3125550123 штук"}


def test_a_chip_tells_where_it_was_typed() -> None:
    """UX 1.8: the chips stand under the words that made them."""
    assert read_line("Іван #expo", "UA") == (
        Chip(Field.NAME, "Іван", 0, 4),
        Chip(Field.SOURCE, "expo", 5, 10),
    )


pieces = st.sampled_from(
    [
        "Іван", "Коваль", "Петрович", "О.", "+380671234567", "067 123-45-67", "ivan@agro.ua", "@ivan",
        "#expo", "ТОВ", "«Агро Схід»", '"', "'", ",", "-", "—", ";", "Агро-Схід", "LLC", "потрібен",
        "полив", "20", "t.me/ivan", "https://fb.com/ivan", "viber", "тел.:", "(", ")", "<", ">", "e-mail:",
        "#", "@", "  ", "\t", "\u00a0", "|", "<ivan@agro.ua>,", "ext 5", "+", "x@y.ua@z.ua", "http://",
    ]
)  # fmt: skip
lines = st.one_of(
    st.text(max_size=60), st.lists(pieces, max_size=9).map(" ".join), st.lists(pieces).map("".join)
)


@given(lines, st.sampled_from(["UA", "US", None]))
@settings(max_examples=300, deadline=None)
@example(", ,", "UA")
@example("—", None)
@example(",ivan@agro.ua", None)
def test_every_character_typed_is_in_exactly_one_chip(line: str, country: str | None) -> None:
    """UX 1.8: nothing typed is lost or taken twice."""
    chips = read_line(line, country)

    covered = [place for chip in chips for place in range(chip.start, chip.end)]
    assert len(covered) == len(set(covered))
    assert {place for place, mark in enumerate(line) if not mark.isspace()} <= set(covered)
    assert list(chips) == sorted(chips, key=lambda chip: chip.start)


@given(lines)
@settings(max_examples=150, deadline=None)
def test_every_letter_and_digit_typed_is_in_the_text_of_its_chip(line: str) -> None:
    """UX 1.8: only marks, labels of contacts and the # are taken off."""
    for chip in read_line(line, "UA"):
        typed = line[chip.start : chip.end]
        if chip.field in (Field.PHONE, Field.EMAIL):
            continue
        kept = [mark for mark in typed.replace("_", " ") if mark.isalnum()]
        assert [mark for mark in chip.text.replace("_", " ") if mark.isalnum()] == kept
