"""What the files of another system hold and how they are linked, told by names as data (issue 5.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.intake.moving import KINDS, LINKS, Foreign, kind_of


@pytest.mark.parametrize(
    ("name", "header", "kind"),
    [
        ("LEAD_20261120.csv", ["ID"], "leads"),
        ("hubspot-crm-exports-all-contacts-2026.csv", ["Record ID"], "contacts"),
        ("Компании.xlsx", ["ID"], "companies"),
        ("Угоди 2026.csv", ["ID"], "deals"),
        ("export (3).csv", ["Record ID", "Deal Name", "Deal Stage"], "deals"),
        ("export (4).csv", ["Task Title", "Due date"], "tasks"),
        ("export (5).csv", ["Note body"], "notes"),
        ("export (6).csv", ["First Name", "Last Name", "Email"], "contacts"),
        ("export (7).csv", ["foo", "bar"], ""),
    ],
)
def test_a_file_is_told_by_its_name_else_by_its_columns(name: str, header: list[str], kind: str) -> None:
    assert kind_of(name, header) == kind


def test_several_ids_of_one_cell_are_several_links() -> None:
    row = Foreign("notes", {"Associated Contact IDs": "101; 102", "Компания: ID": "7", "Note body": " text "})

    assert row.links("contact") == ("101", "102")
    assert row.links("company") == ("7",)
    assert (row.links("deal"), row.said("text")) == ((), "text")


@pytest.mark.parametrize(
    ("stage", "kind"),
    [("closedwon", "won"), ("Сделка успешна", "won"), ("Угода програна", "lost"), ("Closed Lost", "lost"),
     ("В обработке", "work"), ("IN_PROGRESS", "work"), ("Некачественный лид", "junk")],
)  # fmt: skip
def test_stages_are_known_in_three_languages(stage: str, kind: str) -> None:
    row = Foreign("deals", {"Stage": stage})

    assert [one for one in ("won", "lost", "work", "junk") if row.is_stage(one)] == [kind]


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=20), max_size=6))
def test_no_row_is_beyond_the_reader(cells: dict[str, str]) -> None:
    row = Foreign("tasks", cells)
    for to in LINKS:
        assert all(row.links(to)) or row.links(to) == ()
    assert isinstance(row.when("due") + row.said("title"), str)
    assert kind_of("x", list(cells)) in ("", *KINDS)
