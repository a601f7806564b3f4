"""The questions of the inbox: pages already made into paint records, and what a change did to shown rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from leaddesk.actions.ports import Cursor, PageAsk, Store
from leaddesk.actions.questions import Question
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.list_row import ListRow, list_row
from leaddesk.domain.search_ast import Problem
from leaddesk.domain.search_parse import parse
from leaddesk.domain.search_print import print_query
from leaddesk.domain.search_vocabulary import vocabulary_of
from leaddesk.domain.users import User
from leaddesk.ui.inbox.order import Placing, cursor_of, flipped, just_before, placing
from leaddesk.ui.inbox.record import RowPaint, look, paint_record

MOST_TESTED = 60
"""Changed rows that are each asked whether the query still finds them; more are settled by one page."""

MOST_OWN = 1000
"""One's own queue is first counted so far, and said as "1,000+"."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Held(NamedTuple):
    """A row in the list: its data, its paint record, and where it stood when it was read."""

    row: ListRow
    record: RowPaint
    place: Cursor


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """Rows in the order of the list; `more` tells whether the base has rows beyond the far edge.

    `own_order`: the query names its sort itself, so that only `next` tells where the next page begins.
    """

    held: tuple[Held, ...]
    more: bool
    problems: tuple[Problem, ...] = ()
    next: Cursor | None = None
    own_order: bool = False


@dataclass(frozen=True, slots=True)
class InboxPage(Question[PaintedPage]):
    """A page of `ask`; with `from_end` the last page of the list instead of the first."""

    ask: PageAsk
    definitions: Definitions
    from_end: bool = False

    def answer(self, store: Store, now: datetime, me: User) -> PaintedPage:
        ask = replace(self.ask, sort=flipped(self.ask.sort)) if self.from_end else self.ask
        query = parse(ask.query)
        page = store.page(ask, now, me.id)
        rows = page.rows[::-1] if self.from_end else page.rows
        more = page.next is not None if ask.before is None else len(rows) >= ask.limit
        return PaintedPage(
            held_rows(rows, placing(self.ask, self.definitions, now), self.definitions, now),
            more and query.limit is None,
            page.problems,
            page.next,
            bool(query.sort),
        )


@dataclass(frozen=True, slots=True)
class TheseRows(Question[PaintedPage]):
    """Certain leads in the order given."""

    ids: tuple[str, ...]
    definitions: Definitions

    def answer(self, store: Store, now: datetime, me: User) -> PaintedPage:
        with store.view() as read:
            rows = list(map(list_row, read.rows(self.ids)))
        place = placing(PageAsk(), self.definitions, now)
        return PaintedPage(held_rows(rows, place, self.definitions, now), more=False)


