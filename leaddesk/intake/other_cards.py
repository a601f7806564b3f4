"""Contact cards that are no vCard lines: jCard (RFC 7095) and MeCard, read as the same properties."""

import json
import re
from collections.abc import Iterator
from typing import Any

from leaddesk.domain.normal import clean
from leaddesk.intake.draft import PackedDraft, Rejected
from leaddesk.intake.drafts import Reading
from leaddesk.intake.refusals import CARD_EMPTY, CARD_TOO_LARGE
from leaddesk.intake.vcard_lines import CARD_LIMIT, Property
from leaddesk.intake.vcards import read_properties

_JCARD = re.compile(r"\A\s*\[\s*(?:\[\s*)?\"vcard\"\s*,", re.I)
_MECARD = re.compile(r"(?i)\A\s*(?:MECARD|BIZCARD):")
_MECARDS = re.compile(r"(?im)^\s*(?=(?:MECARD|BIZCARD):)")
_ESCAPED = re.compile(r"([\\;,])")
_ME_NAMES = {
    "N": "N", "TEL": "TEL", "TEL-AV": "TEL", "EMAIL": "EMAIL", "NOTE": "NOTE", "BDAY": "BDAY", "ADR": "ADR",
    "URL": "URL", "ORG": "ORG", "TITLE": "TITLE", "NICKNAME": "NICKNAME", "SOUND": "SOUND",
}  # fmt: skip
_BIZ_NAMES = {
    "N": "N",
    "X": "X",
    "T": "TITLE",
    "C": "ORG",
    "A": "STREET",
    "B": "TEL",
    "F": "FAX",
    "M": "CELL",
    "E": "EMAIL",
}
_MOST = 1_000


def is_jcard(text: str) -> bool:
    """Whether a text begins as a jCard or a list of them."""
    return _JCARD.match(text) is not None


def is_mecard(text: str) -> bool:
    """Whether a text begins as a MeCard."""
    return _MECARD.match(text) is not None


def jcards(text: str, reading: Reading) -> Iterator[PackedDraft | Rejected]:
    """Drafts of jCards. Raises ValueError or RecursionError for what is no JSON."""
    told = json.loads(text)
    cards = [told] if told and not isinstance(told[0], list) else told
    for number, card in enumerate(cards, 1):
        raw = json.dumps(card, ensure_ascii=False).encode("utf-8", "replace")
        yield _draft(list(_j_properties(card)), number, raw, reading)


def mecards(text: str, reading: Reading) -> Iterator[PackedDraft | Rejected]:
    """Drafts of MeCards, each of which begins a line."""
    for number, card in enumerate(filter(str.strip, _MECARDS.split(text)), 1):
        yield _draft(list(_me_properties(card.strip())), number, card.encode("utf-8", "replace"), reading)


def _draft(said: list[Property], number: int, raw: bytes, reading: Reading) -> PackedDraft | Rejected:
    if len(raw) > CARD_LIMIT:
        return Rejected(number, CARD_TOO_LARGE, {"limit": CARD_LIMIT >> 20}, raw)
    return read_properties(said, number, raw, reading) if said else Rejected(number, CARD_EMPTY, {}, raw)


def _j_properties(card: Any) -> Iterator[Property]:
    """`["tel", {"type": ["cell"], "group": "a"}, "uri", "tel:+380..."]`; a structured value is a list."""
    listed = card[1] if isinstance(card, list) and len(card) > 1 and isinstance(card[1], list) else []
    for one in listed[:_MOST]:
        if not isinstance(one, list) or len(one) < 4 or not isinstance(one[0], str):
            continue
        params = one[1] if isinstance(one[1], dict) else {}
        types = params.get("type", [])
        kinds = types if isinstance(types, list) else [types]
        value = one[3] if isinstance(one[3], list) else None
        text = ";".join(_part(part) for part in value) if value is not None else ",".join(map(_part, one[3:]))
        yield Property(
            one[0].upper(),
            str(params.get("group", "")).lower(),
            frozenset(str(kind).lower() for kind in kinds),
            {str(k).upper(): str(v) for k, v in params.items() if isinstance(v, str)},
            clean(text),
        )


def _part(part: Any) -> str:
    """One component escaped as vCard does; a list inside it is parted by commas."""
    parts = part if isinstance(part, list) else [part]
    return ",".join(_ESCAPED.sub(r"\\\1", str(one)) for one in parts if not isinstance(one, dict | list))


def _me_properties(text: str) -> Iterator[Property]:
    kind, _, rest = text.partition(":")
    names = _BIZ_NAMES if kind.strip().upper() == "BIZCARD" else _ME_NAMES
    given: dict[str, str] = {}
    for part in re.split(r"(?<!\\);", rest)[:_MOST]:
        name, _, value = part.partition(":")
        known, value = names.get(name.strip().upper(), name.strip().upper()), _unescaped(value.strip())
        if not value or known == "SOUND":
            continue
        if known in ("N", "X"):
            given[known] = value
        elif known == "ADR":
            yield _property("ADR", ";".join(map(_part, _seven(value))))
        elif known == "STREET":
            yield _property("ADR", f";;{_part(value)};;;;")
        elif known in ("FAX", "CELL"):
            yield _property("TEL", _part(value), known.lower())
        else:
            yield _property(known, _part(value))
    if given:
        # MeCard writes "last,first", BizCard has the family name under X.
        last, comma, first = given.get("N", "").partition(",")
        names_of = (last, first) if comma else (given.get("X", ""), last)
        yield _property("N", ";".join(_part(one.strip()) for one in names_of))


def _seven(address: str) -> list[str]:
    """ADR of MeCard is box, extended, street, city, region, code, country; fewer parts are one line."""
    parts = [part.strip() for part in address.split(",")]
    return parts if len(parts) == 7 else ["", "", ", ".join(filter(None, parts)), "", "", "", ""]


def _property(name: str, value: str, kind: str = "") -> Property:
    return Property(name, "", frozenset((kind,) if kind else ()), {}, clean(value))


def _unescaped(value: str) -> str:
    return re.sub(r"\\([\\;,:\"])", r"\1", value)
