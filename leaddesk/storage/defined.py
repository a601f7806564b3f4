"""Definitions and users as the base holds them: folded from their ops, read with one small check for news."""

from collections.abc import Iterable

import sqlalchemy as sa

from leaddesk.actions.defaults import default_definitions
from leaddesk.domain.definitions import LAST, NAME, PLACE, Definitions, read_definitions
from leaddesk.domain.log import from_text, to_text, winners
from leaddesk.domain.users import User
from leaddesk.storage import schema as t
from leaddesk.storage.batch import Batch
from leaddesk.storage.rows import Rows


class Defined:
    """A cache of definitions by the base's `defined_v`, which every change of them raises."""

    def __init__(self) -> None:
        self._at: int | None = None
        self._definitions = Definitions()

    def read(self, connection: sa.Connection) -> Definitions:
        """The definitions in force; the first defaults for a base that has none."""
        version = connection.execute(sa.select(t.base.c.defined_v)).scalar()
        if version is None:
            return default_definitions()
        if version != self._at:
            query = sa.select(t.definition.c.entity, t.definition.c.key, t.definition.c.value)
            found = connection.execute(query.order_by(t.definition.c.ord, t.definition.c.key)).all()
            rows = [(entity, key, from_text(value)) for entity, key, value in found]
            self._definitions = read_definitions(rows) if rows else default_definitions()
            self._at = version
        return self._definitions


def read_users(connection: sa.Connection) -> list[User]:
    """All users, by name."""
    c = t.user.c
    found = connection.execute(sa.select(c.id, c.name, c.roles, c.active).order_by(c.name, c.id))
    return [User(row[0], row[1], tuple(row[2].split()), bool(row[3])) for row in found]


ENTITIES = frozenset({"question", "stage", "channel", "signal", "choice", "criterion", "role", "setting"})


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
