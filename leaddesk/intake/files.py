"""A file opened for intake: what kind it is, how it is read, and its drafts one after another."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from leaddesk.intake.draft import Draft, PackedDraft, PackedMessage, Rejected
from leaddesk.intake.drafts import Reading, row_reader
from leaddesk.intake.encodings import guess_encoding, text_encoding
from leaddesk.intake.guard import unguard
from leaddesk.intake.jsons import SIZE_LIMIT, read_objects
from leaddesk.intake.ledgers import LEDGERS, ledger_of
from leaddesk.intake.lines import HEAD, Lines, check_text, open_bytes, sample_of
from leaddesk.intake.mapping import Mapping as Columns
from leaddesk.intake.mapping import guess_mapping, header_key, is_known
from leaddesk.intake.options import Options as Options
from leaddesk.intake.other_cards import is_jcard, is_mecard, jcards, mecards
from leaddesk.intake.refusals import DamagedFile, TooManyColumns, UnpacksTooLarge, WrongMap
from leaddesk.intake.sheets import is_spreadsheet, open_sheet, sheet_rows
from leaddesk.intake.sniff import column_names, find_header, guess_delimiter, sample_rows, sep_line
from leaddesk.intake.tables import COLUMN_LIMIT, Row, delimited_rows
from leaddesk.intake.talks import Talk, open_folder, open_talk
from leaddesk.intake.vcard_lines import Card, cards
from leaddesk.intake.vcards import read_card

# A row or a card becomes a draft, a rejected row, or nothing where it is blank.
Read = Callable[[Any], PackedDraft | PackedMessage | Rejected | None]
Format = Literal["csv", "sheet", "vcard", "json", "letter", "chat"]
_SAMPLE = 1_000
# Decision 13: a list is of requests where rows carry a request; a few stray words do not make it one.
_REQUESTS_FROM = 0.1


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a file before its rows are read; built-in types only, it travels between processes.

    `header_row` counts from 1, 0 where there is none. `rows` is known for sheets and JSON only. `preview`
    are the first rows as they stand. `kind` is the guess of decision 13: requests or cold; or signals,
    calls, numbers for a list that is none of leads.
    """

    name: str
    format: Format
    size: int
    encoding: str = ""
    delimiter: str = ""
    header: tuple[str, ...] = ()
    columns: tuple[str | None, ...] = ()
    header_row: int = 0
    rows: int | None = None
    kind: str = "cold"
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    preview: tuple[tuple[str, ...], ...] = field(default=())

    @property
    def mapping(self) -> Columns:
        """The meaning of the columns."""
        return Columns(self.header, self.columns)


class Source:
    """The drafts of one file, once; `head` is known at once, `done` bytes grow while it is read.

    `blank` counts rows with nothing in them, which have no fate.
    """

    def __init__(self, head: Head, items: Iterator[Any], read: Read, lines: Lines | None) -> None:
        self.head = head
        self.blank = 0
        self._items = items
        self._read = read
        self._lines = lines
        self._ended = False

    @property
    def done(self) -> int:
        """Bytes read so far, 0 where the format does not tell before its end."""
        if self._ended:
            return self.head.size
        return self._lines.position() if self._lines is not None else 0

    def packed(self) -> Iterator[PackedDraft | PackedMessage | Rejected]:
        """The items as tuples, which is how they travel; blank rows are counted and left out."""
        read = self._read
        for item in self._items:
            if isinstance(item, Rejected):
                yield item
            elif (packed := read(item)) is not None:
                yield packed
            else:
                self.blank += 1
        self._ended = True

    def __iter__(self) -> Iterator[Draft | Rejected]:
        return (item if isinstance(item, Rejected) else Draft(*item) for item in self.packed())

    def close(self) -> None:
        """Close the file."""
        if self._lines is not None:
            self._lines.close()

    def __enter__(self) -> "Source":
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()


def open_file(path: Path, options: Options | None = None) -> Source:
    """Open a table, VCF, EML, JSON or chat file; the kind is told by its bytes, not by its name.

    Raises a FileRefused of `intake.refusals` for a file that cannot be read as leads.
    """
    options = options or Options()
    encoding = text_encoding(options.encoding) if options.encoding else ""
    if path.is_dir():
        return _open_talk(path, open_folder(path, options))
    file = open_bytes(path)
    try:
        start = file.read(HEAD)
        file.seek(0)
        if (found := open_talk(path, start, options)) is not None:
            file.close()
            return _open_talk(path, found)
        if is_spreadsheet(start):
            file.close()
            return _open_sheet(path, start, options)
        if not encoding:
            check_text(start, path.name)
        sample = sample_of(file)
        encoding = encoding or guess_encoding(sample)
        text = sample.decode(encoding, "replace").removeprefix("\ufeff")
        lines = Lines(file, encoding)
        head = Head(path.name, "csv", path.stat().st_size, encoding)
        if text[:2_000].lstrip().upper().startswith(("BEGIN:VCARD", "X-LEADDESK-REASON")):
            return _open_cards(lines, replace(head, format="vcard"), options)
        if is_jcard(text) or is_mecard(text):
            lines.close()
            return _open_other_cards(path, replace(head, format="vcard"), options)
        if text.lstrip()[:1] in ("[", "{") and path.suffix.lower() not in (".csv", ".tsv", ".txt"):
            lines.close()
            header, rows = read_objects(path, encoding)
            return _table(replace(head, format="json", rows=len(rows)), iter(rows), options, header=header)
        return _open_delimited(lines, head, text, options)
    except BaseException:
        file.close()
        raise


def _open_talk(path: Path, talk: Talk) -> Source:
    head = Head(path.name, talk.format, path.stat().st_size, talk.encoding, kind="requests")
    return Source(head, talk.items, _as_read, None)


