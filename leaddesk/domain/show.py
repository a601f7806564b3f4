"""A trade show: its preset, a visitor of the stand before they are a lead, and when a promise is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from leaddesk.domain.hours import Roster, instant_of
from leaddesk.domain.log import iso, moment

PRODUCT = "product"
"""Id of the question what is needed; every other id is that of a declared question."""
NOTHING = "nothing"
"""The promise that is none."""
TOUCH = "visit"
"""Kind of the touch that a visit of the stand is."""
NO_STEP = "no_step"
"""Nothing was promised, and nobody said that nothing was: the lead lacks its next step."""
TYPED = ("name", "company", "phone", "email", "title", "website", "address", "note")
"""What can be typed of a visitor, in the order of the form."""
CONTACTS = ("phone", "email", "website", "address")

_LEVELS: Mapping[str, Sequence[int]] = {"timing": (2, 2, 1, 1)}
"""Levels of the ready answers of a question by their place; an answer behind them says no level."""
_FARTHEST = 31

State = Literal["open", "saved", "done"]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of the stand with its answers of one tap: PRODUCT, or the id of a declared question."""

    id: str
    choices: tuple[str, ...]

    def level(self, choice: str) -> int | None:
        """The level that an answer means; None where it says none."""
        levels = _LEVELS.get(self.id, ())
        place = self.choices.index(choice) if choice in self.choices else len(levels)
        return levels[place] if place < len(levels) else None


@dataclass(frozen=True, slots=True)
class Show:
    """The preset of an event (`scan.event`). `first` and `last` are ISO days, `goal` visitors a day.

    `owner` gets the leads (a user id, "" for who stands there); `questions` are {id, choices}; `staff` are
    users who stand there by turns; `consent` is the text that a visitor agrees to.
    """

    id: str
    name: str
    place: str = ""
    first: str = ""
    last: str = ""
    goal: int = 40
    campaign: str = ""
    owner: str = ""
    consent: str = ""
    questions: Sequence[Mapping[str, Any]] = ()
    staff: Sequence[str] = ()

    @property
    def asks(self) -> tuple[Ask, ...]:
        """Its questions; one of an unknown shape is left out."""
        found = []
        for told in self.questions:
            choices = tuple(str(one) for one in told.get("choices") or () if str(one).strip())
            if told.get("id") and choices:
                found.append(Ask(str(told["id"]), choices))
        return tuple(found)

    def day(self, today: date) -> tuple[int, int] | None:
        """Which day of how many; None before, after, or where the days were not said."""
        first, last = _day(self.first), _day(self.last or self.first)
        if first is None or last is None or not first <= today <= last:
            return None
        return (today - first).days + 1, (last - first).days + 1

    def over(self, today: date) -> bool:
        """Whether its last day is behind."""
        last = _day(self.last or self.first)
        return last is not None and last < today


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def promise_due(at: datetime, zone: str, hour: int, roster: Roster | None = None) -> datetime:
    """The next working day after the local day of `at`, at `hour` o'clock: when a promise is due."""
    day = at.astimezone(ZoneInfo(zone)).date()
    for _ in range(_FARTHEST):
        day += timedelta(days=1)
        if day.weekday() < 5 if roster is None else roster.works_on(day):
            break
    return instant_of(zone, day, hour * 60)


