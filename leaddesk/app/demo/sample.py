"""The big sample: any number of leads over two years, the same for the same seed and moment."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import exp
from random import Random
from typing import Any, ClassVar

from leaddesk.actions.action import Action, Context
from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import Progress, Read, Undo
from leaddesk.actions.questions import Defined
from leaddesk.app.demo.story import CHANNELS, Story, tell
from leaddesk.app.demo.world import (
    NORMS,
    SHOW,
    STAFF,
    USERS,
    Someone,
    contact,
    some_id,
    someone,
    user_ids,
    world,
)
from leaddesk.app.demo.worth import Prices, Worth, worth
from leaddesk.app.demo.writing import Made, Writer
from leaddesk.domain.definitions import NAME, Definitions, definition_id
from leaddesk.domain.load import norm_fields
from leaddesk.domain.log import Set, iso, ms_of

DAYS = 730
CHUNK = 300
COMPACT_FROM = 20_000
_NO_CONTACT, _COLD, _AGAIN, _DUPLICATE = 0.015, 0.04, 0.09, 0.02
_REMEMBERED = 4000


@dataclass
class Counts:
    """What a sample holds (CLI.md)."""

    leads: int = 0
    people: int = 0
    companies: int = 0
    deals: int = 0
    calls: int = 0


@dataclass(frozen=True)
class Sample(Action):
    """The leads of a sample in short transactions under one step, undone row by row."""

    name: ClassVar[str] = "demo"
    right: ClassVar[str] = "import"
    pieces: Iterator[Sequence[Set]]
    said: Callable[[int], None]

    @property
    def undo(self) -> Undo:
        return "per_row"

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        return [one for piece in self.pieces for one in piece]

    def parts(self) -> Iterator[Action]:
        yield _People()
        for number, piece in enumerate(self.pieces, 1):
            yield _Piece(tuple(piece))
            self.said(number)


@dataclass(frozen=True)
class _Piece(Action):
    name: ClassVar[str] = "demo"
    right: ClassVar[str] = "import"
    sets: tuple[Set, ...]

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        return self.sets


@dataclass(frozen=True)
class _People(Action):
    """The people of the sample, where the base does not have them yet."""

    name: ClassVar[str] = "demo"
    right: ClassVar[str] = "import"

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        known, ids = {user.id for user in read.users()}, user_ids()
        new = [(name, roles) for name, roles in USERS if ids[name] not in known]
        people = [
            Set("user", ids[name], "*", {"name": name, "roles": list(roles), "active": True})
            for name, roles in new
        ]
        norms = [
            Set(
                "load_norm", definition_id("load_norm", ids[name]), "*", norm_fields(norm) | {NAME: ids[name]}
            )
            for name, norm in NORMS.items()
            if ids[name] not in known
        ]
        return [*people, *norms, *([_show(context)] if new else [])]


def _show(context: Context) -> Set:
    today = context.at.date()
    days = {"first": (today - timedelta(days=2)).isoformat(), "last": today.isoformat()}
    staff = [user_ids()[name] for name in STAFF]
    return Set("show", definition_id("show", SHOW[NAME]), "*", {**SHOW, **days, "staff": staff})


@dataclass
class Generator:
    """Makes leads one after another in the order of their arrival."""

    leads: int
    seed: int
    now: datetime
    definitions: Definitions
    counts: Counts = field(default_factory=Counts)

    def __post_init__(self) -> None:
        self._r = Random(self.seed)
        self._prices = Prices.of(self.definitions)
        self._pool = max(20, self.leads // 3)
        self._known: list[Someone] = []
        self._writer = Writer(self._r, self.now, world(), compact=self.leads > COMPACT_FROM)

    def pieces(self) -> Iterator[list[Set]]:
        """Registers of about 300 leads at a time."""
        piece: list[Set] = []
        for number, received in enumerate(arrivals(self._r, self.leads, self.now), 1):
            piece += self._lead(number, received)
            if number % CHUNK == 0:
                yield piece
                piece = []
        if piece:
            yield piece
        self._count()

    def _count(self) -> None:
        self.counts.companies = self._writer.companies
        self.counts.deals, self.counts.calls = self._writer.deals, self._writer.calls

    def _lead(self, number: int, received: datetime) -> list[Set]:
        r = self._r
        self.counts.leads += 1
        u = r.random()
        if u < _NO_CONTACT:
            return self._nobody(received)
        u -= _NO_CONTACT
        if u < _COLD:
            return self._cold(number, received)
        u -= _COLD
        again = u < _AGAIN and len(self._known) > 20
        person = r.choice(self._known) if again else self._new_person(number, received, u - _AGAIN)
        channel = r.choices(tuple(CHANNELS), tuple(CHANNELS.values()))[0]
        story = tell(r, received, self.now, channel, again=again)
        made = self._made(person, channel, story, again=again)
        return self._writer.sets(made)

    def _made(self, person: Someone, channel: str, story: Story, *, again: bool) -> Made:
        r = self._r
        needs = world().needs
        # Cold ones mostly only look round: they have no product and no sum.
        need = needs[-1] if story.heat == "cold" and r.random() < 0.5 else r.choice(needs[:-1])
        amount = None
        if need["price"] and r.random() < 0.8:
            rough = need["price"] * r.lognormvariate(0, 0.45)
            amount = (round(rough / 10_000) * 10_000 * 100, "UAH") if rough > 10_000 else None
            if amount and person.language == "en":
                amount = (round(rough / 45_000) * 1_000 * 100 or 100_000, "EUR")
        found: Worth = worth(r, story, channel, self._prices)
        lead = some_id(r, ms_of(story.received))
        return Made(lead, person, channel, dict(need), story, found, amount, again, fresh=not again)

    def _new_person(self, number: int, received: datetime, u: float) -> Someone:
        """Somebody new, now and then somebody known who is written as if new: a duplicate to be found."""
        self.counts.people += 1
        made = someone(self._r, number, ms_of(received), self._pool)
        if 0 <= u < _DUPLICATE and self._known:
            known = self._r.choice(self._known)
            made = self._twin(known, made) if known.phone or known.email else made
        if len(self._known) < _REMEMBERED:
            self._known.append(made)
        else:
            self._known[self._r.randrange(_REMEMBERED)] = made
        return made

    def _twin(self, known: Someone, fresh: Someone) -> Someone:
        given, _, family = known.name.partition(" ")
        name = f"{family} {given}" if self._r.random() < 0.5 else f"{given[:1]}. {family}"
        born = {key: value for key, value in known.born.items() if not key.startswith("contact/")}
        born |= {"id": fresh.id, "name": name}
        if known.phone:
            born |= contact(fresh.id, "phone", known.phone, known.phone)
        elif known.email:
            born |= contact(fresh.id, "email", known.email.upper(), known.email)
        return replace_person(known, fresh.id, name, born)

    def _nobody(self, received: datetime) -> list[Set]:
        """A record without a contact: junk that is kept (A6)."""
        lead = some_id(self._r, ms_of(received))
        person: dict[str, Any] = {"id": some_id(self._r, ms_of(received))}
        self.counts.people += 1
        born = {"kind": "request", "received": iso(received), "person": person["id"], "channel": "card"}
        born |= {"need": "Скан візитки: розпізнано лише компанію"}
        place = {"stage": "new", "place": "junk", "reason": "no_contact"}
        return [Set("lead", lead, "*", {"lead": born | {"position": place}, "person": person}, received)]

    def _cold(self, number: int, received: datetime) -> list[Set]:
        """One of an organiser's list: asked nothing, so it is in no inbox (decision 13)."""
        person = self._new_person(number, received, 1.0)
        lead = some_id(self._r, ms_of(received))
        born = {"kind": "cold", "received": iso(received), "person": person.id, "channel": "import"}
        born |= {"event": world().words["event"][0], "company": person.company_id}
        told = {name: value for name, value in born.items() if value}
        return [Set("lead", lead, "*", {"lead": told, "person": dict(person.born)}, received)]