def _as_read(item: PackedDraft | PackedMessage | Rejected) -> PackedDraft | PackedMessage | Rejected:
    return item


def _open_cards(lines: Lines, head: Head, options: Options) -> Source:
    reading = Reading(options.country, options.tzinfo)

    def read(card: Card) -> PackedDraft | Rejected:
        return read_card(card, head.encoding, reading)

    return Source(head, cards(lines, head.name), read, lines)


def _open_other_cards(path: Path, head: Head, options: Options) -> Source:
    if head.size > SIZE_LIMIT:
        said = {"megabytes": head.size >> 20, "limit": SIZE_LIMIT >> 20}
        raise UnpacksTooLarge("intake.unpacks_too_large", name=head.name, **said)
    text = path.read_bytes().decode(head.encoding, "replace").removeprefix("\ufeff")
    reading = Reading(options.country, options.tzinfo)
    try:
        found = list((jcards if is_jcard(text) else mecards)(text, reading))
    except (ValueError, RecursionError) as fault:
        raise DamagedFile("intake.damaged_file", name=head.name, why=str(fault)[:200]) from fault
    return Source(head, iter(found), _as_read, None)


def _open_delimited(lines: Lines, head: Head, text: str, options: Options) -> Source:
    first = text.split("\n", 1)[0]
    declared = sep_line(first)
    body = text[len(first) + 1 :] if declared else text
    delimiter = options.delimiter or declared or guess_delimiter(body, is_known)
    sample = [row for row in sample_rows(body, delimiter) if row]
    usual = Counter(map(len, sample)).most_common(1)[0][0] if sample else 1
    place = find_header(sample, is_known)
    width = usual if place is None else len(sample[place])
    widest = max(usual, width, len(sample[0]) if sample else 0)
    if widest > COLUMN_LIMIT:
        said = {"columns": widest, "limit": COLUMN_LIMIT}
        raise TooManyColumns("intake.too_many_columns", name=head.name, **said)
    rows = delimited_rows(lines, delimiter, width)
    head = replace(head, delimiter=delimiter)
    return _table(head, rows, options, lines=lines, skip=1 if declared else 0)


def _open_sheet(path: Path, start: bytes, options: Options) -> Source:
    sheet = open_sheet(path, start, options.sheet)
    head = Head(
        path.name, "sheet", path.stat().st_size, rows=sheet.height, sheet=sheet.name, sheets=sheet.names
    )
    return _table(head, sheet_rows(sheet), options)


def _table(
    head: Head,
    rows: Iterable[Row | Rejected],
    options: Options,
    *,
    lines: Lines | None = None,
    header: tuple[str, ...] | None = None,
    skip: int = 0,
) -> Source:
    """The common end of every kind of table: header row, mapping, sample, then the rows themselves."""
    stream = iter(rows)
    first = _taken(stream, _SAMPLE, skip)
    sample = [item for item in first if isinstance(item, Row)]
    guarded = head.format == "csv"
    place = None if header is not None else _header_place(sample, options)
    if header is None:
        width = max((len(row.cells) for row in sample), default=0)
        named_by = sample[place].cells if place is not None else []
        header = column_names([unguard(name) for name in named_by] if guarded else named_by, width)
        head = replace(head, header_row=sample[place].number if place is not None else 0)
    data = sample[0 if place is None else place + 1 :]
    named = place is not None or head.format == "json"
    mapping = guess_mapping(header, [row.cells for row in data[:200]], named=named)
    known = options.remembered.get(header_key(header), {}) if options.columns is None else options.columns
    mapping = mapping.changed(known)
    preview = tuple(tuple(row.cells) for row in data[:50])
    ledger = options.kind if options.kind in (*LEDGERS, "rows") else "" if options.kind else ledger_of(header)
    if ledger:  # its columns have meanings of their own, so its cells are left as they stand
        mapping = Columns(header, (None,) * len(header))
    kind = ledger or _kind(mapping, data)
    head = replace(head, header=mapping.header, columns=mapping.columns, kind=kind, preview=preview)
    reading = Reading(options.country, options.tzinfo, options.order, guarded, origin=head.format)
    begins = data[0].number if data else None
    kept = [item for item in first if isinstance(item, Rejected) or (begins and item.number >= begins)]
    return Source(head, chain(kept, stream), row_reader(mapping, data, reading), lines)


def _header_place(sample: list[Row], options: Options) -> int | None:
    """The index of the row that names the columns; what the person said of it goes first."""
    if options.header is False or not sample:
        return None
    place = find_header([row.cells for row in sample], is_known)
    if place is None:
        place = next((at for at, row in enumerate(sample[:20]) if ledger_of(row.cells)), None)
    return 0 if place is None and (options.header or options.kind in LEDGERS) else place


def _taken(stream: Iterator[Row | Rejected], count: int, skip: int) -> list[Row | Rejected]:
    taken = []
    for item in stream:
        if skip:
            skip -= 1
            continue
        taken.append(item)
        if len(taken) == count:
            break
    return taken


def _kind(mapping: Columns, data: list[Row]) -> Literal["requests", "cold"]:
    column = mapping.column_of("need")
    if column is None or not data:
        return "cold"
    filled = sum(1 for row in data if column < len(row.cells) and row.cells[column].strip())
    return "requests" if filled >= _REQUESTS_FROM * len(data) else "cold"


def read_map(given: object) -> dict[str, str | None]:
    """A column map as JSON gives it, checked; raises WrongMap where it is not {header: field or null}."""
    if not isinstance(given, dict) or not all(
        value is None or isinstance(value, str) for value in given.values()
    ):
        raise WrongMap("intake.wrong_map", field="")
    return {str(name): value for name, value in given.items()}
