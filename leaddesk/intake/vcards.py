"""vCards of every version, read into drafts: bare parameters, groups, quoted-printable and our own fields."""

import re
from collections.abc import Iterable, Iterator

from leaddesk.intake.cells import contact, country_code
from leaddesk.intake.draft import FIELDS, DraftContact, PackedDraft, Rejected
from leaddesk.intake.drafts import Reading, each_once, postal
from leaddesk.intake.evidence import is_social
from leaddesk.intake.refusals import CARD_CROWDED, CARD_EMPTY, CARD_TOO_LARGE
from leaddesk.intake.vcard_lines import CARD_LIMIT, Card, Property, properties

CONTACT_LIMIT = 100
OWN = "X-LEADDESK-"
_IGNORED = frozenset(("VERSION", "PRODID", "PHOTO", "LOGO", "SOUND", "KEY", "AGENT", "REV", "X-ABLABEL"))
_TEXTS = {
    "TITLE": "position",
    "NOTE": "note",
    "LANG": "language",
    "TZ": "time_zone",
    "BDAY": "birthday",
    "CATEGORIES": "labels",
    "UID": "external_id",
}
_LABELS = (
    ("fax", ("fax", "факс")),
    ("mobile", ("cell", "iphone", "mobile", "моб", "car")),
    ("home", ("home", "дом")),
    ("work", ("work", "office", "роб", "раб")),
)
_MESSENGERS = {
    "X-SKYPE": "skype", "X-SKYPE-USERNAME": "skype", "X-TELEGRAM": "telegram", "X-VIBER": "viber",
    "X-WHATSAPP": "whatsapp", "X-SIGNAL": "signal", "X-WECHAT": "wechat",
}  # fmt: skip
_SCHEMES = re.compile(r"(?i)\A(?:x-apple|xmpp|aim|im|sip|msnim|ymsgr):")


def read_card(card: Card, encoding: str, reading: Reading) -> PackedDraft | Rejected:
    """The draft of one card; its number stands for the row.

    More than a hundred contacts are no person's card: it is rejected whole, with its bytes (S8).
    """
    if card.lines is None:
        return Rejected(card.number, CARD_TOO_LARGE, {"limit": CARD_LIMIT >> 20}, card.raw)
    return read_properties(list(properties(card.lines, encoding)), card.number, card.raw, reading)


def read_properties(
    said: list[Property], number: int, raw: bytes, reading: Reading
) -> PackedDraft | Rejected:
    """The draft of a card's properties, whatever notation they came in."""
    ways = sum(1 for one in said if one.name in ("TEL", "EMAIL", "ADR", "IMPP", "X-SOCIALPROFILE", "URL"))
    if ways > CONTACT_LIMIT:
        return Rejected(number, CARD_CROWDED, {"contacts": ways, "limit": CONTACT_LIMIT}, raw)
    fields, extra = _texts(said)
    found = each_once(list(_contacts(said, fields, extra, reading.country)))
    if not fields and not found:
        return Rejected(number, CARD_EMPTY, {}, raw)
    return number, fields, found, extra, "vcard", raw, None


def _texts(said: Iterable[Property]) -> tuple[dict[str, str], dict[str, str]]:
    fields: dict[str, str] = {}
    extra: dict[str, str] = {}
    for one in said:
        name, text = one.name, one.text
        if name in _IGNORED or name in ("TEL", "EMAIL", "ADR", "URL", "IMPP") or not text.strip():
            continue
        if name == "FN":
            fields.setdefault("full_name", text.strip())
        elif name == "N":
            _put_name(fields, one.parts)
        elif name == "ORG":
            company, *units = one.parts
            _put(fields, extra, "company", company, name)
            _put(fields, extra, "department", ", ".join(filter(None, units)), name)
        elif name == "ROLE":
            _put(fields, extra, "position", text.strip(), name)
        elif name.startswith(OWN):
            _put_own(fields, extra, one)
        elif name in _TEXTS:
            verbatim = name == "NOTE"
            _put(fields, extra, _TEXTS[name], text if verbatim else text.strip(), name)
        elif name not in _MESSENGERS and name not in ("X-SOCIALPROFILE", "SOCIALPROFILE"):
            _add(extra, name, text)
    return fields, extra


