"""How a table in text is laid out: which sign parts its cells, and which row names the columns."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Sequence

from leaddesk.intake.tables import COLUMN_LIMIT

DELIMITERS = (",", ";", "\t", "|")
_ROWS = 120
_HEADER_WITHIN = 20
_SEP_LINE = re.compile(r"\Asep=(.)\s*\Z", re.I)
# What stands in rows of data and hardly ever in the names of columns.
_DATA = re.compile(
    r"@[\w-]+\.|https?://|\d{5,}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\A\s*[+-]?\d+(?:[.,]\d+)?\s*\Z"
)


def sep_line(first: str) -> str | None:
    """The delimiter that a first line "sep=;" declares, as Excel understands it."""
    match = _SEP_LINE.match(first)
    return match[1] if match else None


def guess_delimiter(text: str, known: Callable[[str], bool]) -> str:
    """The sign that parts most rows into the same number of cells; `known` says whether a cell names a field.

    A file of one column gives a comma.
    """
    scored = [(_delimiter_score(text, delimiter, known), -rank) for rank, delimiter in enumerate(DELIMITERS)]
    best, rank = max(scored)
    return DELIMITERS[-rank] if best > 0 else ","


def _delimiter_score(text: str, delimiter: str, known: Callable[[str], bool]) -> float:
    rows = sample_rows(text, delimiter)
    widths = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    if not widths:
        return 0.0
    width, times = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    if width < 2:
        return 0.0
    header = max((sum(map(known, row)) for row in rows[:_HEADER_WITHIN]), default=0)
    # Names of columns tell more than counts: an address may hold as many commas as the row has semicolons.
    return times / sum(widths.values()) + min(width, 8) * 0.01 + 0.5 * min(header, 6)


def sample_rows(text: str, delimiter: str) -> list[list[str]]:
    """The first records of `text`; a record that csv refuses ends the sample."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) == _ROWS:
                break
    except csv.Error:
        pass
    return rows


def find_header(rows: Sequence[Sequence[str]], known: Callable[[str], bool]) -> int | None:
    """The index in `rows` of the row that names the columns, or None where the data begin at once.

    Lines of notes may stand above it. Evidence: cells that name a known field; else texts without digits
    above rows that have them.
    """
    filled = [index for index, row in enumerate(rows[:_HEADER_WITHIN]) if any(cell.strip() for cell in row)]
    if not filled:
        return None
    usual = Counter(len(row) for row in rows).most_common(1)[0][0]
    best, names = None, 0
    for index in filled:
        cells = [cell for cell in rows[index] if cell.strip()]
        hits = sum(map(known, cells))
        data = sum(1 for cell in cells if _DATA.search(cell))
        enough = hits >= 2 or (hits == 1 and (len(cells) <= 2 or len(rows[index]) >= usual))
        if enough and hits > names and data == 0 and hits * 5 >= len(cells):
            best, names = index, hits
    return best if best is not None else _unnamed_header(rows, filled, usual)


def _unnamed_header(rows: Sequence[Sequence[str]], filled: Sequence[int], usual: int) -> int | None:
    first = next((index for index in filled if len(rows[index]) >= usual), None)
    if first is None:
        return None
    head = [cell.strip() for cell in rows[first]]
    below = [row for row in rows[first + 1 : first + 30] if any(row)]
    plain = head and all(head) and len(set(head)) == len(head) and not any(map(_DATA.search, head))
    if not plain or not below:
        return None
    # No column's name is one of its values, and some column below holds signs of data.
    repeated = any(head[i] == row[i].strip() for row in below for i in range(min(len(head), len(row))))
    signs = any(_DATA.search(cell) for row in below for cell in row)
    return first if signs and not repeated else None


def column_names(header: Sequence[str], width: int) -> tuple[str, ...]:
    """One name a column, none twice: `column 3` for an empty one, `Phone 2` for the second Phone."""
    taken: set[str] = set()
    names = []
    for index in range(min(max(width, len(header)), COLUMN_LIMIT)):
        name = header[index].strip() if index < len(header) else ""
        wanted = stem = name or f"column {index + 1}"
        copy = 2
        while wanted in taken:
            wanted = f"{stem} {copy}"
            copy += 1
        taken.add(wanted)
        names.append(wanted)
    return tuple(names)
