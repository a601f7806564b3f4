"""Rows of spreadsheets (XLSX, XLSM, XLS, ODS) as texts, after a look at what the archive unpacks to."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leaddesk.intake.draft import Rejected
from leaddesk.intake.refusals import (
    CELL_TOO_LARGE,
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    NotATable,
    TooManyColumns,
    TooManyRows,
    UnpacksTooLarge,
    WrongMap,
)
from leaddesk.intake.tables import CELL_LIMIT, COLUMN_LIMIT, Row

UNPACKED_LIMIT = 200 * 1024 * 1024
RATIO_LIMIT = 100
SHEET_ROWS = 1_048_576  # the format's own limit
# calamine holds the whole rectangle of a sheet, 32 bytes a cell, however few cells are filled.
SHEET_CELLS = 25_000_000
_RATIO_FROM = 10 * 1024 * 1024  # below it the ratio of an honest list of equal rows may be high
# References of cells (r="AB12") and rows (r="12"): letters of all, numbers of rows and of cells far down.
_COLUMNS = re.compile(rb' r="([A-Za-z]{1,7})\d')
_ROWS = re.compile(rb' r="(?:[A-Za-z]{1,7}(?=\d{6}))?(\d{1,12})"')
# The same in the ways that XML allows and hardly any program writes; the plain form is searched much faster.
_ODD_SIGNS = (b"'", b"\t", b"\n", b"\r")
_ODD_MARKS = (b"r='", b"r=\t", b"r=\n", b"r=\r", b"r\t", b"r\n", b"r\r", b"\tr", b"\nr", b"\rr")
_ODD_COLUMNS = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,7})\d")
_ODD_ROWS = re.compile(rb"\br\s*=\s*[\"'](?:[A-Za-z]{1,7}(?=\d{6}))?(\d{1,12})[\"']")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: its name, the names of all, its rows as calamine gives them."""

    name: str
    names: tuple[str, ...]
    rows: Any
    height: int


def is_spreadsheet(head: bytes) -> bool:
    """Whether the first bytes are a ZIP or an OLE file, which all spreadsheet formats are."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


def check_archive(path: Path) -> None:
    """Refuse an archive before anything unpacks it (RELIABILITY S5).

    Raises UnpacksTooLarge, TooManyColumns, TooManyRows, DamagedFile (cut off, or sizes that lie), NotATable.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_sizes(path, members)
            names = {member.filename for member in members}
            if "[Content_Types].xml" not in names and "content.xml" not in names:
                raise NotATable("intake.not_a_table", name=path.name, what="ZIP")
            for member in members:  # a sheet may lie under any name
                _check_extent(archive, member, path.name)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise DamagedFile("intake.damaged_file", name=path.name, why=str(fault)[:200]) from fault


def _check_sizes(path: Path, members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = max(1, path.stat().st_size)
    if unpacked > UNPACKED_LIMIT or (unpacked > _RATIO_FROM and unpacked > RATIO_LIMIT * packed):
        said = {"megabytes": unpacked >> 20, "limit": UNPACKED_LIMIT >> 20}
        raise UnpacksTooLarge("intake.unpacks_too_large", name=path.name, **said)


def _check_extent(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    """The corner of a sheet: one cell at XFD1048576 would take 512 GB of the reader's memory."""
    columns, rows, tail = 0, 0, b""
    with archive.open(member) as stream:
        while chunk := stream.read(1 << 20):
            text = tail + chunk
            odd = _is_odd(text)
            letters = set((_ODD_COLUMNS if odd else _COLUMNS).findall(text))
            columns = max(columns, *map(_column, letters), 0)
            rows = max(rows, *map(int, (_ODD_ROWS if odd else _ROWS).findall(text)), 0)
            tail = chunk[-64:]
    if columns > COLUMN_LIMIT:
        raise TooManyColumns("intake.too_many_columns", name=name, columns=columns, limit=COLUMN_LIMIT)
    if rows > SHEET_ROWS or rows * columns > SHEET_CELLS:
        limit = SHEET_ROWS if rows > SHEET_ROWS else SHEET_CELLS // columns
        raise TooManyRows("intake.too_many_rows", name=name, rows=rows, limit=limit)


def _is_odd(text: bytes) -> bool:
    if b"r =" in text or b"r= " in text:
        return True
    return any(sign in text for sign in _ODD_SIGNS) and any(mark in text for mark in _ODD_MARKS)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def open_sheet(path: Path, head: bytes, wanted: str | None) -> Sheet:
    """The sheet asked for, else the first visible one with rows; see `check_archive` for what is refused.

    A file of 200 MB unpacked needs about a gigabyte, so this runs in the parse child only.
    """
    import python_calamine as calamine

    if not head.startswith(_OLE):
        check_archive(path)
    elif path.stat().st_size > UNPACKED_LIMIT:
        said = {"megabytes": path.stat().st_size >> 20, "limit": UNPACKED_LIMIT >> 20}
        raise UnpacksTooLarge("intake.unpacks_too_large", name=path.name, **said)
    try:
        with calamine.CalamineWorkbook.from_path(path) as book:
            names = tuple(
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.visible == calamine.SheetVisibleEnum.Visible
                and sheet.typ == calamine.SheetTypeEnum.WorkSheet
            )
            if wanted is not None and wanted not in names:
                raise WrongMap("intake.no_such_sheet", name=path.name, sheet=wanted)
            for name in (wanted,) if wanted else names:
                sheet = book.get_sheet_by_name(name)
                if sheet.end is not None:
                    return Sheet(name, names, sheet.iter_rows(), sheet.end[0] + 1)
    except calamine.PasswordError as fault:
        raise EncryptedFile("intake.encrypted_file", name=path.name) from fault
    except (calamine.CalamineError, OSError, ValueError) as fault:
        raise DamagedFile("intake.damaged_file", name=path.name, why=str(fault)[:200]) from fault
    raise EmptyFile("intake.empty_file", name=path.name)


def sheet_rows(sheet: Sheet) -> Iterator[Row | Rejected]:
    """Rows as texts; empty ones are left out, but numbered as the spreadsheet shows them."""
    for number, values in enumerate(sheet.rows, 1):
        cells = [value if type(value) is str else as_text(value) for value in values]
        if not any(cells):
            continue
        if max(map(len, cells)) > CELL_LIMIT:
            yield Rejected(number, CELL_TOO_LARGE, {"limit": CELL_LIMIT >> 20}, _as_csv(cells))
        else:
            yield Row(number, cells, b"")


def _as_csv(cells: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode("utf-8")


def as_text(value: object) -> str:
    """A cell as a person reads it: 380671234567 for the float 380671234567.0, ISO dates, TRUE and FALSE."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)
