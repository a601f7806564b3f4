"""What is written for others: no spreadsheet runs it, and our own reader gets it back whole."""

import csv
import datetime as dt
import os
import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.intake.draft import Draft
from leaddesk.intake.export_rows import SHEET_CELL, Written, as_written, write_csv, write_xlsx
from leaddesk.intake.export_vcards import write_vcards
from leaddesk.intake.files import open_file
from leaddesk.intake.guard import guard, unguard
from leaddesk.intake.lines import Lines
from leaddesk.intake.refusals import NotWritable, TooManyRows
from leaddesk.intake.sheets import open_sheet, sheet_rows
from leaddesk.intake.tables import Row, delimited_rows

DANGEROUS = (
    "=1+1",
    "+4915112345678",
    "-5",
    "@x",
    "\t=1",
    "\r=1",
    "\n=1",
    "'=1",
    "''+1",
    "'x",
    '="a"&b',
    "＝1",
    "=cmd|' /C calc'!A1",
)
TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
TRICKY = st.one_of(TEXT, st.sampled_from(DANGEROUS), st.text(alphabet="=+-@'\t\r\n\",;_x0D ", max_size=8))
Writer = Callable[..., Written]


def csv_cells(path: Path) -> list[list[str]]:
    """What our reader makes of a CSV file."""
    with path.open("rb") as file:
        rows = [item for item in delimited_rows(Lines(file, "utf-8-sig"), ",", 2) if isinstance(item, Row)]
        return [[unguard(cell) for cell in row.cells] for row in rows]


def sheet_cells(path: Path) -> list[list[str]]:
    sheet = open_sheet(path, path.read_bytes()[:8], None)
    return [item.cells for item in sheet_rows(sheet) if isinstance(item, Row)]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_csv_starts_like_a_formula(tmp_path: Path, text: str) -> None:
    """S4: every dangerous beginning gets an apostrophe, a header too."""
    path = tmp_path / "out.csv"

    write_csv(path, [text, "b"], [{text: text, "b": "x"}])

    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            assert row[0][0] not in "=+-@\t\r\n＝＋－＠"


def test_a_raw_export_is_as_it_is(tmp_path: Path) -> None:
    """S4: the option "raw for re-import", off by default."""
    path = tmp_path / "out.csv"

    write_csv(path, ["phone"], [{"phone": "+491511"}], raw=True)

    assert path.read_text("utf-8-sig") == "phone\n+491511\n"


@given(st.lists(st.tuples(TRICKY, TRICKY), max_size=6))
def test_what_is_written_to_csv_is_read_again_without_loss(rows: Sequence[tuple[str, str]]) -> None:
    """S4: round trip of =1+1, +49..., -5, @x, tabs, returns, quotes and newlines."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.csv"
        write_csv(path, ["a", "b"], [{"a": a, "b": b} for a, b in rows])

        assert csv_cells(path) == [["a", "b"], *([a, b] for a, b in rows)]


@given(st.lists(TRICKY, min_size=1, max_size=6))
def test_a_single_column_is_read_again_without_loss(values: list[str]) -> None:
    """A row of one empty cell is a row."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.csv"
        write_csv(path, ["a"], [{"a": value} for value in values])

        assert csv_cells(path) == [["a"], *([value] for value in values)]


