"""Users: who works in the base, with which roles (C7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Action, Context
from leaddesk.actions.ports import Read
from leaddesk.domain.definitions import ENTITIES, NAME, PLAIN_ENTITIES, definition_id
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import Refused
from leaddesk.domain.roles import RIGHTS, ROLES, somebody_holds
from leaddesk.domain.users import User


@dataclass(frozen=True)
class SetUser(Action):
    """Add a user (no `user_id`), or change one."""

    name: ClassVar[str] = "user"
    right: ClassVar[str] = "users"
    full_name: str = ""
    roles: tuple[str, ...] = ("lead_generator",)
    user_id: str = ""
    active: bool = True

    @property
    def about(self) -> str:
        return self.full_name

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if not self.full_name.strip() or not self.roles or set(self.roles) - set(ROLES):
            raise Refused("users.needs_name_and_roles")
        value = {"name": self.full_name.strip(), "roles": list(self.roles), "active": self.active}
        if self.user_id:
            self._need_admin(read)
            return [Set("user", self.user_id, field, part) for field, part in value.items()]
        return [Set("user", context.new_id(), "*", value)]

    def _need_admin(self, read: Read) -> None:
        """Raise Refused for somebody unknown, or where nobody could manage users any more."""
        users = {user.id: user for user in read.users()}
        if self.user_id not in users:
            raise Refused("users.no_such_user", user=self.user_id)
        users[self.user_id] = User(self.user_id, self.full_name, self.roles, self.active)
        if not somebody_holds("users", users.values(), read.definitions().roles):
            raise Refused("users.last_admin")


@dataclass(frozen=True)
class SetDefinition(Action):
    """Change a setting or another definition of the base, or add one: entity, its key, and its fields."""

    name: ClassVar[str] = "define"
    right: ClassVar[str] = "configure"
    entity: str = "setting"
    key: str = ""
    fields: tuple[tuple[str, object], ...] = ()

    @property
    def about(self) -> str:
        return self.key

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.entity not in (*ENTITIES, *PLAIN_ENTITIES) or not self.key or not self.fields:
            raise Refused("define.no_such_entity", entity=self.entity)
        if self.entity == "role" and self._rights() - set(RIGHTS):
            raise Refused("define.no_such_right", role=self.key)
        if self.entity == "role" and not self._leaves_an_admin(read):
            raise Refused("users.last_admin")
        # One op sets the fields given and leaves the others; its key names the row where it is a new one.
        value = {**dict(self.fields), NAME: self.key}
        if self.entity == "script":
            former = read.definitions().script_by_id.get(self.key)
            value["version"] = former.version + 1 if former is not None else 1
        return [Set(self.entity, definition_id(self.entity, self.key), "*", value)]

    def _leaves_an_admin(self, read: Read) -> bool:
        told = {name for name in RIGHTS if name in self._rights()}
        granted = {**read.definitions().roles, self.key: frozenset(told)}
        return "rights" not in dict(self.fields) or somebody_holds("users", read.users(), granted)

    def _rights(self) -> set[object]:
        found = dict(self.fields).get("rights", ())
        return set(found) if isinstance(found, list | tuple) else {found}