def held_rows(
    rows: Sequence[ListRow], place: Placing, definitions: Definitions, now: datetime
) -> tuple[Held, ...]:
    """Rows with their records and places."""
    seen = look(definitions, now)
    return tuple(Held(row, paint_record(row, seen), place(row)) for row in rows)


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What a change did: rows that differ and are still found, and ids that the query finds no more."""

    changed: tuple[Held, ...]
    gone: frozenset[str]


@dataclass(frozen=True, slots=True)
class WhatBecame(Question[Aftermath]):
    """Reads rows again after a change. `before` are the rows as shown.

    `all_changed` skips the comparison; in a `fixed` list no row leaves while its lead exists.
    """

    ask: PageAsk
    ids: tuple[str, ...]
    before: tuple[ListRow, ...]
    definitions: Definitions
    all_changed: bool = False
    fixed: bool = False

    def answer(self, store: Store, now: datetime, me: User) -> Aftermath:
        with store.view() as read:
            rows = list(map(list_row, read.rows(self.ids)))
        shown = {row.id: row for row in self.before}
        differ = [row for row in rows if self.all_changed or shown.get(row.id) != row]
        found = self._found(store, now, me, differ)
        gone = set(self.ids) - {row.id for row in rows} | {row.id for row in differ} - found
        stay = [row for row in differ if row.id in found]
        place = placing(self.ask, self.definitions, now)
        return Aftermath(held_rows(stay, place, self.definitions, now), frozenset(gone))

    def _found(self, store: Store, now: datetime, me: User, rows: Sequence[ListRow]) -> set[str]:
        if self.fixed:
            return {row.id for row in rows}
        query = parse(self.ask.query, vocabulary_of(self.definitions))
        ordered = bool(query.sort) or query.limit is not None
        said = print_query(replace(query, sort=(), limit=None)) if ordered else self.ask.query
        # Whether the query finds a row is asked in an order that an index holds.
        sort = PageAsk().sort if self.ask.sort.startswith("call") else self.ask.sort
        ask = replace(self.ask, query=said, sort=sort, after=None, before=None, limit=1)
        if len(rows) > MOST_TESTED:
            wanted = replace(ask, limit=max(2 * len(rows), 1000))
            return {row.id for row in store.page(wanted, now, me.id).rows}
        return {row.id for row in rows if self._holds(store, now, me, row, ask)}

    def _holds(self, store: Store, now: datetime, me: User, row: ListRow, ask: PageAsk) -> bool:
        """One seek: the page of one row that begins where this row would stand."""
        after = just_before(cursor_of(row, ask.sort), ask.sort)
        return any(found.id == row.id for found in store.page(replace(ask, after=after), now, me.id).rows)


@dataclass(frozen=True, slots=True)
class Found(Question[tuple[str, ...]]):
    """Ids of all leads of a query, at most `most` (Ctrl+A)."""

    ask: PageAsk
    most: int = 10_000

    def answer(self, store: Store, now: datetime, me: User) -> tuple[str, ...]:
        return tuple(islice(store.ids_where(self.ask, now, me.id), self.most))


@dataclass(frozen=True, slots=True)
class Tallied:
    """Counts of the splits, of the query where one is shown, of the lost, and when the next lead wakes.

    `late` are past the norm; of `met_of` first contacts of today `met` came within it (C24). `bounded` are
    one's own queues that hold at least as many as are told.
    """

    splits: dict[str, int] = field(default_factory=dict)
    here: int = 0
    lost: int = 0
    wakes: datetime | None = None
    late: int = 0
    met: int = 0
    met_of: int = 0
    bounded: frozenset[str] = frozenset()


def _in_norm(store: Store, now: datetime) -> tuple[int, int]:
    """First contacts of today within the norm, and all of them that had one."""
    with store.view() as read:
        zone = ZoneInfo(str(read.definitions().setting("zone")))
    met: Counter[str] = Counter()
    for rollup in store.rollups([f"norm|{now.astimezone(zone):%Y-%m-%d}|"]):
        met[rollup.key[-1]] += rollup.n
    return met["1"], met.total()


@dataclass(frozen=True, slots=True)
class Tally(Question[Tallied]):
    """The counts beside the list. A query is counted up to `most`; the splits are exact.

    `own` are a person's own queues (id, search), counted up to MOST_OWN.
    """

    query: str = ""
    split: str | None = None
    most: int = 10_000
    own: tuple[tuple[str, str], ...] = ()

    def answer(self, store: Store, now: datetime, me: User) -> Tallied:
        counts = store.counts(tuple(query for _, query in self.own), now, me.id, MOST_OWN)
        own = {name: n for (name, _), n in zip(self.own, counts, strict=True)}
        splits = store.split_counts(now, me.id)
        lost, late = store.counts(("is:forgotten", "is:late"), now, me.id, self.most)
        if self.split is None:
            here = store.count(PageAsk(query=self.query), now, me.id, self.most)
        else:
            here = splits.get(self.split, 0)
        wakes = self._next_to_wake(store, now, me) if not here else None
        cut = frozenset(name for name, n in own.items() if n >= MOST_OWN)
        return Tallied(splits | own, here, lost, wakes, late, *_in_norm(store, now), bounded=cut)

    def _next_to_wake(self, store: Store, now: datetime, me: User) -> datetime | None:
        asleep = store.page(PageAsk(split="snoozed", limit=200), now, me.id).rows
        times = [row.snoozed_until for row in asleep if row.snoozed_until is not None]
        return _EPOCH + timedelta(milliseconds=min(times)) if times else None
