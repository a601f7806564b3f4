"""A person's contact as typed and as compared, and what makes a lead valid (A5, A6, A9, decision 7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from leaddesk.domain.emails import (
    domain_of,
    is_free_mail,
    is_role_mailbox,
    ordinary_email,
    read_email,
)
from leaddesk.domain.handles import read_address, read_messenger, read_profile
from leaddesk.domain.normal import clean, fold
from leaddesk.domain.phones import is_toll_free, read_phone
from leaddesk.domain.shapes import Shape

__all__ = [
    "Contact",
    "Kind",
    "domain_of",
    "guess_kind",
    "is_free_mail",
    "is_shared",
    "junk_contact",
    "read_contact",
    "read_plain",
    "usable",
]


class Kind(StrEnum):
    """The kinds of contact that make a lead valid (A5)."""

    EMAIL = "email"
    PHONE = "phone"
    MESSENGER = "messenger"
    ADDRESS = "address"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Contact:
    """`value` is what was typed, `normal` what is compared; without `normal` a `reason` key says why.

    `label` is the person's own word for it (work, mobile). `extension` is the inner number of a phone,
    so that `normal` stays E.164.
    """

    kind: Kind
    value: str
    normal: str | None = None
    reason: str | None = None
    label: str = ""
    extension: str = ""

    @property
    def key(self) -> str | None:
        """What two contacts of one person have in common: `phone:+380441234567;ext=12`."""
        if self.normal is None:
            return None
        return f"{self.kind}:{self.normal}" + (f";ext={self.extension}" if self.extension else "")


def read_contact(kind: Kind | str, value: str, country: str | None = None, label: str = "") -> Contact:
    """The contact that `value` means; what was typed is always kept. `country` is ISO 3166 or None.

    Raises ValueError for an unknown kind; never for a value.
    """
    kind = Kind(kind)
    value = clean(value)
    if kind is Kind.PHONE:
        normal, reason, extension = read_phone(value, country)
        return Contact(kind, value, normal, reason, label, extension)
    if kind is Kind.EMAIL:
        normal, reason = read_email(value)
    elif kind is Kind.MESSENGER:
        normal, reason = read_messenger(value, country)
    elif kind is Kind.PROFILE:
        normal, reason = read_profile(value)
    else:
        normal, reason = read_address(value)
    return Contact(kind, value, normal, reason, label)


_MESSENGER = Shape(
    r"(?i)\A\s*(?:@\w|(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|wa\.me|m\.me|api\.whatsapp\.com|signal\.me)/|"
    r"(?:tg|viber|whatsapp|skype|sgnl):|(?:telegram|telegram|viber|whatsapp|телеграм|вайбер|ватсап|signal)\b)"
)
_PROFILE = Shape(r"(?i)\A\s*(?:https?://\S+|(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}/\S+)\s*\Z")
_PHONE = Shape(r"\A\s*[^\W\d]{0,8}[.:]?\s*\+?[\d\s()\-.–/]{5,}(?:\D{0,12}\d{1,6})?\s*\Z")


def guess_kind(value: str) -> Kind | None:
    """The kind that a loose piece of text looks like; None where it is none of them."""
    if _MESSENGER.match(value):
        return Kind.MESSENGER
    if "@" in value:
        return Kind.EMAIL
    if _PROFILE.match(value):
        return Kind.PROFILE
    return Kind.PHONE if _PHONE.match(value) else None


_IDLE_WORDS = (
    "test тест qwerty asdf asd qwe abc abcd xxx aaa none no nomail noemail nophone na немає нема нет "
    "відсутній отсутствует unknown невідомо неизвестно null nil undefined фейк fake sample demo ааа asdasd"
)
_NOTHING = frozenset(_IDLE_WORDS.split())
_RUNS = ("01234567890123456789", "98765432109876543210")


def junk_contact(contact: Contact) -> bool:
    """True for what people type to get past a form: test@test, 000 000, 1234567, "none" (A6)."""
    text = fold(contact.value)
    if contact.kind is Kind.PHONE:
        return _idle_number(contact.normal or "".join(filter(str.isdecimal, text)))
    if contact.kind is Kind.EMAIL:
        local, _, domain = text.strip("<> ").partition("@")
        return not domain or (_idle_word(local) and _idle_word(domain.partition(".")[0]))
    bare = "".join(filter(str.isalnum, text))
    return not bare or bare in _NOTHING or (len(bare) > 1 and len(set(bare)) == 1)


def _idle_word(text: str) -> bool:
    word = text.strip("0123456789")
    return word in _NOTHING or len(set(word)) <= 1


def _idle_number(number: str) -> bool:
    """One digit repeated, or a run up or down the keys, through the last nine digits.

    Nine, because people do pay for 067 111 11 11 and 067 123 45 67.
    """
    tail = number.lstrip("+")[-9:]
    return not tail or len(set(tail)) == 1 or (len(tail) >= 5 and any(tail in run for run in _RUNS))


class Plain(NamedTuple):
    """An ordinary phone or e-mail: its normal form, and the verdicts of `is_shared` and `junk_contact`."""

    normal: str
    shared: bool
    junk: bool


def read_plain(kind: str, value: str, country: str | None) -> Plain | None:
    """All that is to know of an ordinary contact at once, for lists of a million; None for an odd one.

    The same as `read_contact`, `is_shared` and `junk_contact` say one after the other.
    """
    if not value.isascii() or "\0" in value:
        return None
    if kind == "phone":
        normal, _reason, extension = read_phone(value, country)
        if normal is None or extension:
            return None
        return Plain(normal, is_toll_free(normal), _idle_number(normal))
    if kind != "email":
        return None
    normal = ordinary_email(value)
    if normal is None:
        return None
    local, _at, domain = normal.partition("@")
    junk = _idle_word(local) and _idle_word(domain.partition(".")[0])
    return Plain(normal, is_role_mailbox(normal), junk)


def usable(contacts: Iterable[Contact]) -> bool:
    """True where at least one contact of any kind can be used: the validity rule of a lead (A5, A6)."""
    return any(contact.normal is not None and not junk_contact(contact) for contact in contacts)


def is_shared(contact: Contact) -> bool:
    """True for a contact of a company: info@, a toll-free line, a switchboard with an extension.

    It makes a lead valid and never identifies a person (decision 7). For an extension, `key` still
    tells the person's own inner number apart.
    """
    if contact.normal is None:
        return False
    if contact.kind is Kind.EMAIL:
        return is_role_mailbox(contact.normal)
    if contact.kind is Kind.PHONE:
        return bool(contact.extension) or is_toll_free(contact.normal)
    return contact.kind is Kind.ADDRESS
