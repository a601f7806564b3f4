"""Writing to a client: which ways there are, the links that open them, the facts for the text."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from leaddesk.domain.client import ContactState, PersonState
from leaddesk.domain.library import About, ReplyTemplate, fitting
from leaddesk.domain.names import is_given_name, split_name

_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")
LINK_LIMIT = 1_800
"""A link longer than this is cut by mail programs and browsers (about 2,000 signs); the rest is copied."""


class Way(NamedTuple):
    """A way to write: `kind` is email, whatsapp, telegram, viber or sms; `to` the address there."""

    kind: str
    to: str
    contact: str


def ways_of(person: PersonState | None) -> tuple[Way, ...]:
    """Every way that a person's usable contacts open, e-mail first; a number opens three."""
    found: dict[tuple[str, str], Way] = {}
    for contact in sorted(person.contacts if person else (), key=_first):
        if contact.usable and contact.normal:
            for kind, to in _opens(contact.kind, contact.normal):
                found.setdefault((kind, to), Way(kind, to, contact.id))
    order = ("email", "telegram", "whatsapp", "viber", "sms")
    return tuple(sorted(found.values(), key=lambda way: order.index(way.kind)))


def _first(contact: ContactState) -> bool:
    return contact.kind == "phone"


def _opens(kind: str, normal: str) -> list[tuple[str, str]]:
    if kind == "email":
        return [("email", normal)]
    if kind == "phone":
        number = normal.partition(";")[0]
        return [("whatsapp", number), ("viber", number), ("sms", number)]
    service, _colon, handle = normal.partition(":")
    return [(service, handle)] if kind == "messenger" and service in ("telegram", "whatsapp", "viber") else []


def link_of(way: Way, text: str, subject: str = "") -> str:
    """The address that opens a way with the text in it; every sign of foreign text is quoted."""
    said = quote(text[:LINK_LIMIT])
    while len(said) > LINK_LIMIT * 3:
        text = text[: len(text) * 9 // 10]
        said = quote(text)
    to = quote(way.to, b"@+")
    digits = "".join(sign for sign in way.to if sign.isdecimal())
    if way.kind == "email":
        return f"mailto:{to}?subject={quote(subject)}&body={said}"
    if way.kind == "whatsapp":
        return f"https://wa.me/{digits}?text={said}"
    if way.kind == "telegram":
        name = f"+{digits}" if way.to.startswith("+") else quote(way.to.lstrip("@"))
        return f"https://t.me/{name}?text={said}"
    if way.kind == "viber":
        return f"viber://chat?number=%2B{digits}&draft={said}"
    return f"sms:{to}?body={said}"


def quote(text: str, also: bytes = b"") -> str:
    """A text inside an address (RFC 3986): every sign but letters, digits and _.-~ by its bytes in UTF-8."""
    told = text.encode("utf-8", "replace")
    return "".join(chr(byte) if byte in _PLAIN or byte in also else f"%{byte:02X}" for byte in told)


def first_name(name: str) -> str:
    """How a person is greeted: the given name as written; the whole name where it cannot be told."""
    given = next((word for word in name.split() if is_given_name(word)), "")
    return given or split_name(name).shown.strip() or name.strip()


def replies_for(templates: Sequence[ReplyTemplate], about: About, after: str) -> list[ReplyTemplate]:
    """Templates that fit a lead: those for what happened last (`after`) first, for anything else last."""
    fit = fitting(templates, about)
    return sorted(fit, key=lambda one: 0 if after in one.after and after else 2 if one.after else 1)


def reply_facts(said: Mapping[str, str]) -> dict[str, str]:
    """Facts of a lead for `filled`: one line each, so that a template's sentences stay whole."""
    return {name: " ".join(value.split()) for name, value in said.items()}
