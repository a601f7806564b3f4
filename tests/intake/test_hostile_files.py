"""Files that are broken or meant to harm: each gets its own refusal at once, and nothing else happens."""

import codecs
import os
import time
import zipfile
from pathlib import Path

import pytest

from leaddesk.intake.draft import Draft, Rejected
from leaddesk.intake.export_rows import write_xlsx
from leaddesk.intake.files import Options, open_file
from leaddesk.intake.refusals import (
    KINDS,
    DamagedFile,
    EmptyFile,
    FileRefused,
    LineTooLong,
    NotATable,
    NotReadable,
    TooManyBadRows,
    TooManyColumns,
    TooManyRows,
    UnknownEncoding,
    UnpacksTooLarge,
    WrongMap,
)
from leaddesk.texts.keys import say
from tests.intake.made_files import bomb, bytes_file, lying_bomb, noise, sheet_of

SECONDS = 2.0


def read(path: Path, options: Options | None = None) -> list[Draft | Rejected]:
    with open_file(path, options) as source:
        return list(source)


def refused(path: Path, kind: type[FileRefused], options: Options | None = None) -> FileRefused:
    """The refusal of a file, which must come within two seconds."""
    started = time.perf_counter()
    with pytest.raises(kind) as caught:
        read(path, options)
    assert time.perf_counter() - started < SECONDS
    return caught.value


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", codecs.BOM_UTF8, b"  \t \n", codecs.BOM_UTF16_LE])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    """Issue 6.6: an empty file."""
    assert refused(bytes_file(tmp_path, data), EmptyFile).key == "intake.empty_file"


def test_a_file_of_zero_bytes_only_is_refused_by_another_word(tmp_path: Path) -> None:
    assert refused(bytes_file(tmp_path, b"\0" * 5_000), EmptyFile).key == "intake.nuls_only"


def test_two_hundred_thousand_columns_are_refused(tmp_path: Path) -> None:
    """Issue 6.6, S8: CSV with 200k columns took 9.8 s elsewhere."""
    row = ",".join(f"c{index}" for index in range(200_000))
    path = bytes_file(tmp_path, f"{row}\r\n{row}\r\n".encode())

    assert refused(path, TooManyColumns).said["limit"] == 512


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x7fELF\x02", "ELF"),
        (b"\x1f\x8b\x08", "GZIP"),
    ],
)
def test_a_binary_file_named_csv_is_refused_with_what_it_is(tmp_path: Path, head: bytes, what: str) -> None:
    """Issue 6.6: a binary file named .csv."""
    assert refused(bytes_file(tmp_path, head + noise(5_000)), NotATable).said["what"] == what


def test_bytes_without_order_are_refused(tmp_path: Path) -> None:
    refused(bytes_file(tmp_path, noise(50_000)), NotATable)


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    """Issue 6.6: a truncated XLSX, at many places of the cut."""
    path = tmp_path / "list.xlsx"
    write_xlsx(path, ["name", "phone"], [{"name": f"n{i}", "phone": f"+38067{i:07}"} for i in range(500)])
    whole = path.read_bytes()

    for share in (0.1, 0.5, 0.9, 0.999):
        refused(bytes_file(tmp_path, whole[: int(len(whole) * share)], "cut.xlsx"), DamagedFile)


def test_a_workbook_with_a_damaged_middle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_xlsx(path, ["name"], [{"name": f"name {i * i}"} for i in range(3_000)])
    data = bytearray(path.read_bytes())
    middle = data.index(b"xl/worksheets/sheet1.xml") + 4_000
    data[middle : middle + 200] = b"\0" * 200

    refused(bytes_file(tmp_path, bytes(data), "bad.xlsx"), DamagedFile)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """Issue 6.6, S5: 300 MB in less than one; the directory alone tells."""
    path = bomb(tmp_path / "bomb.xlsx", 300)
    assert path.stat().st_size < 2_000_000

    assert refused(path, UnpacksTooLarge).said["megabytes"] >= 299


def test_a_bomb_below_the_size_limit_is_refused_for_its_ratio(tmp_path: Path) -> None:
    """S5: ratio over 100."""
    refused(bomb(tmp_path / "bomb.xlsx", 60), UnpacksTooLarge)


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    """S5: the size in the directory is checked against what really comes out."""
    refused(lying_bomb(tmp_path / "bomb.xlsx"), DamagedFile)


def test_one_cell_in_the_last_corner_of_a_sheet_is_refused(tmp_path: Path) -> None:
    """The reader's memory is the whole rectangle: XFD1048576 would ask for 512 GB."""
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    refused(sheet_of(tmp_path / "far.xlsx", cells), TooManyColumns)


