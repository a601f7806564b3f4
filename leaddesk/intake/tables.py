"""Rows of CSV and TSV files as texts, never as numbers or dates, each with its original bytes."""

import csv
from collections.abc import Iterator
from typing import NamedTuple

from leaddesk.intake.draft import Rejected
from leaddesk.intake.lines import Lines
from leaddesk.intake.refusals import (
    BARE_RETURN,
    CELL_TOO_LARGE,
    ROW_OF_NULS,
    ROW_TOO_WIDE,
    UNCLOSED_QUOTE,
    TooManyBadRows,
)

COLUMN_LIMIT = 512
CELL_LIMIT = 1 << 20
_BROKEN_LIMIT = 100  # each costs a second look at up to a megabyte

# The limit is one per process and csv's own of 131,072 would refuse long letters.
csv.field_size_limit(CELL_LIMIT)


class Row(NamedTuple):
    """One record: its number as a spreadsheet shows it, its cells, and its bytes in the file."""

    number: int
    cells: list[str]
    raw: bytes


def delimited_rows(lines: Lines, delimiter: str, width: int) -> Iterator[Row | Rejected]:
    """Records of a delimited file whose header has `width` cells; empty lines are left out, but numbered.

    A quote that never closes costs one row, not the rest of the file: reading goes on with the next line.
    Raises TooManyBadRows when that happens so often that the delimiter must be wrong.
    """
    number = broken = 0
    source = iter(lines)
    taken = lines.taken
    while True:
        reader = csv.reader(source, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                number += 1
                raw = taken[0] if len(taken) == 1 else b"".join(taken)
                taken.clear()
                if lines.nul or len(cells) > COLUMN_LIMIT:
                    yield _checked(number, cells, raw, lines)
                elif cells:
                    yield Row(number, cells, raw)
            return
        except csv.Error as refusal:
            number += 1
            mended = _mended(number, delimiter, width, lines)
            broken += mended is None and len(taken) > 1
            if broken > _BROKEN_LIMIT:
                raise TooManyBadRows("intake.too_many_bad_rows", rows=broken) from refusal
            yield mended or _given_up(number, str(refusal), lines)
            taken.clear()
            source = iter(lines)


def _checked(number: int, cells: list[str], raw: bytes, lines: Lines) -> Row | Rejected:
    if len(cells) > COLUMN_LIMIT:
        return Rejected(number, ROW_TOO_WIDE, {"columns": len(cells), "limit": COLUMN_LIMIT}, raw)
    if lines.nul:
        lines.nul = False
        if not any(cell.strip("\ufffd \t") for cell in cells):
            return Rejected(number, ROW_OF_NULS, {}, raw)
    return Row(number, cells, raw)


def _mended(number: int, delimiter: str, width: int, lines: Lines) -> Row | None:
    """A record with a stray quote, read so that it has the right number of cells.

    One line with quotes as letters first (`5" pipe`), then leniently; several lines only leniently.
    """
    taken = lines.taken
    texts = [lines.decode(raw) for raw in taken]
    try:
        read = list(csv.reader(texts, delimiter=delimiter, quoting=csv.QUOTE_NONE)) if len(taken) == 1 else []
        if len(read) != 1 or len(read[0]) != width:
            read = list(csv.reader(texts, delimiter=delimiter))
    except csv.Error:
        return None
    if len(read) != 1 or (len(taken) > 1 and len(read[0]) != width) or len(read[0]) > COLUMN_LIMIT:
        return None
    return Row(number, read[0], b"".join(taken))


def _given_up(number: int, why: str, lines: Lines) -> Rejected:
    """The record that cannot be read: only its first line is lost, the others are read again."""
    first, *rest = lines.taken
    lines.push_back(rest)
    if "new-line" in why and not rest:
        return Rejected(number, BARE_RETURN, {}, first)
    reason = CELL_TOO_LARGE if len(first) > CELL_LIMIT else UNCLOSED_QUOTE
    return Rejected(number, reason, {"limit": CELL_LIMIT >> 20}, first)
