"""Proves how a person's name is parted and shown (A10, C16)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.names import Name, is_given_name, looks_like_family, split_name, split_odd_name


@pytest.mark.parametrize(
    ("text", "family", "given_name", "patronymic"),
    [
        ("Ковальчук Олена Іванівна", "Ковальчук", "Олена", "Іванівна"),
        ("Олена Іванівна Ковальчук", "Ковальчук", "Олена", "Іванівна"),
        ("Олена Іванівна", "", "Олена", "Іванівна"),
        ("Иванов Иван Иванович", "Иванов", "Иван", "Иванович"),
        ("Илья Ильич Обломов", "Обломов", "Илья", "Ильич"),
        ("Григорій Савич Сковорода", "Сковорода", "Григорій", "Савич"),
        ("Ivan Ivanovych Petrenko", "Petrenko", "Ivan", "Ivanovych"),
        ("Алиев Гейдар Али оглы", "Алиев", "Гейдар", "Али оглы"),
        ("Олена Ковальчук", "Ковальчук", "Олена", ""),
        ("Ковальчук Олена", "Ковальчук", "Олена", ""),
        ("Мицкевич Адам", "Мицкевич", "Адам", ""),
        ("Адам Мицкевич", "Мицкевич", "Адам", ""),
        ("Анна Маркович", "Маркович", "Анна", ""),
        ("Ілля Маркович", "", "Ілля", "Маркович"),
        ("KOVALCHUK Olena", "KOVALCHUK", "Olena", ""),
        ("Ivan Koval", "Koval", "Ivan", ""),
        ("Kowalski, Jan", "Kowalski", "Jan", ""),
        ("Ковальчук, Олена Іванівна", "Ковальчук", "Олена", "Іванівна"),
        ("Ковальчук О. І.", "Ковальчук", "О. І.", ""),
        ("Ковальчук О.І.", "Ковальчук", "О.І.", ""),
        ("О.І. Ковальчук", "Ковальчук", "О.І.", ""),
        ("О. І. Ковальчук", "Ковальчук", "О. І.", ""),
        ("Ludwig van der Berg", "van der Berg", "Ludwig", ""),
        ("John F. Kennedy", "Kennedy", "John F.", ""),
        ("Dr. John Smith Jr.", "Smith Jr.", "John", ""),
        ("John Smith, Jr.", "Smith Jr.", "John", ""),
        ("пан Петро", "", "Петро", ""),
        ("Marie-Claire Dupont", "Dupont", "Marie-Claire", ""),
        ("О'Ніл Шакіл", "Шакіл", "О'Ніл", ""),
        ("Іван", "", "Іван", ""),
        ("  Іван \t Коваль ", "Коваль", "Іван", ""),
        ("", "", "", ""),
        ("Mr.", "", "Mr.", ""),
    ],
)
def test_a_name_is_parted_in_any_usual_order(
    text: str, family: str, given_name: str, patronymic: str
) -> None:
    """A10: the same person is found whichever way the name was written."""
    assert split_name(text) == Name(family, given_name, patronymic)


def test_both_orders_of_one_name_are_the_same_person() -> None:
    """A10: from a card and from a form."""
    orders = ["Ковальчук Олена Іванівна", "Олена Іванівна Ковальчук", "Ковальчук, Олена Іванівна"]

    assert len({split_name(order) for order in orders}) == 1


@pytest.mark.parametrize(
    ("name", "shown", "full", "initials"),
    [
        (Name("Ковальчук", "Олена", "Іванівна"), "Олена Ковальчук", "Ковальчук Олена Іванівна", "ОК"),
        (Name("", "Олена", ""), "Олена", "Олена", "О"),
        (Name("van der Berg", "Ludwig", ""), "Ludwig van der Berg", "van der Berg Ludwig", "LV"),
        (Name("", "", ""), "", "", "?"),
        (Name("", "12", ""), "12", "12", "?"),
        (Name("ßen", "їжак", ""), "їжак ßen", "ßen їжак", "ЇS"),
    ],
)
def test_a_name_is_shown_given_name_first(name: Name, shown: str, full: str, initials: str) -> None:
    """UX 3.2: line one of the row, and the letters of the avatar."""
    assert (name.shown, name.full, name.initials) == (shown, full, initials)


def test_common_names_and_endings_are_known() -> None:
    """UX 1.8: what tells a name from a need in one typed line."""
    assert all(map(is_given_name, ["Олена", "Сергій", "Сергей", "Семён", "John", "наталя"]))
    assert not any(map(is_given_name, ["Полив", "потрібен", "", "Агро-Схід"]))
    assert all(map(looks_like_family, ["Шевченко", "Ковальчук", "Kowalski", "Іванова", "Петросян"]))


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from(["Іван", "Jr.", "оглы", "О.", "van", ",", "Mr", "Олегович"])).map(" ".join)
)
def test_no_text_breaks_the_splitter_and_no_letter_appears_or_doubles(text: str) -> None:
    """C16: foreign text is data; what is shown was typed."""
    name = split_name(text)

    typed = sorted(mark for mark in text if mark.isalpha())
    kept = sorted(mark for mark in name.full if mark.isalpha())
    rest = list(typed)
    for mark in kept:
        rest.remove(mark)
    assert 1 <= len(name.initials) <= 2


parts = st.sampled_from(["Олена Ковальчук", "Іван Петренко", "Anna Nowak", "Тарас Григорович Шевченко"])


@given(parts)
def test_what_is_shown_reads_back_as_the_same_family(text: str) -> None:
    """C16: a row copied and pasted makes the same person."""
    name = split_name(text)

    assert split_name(name.shown).family == name.family
    assert split_name(name.full) == name


known = st.sampled_from(["Олена", "Микола", "Ivan", "Anna", "Сергей", "Гейдар", "О'Ніл", "Mr", "jan"])
second = st.sampled_from(
    [
        "Ковальчук",
        "Іванівна",
        "Ильич",
        "Мицкевич",
        "оглы",
        "Jr",
        "II",
        "пан",
        "Olena",
        "Ко",
        "О.",
        "van",
        "Nina",
        "А",
    ]
)


@given(known | st.text(max_size=8), second | st.text(max_size=8))
def test_the_short_way_gives_what_the_long_way_gives(one: str, other: str) -> None:
    """P2: the most usual row of an import takes a tenth of the time."""
    assert split_name(f"{one} {other}") == split_odd_name(f"{one} {other}")
