"""Rows of CSV, TSV and spreadsheets: every value as the text that stands there."""

import csv
import datetime as dt
import io
import random
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.intake.draft import Rejected
from leaddesk.intake.files import Options, open_file
from leaddesk.intake.lines import Lines
from leaddesk.intake.mapping import is_known
from leaddesk.intake.sheets import as_text, open_sheet, sheet_rows
from leaddesk.intake.sniff import column_names, find_header, guess_delimiter, sample_rows, sep_line
from leaddesk.intake.tables import Row, delimited_rows
from tests.intake.made_files import bytes_file, csv_file, list_file, quoted

TRAPS = (
    *("+4915112345678", "01067", "1E5", "NA", "NaN", "null", "None", "TRUE", "1.0", "1,000.50", "00", "-0"),
    *("2026-11-20", "11/20/2026", "1e400", "0x1F", "=1+1", "@x", "-5", "'5", "  x  ", "#N/A", "inf", "١٢"),
    *(
        "067 123-45-67",
        "+38(067)1234567",
        "12345678901234567890",
        "3.14159265358979323846",
        "½",
        "№7",
        "a;b,c|d",
    ),
)


def rows_of(
    data: bytes, delimiter: str = ",", encoding: str = "utf-8", width: int = 2
) -> list[Row | Rejected]:
    return list(delimited_rows(Lines(io.BytesIO(data), encoding), delimiter, width))


def cells_of(data: bytes, delimiter: str = ",", encoding: str = "utf-8") -> list[list[str]]:
    return [item.cells for item in rows_of(data, delimiter, encoding) if isinstance(item, Row)]


def test_ten_thousand_cells_that_look_like_numbers_stay_as_they_are() -> None:
    """S9: 0 changed cells in a corpus of 10,000 hostile ones."""
    draw = random.Random(9)
    table = [[draw.choice(TRAPS) + draw.choice(("", "", " ", "x")) for _ in range(10)] for _ in range(1_000)]
    text = "".join(",".join(quoted(cell, ",") for cell in row) + "\r\n" for row in table)

    assert cells_of(text.encode()) == table


@pytest.mark.parametrize("seed", range(0, 200, 9))
def test_generated_lists_are_read_cell_by_cell(seed: int, tmp_path: Path) -> None:
    """Encoding, delimiter, quotes and newlines inside cells together."""
    file = list_file(seed)
    path = bytes_file(tmp_path, file.data)

    with open_file(path) as source:
        head = source.head
        preview = [list(row) for row in head.preview]

    assert list(head.header) == file.rows[0]
    assert preview == file.rows[1:51]


def test_every_row_carries_its_number_and_its_own_bytes() -> None:
    """The rejects file needs them, and a person looks for row 17 in their spreadsheet."""
    data = 'name,need\r\nАнна,"два\r\nрядки"\r\n\r\nБоб,один'.encode()

    items = rows_of(data)

    assert [item.number for item in items if isinstance(item, Row)] == [1, 2, 4]
    assert b"".join(item.raw for item in items) == data.replace(b"\r\n\r\n", b"\r\n")


@given(
    st.lists(
        st.lists(
            st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")), min_size=2, max_size=4
        )
    )
)
def test_what_a_csv_writer_wrote_is_read_again(table: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(table)

    assert cells_of(text.getvalue().encode()) == table


@given(
    st.binary(max_size=600),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "cp1251", "utf-16-le"]),
)
def test_any_bytes_give_rows_or_rejected_rows_and_no_byte_is_lost(
    data: bytes, delimiter: str, encoding: str
) -> None:
    """S8: nothing but named refusals; what is read and what is rejected is the whole file."""
    items = rows_of(data, delimiter, encoding)

    kept = b"".join(item.raw for item in items)
    if encoding != "utf-16-le":
        lost = [line for line in data.splitlines(keepends=True) if line.strip(b"\r\n") and line not in kept]
        assert not lost
    assert all(isinstance(item, Row | Rejected) for item in items)


@given(st.text(alphabet='a",;\n\r\t ', max_size=80))
def test_any_mix_of_quotes_and_line_ends_is_read_to_its_end(text: str) -> None:
    items = rows_of(text.encode() + b"\nlast,row\n")

    last = items[-1]
    assert b"last,row" in last.raw


def test_lines_that_end_in_a_carriage_return_only_are_lines() -> None:
    """Old Macs, and some tills."""
    assert cells_of(b"name,phone\rAnn,1\rBob,2\r") == [["name", "phone"], ["Ann", "1"], ["Bob", "2"]]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_line_by_line(encoding: str) -> None:
    """ "Unicode text" of Excel; the letter Ċ has a line feed for a byte."""
    data = "ім'я\tтел\r\nĊана\t1\r\nЮхим\t2\r\n".encode(encoding)

    assert cells_of(data, "\t", encoding) == [["ім'я", "тел"], ["Ċана", "1"], ["Юхим", "2"]]


def test_a_byte_that_the_encoding_does_not_know_does_not_stop_the_file() -> None:
    assert cells_of(b"a,\x98\r\nb,c\r\n", encoding="cp1251") == [["a", "\ufffd"], ["b", "c"]]


@pytest.mark.parametrize(
    ("line", "sign"), [("sep=;\r\n", ";"), ("SEP=|", "|"), ("sep=\t\n", "\t"), ("sep;", None)]
)
def test_the_first_line_may_declare_the_delimiter(line: str, sign: str | None) -> None:
    assert sep_line(line) == sign


