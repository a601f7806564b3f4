"""The reads of the screens: pages, counts, splits, board and history, on the readers of either store."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import starmap
from typing import Any

import sqlalchemy as sa

from leaddesk.actions.figures import Rollup
from leaddesk.actions.ports import Column, Cursor, Notice, Page, PageAsk, TxRow
from leaddesk.domain.funnel import PLACES
from leaddesk.domain.list_row import ListRow
from leaddesk.domain.log import at_ms, ms_of
from leaddesk.domain.search_flags import SPLITS
from leaddesk.storage import schema as t
from leaddesk.storage.asking import Speech, Wanted
from leaddesk.storage.before import MOST, held, holders, of_persons
from leaddesk.storage.board import Board
from leaddesk.storage.calling import Calling, read_ranked
from leaddesk.storage.counting import stored
from leaddesk.storage.defined import Defined
from leaddesk.storage.dialects import Dialect
from leaddesk.storage.finding import FIRST_GUESS, Finding, Told
from leaddesk.storage.pages import Found, read_rows
from leaddesk.storage.prepared import Prepared, Source
from leaddesk.storage.slots import without_times


class Screens:
    """The reading half of a store. A page is two statements at most, a screen three (P14)."""

    reader: sa.Engine
    dialect: Dialect
    notices: tuple[Notice, ...] = ()
    _seen: Defined
    _speech: Speech | None = None
    _size: int = FIRST_GUESS

    def asking(self) -> AbstractContextManager[Source]:
        """A consistent view for what is asked, ended before its rows are used."""
        raise NotImplementedError

    def page(self, ask: PageAsk, now: datetime, me: str) -> Page:
        """Rows of a page in order; raises Refused for an unknown split or sort."""
        while True:
            with self.asking() as source:
                speech = self._speech or self._learn(source)
                wanted = speech.wanted(ask, now, me)
                found = self._found(source, speech, wanted, ask, now)
                version = self._version(source) if found.version is None else found.version
                if version == speech.version:
                    return _page(found, ask, wanted)
            self._speech = None

    def _found(self, source: Source, speech: Speech, wanted: Wanted, ask: PageAsk, now: datetime) -> Found:
        finding = speech.finding(wanted, self._size)
        told = self._told(source, finding, wanted)
        edge = ask.before or ask.after
        down = wanted.order.down if ask.before is None else not wanted.order.down
        if wanted.order.fact == "call":
            calling = Calling(source, speech, wanted, finding, speech.moment(ask.at or now))
            return read_ranked(source, calling.page(told, edge, down, wanted.limit + 1), down, self.dialect)
        rows = finding.rows(told, edge is not None, down)
        if rows is None:
            return Found(told.version, (), ())
        values = {**wanted.values, "edge_key": edge.key, "edge_id": edge.id} if edge else wanted.values
        found = read_rows(source, rows, values, self.dialect, down)
        return found if found.rows else Found(told.version, (), ())

    def _told(self, source: Source, finding: Finding, wanted: Wanted) -> Told:
        told = finding.first(source, wanted.values)
        if told.size:
            self._size = 1 << told.size.bit_length()
        return told

    def ids_where(self, ask: PageAsk, now: datetime, me: str) -> Iterator[str]:
        """Ids of all leads of an ask in its order, as they are at the moment of asking."""
        with self.asking() as source:
            speech = self._current(source)
            wanted = speech.wanted(replace(ask, limit=EVERY_LEAD), now, me)
            finding = speech.finding(wanted, self._size)
            told = self._told(source, finding, wanted)
            if wanted.order.fact == "call":
                calling = Calling(source, speech, wanted, finding, speech.moment(ask.at or now))
                ids = [one.id for one in sorted(calling.all(told), reverse=wanted.order.down)]
            else:
                narrow = finding.all(told, wanted.order.down)
                rows: Sequence[Any] = ()
                if narrow is not None:
                    rows = source.all(self.dialect.ready(narrow), wanted.values)
                ids = [self.dialect.id_of(row[2]) for row in rows]
            del ids[wanted.limit :]
        yield from ids

    def _learn(self, source: Source) -> Speech:
        """Read the definitions in force; they may be newer than the view, which is then asked anew."""
        raise NotImplementedError

    def _taken(self, connection: sa.Connection) -> Speech:
        definitions = self._seen.read(connection)
        users = self._seen.users(connection)
        self._speech = Speech(self._seen.version, definitions, users, self.dialect)
        return self._speech

    def _version(self, source: Source) -> int | None:
        told = source.all(_version(self.dialect))
        return told[0][0] if told else None

    # Counts

    def count(self, ask: PageAsk, now: datetime, me: str, limit: int | None = None) -> int:
        """How many leads an ask finds; with `limit` counting stops there."""
        with self.asking() as source:
            speech = self._current(source)
            wanted = speech.wanted(ask, now, me)
            ((n,),) = source.all(speech.counting((wanted.asked,), limit), wanted.values)
        return int(n)

    def counts(
        self, queries: Sequence[str], now: datetime, me: str, limit: int | None = None
    ) -> tuple[int, ...]:
        """How many leads each query finds, in one statement; with `limit` counting stops there."""
        if not queries:
            return ()
        with self.asking() as source:
            speech = self._current(source)
            shapes, values = without_times(speech.meant(text, now, me) for text in queries)
            (row,) = source.all(speech.counting(shapes, limit), values)
        return tuple(map(int, row))

    def talked(self, since: datetime, until: datetime) -> int:
        """Seconds of talk in the calls between two moments."""
        at = t.touch.c.at
        total = sa.select(sa.func.coalesce(sa.func.sum(t.touch.c.seconds), 0))
        with self.reader.begin() as connection:
            span = total.where(at >= ms_of(since), at < ms_of(until))
            return int(connection.execute(span).scalar_one())

    def counts_by(
        self, fact: str, queries: Sequence[str], now: datetime, me: str
    ) -> tuple[Mapping[str | None, int], ...]:
        """How many leads with each value of `fact` every query finds, in one statement.

        `fact` is a column of the lead, such as `owner` or `channel`; None: of nobody.
        """
        with self.asking() as source:
            speech = self._current(source)
            shapes, values = without_times(speech.meant(text, now, me) for text in queries)
            found: tuple[dict[str | None, int], ...] = tuple({} for _ in shapes)
            for number, whose, n in source.all(speech.counting_by(fact, shapes), values):
                value = (
                    None if whose is None else str(whose) if fact not in IDS else self.dialect.id_of(whose)
                )
                found[number][value] = found[number].get(value, 0) + int(n)
        return found

    def split_counts(self, now: datetime, me: str) -> dict[str, int]:
        """Exact counts of all splits, in one statement."""
        with self.asking() as source:
            speech = self._current(source)
            shapes, values = without_times(speech.meant(split.counted, now, me) for split in SPLITS)
            (row,) = source.all(speech.counting(shapes, None), values)
        return {split.id: int(n) for split, n in zip(SPLITS, row, strict=True)}

    def _current(self, source: Source) -> Speech:
        speech = self._speech
        if speech is not None and speech.version == self._version(source):
            return speech
        return self._learn(source)

    def came_before(
        self, contacts: Sequence[tuple[str, str]], who: Sequence[tuple[str, str]] = ()
    ) -> list[ListRow]:
        """The newest leads of whoever holds one of these contacts: one statement; and of whom `who` is."""
        asked = tuple(dict.fromkeys(contacts))
        persons = self._met(who) if who else []
        if not asked and not persons:
            return []
        with self.asking() as source:
            found = source.all(holders(self.dialect, len(asked)), held(asked)) if asked else []
            rows = self.dialect.listed(found)
            if persons:
                told = {f"person{n}": person for n, person in enumerate(persons)}
                rows += self.dialect.listed(source.all(of_persons(self.dialect, len(persons)), told))
        if not persons:
            return rows
        known = {row.id: row for row in rows}
        return sorted(known.values(), key=lambda row: (row.received, row.id), reverse=True)[:MOST]

    def _met(self, who: Sequence[tuple[str, str]]) -> list[str]:
        """Persons whom the pair score calls the one of whom these fields are told."""
        # Here, because matching and what it compares words by are a tenth of a start (P1).
        from leaddesk.domain.matching_traits import read_traits
        from leaddesk.storage.matching_ask import met

        with self.reader.begin() as connection:
            found = met(connection, read_traits(dict(who)), MOST)
        return [one.person_id for one in found if one.verdict.kind == "duplicate"]

    def place_counts(self) -> dict[str, int]:
        """Requests in each place off the board."""
        with self.asking() as source:
            found = {row[0]: row[1] for row in source.all(stored(self.dialect, ("place|",)))}
        return {place: found.get(f"place|{place}", 0) for place in PLACES}

    def rollups(self, prefixes: Sequence[str]) -> list[Rollup]:
        """Stored figures whose key begins with one of `prefixes`, in key order."""
        with self.asking() as source:
            return list(starmap(Rollup, source.all(stored(self.dialect, tuple(prefixes)))))

    # Board and history

    def board(self, limit: int) -> tuple[Column, ...]:
        """Columns in stage order with exact counts and amounts, and the first `limit` rows of each."""
        with self.asking() as source:
            stages = [stage.id for stage in self._current(source).definitions.stages]
            return Board(source, self.dialect).columns(stages, limit)

    def history(self, limit: int, before: str | None = None) -> list[TxRow]:
        """Transactions, newest first; `before` is the tx that the page before ended with."""
        with self.reader.begin() as connection:
            return [_line(tuple(row)) for row in connection.execute(_history(limit, before))]

    def names(self, text: str) -> bool:
        """Whether some op names this text."""
        query = sa.select(t.op.c.site_no).where(t.op.c.value.contains(text, autoescape=True)).limit(1)
        with self.reader.begin() as connection:
            return connection.execute(query).first() is not None

    def unfinished(self) -> list[TxRow]:
        """Transactions that are not closed, newest first."""
        with self.reader.begin() as connection:
            return [_line(tuple(row)) for row in connection.execute(_lines().where(t.unfinished()))]


IDS = frozenset(("owner", "salesperson"))
"""Facts to count by that are ids of users."""
EVERY_LEAD = 1 << 40
"""A limit that no base reaches."""


@lru_cache(maxsize=2)
def _version(dialect: Dialect) -> Prepared:
    return dialect.ready(sa.select(t.base.c.defined_v))


def _page(found: Found, ask: PageAsk, wanted: Wanted) -> Page:
    """What was found with one row more than asked, as a page in reading order."""
    shown = tuple(found.rows[: wanted.limit])
    more = len(found.rows) > wanted.limit
    if ask.before is not None:
        shown, more = shown[::-1], bool(shown)
    if not shown or not more:
        return Page(shown, None, wanted.problems)
    key = found.keys[0] if ask.before is not None else found.keys[len(shown) - 1]
    return Page(shown, Cursor(key, shown[-1].id), wanted.problems)


def _lines() -> sa.Select[Any]:
    """Lines of the journal, newest first; an undo is about the leads of what it undid."""
    step, undone = t.tx, t.tx.alias("undone")
    lead_id = sa.func.coalesce(step.c.lead_id, undone.c.lead_id)
    tables = step.outerjoin(undone, undone.c.tx_id == step.c.undoes)
    tables = tables.outerjoin(t.lead, t.lead.c.id == lead_id)
    rows = sa.func.coalesce(undone.c.rows, step.c.rows)
    found = [step.c[name] for name in ("tx_id", "at", "actor", "action", "state", "about", "undone_by")]
    query = sa.select(*found, rows.label("leads"), lead_id.label("about_lead"), t.lead.c.name)
    return query.select_from(tables).order_by(step.c.seq.desc(), step.c.tx_id.desc())


def _history(limit: int, before: str | None) -> sa.Select[Any]:
    """The newest lines, or those below the line of a tx."""
    step, query = t.tx, _lines().limit(limit)
    if before is None:
        return query
    edge = sa.select(t.tx.c.seq).where(t.tx.c.tx_id == before).scalar_subquery()
    tie = sa.and_(step.c.seq == edge, step.c.tx_id < before)
    return query.where(sa.or_(step.c.seq < edge, tie))


def _line(row: Sequence[Any]) -> TxRow:
    tx, at, actor, action, state, about, undone_by, rows, lead_id, name = row
    undone = undone_by is not None
    state = "undone" if undone else state
    return TxRow(tx, at_ms(at), actor, action, state, rows, about, lead_id, name or "", undone)
