"""Definitions and users as the base holds them: folded from their ops, read with one small check for news."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from leaddesk.actions.defaults import default_definitions, definitions_from
from leaddesk.domain.definitions import ENTITIES as DEFINED
from leaddesk.domain.definitions import LAST, NAME, PLACE, PLAIN_ENTITIES, Definitions
from leaddesk.domain.log import from_text, to_text, winners
from leaddesk.domain.roles import somebody_holds
from leaddesk.domain.users import User
from leaddesk.storage import schema as t
from leaddesk.storage.batch import Batch
from leaddesk.storage.rows import Rows

Stored = tuple[str, str, int, str]
"""Entity, key, place and value of a definition."""


class Defined:
    """A cache of definitions and users by the base's `defined_v`, which every change of them raises."""

    def __init__(self) -> None:
        self.version: int | None = None
        self._told: Definitions | None = None
        self._rows: dict[str, Stored] = {}
        self._users: list[User] = []

    def read(self, connection: sa.Connection) -> Definitions:
        """The definitions in force; the first defaults for a base that has none."""
        self._renew(connection)
        return self._definitions

    @property
    def _definitions(self) -> Definitions:
        """Those read last; the first defaults are only made for a base that has none."""
        if self._told is None:
            self._told = default_definitions()
        return self._told

    def users(self, connection: sa.Connection) -> list[User]:
        """All users, by name."""
        self._renew(connection)
        return list(self._users)

    def after(self, batch: Batch) -> Definitions:
        """The definitions as a batch will leave them."""
        rows = {
            **self._rows,
            **{row[0]: (row[1], row[2], row[3], row[4]) for row in batch.changed.get(t.definition, ())},
        }
        for (row_id,) in batch.gone.get(t.definition, ()):
            rows.pop(row_id, None)
        return _read(rows)

    def keeps_an_admin(self, batch: Batch) -> bool:
        """Whether somebody can still manage users once a batch is written; true of a base without users."""
        users = {user.id: user for user in self._users}
        users |= {row[0]: _user(row) for row in batch.changed.get(t.user, ())}
        for (row_id,) in batch.gone.get(t.user, ()):
            users.pop(row_id, None)
        return not users or somebody_holds("users", users.values(), self.after(batch).roles)

    def _renew(self, connection: sa.Connection) -> None:
        version = connection.execute(sa.select(t.base.c.defined_v)).scalar()
        if version is not None and version != self.version:
            self._load(connection)
            self.version = version

    def _load(self, connection: sa.Connection) -> None:
        c = t.definition.c
        found = connection.execute(sa.select(c.row_id, c.entity, c.key, c.ord, c.value))
        u = t.user.c
        users = connection.execute(sa.select(u.id, u.name, u.roles, u.active))
        self.take(found, users)

    def take(self, definitions: Iterable[Any], users: Iterable[Any]) -> None:
        """Take stored rows in."""
        self._rows = {row[0]: (row[1], row[2], row[3], row[4]) for row in definitions}
        self._told = _read(self._rows)
        self._users = sorted(map(_user, users), key=lambda user: (user.name, user.id))


def _user(row: Any) -> User:
    return User(row[0], row[1], tuple(row[2].split()), bool(row[3]))


def _read(rows: Mapping[str, Stored]) -> Definitions:
    found = sorted(rows.values(), key=lambda row: (row[2], row[1]))
    return definitions_from([(entity, key, from_text(value)) for entity, key, _, value in found])


RULES = frozenset(
    {
        *("question", "stage", "channel", "signal", "action", "setting", "shift", "programme"),
        *("level_rule", "product_group", "criterion"),
    }
)
"""Definitions that the rows of leads are worth by."""

ENTITIES = frozenset({*DEFINED, *PLAIN_ENTITIES})


def project_definitions(rows: Rows, batch: Batch, touched: Iterable[tuple[str, str]]) -> bool:
    """Project definitions and users among `touched` (entity, row id); whether there were any."""
    found = sorted((entity, row_id) for entity, row_id in touched if entity in ENTITIES or entity == "user")
    ops = rows.ops([row_id for _, row_id in found])
    for entity, row_id in found:
        fields = {name: register.value for name, register in winners(ops[row_id]).items()}
        if entity == "user":
            if fields:
                roles = " ".join(fields.get("roles", ()))
                row = (row_id, fields.get("name", ""), roles, bool(fields.get("active", True)))
                batch.upsert(t.user, [row])
            else:
                batch.delete(t.user, [(row_id,)])
        elif fields:
            key, ord_ = fields.pop(NAME), fields.pop(PLACE, LAST)
            batch.upsert(t.definition, [(row_id, entity, key, ord_, to_text(fields))])
        else:
            batch.delete(t.definition, [(row_id,)])
    return bool(found)
