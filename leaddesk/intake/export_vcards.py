"""Rows written as vCards 3.0, which every address book reads; our own fields ride along."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from leaddesk.domain.normal import clean
from leaddesk.intake.draft import FIELDS
from leaddesk.intake.export_rows import Written, as_written, whole_file

_FOLD_AT = 75  # octets, RFC 2426
_WAYS = {
    "email": "EMAIL;TYPE=INTERNET",
    "phone": "TEL;TYPE=WORK,VOICE",
    "mobile": "TEL;TYPE=CELL",
    "home_phone": "TEL;TYPE=HOME",
    "fax": "TEL;TYPE=FAX",
    "messenger": "IMPP",
    "telegram": "X-TELEGRAM",
    "whatsapp": "X-WHATSAPP",
    "viber": "X-VIBER",
    "signal": "X-SIGNAL",
    "skype": "X-SKYPE",
    "profile": "X-SOCIALPROFILE",
}
_TEXTS = {
    "position": "TITLE",
    "website": "URL",
    "note": "NOTE",
    "labels": "CATEGORIES",
    "external_id": "UID",
    "birthday": "BDAY",
    "time_zone": "TZ",
}
_NAME = ("last_name", "first_name", "patronymic", "salutation")
_ADDRESS = ("address", "city", "region", "zip", "country")
_PLACED = frozenset((*_WAYS, *_TEXTS, *_NAME, *_ADDRESS, "full_name", "company", "department"))


def write_vcards(path: Path, rows: Iterable[Mapping[str, object]]) -> Written:
    """One card a row; keys are field ids of `intake.draft`, other keys become our own extra properties.

    Several contacts of a kind are a list. Line ends inside texts become line feeds, the only ones that
    vCard has; everything else comes back as it was.
    """
    count = 0
    with whole_file(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        for row in rows:
            file.write("".join(f"{line}\r\n" for plain in _card(row) for line in _folded(plain)))
            count += 1
    return Written(path, count)


def _card(row: Mapping[str, object]) -> Iterator[str]:
    texts = {key: clean(as_written(value)) for key, value in row.items()}
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield "N:" + _parts(texts, (*_NAME, ""))
    if texts.get("full_name"):
        yield "FN:" + _escaped(texts["full_name"])
    if texts.get("company") or texts.get("department"):
        yield "ORG:" + _parts(texts, ("company", "department") if texts.get("department") else ("company",))
    for key, name in _TEXTS.items():
        if texts.get(key):
            yield f"{name}:{_escaped(texts[key])}"
    for key, name in _WAYS.items():
        value = row.get(key)
        for one in value if isinstance(value, list | tuple) else (value,):
            if text := clean(as_written(one)):
                yield f"{name}:{_escaped(text)}"
    if any(texts.get(key) for key in _ADDRESS):
        yield "ADR;TYPE=WORK:;;" + _parts(texts, _ADDRESS)
    for key, text in texts.items():
        if text and key not in _PLACED:
            yield _own(key, text)
    yield "END:VCARD"


def _own(key: str, text: str) -> str:
    if key in FIELDS:
        return f"X-LEADDESK-{key.upper().replace('_', '-')}:{_escaped(text)}"
    told = re.sub(r"[\x00-\x1f]", " ", key).replace("^", "^^").replace('"', "^'")
    return f'X-LEADDESK-EXTRA;X-NAME="{told}":{_escaped(text)}'


def _parts(texts: Mapping[str, str], keys: Iterable[str]) -> str:
    return ";".join(_escaped(texts.get(key, "")) for key in keys)


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return re.sub(r"\r\n|\r|\n", r"\\n", text)


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, no letter cut; later pieces begin with a blank."""
    data = line.encode("utf-8")
    if len(data) <= _FOLD_AT:
        yield line
        return
    start = 0
    while start < len(data):
        end = start + (_FOLD_AT if start == 0 else _FOLD_AT - 1)
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        yield (" " if start else "") + data[start:end].decode("utf-8")
        start = end
