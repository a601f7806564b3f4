"""What a PageAsk means: its search text under the base's vocabulary, its split, its order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from leaddesk.actions.ports import PageAsk
from leaddesk.domain.call_now import Moment, moment_of
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
from leaddesk.storage.counting import Counting
from leaddesk.storage.dialects import Dialect
from leaddesk.storage.finding import Finding
from leaddesk.storage.indices import NEVER, SORTS
from leaddesk.storage.pages import Order, Paths
from leaddesk.storage.prepared import Prepared
from leaddesk.storage.queued import plain
from leaddesk.storage.search_sql import Conditions
from leaddesk.storage.slots import timeless, without_times

T = TypeVar("T")
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
    """A resolved ask. `limit` is the smaller of the asked and the typed one; `values` its times by slot."""

    asked: Resolved
    order: Order
    limit: int
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]


_KEPT = 200
"""Statements that are kept for the next time they are asked."""


class Speech:
    """The vocabulary of a base at one version of its definitions and users, and what was asked in it."""

    def __init__(
        self, version: int | None, definitions: Definitions, users: Iterable[User], dialect: Dialect
    ) -> None:
        self.version = version
        self.dialect = dialect
        self.definitions = definitions
        self.zone = ZoneInfo(str(definitions.setting("zone")))
        owners = [Known(user.id, (user.name,)) for user in users]
        self.vocabulary: Vocabulary = vocabulary_of(definitions, {"owner": owners})
        self.conditions = Conditions(dialect, definitions)
        self._fixed: dict[tuple[str, str], Resolved] = {}
        self._findings: dict[Any, Finding] = {}
        self._countings: dict[Any, Prepared] = {}
        self._parse = lru_cache(maxsize=100)(partial(parse, vocabulary=self.vocabulary))

    def wanted(self, ask: PageAsk, now: datetime, me: str) -> Wanted:
        """What `ask` means at `now` for user `me`."""
        query = self._parse(ask.query)
        asked = self.meant(ask.query, now, me)
        if ask.split is not None:
            asked = every(asked, self.meant(split_named(ask.split).query, now, me))
        limit = ask.limit if query.limit is None else min(ask.limit, query.limit)
        (shape,), values = without_times((asked,))
        return Wanted(shape, order_of(query, ask.sort, self.dialect), limit, values, query.problems)

    def meant(self, text: str, now: datetime, me: str) -> Resolved:
        """What a search text means at `now` for user `me`."""
        known = self._fixed.get((text, me))
        if known is None:
            query = self._parse(text)
            known = plain(resolve(query, now, self.zone, me, self.vocabulary))
            if timeless(query.node, known):
                _keep(self._fixed, (text, me), known)
        return known

    def moment(self, now: datetime) -> Moment:
        """The order of work at `now`."""
        return moment_of(now, self.definitions)

    def finding(self, wanted: Wanted, size: int) -> Finding:
        """How to find what is wanted in a base of some `size` leads; kept for the next time."""
        key = (wanted.asked, wanted.order, wanted.limit, size)
        found = self._findings.get(key)
        if found is None:
            paths = Paths(wanted.asked, self.dialect, self.conditions)
            found = Finding(paths, wanted.order, wanted.limit, size)
            _keep(self._findings, key, found)
        return found

    def counting(self, asked: tuple[Resolved, ...], limit: int | None) -> Prepared:
        """A select of the counts of some queries, each up to `limit`; kept for the next time."""
        found = self._countings.get((asked, limit))
        if found is None:
            counting = Counting(self.dialect, self.conditions)
            columns = [counting.of(one, limit) for one in asked]
            made = self.dialect.ready(sa.select(*columns))
            _keep(self._countings, (asked, limit), made)
            return made
        return found

    def counting_by(self, fact: str, asked: tuple[Resolved, ...]) -> Prepared:
        """A select of (number of the query, value of a fact, count); kept for the next time."""
        key = (fact, asked)
        if key not in self._countings:
            counting = Counting(self.dialect, self.conditions)
            parts = (part for n, one in enumerate(asked) for part in counting.by(fact, one, n))
            _keep(self._countings, key, self.dialect.ready(sa.union_all(*parts)))
        return self._countings[key]


def _keep(kept: dict[Any, T], key: Any, value: T) -> None:
    """Keep a value; all are forgotten where they became too many, as by typing."""
    if len(kept) >= _KEPT:
        kept.clear()
    kept[key] = value


def split_named(name: str) -> Split:
    """The declared split with this id; raises Refused where there is none."""
    for split in SPLITS:
        if split.id == name:
            return split
    raise Refused("search.no_such_split", split=name)


def order_of(query: Query, asked: str, dialect: Dialect) -> Order:
    """The typed sort, else the asked one; raises Refused for a sort that does not exist.

    The order of work is found by score and ranked at the moment (calling.py); typed, it begins with who
    waits worst.
    """
    for fact, down in sort_keys(query):
        if fact == "call":
            return Order("score", fact, True, SORTS["score"])
        if fact in _FACTS:
            return Order(_FACTS[fact], fact, down, SORTS[_FACTS[fact]])
        if fact in ("name", "company"):
            return Order(None, fact, down, dialect.line(WORD_KEYS.index(fact)))
        if fact in t.lead.c and isinstance(t.lead.c[fact].type, sa.Integer):
            return Order(None, fact, down, _never_null(t.lead.c[fact]))
    name, down = asked.removesuffix("-"), asked.endswith("-")
    if name == "call":
        return Order("score", "call", down, SORTS["score"])
    if name not in SORTS:
        raise Refused("search.no_such_sort", sort=asked)
    return Order(name, name, down, SORTS[name])


def _never_null(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """A number or time to sort by: missing numbers come before, missing times after all others."""
    return sa.func.coalesce(column, NEVER if column.name.endswith(("_at", "_until")) else -1)
