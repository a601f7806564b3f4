"""A base in which much has happened, and random questions to it: the same for the same seed."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from leaddesk.actions.action import Action
from leaddesk.actions.answer import Answer
from leaddesk.actions.assign import Assign
from leaddesk.actions.contact import Contact
from leaddesk.actions.desk import Desk
from leaddesk.actions.edit import Edit, MarkContact
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.junk import Archive, Junk
from leaddesk.actions.marks import Label, Level, Priority, SetRead, Star, Temperature
from leaddesk.actions.move import Move
from leaddesk.actions.note import WriteNote
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.sell import Accept, Lose, Postpone, Win
from leaddesk.actions.signal import RecordSignal
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.take import Take
from leaddesk.actions.task import AddTask
from leaddesk.domain.refusals import Refused
from leaddesk.domain.search_fields import COMPARED, FIELDS
from leaddesk.domain.search_flags import FLAGS, HAVE
from leaddesk.storage.door import open_store
from leaddesk.storage.store import SqliteStore
from tests.fakes.sample import Clock, add_user, as_user, contact, fill, incoming, make_desk

NAMES = (
    "Олена Ґудзь",
    "Дмитро Ковальчук",
    "Sofie Müller",
    "О’Ніл Їжак",
    "Анна-Марія Браун",
    "ivan_petrov",
    "",
)
COMPANIES = ("ТОВ «Завод №3»", "Brandt & Söhne GmbH", "Агро-Плюс", "", "", "завод")
NEEDS = (
    "Потрібен шліфувальний верстат, терміново!",
    "линия покраски (2 шт.)",
    "We need 40 licences; budget 10k",
    "100% знижка_на все",
    "ёлка и ґанок",
    "",
)
SOURCES = ("google", "Виставка 2026", "партнер", "")
CITIES = ("Київ", "Львів", "Berlin", "")
ZONES = ("Europe/Kyiv", "Europe/Berlin", "America/New_York", None)
WORDS = (
    "верстат", "ВЕРСТАТ", "шліф", "ліф", "завод", "оле", "гудзь", "їж", "a", "п", "2", "40", "100%", "_", "%",
    "müll", "mull", "ivan", "petrov", "petr", "анна-марія", "марія", "0501", "+38050", "example", "@", "'",
    "o'neil", "олена", "олина", "верстст", "заводд", "budgt", "licence", "елка", "терміново!", "(2", "№3",
    "nul\0", "дуже", "vip", "підготувати", "гроші", "прос",
)  # fmt: skip


@dataclass
class World:
    """A store with its desk and clock."""

    store: SqliteStore
    desk: Desk
    clock: Clock

    @property
    def me(self) -> str:
        """Id of the user who asks."""
        return self.desk.session.user.id


def make_world(
    folder: Path | None, seed: int = 1, leads: int = 120, steps: int = 260, url: str = ""
) -> World:
    """A base of `leads` leads and `steps` random steps of three people, in `folder` or at `url`."""
    clock = Clock()
    where = url or f"sqlite:///{folder / 'world.leaddesk' if folder else ''}"
    store = open_store(where, clock=clock)
    desk = make_desk(store, clock)
    dice = random.Random(seed)
    desks = [desk, as_user(desk, add_user(desk, "Ірина Мельник", ("sales", "head", "lead_generator")))]
    ids = fill(desk, [_arrival(dice, clock, number) for number in range(leads)])
    for _ in range(steps):
        clock.forward(minutes=dice.randint(1, 90))
        try:
            dice.choice(desks).do(_step(dice, clock, dice.choice(ids), desks))
        except Refused:
            continue
    store.tick(clock())
    _bounce(desk, ids[:6])
    return World(store, desk, clock)


def _arrival(dice: random.Random, clock: Clock, number: int) -> Incoming:
    phone = f"+3805{dice.randint(0, 9)}{number:07d}" if dice.random() < 0.8 else None
    email = f"client{number}@{dice.choice(('example.com', 'zavod.ua', 'example.org'))}"
    others = (contact("messenger", f"@user{number}"),) if dice.random() < 0.2 else ()
    if dice.random() < 0.1:
        others = (*others, contact("phone", "дод. 123-45", None))
    return incoming(
        name=dice.choice(NAMES),
        phone=phone,
        email=email if dice.random() < 0.5 else None,
        contacts=others,
        company=dice.choice(COMPANIES),
        need=dice.choice(NEEDS),
        product=dice.choice(("", "верстат", "сервіс")),
        title=dice.choice(("", "директор", "Head of Procurement")),
        source=dice.choice(SOURCES),
        campaign=dice.choice(("", "осінь", "spring sale")),
        event=dice.choice(("", "Інтерпром")),
        city=dice.choice(CITIES),
        country=dice.choice(("UA", "DE", "")),
        zone=dice.choice(ZONES),
        language=dice.choice(("uk", "de", "")),
        channel=dice.choice(("form", "email", "call", "event")),
        kind="cold" if dice.random() < 0.15 else "request",
        note="просив передзвонити" if dice.random() < 0.1 else "",
        received=clock() - timedelta(hours=dice.randint(0, 900), minutes=number % 7),
        **({"amount_minor": dice.randint(0, 900) * 10_000, "currency": "UAH"} if dice.random() < 0.4 else {}),
    )


def _step(dice: random.Random, clock: Clock, lead: str, desks: list[Desk]) -> Action:
    one = (lead,)
    after = clock() + timedelta(hours=dice.randint(-200, 400))
    soon = clock() + timedelta(hours=dice.randint(1, 400))
    question = dice.choice(("budget", "authority", "need", "timing", "priority"))
    steps: list[Callable[[], Action]] = [
        lambda: Take(one),
        lambda: Answer(
            one, question, dice.choice((None, 0, 1, 2, 3)), dice.choice(("", "гроші є, але у грудні"))
        ),
        lambda: Answer(one, question, 2, "так", {"text": "лист"}),
        lambda: RecordSignal(one, dice.choice(("price_request", "visits", "message", "invoice"))),
        lambda: Contact(one, "talked", dice.randint(0, 900)),
        lambda: Contact(one, "no_answer"),
        lambda: Contact(one, "refused", reason=dice.choice(("price", "no_need", "no_time"))),
        lambda: Move(one, dice.choice(("new", "in_work", "qualifying", "ready"))),
        lambda: Junk(one, "spam"),
        lambda: Archive(one, "not_fit"),
        lambda: Nurture(one, soon),
        lambda: Snooze(one, soon),
        lambda: AddTask(one, "підготувати ціну", after),
        lambda: Priority(one, dice.choice(("high", "low", "normal"))),
        lambda: Star(one, dice.random() < 0.7),
        lambda: SetRead(one, dice.random() < 0.7),
        lambda: Level(one, dice.choice(("mql", "sal", "sql", None)), "so it is"),
        lambda: Label(one, dice.choice(("VIP", "дуже важливо", "a|b"))),
        lambda: Temperature(one, dice.choice(("hot", "warm", "cold", None))),
        lambda: WriteNote(one, "просив рахунок на ґанок"),
        lambda: HandOver(one, "не з ціни", reason="urgent"),
        lambda: Accept(one),
        lambda: Win(one),
        lambda: Lose(one, dice.choice(("price", "competitor")), "no"),
        lambda: Postpone(one, soon),
        lambda: Assign(one, dice.choice(desks).session.user.id),
        lambda: Edit(one, "need", dice.choice(NEEDS)),
    ]
    return dice.choice(steps)()


def _bounce(desk: Desk, ids: list[str]) -> None:
    """Contacts that failed: leads on the board whom nobody can reach."""
    for lead_id in ids:
        with desk.store.view() as read:
            lead = read.lead(lead_id)
            person = read.person(lead.person_id) if lead.person_id else None
        for one in person.contacts if person else ():
            desk.do(MarkContact((lead_id,), one.id, "wrong"))


# Questions


def queries(seed: int, n: int) -> Iterator[str]:
    """Random search texts of the grammar, some of them nonsense."""
    dice = random.Random(seed)
    for _ in range(n):
        yield _query(dice, 0)


def _query(dice: random.Random, depth: int) -> str:
    parts = [_part(dice, depth) for _ in range(dice.choice((1, 1, 1, 2, 2, 3)))]
    return dice.choice((" ", " ", " OR ")).join(parts)


def _part(dice: random.Random, depth: int) -> str:
    shape = dice.random()
    if shape < 0.12 and depth < 3:
        inner = f"({_query(dice, depth + 1)})"
    elif shape < 0.4:
        inner = _word(dice)
    else:
        inner = _term(dice)
    return dice.choice(("", "", "", "-")) + inner


def _word(dice: random.Random) -> str:
    word = dice.choice(WORDS)
    shape = dice.random()
    if shape < 0.15:
        return f'"{word} {dice.choice(WORDS)}"' if shape < 0.07 else f'"{word}"'
    return word + dice.choice(("", "", "", "*", "~"))


def _term(dice: random.Random) -> str:
    field = dice.choice([one for one in FIELDS if one.kind not in ("sort", "group", "limit", "order")])
    op = dice.choice((":", ":", ":<", ":<=", ":>", ":>=", ":=")) if field.kind in COMPARED else ":"
    name = field.name
    if dice.random() < 0.08:
        name, op = f"bant.{dice.choice('bant')}", dice.choice((":", ":>", ":<=", ":>="))
        return name + op + dice.choice(("0", "1", "2", "3", "unknown"))
    values = {
        "flag": lambda: dice.choice(FLAGS).id,
        "have": lambda: dice.choice(HAVE).id,
        "text": lambda: _word(dice),
        "digits": lambda: dice.choice(("0501", "+38050", "000", "123", "7*")),
        "labels": lambda: dice.choice(("vip", '"дуже важливо"', "a|b", "інша")),
        "number": lambda: dice.choice(("0", "1", "2", "10", "2.5", "-1", "20..40", "5k", "..3", "none")),
        "duration": lambda: dice.choice(("0m", "5m", "1h", "10m..2h")),
        "since": lambda: dice.choice(("1h", "2d", "1w", "3d..2w")),
        "left": lambda: dice.choice(("15m", "0m", "-1h", "3d", "-2d..1d")),
        "day": lambda: dice.choice(
            (
                "today",
                "yesterday",
                "tomorrow",
                "-3d",
                "+2w",
                "2026-11-20",
                "01.11",
                "-2w..today",
                "now",
                "-5h",
            )
        ),
        "open": lambda: "now",
        "zone": lambda: dice.choice(("kyiv", "europe", "america")),
        "choice": lambda: _choice(dice, field),
    }
    found = values[field.kind]()
    if op == ":" and dice.random() < 0.15:
        found += "," + values[field.kind]()
    if field.kind == "text" and dice.random() < 0.2:
        op = ":="
    return name + op + found


def _choice(dice: random.Random, field: Any) -> str:
    known = [value.id for value in field.values]
    return dice.choice(
        [*known, "none", "me", "form", "Ірина", "ready", "new", "UA", "uk", "price", "deadbeef", "spam"]
    )
