"""The reads of the screens: pages, counts, splits, board and history, on the readers of either store."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leaddesk.actions.figures import Rollup
from leaddesk.actions.ports import Column, Cursor, Notice, Page, PageAsk, TxRow
from leaddesk.domain.funnel import PLACES
from leaddesk.domain.log import at_ms, ms_of
from leaddesk.domain.row import LeadRow
from leaddesk.domain.search_flags import SPLITS
from leaddesk.storage import schema as t
from leaddesk.storage.asking import Speech, Wanted
from leaddesk.storage.board import Board
from leaddesk.storage.calling import Calling, read_ranked
from leaddesk.storage.counting import prefixed
from leaddesk.storage.defined import Defined
from leaddesk.storage.dialects import Dialect
from leaddesk.storage.finding import FIRST_GUESS, Finding, Told
from leaddesk.storage.pages import Found, read_rows
from leaddesk.storage.slots import without_times


class Screens:
    """The reading half of a store. A page is two statements at most, a screen three (P14)."""

    reader: sa.Engine
    dialect: Dialect
    notices: tuple[Notice, ...] = ()
    _seen: Defined
    _speech: Speech | None = None
    _size: int = FIRST_GUESS

    def page(self, ask: PageAsk, now: datetime, me: str) -> Page:
        """Rows of a page in order; raises Refused for an unknown split or sort."""
        with self.reader.begin() as connection:
            speech = self._speech or self._learn(connection)
            while True:
                wanted = speech.wanted(ask, now, me)
                found = self._found(connection, speech, wanted, ask, now)
                version = _version(connection) if found.version is None else found.version
                if version == speech.version:
                    return _page(found.rows, ask, wanted)
                speech = self._learn(connection)

    def _found(
        self, connection: sa.Connection, speech: Speech, wanted: Wanted, ask: PageAsk, now: datetime
    ) -> Found:
        finding = speech.finding(wanted, self._size)
        told = self._told(connection, finding, wanted)
        edge = ask.before or ask.after
        down = wanted.order.down if ask.before is None else not wanted.order.down
        if wanted.order.fact == "call":
            calling = Calling(connection, speech, wanted, finding, speech.moment(ask.at or now))
            ranked = calling.page(told, edge, down, wanted.limit + 1)
            return replace(read_ranked(connection, ranked, down, self.dialect), version=_version(connection))
        rows = finding.rows(told, edge is not None, down)
        if rows is None:
            return Found(told.version, ())
        values = {**wanted.values, "edge_key": edge.key, "edge_id": edge.id} if edge else wanted.values
        found = read_rows(connection, rows, values, self.dialect, down)
        return found if found.rows else Found(told.version, ())

    def _told(self, connection: sa.Connection, finding: Finding, wanted: Wanted) -> Told:
        told = finding.first(connection, wanted.values)
        if told.size:
            self._size = 1 << told.size.bit_length()
        return told

    def ids_where(self, ask: PageAsk, now: datetime, me: str) -> Iterator[str]:
        """Ids of all leads of an ask in its order, as they are at the moment of asking."""
        with self.reader.begin() as connection:
            speech = self._current(connection)
            wanted = speech.wanted(replace(ask, limit=EVERY_LEAD), now, me)
            finding = speech.finding(wanted, self._size)
            told = self._told(connection, finding, wanted)
            if wanted.order.fact == "call":
                calling = Calling(connection, speech, wanted, finding, speech.moment(ask.at or now))
                ids = [one.id for one in sorted(calling.all(told), reverse=wanted.order.down)]
            else:
                narrow = finding.all(told, wanted.order.down)
                rows: Sequence[Any] = ()
                if narrow is not None:
                    rows = connection.execute(narrow, wanted.values).all()
                ids = [str(row[2]) for row in rows]
            del ids[wanted.limit :]
        yield from ids

    def _learn(self, connection: sa.Connection) -> Speech:
        definitions = self._seen.read(connection)
        users = self._seen.users(connection)
        self._speech = Speech(self._seen.version, definitions, users, self.dialect)
        return self._speech

    # Counts

    def count(self, ask: PageAsk, now: datetime, me: str, limit: int | None = None) -> int:
        """How many leads an ask finds; with `limit` counting stops there."""
        with self.reader.begin() as connection:
            speech = self._current(connection)
            wanted = speech.wanted(ask, now, me)
            query = speech.counting((wanted.asked,), limit)
            return int(connection.execute(query, wanted.values).scalar_one())

    def counts(
        self, queries: Sequence[str], now: datetime, me: str, limit: int | None = None
    ) -> tuple[int, ...]:
        """How many leads each query finds, in one statement; with `limit` counting stops there."""
        if not queries:
            return ()
        with self.reader.begin() as connection:
            speech = self._current(connection)
            shapes, values = without_times(speech.meant(text, now, me) for text in queries)
            return tuple(map(int, connection.execute(speech.counting(shapes, limit), values).one()))

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

        `fact` is `owner` or `salesperson`; None: of nobody.
        """
        with self.reader.begin() as connection:
            speech = self._current(connection)
            shapes, values = without_times(speech.meant(text, now, me) for text in queries)
            found: tuple[dict[str | None, int], ...] = tuple({} for _ in shapes)
            for number, value, n in connection.execute(speech.counting_by(fact, shapes), values):
                found[number][value] = found[number].get(value, 0) + int(n)
        return found

    def split_counts(self, now: datetime, me: str) -> dict[str, int]:
        """Exact counts of all splits, in one statement."""
        with self.reader.begin() as connection:
            speech = self._current(connection)
            shapes, values = without_times(speech.meant(split.counted, now, me) for split in SPLITS)
            row = connection.execute(speech.counting(shapes, None), values).one()
        return {split.id: int(n) for split, n in zip(SPLITS, row, strict=True)}

    def _current(self, connection: sa.Connection) -> Speech:
        speech = self._speech
        if speech is not None and speech.version == _version(connection):
            return speech
        return self._learn(connection)

    def place_counts(self) -> dict[str, int]:
        """Requests in each place off the board."""
        keys = {f"place|{place}": place for place in PLACES}
        query = sa.select(t.rollup.c.key, t.rollup.c.n).where(t.rollup.c.key.in_(keys))
        with self.reader.begin() as connection:
            found = {row[0]: row[1] for row in connection.execute(query)}
        return {place: found.get(key, 0) for key, place in keys.items()}

    def rollups(self, prefixes: Sequence[str]) -> list[Rollup]:
        """Stored figures whose key begins with one of `prefixes`, in key order."""
        c = t.rollup.c
        query = sa.select(c.key, c.n, c.total).where(sa.or_(sa.false(), *map(prefixed, prefixes)))
        with self.reader.begin() as connection:
            return [Rollup(*row) for row in connection.execute(query.order_by(c.key))]

    # Board and history

    def board(self, limit: int) -> tuple[Column, ...]:
        """Columns in stage order with exact counts and amounts, and the first `limit` rows of each."""
        with self.reader.begin() as connection:
            stages = [stage.id for stage in self._current(connection).definitions.stages]
            return Board(connection, self.dialect).columns(stages, limit)

    def history(self, limit: int, before: str | None = None) -> list[TxRow]:
        """Transactions, newest first; `before` is the tx that the page before ended with."""
        with self.reader.begin() as connection:
            return [_line(tuple(row)) for row in connection.execute(_history(limit, before))]

    def unfinished(self) -> list[TxRow]:
        """Transactions that are not closed, newest first."""
        with self.reader.begin() as connection:
            return [_line(tuple(row)) for row in connection.execute(_lines().where(t.unfinished()))]


EVERY_LEAD = 1 << 40
"""A limit that no base reaches."""


def _version(connection: sa.Connection) -> int | None:
    return connection.execute(sa.select(t.base.c.defined_v)).scalar()


def _page(rows: Sequence[tuple[Any, LeadRow]], ask: PageAsk, wanted: Wanted) -> Page:
    """What was found with one row more than asked, as a page in reading order."""
    shown = list(rows[: wanted.limit])
    more = len(rows) > wanted.limit
    if ask.before is not None:
        shown.reverse()
        more = bool(shown)
    after = Cursor(shown[-1][0], shown[-1][1].id) if shown and more else None
    return Page(tuple(row for _, row in shown), after, wanted.problems)


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