@pytest.mark.parametrize("sign", ["r='{}'", 'r = "{}"', 'r=\n"{}"', '\tr="{}"'])
def test_a_far_cell_is_seen_however_its_place_is_written(tmp_path: Path, sign: str) -> None:
    """XML lets a reference be written in many ways, and the library reads them all."""
    cells = f'<row r="1"><c {sign.format("XFD1048576")}><v>1</v></c></row>'

    refused(sheet_of(tmp_path / "far.xlsx", cells), TooManyColumns)


def test_a_tall_and_wide_empty_sheet_is_refused(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="SA1"><v>1</v></c></row><row r="900000"><c r="A900000"><v>1</v></c></row>'

    refused(sheet_of(tmp_path / "tall.xlsx", cells), TooManyRows)


def test_a_row_number_that_no_sheet_has_is_refused(tmp_path: Path) -> None:
    refused(sheet_of(tmp_path / "row.xlsx", '<row r="1"><c r="A99999999"><v>1</v></c></row>'), TooManyRows)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letters.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "hello")

    assert refused(path, NotATable).said["what"] == "ZIP"


def test_names_inside_an_archive_are_only_data(tmp_path: Path) -> None:
    """S14: a member called ../../evil writes nothing anywhere."""
    path = tmp_path / "evil.xlsx"
    write_xlsx(path, ["name"], [{"name": "a"}])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../evil.txt", "x")
    before = sorted(tmp_path.parent.iterdir())

    read(path)

    assert sorted(tmp_path.parent.iterdir()) == before


def test_an_old_office_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(4_000)

    refused(bytes_file(tmp_path, data, "list.xls"), DamagedFile)


def test_a_row_of_zero_bytes_is_rejected_and_the_others_are_read(tmp_path: Path) -> None:
    """Issue 6.6: a row of NULs; its bytes are kept."""
    nuls = b"\0" * 40 + b"\r\n"
    path = bytes_file(tmp_path, b"name,phone\r\nAnn,+380671234567\r\n" + nuls + b"Bob,+380671234568\r\n")

    items = read(path)

    assert [item.row for item in items] == [2, 3, 4]
    assert isinstance(items[1], Rejected)
    assert (items[1].reason, items[1].raw) == ("intake.row.nuls", nuls)
    assert [item.name for item in items if isinstance(item, Draft)] == ["Ann", "Bob"]


def test_a_zero_byte_inside_a_cell_becomes_a_replacement_sign(tmp_path: Path) -> None:
    """ARCHITECTURE 4: NUL becomes U+FFFD, the original bytes stay."""
    (item,) = read(bytes_file(tmp_path, b"name,phone\r\nA\0nn,+380671234567\r\n"))

    assert isinstance(item, Draft)
    assert item.fields["full_name"] == "A\ufffdnn"
    assert item.raw == b"A\0nn,+380671234567\r\n"


def test_a_cell_of_more_than_a_megabyte_costs_its_row_only(tmp_path: Path) -> None:
    """S8: 1 MB per cell."""
    large = b"x" * 1_500_000
    path = bytes_file(tmp_path, b"name,note\r\n" + large + b",a\r\nBob,b\r\n")

    items = read(path)

    assert isinstance(items[0], Rejected)
    assert items[0].reason == "intake.row.cell_too_large"
    assert items[0].raw.startswith(large)
    assert [item.name for item in items[1:] if isinstance(item, Draft)] == ["Bob"]


