"""What matching compares of a lead: names by sound, contacts in narrow forms, companies, addresses."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from leaddesk.domain.emails import is_free_mail
from leaddesk.domain.matching_fields import (
    org_of_domain,
    read_address,
    read_company,
    read_emails,
    read_phones,
)
from leaddesk.domain.matching_person import read_person
from leaddesk.domain.matching_sound import skeleton, sound, words_of
from leaddesk.domain.normal import digits


class Traits(NamedTuple):
    """One lead as matching sees it; every text is folded, empty where the lead does not say it.

    `given` may be one letter (an initial). `orgs` are the company and the labels of the company's domains,
    each "sounded name#numbers". `phones` are national numbers, `lines` those that a company answers.
    `emails` are "local@domain", `boxes` those that many people read. `street` are sounded words of each line,
    `house` the numbers.
    """

    family: str = ""
    given: str = ""
    patronymic: str = ""
    company: str = ""
    orgs: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    street: str = ""
    house: tuple[str, ...] = ()
    zip: str = ""
    city: str = ""
    birth: str = ""


_SITE = re.compile(r"(?i)^(?:https?://)?(?:www\d?\.)?([a-z0-9а-яіїєґё.-]+\.[a-zа-яіїєґё-]{2,})")


def read_traits(fields: Mapping[str, str]) -> Traits:
    """Traits of a lead from its fields: name (or first, last, patronymic), company, phone, email, website,
    address, city, region, zip, birthday; several contacts may stand in one field.
    """
    get = fields.get
    family, given, patronymic = read_person(
        get("name", ""), get("first_name", ""), get("last_name", ""), get("patronymic", "")
    )
    phones, lines = read_phones(get("phone", ""))
    emails, boxes, domains = read_emails(get("email", ""))
    site = _SITE.match(get("website", "").strip())
    if site is not None and not is_free_mail(site[1].lower()):
        domains.append(site[1].lower())
    company = read_company(get("company", ""))
    orgs = dict.fromkeys(([company] if company else []) + [o for d in domains if (o := org_of_domain(d))])
    street, house = read_address(get("address", ""))
    city = " ".join(map(sound, words_of(get("city", ""))))
    return Traits(
        family, given, patronymic, company, tuple(orgs), phones, lines, emails, boxes, street, house,
        "".join(words_of(get("zip", ""))), city, digits(get("birthday", "")),
    )  # fmt: skip


def bones(text: str) -> str:
    """The skeleton of a company or a name of several words."""
    return skeleton(text.replace(" ", ""))


def person_fields(
    name: str, company: str, website: str, city: str, contacts: Iterable[tuple[str, str, bool]]
) -> dict[str, str]:
    """Fields of `read_traits` for a person of the base; contacts as (kind, text, is it shared)."""
    said: dict[str, list[str]] = {}
    for kind, text, shared in contacts:
        if kind == "phone":
            # A shared number is a line of the company, which `read_traits` knows by an inner number.
            said.setdefault("phone", []).append(f"{text} ext 1" if shared else text)
        elif kind == "messenger" and ":+" in text:
            said.setdefault("phone", []).append(text.partition(":")[2])
        elif kind in ("email", "address"):
            said.setdefault(kind, []).append(text)
    fields = {"name": name, "company": company, "website": website, "city": city}
    fields |= {kind: ";".join(texts) for kind, texts in said.items()}
    return {field: text for field, text in fields.items() if text}


_FIELD, _ITEM = "\x1f", "\x1e"
_LISTS = tuple(place for place, name in enumerate(Traits._fields) if Traits.__annotations__[name] is not str)


def pack(traits: Traits) -> str:
    """Traits as one text, which is how millions of them are kept."""
    return _FIELD.join(part if isinstance(part, str) else _ITEM.join(part) for part in traits)


def unpack(text: str) -> Traits:
    """The traits that were packed."""
    parts: list[Any] = text.split(_FIELD)
    for place in _LISTS:
        parts[place] = tuple(parts[place].split(_ITEM)) if parts[place] else ()
    return Traits(*parts)
