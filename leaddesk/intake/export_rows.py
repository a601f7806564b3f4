"""Rows written to CSV and XLSX so that no spreadsheet runs them and our own reader gets them back whole."""

import csv
import datetime as dt
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import IO

from leaddesk.domain.normal import clean
from leaddesk.intake.guard import guard
from leaddesk.intake.refusals import NotWritable, TooManyRows
from leaddesk.intake.sheets import SHEET_ROWS

Row = Mapping[str, object]
SHEET_CELL = 32_767  # characters in one cell, the format's own limit
_NAMESPACE = "http://schemas.openxmlformats.org"
_DIGITS = 15  # more than that a spreadsheet rounds, so such numbers go as text
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# What XML 1.0 has no sign for, and the carriage return that it would turn into a line feed.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: rows without the header, and the (row, column) of cells that a sheet had to cut."""

    path: Path
    rows: int
    cut: tuple[tuple[int, str], ...] = ()


def as_written(value: object) -> str:
    """A value as text: ISO dates with Z for UTC, several contacts parted by "; ", nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(map(as_written, value))
    return str(value)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path to write to that becomes `path` only when all is written; raises NotWritable."""
    part = path.with_name(path.name + ".part")
    try:
        try:
            yield part
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as fault:
        raise NotWritable("intake.not_writable", name=path.name, why=fault.strerror or str(fault)) from fault


def write_csv(
    path: Path,
    columns: Sequence[str],
    rows: Iterable[Row],
    *,
    delimiter: str = ",",
    raw: bool = False,
) -> Written:
    """UTF-8 with a mark (so that Excel sees it); missing columns are empty.

    Cells that would be formulas get an apostrophe (S4), which our reader takes off again. `raw` leaves it
    out, for programs that import what they are given.
    """
    count = 0
    safe = clean if raw else (lambda text: guard(clean(text)))
    with whole_file(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
        writer.writerow(map(safe, columns))
        for row in rows:
            cells = [safe(as_written(row.get(column))) for column in columns]
            # One empty cell alone would be an empty line, which is no row; quotes make it one.
            writer.writerow(cells) if any(cells) or len(cells) > 1 else file.write('""\r\n')
            count += 1
    return Written(path, count)


def write_xlsx(
    path: Path, columns: Sequence[str], rows: Iterable[Row], *, sheet: str = "LeadDesk"
) -> Written:
    """A workbook of one sheet with a frozen header; texts are texts, whatever they begin with.

    Whole and decimal numbers stay numbers up to 15 digits. Raises TooManyRows above the format's limit and
    names the cells longer than 32,767 characters, which the format cannot hold: CSV can.
    """
    cut: list[tuple[int, str]] = []
    count = 0
    with whole_file(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as book:
        for name, text in _frame(sheet).items():
            book.writestr(name, text)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            _put(file, _SHEET_HEAD + _row_xml(1, columns, columns, cut))
            for row in rows:
                count += 1
                if count >= SHEET_ROWS:
                    raise TooManyRows(
                        "intake.too_many_rows", name=path.name, rows=count, limit=SHEET_ROWS - 1
                    )
                _put(file, _row_xml(count + 1, [row.get(column) for column in columns], columns, cut))
            _put(file, "</sheetData></worksheet>")
    return Written(path, count, tuple(cut))


def _put(file: IO[bytes], text: str) -> None:
    file.write(text.encode("utf-8"))


def _row_xml(
    number: int, values: Sequence[object], columns: Sequence[str], cut: list[tuple[int, str]]
) -> str:
    cells = []
    for place, value in enumerate(values):
        if isinstance(value, int | Decimal) and not isinstance(value, bool) and _fits(value):
            cells.append(f'<c r="{_letters(place)}{number}"><v>{value:f}</v></c>')
            continue
        text = clean(as_written(value))
        if not text:
            continue
        if len(text) > SHEET_CELL:
            cut.append((number, columns[place]))
            text = text[:SHEET_CELL]
        cells.append(
            f'<c r="{_letters(place)}{number}" t="inlineStr"><is>'
            f'<t xml:space="preserve">{_xml(text)}</t></is></c>'
        )
    return f'<row r="{number}">{"".join(cells)}</row>'


def _fits(value: int | Decimal) -> bool:
    return Decimal(value).is_finite() and len(Decimal(value).as_tuple().digits) <= _DIGITS


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _xml(text: str) -> str:
    """Text for XML; what it has no sign for as `_x000D_`, which spreadsheets read back."""
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = _NOT_IN_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return escape(text, quote=False)


_SHEET_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<worksheet xmlns="{_NAMESPACE}/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    "<sheetData>"
)


def _frame(sheet: str) -> dict[str, str]:
    """The parts of a workbook beside its sheet."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    office = f"{_NAMESPACE}/officeDocument/2006/relationships"
    package = f"{_NAMESPACE}/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    name = escape(re.sub(r"[\[\]:*?/\\']", " ", clean(sheet))[:31] or "LeadDesk")
    return {
        "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook xmlns="{_NAMESPACE}/spreadsheetml/2006/main" xmlns:r="{office}">'
        f'<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship '
        f'Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    }
