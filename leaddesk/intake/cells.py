"""What one cell says: several addresses or numbers in it, its label, its country."""

import re
import tomllib
from functools import cache, lru_cache

from leaddesk.domain.contacts import is_shared, junk_contact, read_contact, read_plain
from leaddesk.domain.countries import country_of_city
from leaddesk.domain.normal import fold
from leaddesk.domain.phones import split_phones
from leaddesk.intake.draft import DraftContact
from leaddesk.resources import resource

_ADDRESS = re.compile(r"[^\s<>,;|\"'()\[\]]+@[^\s<>,;|\"'()\[\]]+")
_ODD_EMAIL = re.compile(r"[\s<>,;|/\"'()]|@.*@")
_PARTING = re.compile(r"[;|,/\n]|\b(?:або|или|or)\b")
_PARTS = re.compile(r"\s*[;|\n\r]\s*|\s*,\s+|\s+/\s+")
_LEADING_WORD = re.compile(r"\s*([^\W\d_]{1,12})\.?\s*[:.\-–]?\s*(?=[+(\d])")
_PHONE_WORDS = {
    **dict.fromkeys(("м", "моб", "mob", "mobile", "cell", "сот", "c", "m"), "mobile"),
    **dict.fromkeys(("р", "роб", "раб", "work", "office", "w", "міськ", "город"), "work"),
    **dict.fromkeys(("дом", "home", "h"), "home"),
    **dict.fromkeys(("факс", "ф", "fax", "f"), "fax"),
}
_LINKED = re.compile(r"(?i)://|\.me/|\.com/|^\s*(?:tg|viber|skype|whatsapp|telegram|signal)\b|^\s*@")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’ʼ-]+")
_FEWEST_DIGITS = 5


def contact(kind: str, value: str, label: str, country: str | None) -> DraftContact:
    """One contact read by the rules of the domain, in the shape that travels between processes."""
    plain = read_plain(kind, value, country)
    if plain is not None:
        return DraftContact(kind, value, label, plain.normal, None, "", plain.shared, plain.junk)
    read = read_contact(kind, value, country, label)
    normal = read.normal
    shared = normal is not None and is_shared(read)
    junk = normal is None or junk_contact(read)
    return DraftContact(kind, read.value, label, normal, read.reason, read.extension, shared, junk)


def split_emails(value: str) -> list[str]:
    """The addresses of one cell; a cell without any stays whole, to be kept as typed."""
    if not _ODD_EMAIL.search(value):
        return [value]
    return list(dict.fromkeys(_ADDRESS.findall(value))) or [value]


def split_numbers(value: str) -> list[tuple[str, str]]:
    """(number as typed, its label) for each number of one cell: "моб. 067..., 044 ... або 050 ...".

    A part that is too short to be a number belongs to the one before it (an extension, a group of digits).
    """
    if not _PARTING.search(value):
        return [(value, _word_label(value))]
    parts = split_phones(value)
    whole = all(sum(map(str.isdigit, part)) >= _FEWEST_DIGITS for part in parts)
    if not parts or not whole:
        parts = [value]
    return [(part, _word_label(part)) for part in parts]


def _word_label(part: str) -> str:
    if part[:1] in "+(0123456789":
        return ""
    match = _LEADING_WORD.match(part)
    return _PHONE_WORDS.get(match[1].lower(), "") if match else ""


def split_handles(value: str, service: str) -> list[str]:
    """The messenger handles of one cell, each with the service that the column names."""
    parts = [part for part in _PARTS.split(value) if part]
    if not service:
        return parts
    return [part if _LINKED.search(part) and service != "skype" else f"{service}: {part}" for part in parts]


def split_profiles(value: str, network: str) -> list[str]:
    """The profiles of one cell; a bare name gets the network that the column names."""
    parts = [part for part in _PARTS.split(value) if part]
    return [part if not network or "/" in part else f"{network}: {part.lstrip('@')}" for part in parts]


def _spelt(name: str) -> str:
    return fold(name).replace(".", "").strip()


@cache
def _countries() -> dict[str, str]:
    with resource("intake", "countries.toml").open("rb") as file:
        table: dict[str, list[str]] = tomllib.load(file)
    known = {_spelt(name): code for code, names in table.items() for name in names}
    return known | {code.lower(): code for code in table}


@lru_cache(maxsize=4_096)
def country_code(name: str) -> str | None:
    """ISO 3166 of a country's name in uk, ru or en, or of its code; None for a name not known."""
    return _countries().get(_spelt(name))


@lru_cache(maxsize=4_096)
def countries_in(text: str) -> tuple[str, ...]:
    """Countries that words of a text name: "Poland 2026", "PL: 501 ...", "Kraków"; codes in capitals only."""
    found: dict[str, None] = {}
    for word in _WORD.findall(text):
        code = country_code(word) if len(word) > 2 or word.isupper() else None
        town = country_of_city(word) if code is None and len(word) > 3 else None
        if code or town:
            found[code or town or ""] = None
    return tuple(found)


@lru_cache(maxsize=4_096)
def country_of_town(name: str) -> str | None:
    """The country of a large city, for numbers written without a country."""
    return country_of_city(name)
