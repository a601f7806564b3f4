"""Founding: what a new base holds before anybody works in it, the definitions and its first user (C7)."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from leaddesk.actions.action import Action, Context
from leaddesk.actions.defaults import default_rows
from leaddesk.actions.ports import Intent, Read, Store, Undo
from leaddesk.domain.definitions import NAME, PLACE, definition_id
from leaddesk.domain.ids import new_id
from leaddesk.domain.log import Set, ms_of
from leaddesk.domain.refusals import Refused
from leaddesk.domain.users import User

FIRST_ROLES = ("lead_generator", "admin")


@dataclass(frozen=True)
class Found(Action):
    """Writes every default definition and the first user, who acts; refused where the base has users."""

    name: ClassVar[str] = "found"
    right: ClassVar[str] = "configure"
    full_name: str
    roles: tuple[str, ...] = FIRST_ROLES

    @property
    def undo(self) -> Undo:
        return "never"

    @property
    def about(self) -> str:
        return self.full_name

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if not self.full_name.strip() or not self.roles:
            raise Refused("users.needs_name_and_roles")
        if read.users():
            raise Refused("founding.has_users")
        return [*_definitions(), _user(self, context)]


def found(store: Store, name: str, now: datetime, roles: tuple[str, ...] = FIRST_ROLES) -> User:
    """Found the base of `store` at business time `now`; the only write that no right is checked for."""
    first = new_id(ms_of(now), os.urandom(10))
    action = Found(name.strip(), roles)
    context = Context(now, first, lambda: new_id(ms_of(now), os.urandom(10)))
    intent = Intent(action.name, first, now, action.undo, action.about)
    store.write(intent, lambda read: action.plan(read, context))
    return User(first, name.strip(), roles)


def _definitions() -> Iterator[Set]:
    for place, (entity, key, fields) in enumerate(default_rows()):
        yield Set(entity, definition_id(entity, key), "*", {**fields, NAME: key, PLACE: place})


def _user(action: Found, context: Context) -> Set:
    value = {"name": action.full_name, "roles": list(action.roles), "active": True}
    return Set("user", context.actor, "*", value)