def replace_person(known: Someone, own: str, name: str, born: dict[str, Any]) -> Someone:
    """The same person under another id and spelling."""
    return known._replace(id=own, name=name, born=born)


def arrivals(r: Random, leads: int, now: datetime) -> Iterator[datetime]:
    """Times of arrival in order: more every month, fewer at weekends and at night, none in the future."""
    start = now - timedelta(days=DAYS)
    weights = [_weight(start + timedelta(days=day), day) for day in range(DAYS)]
    total, owed = sum(weights), 0.0
    given = 0
    for day, weight in enumerate(weights):
        owed += leads * weight / total
        todays = (leads if day == DAYS - 1 else round(owed)) - given
        given += todays
        begin = start + timedelta(days=day)
        seconds = sorted(_second(r, begin) for _ in range(todays))
        for second in seconds:
            yield (begin + timedelta(seconds=second)).replace(microsecond=0)


def _weight(at: datetime, day: int) -> float:
    weekday = (1.15, 1.1, 1.0, 1.0, 0.9, 0.35, 0.25)[at.weekday()]
    season = 0.75 if at.month in (1, 7, 8) else 1.0
    return weekday * season * (0.35 + exp(3.2 * (day / DAYS - 1)))


def _second(r: Random, begin: datetime) -> float:
    """A second of the day after `begin`: four of five in working hours of Kyiv."""
    if r.random() < 0.2:
        return r.random() * 86_399
    hour = 6 + 9.5 * (r.random() + r.random()) / 2 * 1.15
    return ((hour - begin.hour) % 24) * 3600 * 0.999


def fill(desk: Desk, leads: int, seed: int, said: Callable[[Progress], None] | None = None) -> Counts:
    """Fill the base with a sample at the desk's business time."""
    made = Generator(leads, seed, desk.session.now(), desk.ask(Defined()))

    def told(number: int) -> None:
        if said:
            said(Progress(min(number * CHUNK, leads), leads))

    desk.do(Sample(made.pieces(), told))
    desk.store.tick(desk.session.now())
    return replace(made.counts)