def _put_name(fields: dict[str, str], parts: list[str]) -> None:
    keys = ("last_name", "first_name", "patronymic", "salutation")
    for key, part in zip(keys, parts, strict=False):
        if part:
            fields.setdefault(key, part)


def _put(fields: dict[str, str], extra: dict[str, str], field: str, text: str, name: str) -> None:
    """Set a field once; what comes second stays as an extra."""
    if not text.strip():
        return
    if fields.setdefault(field, text) != text:
        _add(extra, name, text)


def _add(extra: dict[str, str], name: str, text: str) -> None:
    extra[name] = f"{extra[name]}; {text}" if name in extra else text


def _put_own(fields: dict[str, str], extra: dict[str, str], one: Property) -> None:
    """A field that vCard has no property for, as our own export writes it."""
    field = one.name.removeprefix(OWN).lower().replace("-", "_")
    if field == "extra":
        _add(extra, one.params.get("X-NAME", "extra"), one.text)
    elif field in FIELDS:
        fields.setdefault(field, one.text)
    elif field != "reason":
        _add(extra, one.name, one.text)


def _contacts(
    said: list[Property], fields: dict[str, str], extra: dict[str, str], home: str | None
) -> Iterator[DraftContact]:
    words = {one.group: one.text for one in said if one.name == "X-ABLABEL" and one.group}
    country = _put_address(said, fields) or home
    for one in said:
        text = one.text.strip()
        if not text and one.name != "ADR":
            continue
        if one.name == "TEL":
            yield contact("phone", _number(text), _label(one, words), country)
        elif one.name == "EMAIL":
            label = _label(one, words)
            yield contact("email", text, label if label in ("work", "home") else "", country)
        elif one.name == "ADR":
            # A town alone is not where a letter can be sent.
            if "address" in (parts := _address(one)):
                yield contact("address", postal(parts), _label(one, words), country)
        elif one.name in ("IMPP", *_MESSENGERS):
            service = _MESSENGERS.get(one.name, "")
            handle = _SCHEMES.sub("", text) or text
            told = f"{service}: {handle}" if service else handle
            yield contact("messenger", told, "", country)
        elif one.name in ("X-SOCIALPROFILE", "SOCIALPROFILE") or (one.name == "URL" and is_social(text)):
            yield contact("profile", text, "", country)
        elif one.name == "URL":
            _put(fields, extra, "website", text, "URL")


def _number(text: str) -> str:
    """The number of `tel:+380-67-123;ext=12`, else the text."""
    if text[:4].lower() != "tel:":
        return text
    return text[4:].replace(";ext=", " ext ").partition(";")[0]


def _label(one: Property, words: dict[str, str]) -> str:
    told = " ".join((*one.types, words.get(one.group, "").lower()))
    return next((label for label, marks in _LABELS if any(mark in told for mark in marks)), "")


def _address(one: Property) -> dict[str, str]:
    """ADR is box; extended; street; city; region; code; country."""
    parts = (one.parts + [""] * 7)[:7]
    street = ", ".join(filter(None, (parts[2], parts[1], parts[0])))
    pairs = zip(("address", "city", "region", "zip", "country"), (street, *parts[3:]), strict=True)
    return {key: part for key, part in pairs if part}


def _put_address(said: list[Property], fields: dict[str, str]) -> str | None:
    """Set the parts of the first address as fields; returns its country for numbers without a code."""
    for one in said:
        parts = _address(one) if one.name == "ADR" else {}
        if parts:
            code = country_code(parts.get("country", ""))
            if code:
                parts["country"] = code
            for key, part in parts.items():
                fields.setdefault(key, part)
            return code
    return None
