"""Leads, people, clocks and desks for a test to start from; every value is made up and the same each time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from leaddesk.actions.arrivals import Fate
from leaddesk.actions.capture import Capture
from leaddesk.actions.chunks import in_chunks
from leaddesk.actions.desk import Desk, Session
from leaddesk.actions.founding import FIRST_ROLES, found
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.incoming import Incoming, IncomingContact
from leaddesk.actions.ports import Store
from leaddesk.actions.users import SetUser
from leaddesk.domain.users import User
from tests.fakes.memory_store import MemoryStore

NOW = datetime(2026, 11, 20, 8, 14, 5, tzinfo=UTC)
"""A Friday, 10:14:05 in Kyiv."""

FIRST = ("Олена", "Дмитро", "Ганна", "Юрій", "Mia", "Игорь", "Їжак", "Sofie", "Тарас", "Ілля")
LAST = ("Коваленко", "Brandt", "Ґудзь", "Соколова", "Müller", "Ковальчук", "Иванов", "O’Neil")
NEEDS = (
    "Потрібен шліфувальний стрічковий верстат",
    "Нужна линия покраски к весне",
    "We need 40 licences before the audit",
    "Скільки коштує сервіс на рік?",
)
CHANNELS = ("form", "email", "call", "messenger", "event", "referral")


@dataclass
class Clock:
    """A clock that stands still until it is told to go on."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> datetime:
        """Go on by hours, minutes, days ... and tell the new time."""
        self.now += timedelta(**by)
        return self.now


def make_desk(
    store: Store | None = None,
    now: datetime | Clock = NOW,
    roles: tuple[str, ...] = FIRST_ROLES,
    name: str = "Олена Гнатюк",
) -> Desk:
    """A desk on a founded base, in memory without `store`; its user holds `roles`; see `clock_of`."""
    clock = now if isinstance(now, Clock) else Clock(now)
    store = store if store is not None else MemoryStore(clock=clock)
    with store.view() as read:
        users = read.users()
    first = users[0] if users else found(store, name if roles == FIRST_ROLES else "Адміністратор", clock())
    store.tick(clock())
    desk = Desk(store, Session(first, clock, clock))
    return desk if roles == FIRST_ROLES else as_user(desk, add_user(desk, name, roles))


def clock_of(desk: Desk) -> Clock:
    """The clock that `make_desk` gave."""
    clock = desk.session.now
    assert isinstance(clock, Clock)
    return clock


def add_user(desk: Desk, name: str, roles: tuple[str, ...] = ("lead_generator",)) -> User:
    """One more user of the base, made by the desk's own (who must be admin)."""
    change = desk.do(SetUser(full_name=name, roles=roles))
    assert change.tx
    with desk.store.view() as read:
        return next(user for user in read.users() if user.name == name.strip())


def as_user(desk: Desk, user: User) -> Desk:
    """Another person's desk on the same base, with the same clock."""
    return Desk(desk.store, Session(user, desk.session.now, desk.session.machine))


def contact(
    kind: str, value: str, normal: str | None = "", *, shared: bool = False, label: str = ""
) -> IncomingContact:
    """A contact whose normal form is `value`, or `normal`; None is one that could not be read."""
    reason = "contact.unreadable" if normal is None else None
    return IncomingContact(kind, value, value if normal == "" else normal, reason, label, shared)


def incoming(
    name: str = "Дмитро Ковальчук",
    phone: str | None = "+380501234567",
    email: str | None = None,
    contacts: tuple[IncomingContact, ...] = (),
    extra: Mapping[str, Any] | None = None,
    **more: Any,
) -> Incoming:
    """An arrival; `phone` and `email` are normal forms (None: without), `more` are fields of Incoming."""
    told = [contact("phone", phone)] if phone else []
    told += [contact("email", email)] if email else []
    more = {"need": NEEDS[0], "channel": "form"} | more
    return Incoming(name=name, contacts=(*told, *contacts), extra=extra or {}, **more)


def capture(desk: Desk, item: Incoming | None = None, **more: Any) -> str:
    """Capture an arrival, or `incoming(**more)`; the id of its lead."""
    change = desk.do(Capture(item if item is not None else incoming(**more)))
    (new,) = [i for i in change.ids if _made_by(desk, i, change.tx)] or [""]
    return new


def fill(desk: Desk, items: Sequence[Incoming]) -> list[str]:
    """Import arrivals as one step, much faster than capturing each; ids of their leads in order."""
    fates: dict[int, list[Fate]] = {}
    desk.do(ImportRows(in_chunks(items, 200), fates.__setitem__, "sample.csv"))
    return [fate.lead_id for number in sorted(fates) for fate in fates[number]]


def _made_by(desk: Desk, lead_id: str, tx: str) -> bool:
    with desk.store.view() as read:
        return read.ops(lead_id)[0].tx_id == tx


def crowd(n: int, start: datetime = NOW) -> list[Incoming]:
    """`n` arrivals of different people, an hour apart and going back from `start`."""
    return [
        incoming(
            name=f"{FIRST[i % len(FIRST)]} {LAST[i % len(LAST)]}",
            phone=f"+38050{i:07d}",
            email=f"client{i}@example.com" if i % 3 else None,
            need=f"{NEEDS[i % len(NEEDS)]} №{i}",
            channel=CHANNELS[i % len(CHANNELS)],
            company=f"Завод {i % 17}" if i % 2 else "",
            amount_minor=i * 10_000 if i % 4 == 0 else None,
            currency="UAH" if i % 4 == 0 else "",
            received=start - timedelta(hours=i, minutes=i % 7),
        )
        for i in range(n)
    ]
