"""A letter that a form sent: lines "label: value" are read as a row of a table with those columns."""

import re
from datetime import UTC

from leaddesk.domain.normal import fold
from leaddesk.intake.draft import PackedDraft
from leaddesk.intake.drafts import Reading, row_reader
from leaddesk.intake.letter_text import letter_words
from leaddesk.intake.mapping import guess_mapping, is_known, plain
from leaddesk.intake.options import Options
from leaddesk.intake.tables import Row

_PAIR = re.compile(
    r"\A\s*[*•·\-–]?\s*\*?(?P<label>[^:\t=]{2,60}?)\*?\s*(?:[:=\t]|\s[—–]\s)\s*(?P<value>.*)\Z"
)
_LABEL_WORDS = 7
_MOST = 100
_LONGEST, _LOOKED_AT = 4_000, 64_000  # signs of a line, and of a letter, in which a form is looked for
_REACHED = frozenset(("email", "phone", "mobile", "messenger", "telegram", "viber", "whatsapp"))
_LONG = frozenset(("need", "note"))


def read_form(text: str, options: Options, row: int = 1) -> PackedDraft | None:
    """The draft of a form's letter; None where it is a letter that somebody wrote.

    A form names at least two fields that are known, one of them a contact with a value.
    """
    pairs = _pairs(text)
    if len(pairs) < 2 or len(pairs) > _MOST:
        return None
    header, cells = [label for label, _ in pairs], [value for _, value in pairs]
    mapping = guess_mapping(header, [cells]).changed(_asked(header)).changed(options.columns or {})
    known = {
        field for field, value in zip(mapping.columns, cells, strict=True) if field is not None and value
    }
    if len(known) < 2 or not known & _REACHED:
        return None
    reading = Reading(options.country, options.tzinfo or UTC, options.order, origin="form")
    return row_reader(mapping, [], reading)(Row(row, cells, b""))


def _asked(header: list[str]) -> dict[str, str]:
    words = letter_words()["asked"]
    return {name: "need" for name in header if fold(name).strip(" ?*") in words}


def _pairs(text: str) -> list[tuple[str, str]]:
    """(label, value) in order; a line without a label goes on with the value before it."""
    found: list[tuple[str, list[str]]] = []
    names: dict[str, int] = {}
    lines = [line[:_LONGEST] for line in text[:_LOOKED_AT].split("\n")]
    for place, line in enumerate(lines):
        if len(found) > _MOST:
            break
        pair = _PAIR.match(line)
        label = pair["label"].strip() if pair else line.strip().strip("*")
        alone = pair is None and _on_its_own(line, lines, place)
        if pair is not None and not pair["value"].startswith("//") and _labels(label, bool(found)):
            found.append((_once(label, names), [pair["value"].strip()]))
        elif alone:
            found.append((_once(label, names), []))
        elif found and (line.strip() or found[-1][1][-1:] not in ([], [""])):
            found[-1][1].append(line.rstrip())
    return [(label, "\n".join(value).strip()) for label, value in found]


def _on_its_own(line: str, lines: list[str], place: int) -> bool:
    """A known label on a line of its own, with its value on the next one."""
    text = line.strip().strip("*")
    below = lines[place + 1].strip() if place + 1 < len(lines) else ""
    return (
        bool(below) and not _PAIR.match(below) and len(text.split()) <= 3 and is_known(text) and text != below
    )


def _labels(label: str, begun: bool) -> bool:
    """Whether words before a colon can name a field; after the first known one any short words can."""
    if (
        not plain(label)
        or len(label.split()) > _LABEL_WORDS
        or label[-1:] in ".,!?"
        or "@" in label
        or ". " in label
    ):
        return is_known(label.rstrip("?")) or fold(label).strip(" ?*") in letter_words()["asked"]
    return begun or is_known(label) or label[:1].isupper()


def _once(label: str, names: dict[str, int]) -> str:
    names[label] = names.get(label, 0) + 1
    return label if names[label] == 1 else f"{label} {names[label]}"
