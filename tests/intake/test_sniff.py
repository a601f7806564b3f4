"""Layout of tables in text, and what the values of a column look like."""

import pytest

from leaddesk.intake.evidence import is_social, seen_in
from leaddesk.intake.mapping import is_known
from leaddesk.intake.sniff import find_header, guess_delimiter, sample_rows

PEOPLE = [["Ann Cole", "+380671234567", "a@b.example"], ["Bob Lee", "+380501234567", "b@c.example"]]


@pytest.mark.parametrize(
    ("above", "place"),
    [
        ([], None),
        ([["Name", "Phone", "Email"]], 0),
        ([["ПІБ", "Телефон", "Пошта"]], 0),
        ([["Список учасників виставки"], ["Name", "Phone", "Email"]], 1),
        ([["Export of 20.11.2026", "", ""], ["", "", ""], ["Name", "Phone", "Email"]], 2),
        ([["Wer", "Rückruf", "Netz"]], 0),
        ([["Notes:"], ["a, b", "c"], ["x"], ["First Name", "Phone", "Email Address"]], 3),
        ([["Name", "", "Email"]], 0),
    ],
)
def test_the_row_that_names_the_columns_is_found(above: list[list[str]], place: int | None) -> None:
    assert find_header([*above, *PEOPLE * 5], is_known) == place


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["", ""], ["", ""]],
        [["Ann", "York"], ["Bob", "Bath"]],
        [["7", "8"], ["9", "10"]],
        [["a@b.example"], ["c@d.example"]],
    ],
)
def test_rows_that_name_nothing_are_all_data(rows: list[list[str]]) -> None:
    assert find_header(rows, is_known) is None


def test_a_single_row_of_names_is_a_header_without_data() -> None:
    """A template that nobody has filled yet."""
    assert find_header([["Name", "Phone", "Need"]], is_known) == 0


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "rows",
    [
        [["name", "phone"], ["Ann", "067"]],
        [["Хто", "Коли", "Де"], ["Юхим", "20.11", "Ніжин"], ["Яр", "21.11", "Ужгород"]],
        [["address", "name"], *[["1 Long Lane / Flat 2", "Ann"]] * 9],
        [["name", "note"], *[["Ann", 'says "yes"']] * 3],
    ],
)
def test_the_sign_between_cells_is_found(delimiter: str, rows: list[list[str]]) -> None:
    lines = []
    for row in rows:
        lines.append(
            delimiter.join('"' + cell.replace('"', '""') + '"' if '"' in cell else cell for cell in row)
        )

    assert guess_delimiter("\r\n".join(lines) + "\r\n", is_known) == delimiter


@pytest.mark.parametrize("noise", [", and more, of it", "; so; it; goes", " | or | so"])
def test_signs_inside_one_long_column_do_not_decide(noise: str) -> None:
    delimiter = "\t"
    text = "name\tneed\tphone\n" + "".join(f"Ann\tan oven{noise * (i % 4)}\t067{i}\n" for i in range(30))

    assert guess_delimiter(text, is_known) == delimiter


def test_a_sample_stops_at_a_hundred_and_twenty_rows() -> None:
    assert len(sample_rows("a,b\n" * 500, ",")) == 120


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (["a@b.example", "c@d.example"], "email"),
        (["a@b.example", "", "  ", "c@d.example"], "email"),
        (["a@b.example", "none", "c@d.example", "e@f.example", "g@h.example"], "email"),
        (["a@b.example", "none"], None),
        (["+380671234567", "+49 151 1234567"], "phone"),
        (["(067) 123-45-67", "044 123 45 67"], "phone"),
        (["380671234567", "0671234567"], None),
        (["2026-11-20", "20.11.2026"], None),
        (["https://acme.example", "www.umbra.example"], "website"),
        (["https://facebook.com/ann", "instagram.com/bob"], "profile"),
        (["Ann Cole", "Bob Lee"], None),
        (["x"], None),
        ([""], None),
        ([], None),
    ],
)
def test_values_under_a_name_are_told_only_by_strong_signs(values: list[str], field: str | None) -> None:
    assert seen_in(values, named=True) == field


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (["Ann Cole", "Юхим Щербина", "Гайдук Олена Іванівна"], "full_name"),
        (["ТОВ «Обрій»", "Acme LLC"], "company"),
        (["380671234567", "0671234567"], "phone"),
        (["20.11.2026", "2026-11-21 08:14"], "created_at"),
        (["потрібен насос", "lathe"], None),
    ],
)
def test_values_without_a_name_are_told_by_weaker_signs_too(values: list[str], field: str | None) -> None:
    assert seen_in(values, named=False) == field


@pytest.mark.parametrize(
    ("link", "answer"),
    [
        ("https://www.linkedin.com/in/ann", True),
        ("linkedin.com/company/acme", False),
        ("https://facebook.com/ann?x=1", True),
        ("https://m.facebook.com/ann", True),
        ("https://facebook.com", False),
        ("https://acme.example/facebook.com/x", False),
        ("", False),
    ],
)
def test_a_page_of_somebody_is_told_from_a_site(link: str, answer: bool) -> None:
    assert is_social(link) is answer
