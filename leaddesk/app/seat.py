"""Who sits down at a base and with which clocks: the opening, the acting user, the founding of a new base."""

import getpass
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from leaddesk.actions.desk import Desk, Session
from leaddesk.actions.founding import found
from leaddesk.actions.ports import Store
from leaddesk.actions.users import SetUser
from leaddesk.domain.roles import rights_of
from leaddesk.domain.users import User

Clock = Callable[[], datetime]
BASE_FILE = "leaddesk.sqlite"


def machine_clock() -> datetime:
    """The machine's time, which the log's clock follows."""
    return datetime.now(UTC)


def data_folder() -> Path:
    """LEADDESK_DATA, or the place that the system has for a user's data."""
    told = os.environ.get("LEADDESK_DATA")
    if told:
        return Path(told)
    from platformdirs import user_data_path

    return user_data_path("leaddesk", appauthor=False)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a base is opened. `now` fixes business time, `user` is a name or an id (None: who works here)."""

    url: str = ""
    data: Path | None = None
    user: str | None = None
    now: datetime | None = None
    machine: Clock = machine_clock

    @property
    def clock(self) -> Clock:
        """Business time: the machine's, unless --now fixed it."""
        fixed = self.now
        return self.machine if fixed is None else lambda: fixed

    @property
    def folder(self) -> Path:
        """Where the local base and what belongs to it lie."""
        return self.data or data_folder()

    @property
    def base_url(self) -> str:
        """The base asked for, or the local one."""
        return self.url or f"sqlite:///{self.folder / BASE_FILE}"


def seat(store: Store, opening: Opening) -> Desk:
    """A desk on an open store; a new base is founded, a new name becomes a lead generator."""
    with store.view() as read:
        users = [user for user in read.users() if user.active]
    if not users:
        me = found(store, opening.user or own_name(), opening.clock())
        store.tick(opening.clock())
    else:
        me = who(users, opening.user) or _let_in(store, opening, users)
    return Desk(store, Session(me, opening.clock, opening.machine))


def _let_in(store: Store, opening: Opening, users: list[User]) -> User:
    """Somebody new, added by whoever may add users, with the rights of a lead generator only."""
    with store.view() as read:
        granted = read.definitions().roles
    host = next((user for user in users if "users" in rights_of(user.roles, granted)), users[0])
    name = opening.user or own_name()
    Desk(store, Session(host, opening.clock, opening.machine)).do(SetUser(full_name=name))
    with store.view() as read:
        return who(read.users(), name) or host


def who(users: list[User], asked: str | None) -> User | None:
    """The user asked for by name or id; without a wish the namesake of the system's user, else the first."""
    if asked is not None:
        return next((user for user in users if asked.strip() in (user.name, user.id)), None)
    return next((user for user in users if user.name == own_name()), users[0])


def own_name() -> str:
    """The name of the system's user; a word where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "me"
