"""Signatures as they stand under letters, in three languages."""

import pytest

from leaddesk.intake.signature import read_signature

SIGNATURES: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "З повагою,\nОлександр Вербицький\nголовний інженер\nПрАТ «Мотор»\n+380 (44) 123-45-67\n"
        "over@motor.example",
        {"full_name": "Олександр Вербицький", "position": "головний інженер", "company": "ПрАТ «Мотор»"},
        ["phone", "email"],
    ),
    (
        'С уважением,\nЩукина Элла Марковна\nНачальник отдела снабжения\nООО "Рассвет"\nт. +7 495 123-45-67\n'
        "г. Тверь, ул. Садовая, д. 5",
        {
            "full_name": "Щукина Элла Марковна",
            "position": "Начальник отдела снабжения",
            "company": 'ООО "Рассвет"',
            "address": "г. Тверь, ул. Садовая, д. 5",
        },
        ["phone", "address"],
    ),
    (
        "Best regards,\nJohn Smith\nPurchasing Manager\nBlue Fox LLC\nMobile: +1 312 867 5309\n"
        "john@bluefox.example\nhttps://bluefox.com",
        {
            "full_name": "John Smith",
            "position": "Purchasing Manager",
            "company": "Blue Fox LLC",
            "website": "https://bluefox.com",
        },
        ["phone", "email"],
    ),
    (
        "Ірина Коваль\nменеджерка із закупівель\n067 123 45 67\nt.me/iryna_koval",
        {"full_name": "Ірина Коваль", "position": "менеджерка із закупівель"},
        ["phone", "messenger"],
    ),
    (
        "Дякую!\nПавло\n0501234567",
        {"need": "Павло"},
        ["phone"],
    ),
    (
        "Шукаємо постачальника щебеню на літо.\nОбсяг 300 т.\n\nФОП Жданова\n+380501234567",
        {"need": "Шукаємо постачальника щебеню на літо.\nОбсяг 300 т.", "company": "ФОП Жданова"},
        ["phone"],
    ),
]


@pytest.mark.parametrize(("text", "fields", "kinds"), SIGNATURES)
def test_a_signature_gives_the_fields_that_a_reader_sees(
    text: str, fields: dict[str, str], kinds: list[str]
) -> None:
    """UX 1.8: paste of a signature, nothing retyped."""
    draft = read_signature(text, "UA")

    assert draft.fields == fields
    assert sorted(one.kind for one in draft.contacts) == sorted(kinds)
    assert all(one.normal for one in draft.contacts)


@pytest.mark.parametrize(
    "line",
    ["З повагою,", "С уважением", "Best regards,", "Kind regards", "Дякую!", "Доброго дня!", "Hello,", "--"],
)
def test_greetings_and_closings_say_nothing(line: str) -> None:
    assert read_signature(line, None).fields == {}


def test_a_long_line_is_the_request_even_where_it_names_a_trade() -> None:
    """A1: the need in own words."""
    line = "Директор сказав знайти нову піч для пекарні, до трьох кіловат, бажано з доставкою до кінця тижня."

    assert read_signature(line + "\nОлена Гайдук", None).fields == {"need": line, "full_name": "Олена Гайдук"}


def test_words_around_a_number_are_not_a_request() -> None:
    draft = read_signature("Тел.: 067 123 45 67\nМоб: 050 123 45 67\nE-mail: a@b.example", "UA")

    assert draft.fields == {}
    assert len(draft.contacts) == 3


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Mobile: 067 123 45 67", None),
        ("skype 067 123 45 67", None),
        ("Павло 067 123 45 67", "Павло 067 123 45 67"),
    ],
)
def test_a_word_beside_a_number_is_a_label_or_kept(line: str, left: str | None) -> None:
    """Nothing that is not a label is lost."""
    assert read_signature(line, "UA").fields.get("need") == left


def test_two_equal_numbers_are_one_contact() -> None:
    assert len(read_signature("067 123 45 67\n+380671234567", "UA").contacts) == 1
