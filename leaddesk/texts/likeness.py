"""Why two persons are probably one, or not, in sentences; and what could not be compared (A10)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from leaddesk.domain.lead import PersonState
from leaddesk.domain.matching_verdict import Said, Verdict
from leaddesk.domain.phones import show_phone
from leaddesk.texts import N_, _

SENTENCES: Mapping[tuple[str, str], str] = {
    ("phone", "same"): N_("The phone is the same: {shared}"),
    ("phone", "near"): N_("The phones differ by a slip of one digit"),
    ("phone", "other"): N_("The phones are different"),
    ("line", "same"): N_("They share a line or a mailbox of the company"),
    ("email", "same"): N_("The e-mail is the same: {shared}"),
    ("email", "near"): N_("The e-mails differ by a slip"),
    ("email", "local"): N_("The same mailbox name at another provider"),
    ("email", "other"): N_("The e-mails are different"),
    ("company", "same"): N_("The company is the same"),
    ("company", "near"): N_("The companies are written nearly alike"),
    ("company", "part"): N_("One company's name is a part of the other's"),
    ("company", "some"): N_("The companies have some words in common"),
    ("company", "number"): N_("The companies differ by their number"),
    ("company", "other"): N_("The companies are different"),
    ("person", "same"): N_("The name is the same"),
    ("person", "spelled"): N_("The name is the same when written in one alphabet"),
    ("person", "sounds"): N_("The names sound alike"),
    ("person", "near"): N_("The names differ by a slip"),
    ("person", "far"): N_("The names are written in different ways"),
    ("person", "pet"): N_("A short form of the same name"),
    ("person", "initial"): N_("The initial fits the name"),
    ("person", "swapped"): N_("The same name with its words in another order"),
    ("person", "other"): N_("The names are different"),
    ("patronymic", "same"): N_("The patronymic is the same"),
    ("patronymic", "initial"): N_("The initial of the patronymic was compared"),
    ("patronymic", "other"): N_("The patronymics are different"),
    ("colleague", "given"): N_("Another first name at the same company: probably a colleague"),
    ("street", "same"): N_("The street is the same"),
    ("street", "other"): N_("The streets are different"),
    ("house", "same"): N_("The house is the same"),
    ("house", "other"): N_("The houses are different"),
    ("zip", "same"): N_("The postal code is the same"),
    ("zip", "near"): N_("The postal codes differ by one digit"),
    ("zip", "other"): N_("The postal codes are different"),
    ("city", "same"): N_("Both are from one city"),
    ("city", "other"): N_("The cities are different"),
    ("birth", "same"): N_("The birthday is the same"),
    ("birth", "near"): N_("The birthdays differ by one digit"),
    ("birth", "other"): N_("The birthdays are different"),
}
"""What was compared and how it came out -> the sentence."""

_NOT_COMPARED: Mapping[str, str] = {
    "person": N_("There are no two names to compare"),
    "phone": N_("There are no two phones to compare"),
    "email": N_("There are no two e-mails to compare"),
    "company": N_("There are no two companies to compare"),
}
_OF_STREET = {"near": "same", "part": "same", "far": "other"}
_WORST = ("other", "far", "near", "swapped", "sounds", "initial", "pet", "same")


class Reason(NamedTuple):
    """A sentence, and whether it speaks for one client: None where nothing could be compared."""

    speaks: bool | None
    words: str


def reasons(
    verdict: Verdict, one: PersonState | None = None, other: PersonState | None = None
) -> list[Reason]:
    """What was compared of two persons, what speaks for one client first; then what could not be compared."""
    told: dict[str, tuple[float, str]] = {}
    for said in verdict.said:
        field, how = _told_as(said)
        weight, known = told.get(field, (0.0, how))
        told[field] = (weight + said.weight, min(how, known, key=_WORST.index) if field == "person" else how)
    found = [
        Reason(weight > 0, sentence(field, how, one, other))
        for field, (weight, how) in sorted(told.items(), key=lambda item: -item[1][0])
    ]
    return found + [Reason(None, _(words)) for field, words in _NOT_COMPARED.items() if field not in told]


def reason_line(verdict: Verdict, one: PersonState | None = None, other: PersonState | None = None) -> str:
    """The sentence that says most for one client; empty where nothing does."""
    return next((reason.words for reason in reasons(verdict, one, other) if reason.speaks), "")


def sentence(field: str, how: str, one: PersonState | None, other: PersonState | None) -> str:
    """The sentence of one comparison; a shared contact is named."""
    alike = field == "person" and how in ("same", "sounds")
    if alike and one and other and _is_latin(one.name) != _is_latin(other.name):
        how = "spelled"
    words = _(SENTENCES[field, how])
    shared = _shared(field, one, other)
    return words.format(shared=shared) if shared else words.partition(":")[0]


def _is_latin(text: str) -> bool:
    """Whether a name is written in Latin letters."""
    return any(sign.isascii() and sign.isalpha() for sign in text)


def _told_as(said: Said) -> tuple[str, str]:
    if said.field in ("family", "given", "name"):
        return "person", said.how
    if said.field == "street":
        return said.field, _OF_STREET.get(said.how, said.how)
    return said.field, said.how


def _shared(field: str, one: PersonState | None, other: PersonState | None) -> str:
    """The contact that both have, as people write it."""
    if one is None or other is None or field not in ("phone", "email"):
        return ""
    theirs = {_key(contact.normal or contact.value) for contact in other.contacts if contact.kind == field}
    found = [c for c in one.contacts if c.kind == field and _key(c.normal or c.value) in theirs]
    shown: Sequence[str] = [
        show_phone(c.normal.partition(";")[0]) if field == "phone" and c.normal else c.value for c in found
    ]
    return next(iter(shown), "")


def _key(text: str) -> str:
    """The last nine digits of a number; an address without its case."""
    digits = "".join(sign for sign in text if sign.isdigit())
    return digits[-9:] if "@" not in text and len(digits) >= 9 else text.casefold()
