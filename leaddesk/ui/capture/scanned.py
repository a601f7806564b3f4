"""A picture in the queue of cards: what was read from it, how sure that is, and what a person made of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from leaddesk.actions.desk import Desk
from leaddesk.domain.card_evidence import regions_of
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
Confirmed = tuple[list[tuple[str, str]], str, dict[str, Box]]
_MANUAL = ("full_name", "company", "job_title", "phone", "email", "address", "website")
_ALWAYS = ("full_name", "phone", "email")
MOST_BYTES = 200 * 1024 * 1024
_SHOWN_UNREAD = ("intake_picture_languages", "intake_picture_time")
"""Refusals that say nothing against the picture itself: it can still be shown beside what is typed."""


@dataclass
class CardField:
    """A field: key as Files.card takes it, text, confidence 0..1 (None: typed), box in the picture.

    `kind` is the type of a phone, `others` what else it may say, `fact` its place in the reading.
    """

    key: str
    text: str
    sure: float | None
    box: Box | None = None
    accepted: bool = False
    kind: str = ""
    others: tuple[str, ...] = ()
    fact: int | None = None

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


@dataclass(eq=False)
class Scanned:
    """A card of the queue. `ratio` is pixels of `image` per pixel of the file.

    `sha256` is its picture among the attachments, once it is `kept`; `part` its number on that picture,
    `reading` what the recogniser gave.
    """

    path: str
    state: State = "waiting"
    image: QImage = field(default_factory=QImage)
    ratio: float = 1.0
    fields: list[CardField] = field(default_factory=list)
    trouble: str = ""
    sha256: str = ""
    kept: bool = False
    part: int = 1
    reading: Any = None
    file: str = ""

    @property
    def title(self) -> str:
        """The name of its file."""
        return self.file or Path(self.path).name

    @property
    def name(self) -> str:
        """The name on the card, else that of the file."""
        found = next((one.text for one in self.fields if one.key == "full_name" and one.text), "")
        return found or self.title

    def told(self) -> list[tuple[str, str]]:
        """Fields and texts for the port."""
        filled = (one for one in self.fields if one.text.strip())
        return [(f"{one.key}.{one.kind}" if one.kind else one.key, one.text) for one in filled]

    def regions(self) -> dict[str, Box]:
        """Where on the picture each field stands; a second phone is phone.2."""
        return regions_of((one.key, one.box) for one in self.fields if one.text.strip())

    def confirmed(self) -> Confirmed:
        """What Files.card takes, as it stands now."""
        return self.told(), self.sha256, self.regions()

    def lessons(self) -> list[tuple[str, str, int | None, Box | None]]:
        """What the recogniser learns from the card as a person left it."""
        return [(one.key, one.text, one.fact, one.box) for one in self.fields if one.key != "need"]

    def to_check(self) -> int:
        """How many fields a person should look at."""
        return sum(one.to_check for one in self.fields)


@dataclass(frozen=True)
class Reading:
    """What a worker brings back for a picture: its cards, or why there are none."""

    image: QImage
    ratio: float
    cards: tuple[Any, ...]
    trouble: str = ""


def keep_picture(desk: Desk, path: str) -> str:
    """Put a picture among the attachments before anything is read from it; its sha256. Off the Qt thread.

    Raises Refused for a file that cannot be opened or is larger than any picture of a card.
    """
    file = Path(path)
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Refused(
                "intake_picture_too_heavy",
                mb=file.stat().st_size >> 20,
                most_mb=MOST_BYTES >> 20,
                name=file.name,
            )
        data = file.read_bytes()
    except OSError as missing:
        raise Refused("intake_picture_missing", name=file.name) from missing
    return desk.attachments.put(data) if desk.attachments is not None and data else ""


def read_picture(desk: Desk, path: str, sha256: str, name: str) -> Reading:
    """Read a picture in the recogniser's own process, then load it for the eye; off the Qt thread.

    What was kept is read, so that the file may go meanwhile. A refused picture is not decoded here (S7).
    """
    if desk.recogniser is None:
        words = _("This program was built without the reader of cards; type the card in by hand.")
        return Reading(QImage(), 1.0, (), words)
    with original(desk, path, sha256) as kept:
        try:
            cards = tuple(desk.recogniser.read_all(kept))
        except Refused as refused:
            image, ratio = load(kept) if refused.key in _SHOWN_UNREAD else (QImage(), 1.0)
            return Reading(image, ratio, (), say(refused.key, {**refused.said, "name": name}))
        first = cards[0]
        image, ratio = (QImage.fromData(first.shown), 1 / first.shown_scale) if first.shown else load(kept)
        return Reading(image, ratio, cards)


@contextmanager
def original(desk: Desk, path: str, sha256: str) -> Iterator[str]:
    """The kept picture as a file for as long as the block lasts; `path` itself where nothing was kept."""
    if desk.attachments is None or not sha256:
        yield path
        return
    with desk.attachments.opened(sha256) as kept:
        yield str(kept or path)


def fill(card: Scanned, answer: Reading) -> list[Scanned]:
    """Put what was read into a card; the other cards of its picture, each to be checked by itself."""
    card.image, card.ratio, card.trouble = answer.image, answer.ratio, answer.trouble
    first, *more = answer.cards or (None,)
    card.fields = fields_of(first) if first is not None else by_hand()
    card.reading, card.state = first, "failed" if answer.trouble else "check"
    return [
        replace(card, fields=fields_of(one), reading=one, part=one.part, trouble="", state="check")
        for one in more
    ]


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
    found = [
        CardField(fact.key, fact.text, fact.sure, fact.box, False, fact.kind, tuple(fact.others), place)
        for place, fact in enumerate(read.facts)
        if fact.text
    ]
    filled = sorted(found, key=lambda one: one.sure or 0.0)
    lacking = [CardField(key, "", None) for key in _ALWAYS if not any(one.key == key for one in filled)]
    return [*filled, *lacking, CardField("need", "", None)]


def by_hand() -> list[CardField]:
    """Empty fields, for a card that could not be read."""
    return [CardField(key, "", None) for key in (*_MANUAL, "need")]


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
