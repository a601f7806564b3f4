"""Pasted text read into drafts: vCards, rows of a spreadsheet, a chat, one line, or a signature."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace

from leaddesk.domain.normal import clean
from leaddesk.domain.quick_add import Chip, Field, read_line, text_of
from leaddesk.intake.cells import contact
from leaddesk.intake.chat_text import is_chat, text_drafts
from leaddesk.intake.draft import Draft, DraftContact, Rejected
from leaddesk.intake.drafts import Reading, each_once, row_reader
from leaddesk.intake.evidence import is_social
from leaddesk.intake.files import Options
from leaddesk.intake.lines import Lines
from leaddesk.intake.mapping import guess_mapping, is_known
from leaddesk.intake.other_cards import is_jcard, is_mecard, jcards, mecards
from leaddesk.intake.signature import read_signature
from leaddesk.intake.sniff import column_names, find_header, guess_delimiter, sample_rows
from leaddesk.intake.tables import COLUMN_LIMIT, Row, delimited_rows
from leaddesk.intake.vcard_lines import cards
from leaddesk.intake.vcards import read_card

LIMIT = 1 << 20  # characters; more than that is a file to import
_CARD = re.compile(r"(?im)^\s*BEGIN:VCARD")
_KINDS = {Field.PHONE: "phone", Field.EMAIL: "email", Field.MESSENGER: "messenger", Field.PROFILE: "profile"}


def read_pasted(text: str, options: Options | None = None) -> list[Draft | Rejected]:
    """What was pasted, in its order; an empty list where there is nothing. Never raises for a text.

    A megabyte is read, the rest is left out: more than that belongs into an import.
    """
    options = options or Options()
    text = clean(text[:LIMIT]).replace("\r\n", "\n").strip("\n\ufeff")
    if not text.strip():
        return []
    if _CARD.search(text):
        return _cards(text, options)
    if is_jcard(text) or is_mecard(text):
        return _other_cards(text, options)
    if is_chat(text):
        return [Draft(*one) for one in text_drafts(text, "", options)]
    rows = _rows(text, options)
    if rows:
        return rows
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == 1:
        return [line_draft(lines[0], options)]
    return [read_signature(text, options.country)]


def line_draft(line: str, options: Options) -> Draft:
    """The draft of one typed or pasted line, by the rules of quick add (UX 1.8)."""
    return chips_draft(read_line(line, options.country), options.country, line)


def chips_draft(chips: Sequence[Chip], country: str | None, line: str) -> Draft:
    """The draft that the chips of quick add stand for, after a person may have changed them."""
    told = tuple(chips)
    found: list[DraftContact] = []
    extra: dict[str, str] = {}
    for chip in told:
        kind = _KINDS.get(chip.field)
        if kind == "profile" and not is_social(chip.text):
            extra.setdefault("website", chip.text)
        elif kind:
            found.append(contact(kind, chip.text, "", country))
    fields = {
        "full_name": text_of(told, Field.NAME),
        "company": text_of(told, Field.COMPANY),
        "need": text_of(told, Field.NEED),
        "source": text_of(told, Field.SOURCE),
        **extra,
    }
    kept = {name: text for name, text in fields.items() if text}
    return Draft(1, kept, each_once(found), {}, "quick_add", line.encode("utf-8", "replace"))


def _cards(text: str, options: Options) -> list[Draft | Rejected]:
    lines = Lines(io.BytesIO(text.encode("utf-8")), "utf-8")
    reading = Reading(options.country, options.tzinfo)
    found = [read_card(card, "utf-8", reading) for card in cards(lines, "")]
    return [one if isinstance(one, Rejected) else Draft(*one) for one in found]


def _other_cards(text: str, options: Options) -> list[Draft | Rejected]:
    reading = Reading(options.country, options.tzinfo)
    try:
        found = list(jcards(text, reading) if is_jcard(text) else mecards(text, reading))
    except (ValueError, RecursionError):
        return [line_draft(text, options)]
    return [one if isinstance(one, Rejected) else Draft(*one) for one in found]


def _rows(text: str, options: Options) -> list[Draft | Rejected]:
    """Rows copied from a spreadsheet: cells parted by tabs, or by another sign under a known header."""
    delimiter = "\t" if "\t" in text else guess_delimiter(text, is_known)
    sample = [row for row in sample_rows(text, delimiter) if any(row)]
    widths = [len(row) for row in sample]
    if not widths or max(widths) < 2 or max(widths) > COLUMN_LIMIT:
        return []
    place = find_header(sample, is_known)
    even = widths.count(max(widths)) >= 0.8 * len(widths)
    if place is None and not (delimiter == "\t" and even):
        return []
    if place is not None and delimiter != "\t" and sum(map(is_known, sample[place])) < 2:
        return []
    return _table(text, delimiter, max(widths), options)


def _table(text: str, delimiter: str, width: int, options: Options) -> list[Draft | Rejected]:
    stream = list(delimited_rows(Lines(io.BytesIO(text.encode("utf-8")), "utf-8"), delimiter, width))
    rows = [item for item in stream if isinstance(item, Row)]
    cells = [row.cells for row in rows]
    place = find_header(cells, is_known)
    header = column_names(cells[place] if place is not None else (), width)
    first = 0 if place is None else place + 1
    mapping = guess_mapping(header, cells[first:], named=place is not None)
    if options.columns is not None:
        mapping = mapping.changed(options.columns)
    reading = Reading(options.country, options.tzinfo, options.order, guarded=True, origin="pasted")
    read = row_reader(mapping, rows[first:], reading)
    start = rows[first].number if first < len(rows) else None
    found: list[Draft | Rejected] = []
    for item in stream:
        if isinstance(item, Rejected):
            found.append(item)
        elif start is not None and item.number >= start and (packed := read(item)):
            found.append(replace(Draft(*packed), origin="pasted"))
    return found