def test_a_line_without_an_end_is_refused(tmp_path: Path) -> None:
    """S8: memory must not follow the file."""
    refused(bytes_file(tmp_path, b"name,phone\r\n" + b"x" * 9_000_000), LineTooLong)


def test_a_quote_that_never_closes_costs_one_row(tmp_path: Path) -> None:
    rows = b"".join(b"Bob %d,+38067%07d\r\n" % (index, index) for index in range(300))
    path = bytes_file(tmp_path, b'name,phone\r\n"Ann,+380671234567\r\n' + rows)

    items = read(path)

    assert [type(item) for item in items] == [Rejected] + [Draft] * 300
    assert isinstance(items[0], Rejected)
    assert (items[0].reason, items[0].row) == ("intake.row.unclosed_quote", 2)
    assert items[0].raw == b'"Ann,+380671234567\r\n'


def test_a_stray_quote_in_a_row_is_read_as_it_stands(tmp_path: Path) -> None:
    """`"5" pipe` is how people write inches; one line is always one record."""
    path = bytes_file(
        tmp_path, b'name,need,phone\r\nAnn,"5" pipe,+380671234567\r\nBob,tube,+380671234568\r\n'
    )

    items = read(path)

    assert [item.fields["need"] for item in items if isinstance(item, Draft)] == ['"5" pipe', "tube"]


def test_a_file_of_nothing_but_broken_quotes_is_refused_soon(tmp_path: Path) -> None:
    line = b'"Ann,"b"c\r\n'
    rows = b"".join(b'"' + b"x" * 90 + b"\r\n" + line for _ in range(5_000))

    refused(bytes_file(tmp_path, b"name,phone,city\r\n" + rows), TooManyBadRows)


def test_a_row_wider_than_any_header_is_rejected_alone(tmp_path: Path) -> None:
    wide = ",".join(["x"] * 600).encode()
    path = bytes_file(tmp_path, b"name,phone\r\nAnn,+380671234567\r\n" + wide + b"\r\nBob,+380671234568\r\n")

    items = read(path)

    assert [type(item) for item in items] == [Draft, Rejected, Draft]


def test_a_carriage_return_alone_inside_a_row_rejects_that_row(tmp_path: Path) -> None:
    path = bytes_file(tmp_path, b"name,phone\nAnn\rLee,+380671234567\nBob,+380671234568\n")

    items = read(path)

    assert [type(item) for item in items] == [Rejected, Draft]
    assert isinstance(items[0], Rejected)
    assert items[0].reason == "intake.row.bare_return"


def test_an_unknown_encoding_is_refused_by_its_name(tmp_path: Path) -> None:
    path = bytes_file(tmp_path, b"name\r\nAnn\r\n")

    assert refused(path, UnknownEncoding, Options(encoding="klingon")).said["encoding"] == "klingon"


def test_a_map_with_a_field_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    path = bytes_file(tmp_path, b"name,phone\r\nAnn,1\r\n")

    assert refused(path, WrongMap, Options(columns={"name": "hat_size"})).said["field"] == "hat_size"


def test_a_folder_or_a_missing_file_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, EmptyFile)
    refused(tmp_path / "none.csv", NotReadable)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only where there are named pipes")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")

    refused(tmp_path / "pipe.csv", NotReadable)


@pytest.mark.parametrize("data", [b'{"a": ', b"[1, 2", b"[" * 200_000, b'{"a": 1}]'])
def test_json_that_is_cut_off_or_nested_without_end_is_refused(tmp_path: Path, data: bytes) -> None:
    """S8: nesting ends in a named refusal, not in a RecursionError."""
    refused(bytes_file(tmp_path, data, "list.json"), DamagedFile)


def test_every_refusal_travels_by_its_name_and_has_a_sentence(tmp_path: Path) -> None:
    """ARCHITECTURE 8.8: what happened, what is safe, what to do."""
    refusal = refused(bytes_file(tmp_path, b""), EmptyFile)

    assert set(KINDS) == {kind.__name__ for kind in FileRefused.__subclasses__()}
    assert "list.csv" in say(refusal)