@given(st.lists(st.tuples(TRICKY, TRICKY), max_size=6))
def test_what_is_written_to_a_workbook_is_read_again_without_loss(rows: Sequence[tuple[str, str]]) -> None:
    """S4: no guard is needed there, because a text is declared to be one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.xlsx"
        write_xlsx(path, ["a", "b", "c"], [{"a": a, "b": b, "c": "end"} for a, b in rows])

        assert sheet_cells(path) == [["a", "b", "c"], *([a, b, "end"] for a, b in rows)]


@pytest.mark.parametrize("text", DANGEROUS)
def test_texts_of_a_workbook_are_of_type_s_for_another_reader(tmp_path: Path, text: str) -> None:
    """S4: never type f."""
    path = tmp_path / "out.xlsx"
    write_xlsx(path, ["a"], [{"a": text}])

    cell = openpyxl.load_workbook(path).active["A2"]

    assert cell.data_type == "s"


def test_numbers_of_a_workbook_are_numbers_and_long_ones_are_texts(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    row = {"n": 42, "d": Decimal("1500.50"), "long": 12345678901234567890, "b": True, "e": Decimal("1E+3")}
    write_xlsx(path, list(row), [row])

    cells = next(openpyxl.load_workbook(path).active.iter_rows(min_row=2, values_only=True))

    assert cells == (42, 1500.5, "12345678901234567890", "TRUE", 1000)


def test_a_cell_longer_than_the_format_holds_is_cut_and_named(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"

    written = write_xlsx(path, ["name", "note"], [{"name": "Ann", "note": "x" * 40_000}])

    assert written.cut == ((2, "note"),)
    assert len(sheet_cells(path)[1][1]) == SHEET_CELL


def test_more_rows_than_a_sheet_has_are_refused_and_no_file_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leaddesk.intake.export_rows.SHEET_ROWS", 10)

    with pytest.raises(TooManyRows):
        write_xlsx(tmp_path / "out.xlsx", ["a"], ({"a": "x"} for _ in range(20)))

    assert list(tmp_path.iterdir()) == []


def test_a_workbook_is_a_whole_archive(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_xlsx(path, ["a"], [{"a": "x"}], sheet="Ліди [2026]/*")

    assert zipfile.ZipFile(path).testzip() is None
    assert openpyxl.load_workbook(path).sheetnames == ["Ліди  2026   "]


@given(TRICKY)
def test_guarding_is_undone_exactly(text: str) -> None:
    assert unguard(guard(text)) == text


@given(TRICKY, TRICKY)
def test_two_texts_never_become_one_by_guarding(one: str, other: str) -> None:
    assert (guard(one) == guard(other)) == (one == other)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("x", "x"),
        (7, "7"),
        (Decimal("1.50"), "1.50"),
        (False, "FALSE"),
        (dt.datetime(2026, 11, 20, 8, 14, tzinfo=dt.UTC), "2026-11-20T08:14:00Z"),
        (dt.date(2026, 11, 20), "2026-11-20"),
        (["a@b.example", "c@d.example"], "a@b.example; c@d.example"),
    ],
)
def test_values_are_written_as_texts_that_are_read_again(value: object, text: str) -> None:
    assert as_written(value) == text


LEAD = {
    "full_name": "Олена Гайдук",
    "company": '=HYPERLINK("http://x.example")',
    "phone": ["+380671234567", "+4915112345678"],
    "email": "olena@obriy.example",
    "telegram": "@olena_g",
    "profile": "https://facebook.com/olena",
    "address": "вул. Лісова, 1; кв. 2",
    "city": "Київ",
    "zip": "01067",
    "country": "UA",
    "need": "+2 насоси,\nтерміново\t!",
    "note": '-5 %; «так» "ні"',
    "source": "@expo",
    "created_at": dt.datetime(2026, 11, 20, 8, 14, 5, tzinfo=dt.UTC),
    "external_id": "00042",
    "Shoe size": "38",
}


@pytest.mark.parametrize(("write", "name"), [(write_csv, "out.csv"), (write_xlsx, "out.xlsx")])
def test_an_exported_lead_is_imported_again_as_it_was(tmp_path: Path, write: Writer, name: str) -> None:
    """Issue 2, section 3: export imports again without loss."""
    path = tmp_path / name
    write(path, list(LEAD), [LEAD])

    with open_file(path) as source:
        (draft,) = list(source)

    _is_the_lead(draft)


def test_an_exported_card_is_imported_again_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.vcf"
    written = write_vcards(path, [LEAD, {"full_name": "Боб"}])

    with open_file(path) as source:
        draft, other = list(source)

    assert written.rows == 2
    _is_the_lead(draft)
    assert isinstance(other, Draft)
    assert (other.fields, other.extra) == ({"full_name": "Боб"}, {})


def _is_the_lead(draft: object) -> None:
    assert isinstance(draft, Draft)
    for field in (
        "full_name",
        "company",
        "address",
        "city",
        "zip",
        "country",
        "need",
        "note",
        "source",
        "external_id",
    ):
        assert draft.fields[field] == LEAD[field]
    assert draft.fields["created_at"].startswith("2026-11-20T08:14:05")
    assert draft.values("phone") == ("+380671234567", "+4915112345678")
    assert draft.values("email") == ("olena@obriy.example",)
    assert [one.normal for one in draft.contacts if one.kind == "messenger"] == ["telegram:olena_g"]
    assert [one.normal for one in draft.contacts if one.kind == "profile"] == ["facebook.com/olena"]
    assert draft.extra == {"Shoe size": "38"}


@given(TEXT, TEXT, st.text(alphabet="\\;,:\"^'a=\n", max_size=12))
def test_any_text_of_a_card_is_read_again(name: str, note: str, key: str) -> None:
    """vCard has one line end, and no blanks around names; everything else comes back."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.vcf"
        write_vcards(
            path, [{"full_name": "Я" + name, "note": "н" + note, "extra " + key.strip(): "x" + note}]
        )
        with open_file(path) as source:
            (draft,) = list(source)

    assert isinstance(draft, Draft)
    assert draft.fields["full_name"] == _one_line_end("Я" + name).strip()
    assert draft.fields["note"] == _one_line_end("н" + note)
    assert list(draft.extra.values()) == [_one_line_end("x" + note)]


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_no_line_of_a_card_is_longer_than_75_octets(tmp_path: Path) -> None:
    """RFC 2426: and no letter is cut."""
    path = tmp_path / "out.vcf"
    write_vcards(path, [{"full_name": "Ґ" * 300}])

    for line in path.read_bytes().split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")


