"""Ids, searches and people as words of a command line."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from leaddesk.actions.desk import Desk
from leaddesk.actions.questions import Defined
from leaddesk.actions.questions import People as Users
from leaddesk.actions.values import Typing
from leaddesk.domain.refusals import UndoRefused
from leaddesk.texts.keys import People

GLOBAL_VALUES = frozenset(("--db", "--now", "--as", "--data", "--lang"))
GLOBAL_FLAGS = frozenset(("--json", "--help", "-h"))


def without_minus(words: Sequence[str]) -> list[str]:
    """Words of a search such as `-is:junk` made words, because argparse takes them for options."""
    return [
        " " + word if word.startswith("-") and not word.startswith("--") and ":" in word else word
        for word in words
    ]


def resolved(desk: Desk, typed: Iterable[str]) -> list[str]:
    """Ids of leads from ids or their beginnings; raises NotFound or Refused where none or several fit."""
    with desk.store.view() as read:
        return [read.resolve(one.strip().lower()) for one in typed]


def typing_of(desk: Desk, ids: Sequence[str] = ()) -> Typing:
    """How typed values are understood: one lead's own zone for its times, else that of the base."""
    zone = ""
    if len(ids) == 1:
        with desk.store.view() as read:
            zone = next((row.zone or "" for row in read.rows(ids)), "")
    session, users = desk.session, desk.ask(Users())
    return Typing(
        now=session.now(),
        definitions=desk.ask(Defined()),
        users=users,
        me=session.user.id,
        zone=zone,
    )


def names_of(desk: Desk) -> dict[str, str]:
    """Names of the users by id."""
    users = desk.ask(Users())
    return {user.id: user.name for user in users}


def people_of(desk: Desk) -> People:
    """Names of the users and the zone of the base, for refusals that say who and when."""
    zone = str(desk.ask(Defined()).settings.get("zone", "UTC"))
    return People(names_of(desk), ZoneInfo(zone))


@contextmanager
def naming(desk: Desk) -> Iterator[None]:
    """Put names for ids into a refusal of an undo, while the base is still open to ask."""
    try:
        yield
    except UndoRefused as refusal:
        people = people_of(desk)
        said = dict(refusal.said)
        if "actor" in said:
            said["actor"] = people.names.get(str(said["actor"]), said["actor"])
        raise UndoRefused(refusal.key, **said) from refusal
