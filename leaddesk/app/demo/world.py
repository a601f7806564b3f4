"""The made-up world: names, companies, needs and words in three languages, read once from resources."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any, NamedTuple

from leaddesk.domain.definitions import NAME
from leaddesk.domain.ids import derived_id, new_id
from leaddesk.domain.load import LoadNorm
from leaddesk.resources import resource

LANGUAGES = (("uk", 0.80), ("ru", 0.08), ("en", 0.12))
_ABROAD = {"PL": "+4850", "DE": "+4915", "GB": "+4474", "US": "+1312"}
_LENGTHS = {"+4850": 12, "+4915": 14, "+1312": 12}
_LATIN = str.maketrans(
    {
        "а": "a",
        "б": "b",
        "в": "v",
        "г": "h",
        "ґ": "g",
        "д": "d",
        "е": "e",
        "є": "ie",
        "ж": "zh",
        "з": "z",
        "и": "y",
        "і": "i",
        "ї": "i",
        "й": "i",
        "к": "k",
        "л": "l",
        "м": "m",
        "н": "n",
        "о": "o",
        "п": "p",
        "р": "r",
        "с": "s",
        "т": "t",
        "у": "u",
        "ф": "f",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ь": "",
        "ю": "iu",
        "я": "ia",
        "ы": "y",
        "э": "e",
        "ъ": "",
        "ё": "e",
        "’": "",
        "ü": "u",
        "ö": "o",
        "ä": "a",
        "ń": "n",
        "ś": "s",
        "ł": "l",
        "ó": "o",
        " ": "",
    }
)
USERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Ірина Ткач", ("lead_generator",)),
    ("Максим Білик", ("lead_generator", "marketer")),
    ("Дмитро Кулик", ("sales",)),
    ("Наталія Дзюба", ("sales",)),
    ("Павло Ромко", ("sales",)),
    ("Олег Лисюк", ("sales",)),
    ("Валентина Савчук", ("head",)),
)
"""People of the sample, with their roles."""

NORMS: Mapping[str, LoadNorm] = {
    "Ірина Ткач": LoadNorm(open=90, languages=("uk", "ru", "en", "pl")),
    "Максим Білик": LoadNorm(open=45, per_day=15),
    "Дмитро Кулик": LoadNorm(open=40, regions=("Львів", "Київ", "Вінниця")),
    "Наталія Дзюба": LoadNorm(open=30, regions=("Дніпро", "Харків", "Суми")),
    "Павло Ромко": LoadNorm(open=0),
    "Олег Лисюк": LoadNorm(open=12, takes=False),
}
"""How much they are given at most, and their streams."""


SHOW: Mapping[str, Any] = {
    NAME: "intertool",
    "name": "ІнтерТул",
    "place": "Київ, стенд Б-14",
    "goal": 40,
    "campaign": "Виставка ІнтерТул",
    "questions": [
        {"id": "product", "choices": ["верстат", "лазер", "робот", "сервіс"]},
        {"id": "timing", "choices": ["до 1 міс", "1–3 міс", "3–12 міс", "пізніше"]},
    ],
    "consent": "Погоджуюся, щоб зі мною зв'язалися щодо мого запиту.",
}
"""The trade show of the sample, whose last day is today."""
STAFF = ("Ірина Ткач", "Павло Ромко", "Наталія Дзюба")


class Someone(NamedTuple):
    """A made-up person: what later leads of the same person need, and the part of the birth op."""

    id: str
    language: str
    name: str
    company_id: str
    company: str
    zone: str
    phone: str
    email: str
    born: Mapping[str, Any]


@dataclass(frozen=True)
class World:
    """The lists, as read."""

    people: Mapping[str, Any]
    companies: Mapping[str, Any]
    needs: tuple[Mapping[str, Any], ...]
    words: Mapping[str, Any]

    def say(self, r: Random, kind: str, language: str, place: int | None = None) -> str:
        """Words of a kind: those at `place`, or any."""
        said: list[str] = self.words[kind][language]
        return said[place] if place is not None else r.choice(said)


@cache
def world() -> World:
    """The world of `resources/demo`."""

    def read(name: str) -> Any:
        return json.loads(resource("demo", f"{name}.json").read_text(encoding="utf8"))

    return World(read("people"), read("companies"), tuple(read("needs")), read("words"))


def user_ids() -> dict[str, str]:
    """Ids of the people of the sample, the same in every base."""
    return {name: derived_id("demo", "user", name) for name, _roles in USERS}


def some_id(r: Random, ms: int) -> str:
    """A time-ordered id out of the seed."""
    return new_id(ms, r.getrandbits(80).to_bytes(10, "big"))


def latin(text: str) -> str:
    """Letters of an address or a domain."""
    return "".join(c for c in text.lower().translate(_LATIN) if c.isascii() and (c.isalnum() or c in ".-"))


def language(r: Random) -> str:
    """A language by its share."""
    u = r.random()
    for code, share in LANGUAGES:
        u -= share
        if u < 0:
            return code
    return "uk"


def company_of(r: Random, code: str, pool: int) -> tuple[str, str]:
    """Id and name of one of `pool` companies of a language; the same number is always the same company."""
    lists = world().companies[code]
    number = int(r.random() ** 2 * pool)
    first, last = lists["first"], lists["last"]
    name = (
        first[number % len(first)] + ("" if code != "en" else " ") + _lower(last, number // len(first), code)
    )
    copy = number // (len(first) * len(last))
    return derived_id("demo", "company", code, str(number)), name + (f" {copy + 1}" if copy else "")


def _lower(last: list[str], place: int, code: str) -> str:
    word = last[place % len(last)]
    return word if code == "en" else word[0].upper() + word[1:]


def someone(r: Random, number: int, ms: int, pool: int) -> Someone:
    """A new person with a company, a place and contacts; about one in 100 only has a postal address."""
    code = language(r)
    lists = world().people[code]
    she = r.random() < 0.45
    given = r.choice(lists["she" if she else "he"])
    family = r.choice(lists["families"])[1 if she else 0]
    city, country, zone = r.choice(lists["cities"])
    company_id, company = company_of(r, code, pool) if r.random() < 0.88 else ("", "")
    phone = _phone(lists["phones"], country, number) if r.random() < 0.86 else ""
    mail = f"{latin(given)[:1]}.{latin(family)}{number % 97 or ''}@{latin(company) or 'mail'}.example"
    email = mail if r.random() < 0.62 or not phone else ""
    own = some_id(r, ms)
    told = {"id": own, "name": f"{given} {family}", "language": code, "zone": zone, "city": city}
    told |= {"country": country, "title": r.choice(lists["titles"]), "company": company_id}
    born: dict[str, Any] = {name: value for name, value in told.items() if value}
    if r.random() < 0.01:
        phone = email = ""
        street = f"{city}, вул. Заводська {number % 180 + 1}"
        born |= contact(own, "address", street, street.lower().replace(",", "").replace(".", ""))
    if phone:
        born |= contact(own, "phone", shown(phone), phone)
    if email:
        born |= contact(own, "email", email, email)
    return Someone(own, code, str(born["name"]), company_id, company, zone, phone, email, born)


def contact(person: str, kind: str, value: str, normal: str) -> dict[str, Any]:
    """The register of a contact."""
    row = derived_id("contact", person, kind, normal)
    return {f"contact/{row}": {"kind": kind, "value": value, "normal": normal}}


def _phone(prefixes: list[str], country: str, number: int) -> str:
    prefix = prefixes[number % len(prefixes)] if prefixes[0].startswith("+") else _ABROAD[country]
    left = _LENGTHS.get(prefix, 12 if prefix.startswith("+7") else 13) - len(prefix)
    # 7919 has no factor in common with a power of ten, so that no number is given twice.
    return prefix + str(number * 7919 % 10**left).zfill(left)


def shown(phone: str) -> str:
    """A number as people write it: +380 67 123 45 67."""
    if phone.startswith("+380"):
        return f"+380 {phone[4:6]} {phone[6:9]} {phone[9:11]} {phone[11:]}"
    return phone