@dataclass(frozen=True, slots=True)
class Visit:
    """What the stand keeps of one visitor until all of it is in the base.

    `at` is when it was begun, `by` who stood there; `typed` by TYPED, `read` the fields that a person did
    not type but a picture gave, with how sure they are (0-100); `answers` by the id of the question;
    `consent` is "", yes or no; `pictures` and `voice` are sha256, `unread` those of them that wait for the
    recogniser; `group` is shared by people who came together.
    `state`: being typed, confirmed, in the base. `trouble` is the key why a person has to look once more.
    """

    id: str
    at: datetime
    show: str = ""
    by: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    read: Mapping[str, int] = field(default_factory=dict)
    temperature: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    promise: str = ""
    due: datetime | None = None
    consent: str = ""
    pictures: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    voice: str = ""
    group: str = ""
    state: State = "open"
    lead: str = ""
    known: bool = False
    trouble: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was said of this visitor yet."""
        told = any(text.strip() for text in self.typed.values())
        marked = self.temperature or self.answers or self.promise or self.consent
        return not (told or marked or self.pictures or self.voice)

    @property
    def reachable(self) -> bool:
        """Whether some contact was written down; whether it can be read, the base will say."""
        return any(self.typed.get(key, "").strip() for key in CONTACTS)

    @property
    def files(self) -> tuple[str, ...]:
        """Sha256 of everything that was kept beside the words."""
        return (*self.pictures, *((self.voice,) if self.voice else ()))

    def short(self) -> "Visit":
        """What is kept of a visitor who is in the base and needs no look: no name, no contact, no words."""
        return replace(self, typed={}, read={}, answers={}, unread=())


_TEXTS = ("show", "by", "temperature", "promise", "consent", "voice", "group", "lead", "trouble")


def visit_record(visit: Visit) -> dict[str, Any]:
    """A visit as plain JSON values."""
    told: dict[str, Any] = {name: getattr(visit, name) for name in _TEXTS if getattr(visit, name)}
    told |= {"at": iso(visit.at), "state": visit.state, "typed": dict(visit.typed)}
    told |= {"read": dict(visit.read), "answers": dict(visit.answers), "known": visit.known}
    told |= {"pictures": list(visit.pictures), "unread": list(visit.unread)}
    return told | ({"due": iso(visit.due)} if visit.due else {})


def visit_from(visit_id: str, told: Mapping[str, Any]) -> Visit:
    """The visit that `visit_record` wrote; raises KeyError, TypeError or ValueError for another shape."""
    state = told.get("state")
    return Visit(
        id=visit_id,
        at=moment(told["at"]),
        typed={str(key): str(text) for key, text in dict(told.get("typed") or {}).items()},
        read={str(key): int(sure) for key, sure in dict(told.get("read") or {}).items()},
        answers={str(key): str(text) for key, text in dict(told.get("answers") or {}).items()},
        due=moment(told["due"]) if told.get("due") else None,
        pictures=tuple(map(str, told.get("pictures") or ())),
        unread=tuple(map(str, told.get("unread") or ())),
        known=bool(told.get("known")),
        state="saved" if state == "saved" else "done" if state == "done" else "open",
        **{name: str(told.get(name) or "") for name in _TEXTS},
    )


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What the evening adds up: each visitor is complete, waits, or stands under one reason to look again."""

    visitors: int
    pictures: int
    waiting: int
    complete: int
    troubles: Mapping[str, int]
    steps: int
    without_step: int


def reckon(visits: Sequence[Visit]) -> Reckoning:
    """The sums of confirmed visitors; a promise of nothing is a step that was decided about."""
    done = [visit for visit in visits if visit.state == "done"]
    troubles: dict[str, int] = {}
    for visit in done:
        if visit.trouble and visit.trouble != NO_STEP:
            troubles[visit.trouble] = troubles.get(visit.trouble, 0) + 1
    decided = sum(bool(visit.promise) for visit in visits)
    return Reckoning(
        visitors=len(visits),
        pictures=len({digest for visit in visits for digest in visit.pictures}),
        waiting=len(visits) - len(done),
        complete=sum(visit.trouble in ("", NO_STEP) for visit in done),
        troubles=troubles,
        steps=decided,
        without_step=len(visits) - decided,
    )


_ONLY = (("uk", "іїєґ"), ("ru", "ыэъё"))


def letter_language(told: str, words: str, usual: str, known: Sequence[str]) -> str:
    """The language to write to somebody in: what is known of them, else the letters of their words.

    Cyrillic letters that tell nothing more are the `usual` language, other letters English.
    """
    if told in known:
        return told
    folded = words.casefold()
    for code, letters in _ONLY:
        if any(letter in folded for letter in letters):
            return code
    return usual if any("а" <= letter <= "я" for letter in folded) else "en"
