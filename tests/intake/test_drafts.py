"""Rows and the meaning of their columns become drafts."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.intake.cells import country_code, split_emails, split_handles, split_numbers, split_profiles
from leaddesk.intake.draft import Draft
from leaddesk.intake.drafts import Reading, postal, row_reader
from leaddesk.intake.mapping import guess_mapping
from leaddesk.intake.rejects import REJECT_COLUMNS
from leaddesk.intake.tables import Row

HERE = Reading(country="UA", zone=ZoneInfo("Europe/Kyiv"), guarded=True)


def draft_of(header: Sequence[str], cells: Sequence[str], reading: Reading = HERE) -> Draft | None:
    """The draft of one row under this header."""
    row = Row(2, list(cells), ",".join(cells).encode("utf-8", "replace"))
    packed = row_reader(guess_mapping(header, []), [row], reading)(row)
    return None if packed is None else Draft(*packed)


def some(header: Sequence[str], cells: Sequence[str], reading: Reading = HERE) -> Draft:
    draft = draft_of(header, cells, reading)
    assert draft is not None
    return draft


def test_a_row_becomes_fields_contacts_and_extras() -> None:
    draft = some(
        ["ПІБ", "Фірма", "Тел", "Пошта", "Що треба", "Колір"],
        ["Іван Коваль", "Обрій", "067 123-45-67", "Ivan@Obriy.example", "насос", "синій"],
    )

    assert draft.fields == {"full_name": "Іван Коваль", "company": "Обрій", "need": "насос"}
    assert [(one.kind, one.value, one.normal) for one in draft.contacts] == [
        ("phone", "067 123-45-67", "+380671234567"),
        ("email", "Ivan@Obriy.example", "ivan@obriy.example"),
    ]
    assert draft.extra == {"Колір": "синій"}
    assert draft.row == 2


def test_an_unknown_column_is_never_dropped() -> None:
    """Issue 2, section 3: unknown columns are kept as extra fields."""
    draft = some(["Name", "Shoe size", "Zodiac"], ["Ann", "38", "Leo"])

    assert draft.extra == {"Shoe size": "38", "Zodiac": "Leo"}


def test_cells_beyond_the_header_are_kept_too() -> None:
    assert some(["Name", "Phone"], ["Ann", "", "left over", "", "more"]).extra == {
        "column 3": "left over",
        "column 5": "more",
    }


def test_a_short_row_is_as_good_as_a_whole_one() -> None:
    assert some(["Name", "Phone", "Note"], ["Ann"]).fields == {"full_name": "Ann"}


def test_a_row_with_nothing_in_it_is_no_draft() -> None:
    assert draft_of(["Name", "Phone"], ["", "  "]) is None


def test_a_row_with_an_address_only_is_a_lead_with_one_contact() -> None:
    """A5: a postal address is enough."""
    draft = some(["company", "address", "zip", "city"], ["El Sol", "4444 S Kedzie Ave", "60632", "Chicago"])

    (address,) = draft.contacts
    assert (address.kind, address.value) == ("address", "4444 S Kedzie Ave, 60632 Chicago")
    assert address.normal is not None
    assert address.shared


def test_a_town_alone_is_no_address() -> None:
    assert some(["Name", "City"], ["Ann", "York"]).contacts == ()


def test_a_row_without_any_contact_is_a_draft_all_the_same() -> None:
    """A6: it is kept in junk by the one who writes, never lost here."""
    assert some(["Name", "Phone"], ["Ann", ""]).contacts == ()


def test_an_unreadable_number_is_kept_as_typed_with_its_reason() -> None:
    """CLI.md: an unreadable phone is kept as typed (A9)."""
    (phone,) = some(["Name", "Phone"], ["Ann", "044 555 017"]).contacts

    assert (phone.value, phone.normal) == ("044 555 017", None)
    assert phone.reason in ("too_short", "not_in_use")
    assert phone.junk


def test_the_request_stays_letter_for_letter() -> None:
    """A2: verbatim, blanks and line ends too."""
    words = "  потрібен насос,\n 2 шт.  "

    assert some(["Name", "Need", "City"], ["Ann", words, " York "]).fields["need"] == words
    assert some(["Name", "Need", "City"], ["Ann", words, " York "]).fields["city"] == "York"


def test_a_country_in_the_row_reads_its_numbers() -> None:
    header = ["Name", "Phone", "Country"]

    assert some(header, ["Jan", "501 234 567", "Польща"]).contacts[0].normal == "+48501234567"
    assert some(header, ["Jan", "501 234 567", "Польща"]).fields["country"] == "PL"
    assert some(header, ["Jan", "067 123 45 67", "Atlantis"]).fields["country"] == "Atlantis"


def test_a_large_town_in_the_row_tells_the_country_of_its_numbers() -> None:
    assert (
        some(["Name", "Phone", "City"], ["Jan", "501 234 567", "Warszawa"]).contacts[0].normal
        == "+48501234567"
    )


def test_a_number_that_the_rows_country_does_not_know_may_be_of_the_home_country() -> None:
    """The town may be where they live, and the number from where they came."""
    (phone,) = some(["Name", "Phone", "City"], ["Jan", "067 123 45 67", "Warszawa"]).contacts

    assert phone.normal == "+380671234567"


def test_dates_become_moments_in_utc_and_others_stay_as_written() -> None:
    header = ["Name", "Дата"]

    assert some(header, ["Ann", "20.11.2026 08:14:05"]).fields["created_at"] == "2026-11-20T06:14:05.000Z"
    assert some(header, ["Ann", "після свят"]).extra == {"Дата": "після свят"}


def test_our_own_mark_before_a_formula_is_taken_off() -> None:
    """S4: the reader strips exactly what our export adds; elsewhere an apostrophe is a letter."""
    draft = some(["Name", "Phone", "Note"], ["'=1+1", "'+380671234567", "'t Hof"])

    assert draft.fields == {"full_name": "=1+1", "note": "'t Hof"}
    assert draft.contacts[0].value == "+380671234567"


def test_columns_that_our_rejects_file_adds_are_left_out() -> None:
    assert some([*REJECT_COLUMNS, "Name"], ["7", "a quote", "Ann"]).extra == {}


def test_one_number_in_two_columns_is_one_contact_with_its_label() -> None:
    (phone,) = some(["Phone", "Mobile"], ["0671234567", "+38 067 123 45 67"]).contacts

    assert (phone.normal, phone.label) == ("+380671234567", "mobile")


def test_a_made_up_contact_is_marked() -> None:
    """A6: what people type to get past a form reaches nobody."""
    one, other = some(["Name", "Email", "Phone"], ["Ann", "test@test.com", "+380671234567"]).contacts

    assert one.junk
    assert not other.junk or other.normal == "+380671234567"


def test_a_shared_mailbox_is_marked() -> None:
    """Decision 7: it makes a lead valid and never identifies a person."""
    (mail,) = some(["Company", "Email"], ["Acme", "info@acme.example"]).contacts

    assert mail.shared
    assert not mail.junk


def test_a_page_in_a_social_network_among_websites_is_a_profile() -> None:
    """A5: a profile is a contact."""
    draft = some(["Name", "Website"], ["Ann", "https://www.linkedin.com/in/ann-cole"])

    assert [one.kind for one in draft.contacts] == ["profile"]
    assert some(["Name", "Website"], ["Ann", "https://acme.example"]).contacts == ()


def test_columns_of_messengers_give_their_service() -> None:
    draft = some(["Name", "Telegram", "Viber", "Skype"], ["Ann", "@ann_cole", "0671234567", "ann.cole"])

    assert [one.normal for one in draft.contacts] == [
        "telegram:ann_cole",
        "viber:+380671234567",
        "skype:ann.cole",
    ]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"full_name": "Олена Гайдук", "last_name": "Г"}, "Олена Гайдук"),
        ({"first_name": "Ann", "last_name": "Cole"}, "Ann Cole"),
        ({"last_name": "Гайдук", "first_name": "Олена", "patronymic": "Іванівна"}, "Гайдук Олена Іванівна"),
        ({"last_name": "Cole"}, "Cole"),
        ({}, ""),
    ],
)
def test_the_name_is_put_together_from_what_there_is(fields: dict[str, str], name: str) -> None:
    assert Draft(1, fields, (), {}, "csv").name == name


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("a@b.example", ["a@b.example"]),
        ("a@b.example; c@d.example", ["a@b.example", "c@d.example"]),
        ("a@b.example, c@d.example/e@f.example", ["a@b.example", "c@d.example/e@f.example"]),
        ("a@b.example\nc@d.example a@b.example", ["a@b.example", "c@d.example"]),
        ("Ann Cole <a@b.example>", ["a@b.example"]),
        ("немає", ["немає"]),
        ("ask Bob", ["ask Bob"]),
        ("a@@b", ["a@@b"]),
    ],
)
def test_addresses_of_one_cell_are_parted(cell: str, expected: list[str]) -> None:
    assert split_emails(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("+380671234567", [("+380671234567", "")]),
        ("067 123-45-67; 050 123-45-67", [("067 123-45-67", ""), ("050 123-45-67", "")]),
        ("моб. 067 123 45 67, роб. 044 123 45 67", [("моб. 067 123 45 67, роб. 044 123 45 67", "mobile")]),
        (
            "моб. 067 123 45 67; роб. 044 123 45 67",
            [("моб. 067 123 45 67", "mobile"), ("роб. 044 123 45 67", "work")],
        ),
        ("0671234567\n0501234567", [("0671234567", ""), ("0501234567", "")]),
        ("044 123 45 67, 12", [("044 123 45 67, 12", "")]),
        ("067 1234567 або 050 1234567", [("067 1234567", ""), ("050 1234567", "")]),
        ("факс: 044 123 45 67", [("факс: 044 123 45 67", "fax")]),
        ("030/1234567", [("030/1234567", "")]),
    ],
)
def test_numbers_of_one_cell_are_parted(cell: str, expected: list[tuple[str, str]]) -> None:
    assert split_numbers(cell) == expected


def test_handles_and_profiles_get_the_service_of_their_column() -> None:
    assert split_handles("ann; @bob", "telegram") == ["telegram: ann", "@bob"]
    assert split_handles("https://t.me/ann", "telegram") == ["https://t.me/ann"]
    assert split_handles("viber 067", "") == ["viber 067"]
    assert split_profiles("ann.cole", "facebook") == ["facebook: ann.cole"]
    assert split_profiles("facebook.com/ann", "facebook") == ["facebook.com/ann"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("Україна", "UA"), ("ukraine", "UA"), ("UKR", "UA"), ("ua", "UA"), ("Німеччина", "DE"), ("ОАЭ", "AE"),
     ("U.S.A.", "US"), ("Нова  Зеландія", "NZ"), ("", None), ("Земля", None)],
)  # fmt: skip
def test_countries_are_known_by_their_names(name: str, code: str | None) -> None:
    assert country_code(name) == code


def test_an_address_line_has_no_gaps() -> None:
    assert postal({"address": "Long  Lane 1", "country": "GB"}) == "Long Lane 1, GB"


CELLS = st.lists(st.text(max_size=30), min_size=10, max_size=12)
HEADER = ["Name", "Phone", "Email", "Telegram", "Facebook", "Address", "Country", "Website", "Date", "Need"]


@given(CELLS)
def test_any_cells_give_a_draft_that_keeps_every_one_of_them(cells: list[str]) -> None:
    """S8, S9: no value makes a row fail, and no value is lost on the way."""
    draft = draft_of(HEADER, cells, Reading(country="UA"))

    if draft is None:
        assert not any(cell.strip() for cell in cells[:10])
        return
    kept = " ".join((*draft.fields.values(), *draft.extra.values(), *(one.value for one in draft.contacts)))
    for place in (0, 6, 7, 9):
        assert cells[place].strip() in kept or cells[place].strip() == "" or place == 6
    assert all(type(value) is str for value in draft.fields.values())
    assert all(type(one.kind) is str for one in draft.contacts)
