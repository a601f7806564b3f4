"""What a card says: the fields of `leaddesk scan`, their JSON, and the draft that a person confirms."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import starmap
from typing import Any, NamedTuple

from leaddesk.intake.cells import contact
from leaddesk.intake.draft import Draft
from leaddesk.intake.drafts import each_once

FIELDS = (
    *("full_name", "job_title", "company", "emails", "phones", "website", "address", "country", "language"),
)
_TEXTS = ("full_name", "job_title", "company", "website", "address", "country", "language")
_PHONE_TYPES = ("mobile", "work", "fax")
_DRAFT_FIELDS = {"job_title": "position", "emails": "email", "phones": "phone"}
LOW = 0.8  # a field less sure than this is shown for review


@dataclass(frozen=True)
class CardPhone:
    """A telephone as E.164 and its type: mobile, work or fax."""

    number: str
    type: str


Box = tuple[int, int, int, int]
"""Left, top, width, height in pixels of the upright picture file."""


class CardFact(NamedTuple):
    """One value of a card with its own sureness and place; `kind` is the type of a phone.

    `key` is a field of FIELDS, but phone and email for one of several. `others` are what else it may say.
    """

    key: str
    text: str
    sure: float
    kind: str = ""
    box: Box | None = None
    others: tuple[str, ...] = ()


class CardLine(NamedTuple):
    """A line of print: where it stands in the file, and its place as shares (0..1) of all the print."""

    text: str
    sure: float
    box: Box
    place: tuple[float, float, float, float]


@dataclass(frozen=True)
class CardReading:
    """What a card says; strings are empty and lists short where it says nothing (CLI.md, `scan`).

    `country` is ISO 3166, `language` ISO 639-1, `confidence` 0..1 for each field, `boxes` left, top, width
    and height in pixels of the upright picture file (of a PDF's page: as it is drawn 2000 pixels long).
    `part` counts the cards of one file from 1. `codes` are the texts of its codes. `shown` is a JPEG for the
    eye where the window cannot read the file itself, `shown_scale` pixels of the file per pixel of it.
    `facts` are the values one by one, `lines` all the print; both are for the review, not for CLI.md.
    """

    image: str
    full_name: str = ""
    job_title: str = ""
    company: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[CardPhone, ...] = ()
    website: str = ""
    address: str = ""
    country: str = ""
    language: str = ""
    confidence: Mapping[str, float] = field(default_factory=dict)
    low_confidence: tuple[str, ...] = ()
    boxes: Mapping[str, Box] = field(default_factory=dict)
    seconds: float = 0.0
    part: int = 1
    codes: tuple[str, ...] = ()
    shown: bytes = b""
    shown_scale: float = 1.0
    facts: tuple[CardFact, ...] = ()
    lines: tuple[CardLine, ...] = ()


def as_json(reading: CardReading) -> dict[str, object]:
    """The shape of `leaddesk scan` in CLI.md, key for key."""
    return {
        "image": reading.image,
        **{key: getattr(reading, key) for key in ("full_name", "job_title", "company")},
        "emails": list(reading.emails),
        "phones": [{"number": phone.number, "type": phone.type} for phone in reading.phones],
        **{key: getattr(reading, key) for key in ("website", "address", "country", "language")},
        "confidence": dict(reading.confidence),
        "low_confidence": list(reading.low_confidence),
        "boxes": {key: list(box) for key, box in reading.boxes.items()},
        "seconds": reading.seconds,
        "part": reading.part,
        "codes": list(reading.codes),
    }


def from_json(told: Mapping[str, Any]) -> CardReading:
    """The reading that `as_json` wrote."""
    texts: dict[str, Any] = {key: str(told[key]) for key in ("image", *_TEXTS)}
    return CardReading(
        **texts,
        emails=tuple(told["emails"]),
        phones=tuple(CardPhone(one["number"], one["type"]) for one in told["phones"]),
        confidence=dict(told["confidence"]),
        low_confidence=tuple(told["low_confidence"]),
        boxes={key: (box[0], box[1], box[2], box[3]) for key, box in told["boxes"].items()},
        seconds=float(told["seconds"]),
        part=int(told["part"]),
        codes=tuple(told["codes"]),
    )


def as_told(reading: CardReading) -> dict[str, object]:
    """Everything that a review needs, in types that marshal takes."""
    return {
        **as_json(reading),
        "facts": [tuple(fact) for fact in reading.facts],
        "lines": [tuple(line) for line in reading.lines],
    }


def from_told(told: Mapping[str, Any]) -> CardReading:
    """The reading that `as_told` wrote."""
    facts, lines = tuple(starmap(CardFact, told["facts"])), tuple(starmap(CardLine, told["lines"]))
    return replace(from_json(told), facts=facts, lines=lines)


def both_sides(front: CardReading, back: CardReading) -> CardReading:
    """One card from its two sides: what the front says stands, the back adds what the front lacks."""
    texts: dict[str, Any] = {
        key: getattr(front, key) or getattr(back, key) for key in _TEXTS if key != "language"
    }
    phones = {phone.number: phone for phone in (*back.phones, *front.phones)}
    emails = tuple(dict.fromkeys((*front.emails, *back.emails)))
    filled = {key: front if getattr(front, key) else back for key in FIELDS}
    sure = {key: side.confidence.get(key, 0.0) for key, side in filled.items()}
    return replace(
        front,
        **texts,
        emails=emails,
        phones=tuple(sorted(phones.values(), key=lambda phone: phone not in front.phones)),
        confidence=sure,
        low_confidence=tuple(key for key in FIELDS if sure[key] < LOW),
        codes=(*front.codes, *back.codes),
        facts=(*front.facts, *(fact for fact in back.facts if _adds(fact, front))),
        seconds=round(front.seconds + back.seconds, 3),
    )


def _adds(fact: CardFact, front: CardReading) -> bool:
    """Whether the back says something that the front does not; its region is not one of the front."""
    if fact.key in ("phone", "email"):
        return all(fact.text != one.text for one in front.facts)
    return all(fact.key != one.key for one in front.facts)


def with_visitor(reading: CardReading, visitor: Draft) -> CardReading:
    """A badge with what the organiser's list says of its number; the list is typed, so it beats the print."""
    fields = visitor.fields
    told = {
        "full_name": visitor.name,
        "job_title": fields.get("position", ""),
        "company": fields.get("company", ""),
        "website": fields.get("website", ""),
        "address": fields.get("address", ""),
    }
    known: dict[str, Any] = {key: value for key, value in told.items() if value}
    emails = tuple(one.normal or one.value for one in visitor.contacts if one.kind == "email")
    phones = tuple(
        CardPhone(one.normal or one.value, one.label if one.label in _PHONE_TYPES else "mobile")
        for one in visitor.contacts
        if one.kind == "phone"
    )
    listed = [*known, *(["emails"] if emails else []), *(["phones"] if phones else [])]
    sure = {**reading.confidence, **dict.fromkeys(listed, 1.0)}
    return replace(
        reading,
        **known,
        emails=emails or reading.emails,
        phones=phones or reading.phones,
        confidence=sure,
        low_confidence=tuple(key for key in FIELDS if sure.get(key, 0.0) < LOW),
    )


def to_draft(reading: CardReading) -> Draft:
    """The reading as a draft for a person to confirm (B18); fields keep their confidence."""
    texts = {_DRAFT_FIELDS.get(key, key): getattr(reading, key) for key in _TEXTS if getattr(reading, key)}
    country = reading.country or None
    found = [contact("phone", phone.number, phone.type, country) for phone in reading.phones]
    found += [contact("email", mail, "", country) for mail in reading.emails]
    if reading.address:
        found.append(contact("address", reading.address, "work", country))
    sure = {_DRAFT_FIELDS.get(key, key): value for key, value in reading.confidence.items()}
    return Draft(1, texts, each_once(found), {}, "card", b"", sure)
