"""A picture in the queue of cards: what was read from it, how sure that is, and what a person made of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from leaddesk.actions.desk import Desk
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _
from leaddesk.texts.keys import say
from leaddesk.ui.theme.palette import ToneName

SURE, DOUBTFUL = 0.9, 0.7
"""From here a field is green, warm; below it is red (screen 10)."""

LONGEST_SIDE = 2000
State = Literal["waiting", "reading", "check", "failed", "saved", "skipped"]
_COMING = ("waiting", "reading")
Box = tuple[int, int, int, int]
_MANUAL = ("full_name", "company", "job_title", "phone", "email", "address", "website")
_ALWAYS = ("full_name", "phone", "email")
_TEXTS = ("full_name", "job_title", "company", "website", "address")
_SHOWN_UNREAD = ("intake_picture_languages", "intake_picture_time")
"""Refusals that say nothing against the picture itself: it can still be shown beside what is typed."""


@dataclass
class CardField:
    """A field: key as Files.card takes it, text, confidence 0..1 (None: typed), box in the picture."""

    key: str
    text: str
    sure: float | None
    box: Box | None = None
    accepted: bool = False

    @property
    def tone(self) -> ToneName:
        """Its colour, which never stands alone: an icon and a number stand beside it."""
        if self.accepted or self.sure is None:
            return "ok" if self.accepted else "junk"
        return "ok" if self.sure >= SURE else ("warm" if self.sure >= DOUBTFUL else "hot")

    @property
    def to_check(self) -> bool:
        """Whether a person should look at it."""
        return bool(self.text) and self.tone in ("warm", "hot")


@dataclass
class Scanned:
    """One picture of the queue. `ratio` is pixels of `image` per pixel of the file."""

    path: str
    state: State = "waiting"
    image: QImage = field(default_factory=QImage)
    ratio: float = 1.0
    fields: list[CardField] = field(default_factory=list)
    trouble: str = ""
    at: int = 0

    @property
    def name(self) -> str:
        """The name on the card, else that of the file."""
        found = next((one.text for one in self.fields if one.key == "full_name" and one.text), "")
        return found or Path(self.path).name

    def told(self) -> list[tuple[str, str]]:
        """Fields and texts for the port."""
        return [(one.key, one.text) for one in self.fields if one.text.strip()]

    def to_check(self) -> int:
        """How many fields a person should look at."""
        return sum(one.to_check for one in self.fields)


@dataclass(frozen=True)
class Reading:
    """What a worker brings back for a picture."""

    image: QImage
    ratio: float
    fields: list[CardField]
    trouble: str
    others: tuple[list[CardField], ...] = ()
    """Fields of the further cards on the same picture."""


def read_picture(desk: Desk, path: str) -> Reading:
    """Read a picture in the recogniser's own process, then load it for the eye; off the Qt thread.

    A refused picture is not decoded here at all (S7); fields to type into are always there.
    """
    if desk.recogniser is None:
        words = _("This program was built without the reader of cards; type the card in by hand.")
        return Reading(QImage(), 1.0, by_hand(), words)
    try:
        cards = desk.recogniser.read_all(path)
    except Refused as refused:
        image, ratio = load(path) if refused.key in _SHOWN_UNREAD else (QImage(), 1.0)
        return Reading(image, ratio, by_hand(), say(refused))
    first = cards[0]
    image, ratio = (QImage.fromData(first.shown), 1 / first.shown_scale) if first.shown else load(path)
    return Reading(image, ratio, fields_of(first), "", tuple(map(fields_of, cards[1:])))


def further_cards(card: Scanned, answer: Reading) -> list[Scanned]:
    """The other cards on the picture of `card`, each to be checked by itself."""
    return [Scanned(card.path, "check", card.image, card.ratio, fields) for fields in answer.others]


def load(path: str) -> tuple[QImage, float]:
    """The picture upright and at most 2000 pixels long, and its pixels per pixel of the file."""
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    longest = max(size.width(), size.height())
    if longest > LONGEST_SIDE:
        reader.setScaledSize(
            size.scaled(QSize(LONGEST_SIDE, LONGEST_SIDE), Qt.AspectRatioMode.KeepAspectRatio)
        )
    image = reader.read()
    if image.isNull() or longest <= 0:
        return QImage(), 1.0
    return image, max(image.width(), image.height()) / longest


def fields_of(read: Any) -> list[CardField]:
    """The fields of a reading, the least sure first; empty ones last, the need at the very end."""
    sure: Mapping[str, float] = read.confidence
    boxes: Mapping[str, Box] = read.boxes
    found = [_field(key, getattr(read, key), key, sure, boxes) for key in _TEXTS]
    found += [_field("phone", phone.number, "phones", sure, boxes) for phone in read.phones]
    found += [_field("email", mail, "emails", sure, boxes) for mail in read.emails]
    filled = sorted((one for one in found if one.text), key=lambda one: one.sure or 0.0)
    lacking = [CardField(key, "", None) for key in _ALWAYS if not any(one.key == key for one in filled)]
    return [*filled, *lacking, CardField("need", "", None)]


def by_hand() -> list[CardField]:
    """Empty fields, for a card that could not be read."""
    return [CardField(key, "", None) for key in (*_MANUAL, "need")]


def _field(
    key: str, text: str, source: str, sure: Mapping[str, float], boxes: Mapping[str, Box]
) -> CardField:
    return CardField(key, text, sure.get(source, 0.0), boxes.get(source))


def queue_counts(cards: Sequence[Scanned]) -> tuple[int, int, int]:
    """Saved, to be checked, still to be read."""
    saved = sum(card.state == "saved" for card in cards)
    check = sum(card.state in ("check", "failed") for card in cards)
    return saved, check, sum(card.state in ("waiting", "reading") for card in cards)


def next_card(cards: Sequence[Scanned], after: int) -> int | None:
    """The next card that a person has not decided about, round the queue; None where all are done."""
    order: list[int] = [*range(after + 1, len(cards)), *range(after + 1)]
    open_ = [
        place for place in order if 0 <= place < len(cards) and cards[place].state in ("check", "failed")
    ]
    if open_:
        return open_[0]
    coming: list[int] = [
        place for place in order if 0 <= place < len(cards) and cards[place].state in _COMING
    ]
    return coming[0] if coming else None
