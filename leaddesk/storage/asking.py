"""What a PageAsk means: its search text under the base's vocabulary, its split, its order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from leaddesk.actions.ports import PageAsk
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.refusals import Refused
from leaddesk.domain.search_ast import Problem, Query
from leaddesk.domain.search_flags import SPLITS, Split
from leaddesk.domain.search_logic import Resolved, every
from leaddesk.domain.search_parse import parse
from leaddesk.domain.search_resolve import resolve, sort_keys
from leaddesk.domain.search_vocabulary import Known, Vocabulary, vocabulary_of
from leaddesk.domain.sought import WORD_KEYS
from leaddesk.domain.users import User
from leaddesk.storage import schema as t
from leaddesk.storage.indices import NEVER, SORTS
from leaddesk.storage.dialects import Dialect
from leaddesk.storage.pages import Order

_FACTS = {
    "score": "score",
    "received": "received",
    "cool_since": "cooling",
    "next_due": "due",
    "amount_minor": "amount",
    "stage_since": "stage_age",
}
"""Facts that an index sorts by: their sort."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A resolved ask. `limit` is the smaller of the asked and the typed one."""

    asked: Resolved
    order: Order
    limit: int
    problems: tuple[Problem, ...]


class Speech:
    """The vocabulary of a base at one version of its definitions and users."""

    def __init__(
        self, version: int | None, definitions: Definitions, users: Iterable[User], dialect: Dialect
    ) -> None:
        self.version = version
        self.dialect = dialect
        self.definitions = definitions
        self.zone = ZoneInfo(str(definitions.setting("zone")))
        owners = [Known(user.id, (user.name,)) for user in users]
        self.vocabulary: Vocabulary = vocabulary_of(definitions, {"owner": owners})

    def wanted(self, ask: PageAsk, now: datetime, me: str) -> Wanted:
        """What `ask` means at `now` for user `me`."""
        query = parse(ask.query, self.vocabulary)
        asked = self._resolve(query, now, me)
        if ask.split is not None:
            asked = every(asked, self.meant(split_named(ask.split).query, now, me))
        limit = ask.limit if query.limit is None else min(ask.limit, query.limit)
        return Wanted(asked, order_of(query, ask.sort, self.dialect), limit, query.problems)

    def meant(self, text: str, now: datetime, me: str) -> Resolved:
        """What a search text means at `now` for user `me`."""
        return self._resolve(parse(text, self.vocabulary), now, me)

    def _resolve(self, query: Query, now: datetime, me: str) -> Resolved:
        return resolve(query, now, self.zone, me, self.vocabulary)


def split_named(name: str) -> Split:
    """The declared split with this id; raises Refused where there is none."""
    for split in SPLITS:
        if split.id == name:
            return split
    raise Refused("search.no_such_split", split=name)


def order_of(query: Query, asked: str, dialect: Dialect) -> Order:
    """The typed sort, else the asked one; raises Refused for a sort that does not exist."""
    for fact, down in sort_keys(query):
        if fact in _FACTS:
            return Order(_FACTS[fact], SORTS[_FACTS[fact]], down)
        if fact in ("name", "company"):
            return Order(None, dialect.line(WORD_KEYS.index(fact)), down)
        if fact in t.lead.c and isinstance(t.lead.c[fact].type, sa.Integer):
            return Order(None, _never_null(t.lead.c[fact]), down)
    name, down = asked.removesuffix("-"), asked.endswith("-")
    if name not in SORTS:
        raise Refused("search.no_such_sort", sort=asked)
    return Order(name, SORTS[name], down)


def _never_null(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """A number or time to sort by: missing numbers come before, missing times after all others."""
    return sa.func.coalesce(column, NEVER if column.name.endswith(("_at", "_until")) else -1)
