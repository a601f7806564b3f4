"""What the columns of foreign tables mean."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.intake.draft import FIELDS
from leaddesk.intake.mapping import Mapping, guess_mapping, is_known, label_of, plain
from leaddesk.intake.refusals import WrongMap
from tests.intake.header_tables import ALL as FIRST
from tests.intake.header_tables import Header
from tests.intake.header_tables_more import MORE

ALL = FIRST | MORE

SEEN = (
    Path(os.environ.get("LEADDESK_SHARED", Path(__file__).parents[3] / "shared"))
    / "data/dedupe/crm_headers.json"
)


@pytest.mark.parametrize("system", ALL)
def test_the_columns_of_an_export_mean_what_its_users_expect(system: str) -> None:
    """Issue 3 (Intake): column detection in uk, ru and en; unknown columns stay extra fields."""
    expected: Header = ALL[system]

    assert guess_mapping(list(expected), []).as_json() == expected


def test_header_rows_seen_in_public_exports_mean_what_was_noted_for_them() -> None:
    """Issue 6: the rows of crm_headers.json, where that file is at hand; the tables above always run."""
    seen = json.loads(SEEN.read_text("utf-8")) if SEEN.exists() else []

    for export in seen:
        assert guess_mapping(export["header"], []).as_json() == export["expected"], export["system"]


@pytest.mark.parametrize(
    "name",
    ["WORK_PHONE", "work phone", "Work-Phone", "  Work  phone: ", "WorkPhone", "Work Phone 2", "work.phone"],
)
def test_a_name_is_known_however_it_is_spelled(name: str) -> None:
    assert guess_mapping([name], []).columns == ("phone",)


@pytest.mark.parametrize("name", ["Ім'я", "Ім’я", "Імʼя", "ІМ`Я", "імя"])
def test_every_apostrophe_is_one(name: str) -> None:
    assert guess_mapping([name], []).columns == ("full_name",)


def test_name_beside_a_family_name_is_the_given_name() -> None:
    assert guess_mapping(["Имя", "Фамилия"], []).columns == ("first_name", "last_name")
    assert guess_mapping(["Имя", "Телефон"], []).columns == ("full_name", "phone")


def test_title_is_a_position_beside_persons_and_else_the_leads_own() -> None:
    assert guess_mapping(["Title", "Email"], []).columns == ("position", "email")
    assert guess_mapping(["Title", "Company"], []).columns == ("title", "company")


def test_of_two_columns_with_one_meaning_the_better_named_wins_and_the_other_stays() -> None:
    mapping = guess_mapping(["utm_source", "Source", "Date", "Created at"], [])

    assert mapping.columns == (None, "source", None, "created_at")


def test_an_empty_column_gives_way_to_a_filled_one() -> None:
    mapping = guess_mapping(["Company", "Organization"], [["", "Acme"], ["", "Umbra"]])

    assert mapping.columns == (None, "company")


def test_several_columns_of_contacts_are_all_taken() -> None:
    mapping = guess_mapping(["Phone 1", "Phone 2", "Phone 3", "Email", "Email 2"], [])

    assert mapping.columns == ("phone", "phone", "phone", "email", "email")


@pytest.mark.parametrize(
    "name", ["Account Id", "Phone type", "Email status", "Last activity", "Дата зміни", "is_client"]
)
def test_a_column_about_a_value_is_not_the_value(name: str) -> None:
    assert guess_mapping([name], [["1"], ["2"]]).columns == (None,)


def test_a_column_without_a_known_name_is_told_by_its_contents() -> None:
    rows = [["ann@a.example", "+380 67 123 45 67", "https://facebook.com/ann", "blue"]] * 5

    mapping = guess_mapping(["Wohin", "Rückruf", "Netz", "Farbe"], rows)

    assert mapping.columns == ("email", "phone", "profile", None)


def test_contents_outvote_a_name_that_fits_anything() -> None:
    """ "Контакт" is a name in one list and a number in another."""
    assert guess_mapping(["Контакт"], [["Іван Коваль"], ["Ганна Лис"]]).columns == ("full_name",)
    assert guess_mapping(["Контакт"], [["+380671234567"], ["+380501234567"]]).columns == ("phone",)
    assert guess_mapping(["Контакт"], [["a@b.example"], ["c@d.example"]]).columns == ("email",)


def test_bare_digits_under_an_unknown_name_are_no_telephone() -> None:
    """Any id has as many digits."""
    assert guess_mapping(["Угода"], [["380671234567"], ["380501234567"]]).columns == ("title",)
    assert guess_mapping(["Zähler"], [["380671234567"], ["380501234567"]]).columns == (None,)


def test_a_table_without_names_is_told_by_its_contents_alone() -> None:
    rows = [
        ["Іван Коваль", "0671234567", "a@b.example", "20.11.2026"],
        ["Ганна Лис", "0501234567", "", "21.11.2026"],
    ]

    mapping = guess_mapping(["column 1", "column 2", "column 3", "column 4"], rows, named=False)

    assert mapping.columns == ("full_name", "phone", "email", "created_at")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Робочий телефон", "work"),
        ("Mobile", "mobile"),
        ("Факс", "fax"),
        ("Домашний телефон", "home"),
        ("Тел", ""),
    ],
)
def test_the_name_of_a_column_labels_its_numbers(name: str, label: str) -> None:
    assert label_of(name) == label


def test_a_map_changes_the_columns_it_names_and_no_other() -> None:
    """CLI.md: --map {header: field or null}; names are compared folded."""
    mapping = guess_mapping(["Name", "Колір", "Phone"], [])

    changed = mapping.changed({"КОЛІР": "need", "phone": None, "of another file": "email"})

    assert changed.as_json() == {"Name": "full_name", "Колір": "need", "Phone": None}


def test_a_map_that_names_no_field_is_refused() -> None:
    with pytest.raises(WrongMap):
        Mapping(("Name",), ("full_name",)).changed({"Name": "nmae"})


def test_a_mapping_written_as_json_and_read_again_is_the_same() -> None:
    mapping = guess_mapping(["ПІБ", "Тел", "Різне"], [])

    again = guess_mapping(list(mapping.header), []).changed(json.loads(json.dumps(mapping.as_json())))

    assert again == mapping


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_every_field_is_known_by_its_own_name(field: str) -> None:
    """What our export calls a column, our import understands."""
    assert guess_mapping([field, "last_name"] if field == "first_name" else [field], []).columns[0] == field


@pytest.mark.parametrize("cell", ["", "   ", "№", "12", "x" * 400, "Іван Петренко", "#"])
def test_what_names_no_column_is_not_known(cell: str) -> None:
    assert not is_known(cell)


@given(
    st.lists(st.text(max_size=20), max_size=8),
    st.lists(st.lists(st.text(max_size=12), max_size=9), max_size=5),
)
def test_any_header_over_any_rows_gives_one_meaning_a_column(
    header: list[str], rows: list[list[str]]
) -> None:
    mapping = guess_mapping(header, rows)

    texts = [field for field in mapping.columns if field and field not in ("email", "phone", "profile")]
    assert len(mapping.columns) == len(header)
    assert all(field is None or field in FIELDS for field in mapping.columns)
    assert len(texts) == len(set(texts)) or any(field in texts for field in ("telegram", "mobile", "fax"))


@given(st.text(max_size=60))
def test_a_folded_name_is_folded_once_for_all(name: str) -> None:
    assert plain(plain(name)) == plain(name)
