"""Who sits down at a base and with which clocks: the opening, the acting user, the founding of a new base."""

import getpass

from leaddesk.actions.desk import Desk, Session
from leaddesk.actions.founding import found
from leaddesk.actions.ports import Store
from leaddesk.actions.users import SetUser
from leaddesk.app.place import DRAFTS_FILE, Opening
from leaddesk.domain.roles import rights_of
from leaddesk.domain.users import User


def seat(store: Store, opening: Opening) -> Desk:
    """A desk on an open store; a new base is founded, a new name becomes a lead generator."""
    with store.view() as read:
        users = [user for user in read.users() if user.active]
    if not users:
        me = found(store, opening.user or own_name(), opening.clock())
        store.tick(opening.clock())
    else:
        me = who(users, opening.user) or _let_in(store, opening, users)
    return desk_of(store, me, opening)


def desk_of(store: Store, me: User, opening: Opening) -> Desk:
    """A person's desk on an open store, with the files that came with leads at hand."""
    from leaddesk.app.mappings import Mappings
    from leaddesk.storage.drafts import DraftsFile
    from leaddesk.storage.file_parts import files_of

    desk = Desk(store, Session(me, opening.clock, opening.machine))
    desk.attachments = files_of(store, opening.attachments)
    desk.mappings = Mappings(opening.folder)
    desk.drafts = DraftsFile(opening.folder / DRAFTS_FILE)
    return desk


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
    """The user asked for by name or id; without a wish the namesake of the system's user, else an admin."""
    if asked is not None:
        return next((user for user in users if asked.strip() in (user.name, user.id)), None)
    own = own_name()
    return min(users, key=lambda user: (user.name != own, "admin" not in user.roles, user.id))


def own_name() -> str:
    """The name of the system's user; a word where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "me"