def test_a_declared_delimiter_is_used_and_its_line_is_no_row(tmp_path: Path) -> None:
    path = bytes_file(tmp_path, b"sep=|\r\nname|phone\r\nAnn, of York|+380671234567\r\n")

    with open_file(path) as source:
        (draft,) = list(source)

    assert source.head.delimiter == "|"
    assert not isinstance(draft, Rejected)
    assert (draft.row, draft.fields) == (3, {"full_name": "Ann, of York"})


def test_commas_inside_addresses_do_not_outvote_the_semicolons() -> None:
    text = "name;address;phone\n" + "Ann;1, Long Lane, York, UK;067\n" * 20

    assert guess_delimiter(text, is_known) == ";"


def test_a_file_of_one_column_is_a_list_of_one_column() -> None:
    assert guess_delimiter("email\na@b.example\nc@d.example\n", is_known) == ","


def test_notes_above_the_header_are_left_out(tmp_path: Path) -> None:
    """LinkedIn's Connections.csv has three lines of notes."""
    rows = [
        ["Notes:"],
        ["Some rows, may be missing, see help"],
        [""],
        ["First Name", "Email"],
        ["Ann", "a@b.example"],
    ]
    path = csv_file(tmp_path, rows)

    with open_file(path) as source:
        drafts = list(source)

    assert source.head.header == ("First Name", "Email")
    assert len(drafts) == 1


def test_a_table_without_a_header_gives_its_first_row_too(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [["Іван Коваль", "0671234567"], ["Ганна Лис", "0501234567"]])

    with open_file(path, Options(country="UA")) as source:
        drafts = list(source)

    assert source.head.header_row == 0
    assert [draft.fields["full_name"] for draft in drafts if not isinstance(draft, Rejected)] == [
        "Іван Коваль",
        "Ганна Лис",
    ]


def test_a_header_of_unknown_words_is_found_by_the_digits_below_it() -> None:
    rows = [["Wer", "Wann"], ["Ann", "2026-01-02"], ["Bob", "2026-01-03"]]

    assert find_header(rows, is_known) == 0


def test_rows_that_name_sources_are_not_taken_for_a_header() -> None:
    rows = [["name", "source", "phone"], ["Ann", "Facebook", "067"], ["Bob", "Instagram", "050"]]

    assert find_header(rows, is_known) == 0


def test_columns_get_one_name_each() -> None:
    assert column_names(["Phone", "", "Phone", " Phone "], 5) == (
        "Phone",
        "column 2",
        "Phone 2",
        "Phone 3",
        "column 5",
    )


def test_a_sample_of_a_torn_text_is_as_long_as_it_can_be_read() -> None:
    assert sample_rows("a,b\n1,2\n3", ",") == [["a", "b"], ["1", "2"], ["3"]]


def sheet_cells(path: Path, wanted: str | None = None) -> list[list[str]]:
    sheet = open_sheet(path, path.read_bytes()[:8], wanted)
    return [item.cells for item in sheet_rows(sheet) if isinstance(item, Row)]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook as another program writes it: numbers, dates, a hidden sheet, an empty first row."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Ліди"
    page.append([])
    page.append(["ПІБ", "Телефон", "Індекс", "Дата", "Сума", "Згода"])
    page.append(
        ["Іван", 380671234567, "01067", dt.datetime.fromisoformat("2026-11-20 08:14:05"), 1500.5, True]
    )
    page.append(["Ганна", "+380501234567", "1E5", dt.date(2026, 11, 21), 2000, False])
    hidden = book.create_sheet("Таємне")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    other = book.create_sheet("Інше")
    other.append(["Name", "Phone"])
    other.append(["Bob", "1"])
    path = tmp_path / "list.xlsx"
    book.save(path)
    return path


def test_cells_of_a_workbook_are_read_as_a_person_reads_them(workbook: Path) -> None:
    """S9: a telephone kept as a number is its digits, without .0; leading zeros and 1E5 stay."""
    assert sheet_cells(workbook)[1:] == [
        ["Іван", "380671234567", "01067", "2026-11-20 08:14:05", "1500.5", "TRUE"],
        ["Ганна", "+380501234567", "1E5", "2026-11-21", "2000", "FALSE"],
    ]


def test_rows_of_a_workbook_keep_the_numbers_that_the_spreadsheet_shows(workbook: Path) -> None:
    sheet = open_sheet(workbook, workbook.read_bytes()[:8], None)

    assert [item.number for item in sheet_rows(sheet) if isinstance(item, Row)] == [2, 3, 4]


def test_the_first_visible_sheet_is_read_and_another_one_may_be_asked_for(workbook: Path) -> None:
    with open_file(workbook) as first, open_file(workbook, Options(sheet="Інше")) as other:
        assert (first.head.sheet, first.head.sheets) == ("Ліди", ("Ліди", "Інше"))
        assert other.head.header == ("Name", "Phone")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (380671234567.0, "380671234567"),
        (1e20, "100000000000000000000"),
        (0.1, "0.1"),
        (-5.0, "-5"),
        (True, "TRUE"),
        (dt.time(8, 14), "08:14:00"),
        (dt.timedelta(hours=30, minutes=5), "30:05:00"),
        (7, "7"),
        (Decimal("1.50"), "1.50"),
    ],
)
def test_values_of_cells_become_texts(value: object, text: str) -> None:
    assert as_text(value) == text


def test_a_text_table_named_xlsx_is_read_as_what_it_is(tmp_path: Path) -> None:
    """The bytes decide, not the name of the file."""
    path = csv_file(tmp_path, [["name", "phone"], ["Ann", "+380671234567"]], name="list.xlsx")

    with open_file(path) as source:
        assert source.head.format == "csv"
        assert len(list(source)) == 1