@pytest.mark.skipif(
    os.name == "nt" or not Path("/dev/full").exists(), reason="only where there is a full device"
)
@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_full_disk_is_said_and_nothing_half_is_left(
    tmp_path: Path, write: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Issue 6.6: a full disk."""
    (tmp_path / "out.part").symlink_to("/dev/full")

    with pytest.raises(NotWritable) as refused:
        write(tmp_path / "out", ["a"], ({"a": "x" * 1_000} for _ in range(1_000)))

    assert refused.value.said["name"] == "out"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotWritable):
        write_csv(tmp_path / "none" / "out.csv", ["a"], [])


def test_an_export_that_fails_leaves_the_former_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_csv(path, ["a"], [{"a": "old"}])

    with pytest.raises(ZeroDivisionError):
        write_csv(path, ["a"], ({"a": 1 // number} for number in (1, 0)))

    assert "old" in path.read_text("utf-8-sig")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["=1+1", "+x", "'=y", "@z"])
def test_a_column_called_like_a_formula_keeps_its_name(tmp_path: Path, name: str) -> None:
    """An extra field may be called anything in the file that it came from."""
    path = tmp_path / "out.csv"
    write_csv(path, ["full_name", "email", name], [{"full_name": "Ann", "email": "a@b.example", name: "x"}])

    with open_file(path) as source:
        (draft,) = list(source)

    assert isinstance(draft, Draft)
    assert draft.extra == {name: "x"}


def test_many_rows_are_written_in_little_memory(tmp_path: Path) -> None:
    """Rows stream: what is written is not kept."""
    tracemalloc.start()
    write_xlsx(tmp_path / "out.xlsx", ["a", "b"], ({"a": f"name {i}", "b": i} for i in range(20_000)))
    write_csv(tmp_path / "out.csv", ["a", "b"], ({"a": f"name {i}", "b": i} for i in range(20_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 3_000_000
