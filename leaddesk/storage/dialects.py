"""What a store adds to the SQL of reading that both share, and how SQLite does: text, index, seeks, hints."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler

from leaddesk.domain.list_row import ListRow
from leaddesk.domain.search_logic import Resolved, edits
from leaddesk.storage import schema as t
from leaddesk.storage.prepared import Prepared
from leaddesk.storage.search_lines import line_of, similar_in
from leaddesk.storage.search_text_sql import fts_query

Clause = sa.ColumnElement[bool]
Expression = sa.ColumnElement[Any]
Narrow = sa.Select[Any] | sa.CompoundSelect[Any]


_IDS, _FLAGS, _REST = ListRow._fields[:2], ListRow._fields[2:6], ListRow._fields[6:]
_YES = tuple(
    tuple(bool(bits >> place & 1) for place in range(len(_FLAGS))) for bits in range(1 << len(_FLAGS))
)
"""The flags of a row by the number that holds them as bits: one number is read faster than four (P4)."""

_new = tuple.__new__


class Seek(NamedTuple):
    """A part of what follows a cursor; `tied` where all its rows have the cursor's key."""

    where: Clause
    tied: bool


EDGE_ID = sa.bindparam("edge_id", type_=t.lead.c.id.type)


def edge_key(key: Expression) -> Expression:
    """The parameter of a cursor's sort key."""
    return sa.bindparam("edge_key", type_=key.type)


class Dialect(Protocol):
    """What a store adds to the SQL that both share.

    `plans`: its planner knows how rare a condition is. `fields`: those of ListRow, as `listed` takes them.
    """

    plans: bool
    fields: str

    def ready(self, query: Narrow) -> Prepared:
        """A statement made ready."""
        ...

    def __hash__(self) -> int: ...

    def line(self, number: int) -> Expression:
        """A line of the search column."""
        ...

    def within(self, text: Expression, needle: str) -> Clause:
        """Whether `needle` is a substring of `text`."""
        ...

    def similar(self, text: Expression, word: str) -> Clause:
        """Whether a word of `text` is within `edits` of `word`."""
        ...

    def candidates(self, tree: Resolved) -> Clause:
        """Leads that the trigram index finds for a tree of needles; some of them may not hold."""
        ...

    def hits(self, tree: Resolved, most: int) -> Expression:
        """How many leads the trigram index finds, counted up to `most`."""
        ...

    def sample(self, tree: Resolved, most: int) -> Clause:
        """Leads among the newest `most` that the trigram index finds."""
        ...

    def after(self, key: Expression, down: bool) -> Sequence[Seek]:
        """Seeks for what follows the parameters (edge_key, edge_id) in the order of (key, id)."""
        ...

    def hint(self, index: str | None) -> str:
        """The hint that makes a select of leads use an index; None: no index but that of the row number."""
        ...

    def id_of(self, value: Any) -> str:
        """An id as the driver gives it."""
        ...

    def among(self, column: Expression, name: str) -> Clause:
        """Whether a whole number is one of the parameter `name`, which is made by `several`."""
        ...

    def several(self, values: Sequence[int]) -> Any:
        """Whole numbers as one parameter."""
        ...

    def listed(self, rows: Sequence[Any]) -> list[ListRow]:
        """Rows of `pages.rows_of`, whose fields follow the version and the sort key."""
        ...


class Sqlite:
    """SQLite: substrings by instr, candidates by FTS5, two seeks because a row value is none (trap 2)."""

    plans = False
    fields = ", ".join(
        [
            *(f'lead."{name}"' for name in _IDS),
            " | ".join(f'(lead."{name}" << {place})' for place, name in enumerate(_FLAGS)),
            *(f'lead."{name}"' for name in _REST),
        ]
    )

    def __init__(self) -> None:
        self._spoken = sqlite.dialect()
        self._spoken.statement_compiler = _Hinting

    def ready(self, query: Narrow) -> Prepared:
        return Prepared(query, self._spoken)

    def line(self, number: int) -> Expression:
        return sa.func.leaddesk_line(t.lead.c.search, number, type_=sa.Text)

    def within(self, text: Expression, needle: str) -> Clause:
        return sa.func.instr(text, needle, type_=sa.Integer) > 0

    def similar(self, text: Expression, word: str) -> Clause:
        return sa.func.leaddesk_similar(text, word, edits(len(word)), type_=sa.Integer) > 0

    def candidates(self, tree: Resolved) -> Clause:
        return t.lead.c.n.in_(_matching(tree))

    def hits(self, tree: Resolved, most: int) -> Expression:
        found = _matching(tree).limit(most).subquery()
        return sa.select(sa.func.count()).select_from(found).scalar_subquery()

    def sample(self, tree: Resolved, most: int) -> Clause:
        newest = _matching(tree).order_by(sa.desc("rowid")).limit(most)
        return t.lead.c.n.in_(newest)

    def after(self, key: Expression, down: bool) -> Sequence[Seek]:
        row, value, row_id = t.lead.c.id, edge_key(key), EDGE_ID
        if down:
            return Seek(sa.and_(key == value, row < row_id), True), Seek(key < value, False)
        return Seek(sa.and_(key == value, row > row_id), True), Seek(key > value, False)

    def hint(self, index: str | None) -> str:
        return f"INDEXED BY {index}" if index else "NOT INDEXED"

    def id_of(self, value: Any) -> str:
        return str(value.hex())

    def among(self, column: Expression, name: str) -> Clause:
        each = sa.func.json_each(sa.bindparam(name, type_=sa.Text())).table_valued("value")
        return column.in_(sa.select(each.c.value))

    def several(self, values: Sequence[int]) -> Any:
        return json.dumps(values)

    def listed(self, rows: Sequence[Any]) -> list[ListRow]:
        # `_make` would count the fields of each row again.
        return [_new(ListRow, (r[2].hex(), r[3] and r[3].hex(), *_YES[r[4]], *r[5:])) for r in rows]


def _matching(tree: Resolved) -> sa.Select[tuple[int]]:
    fts = sa.table("lead_fts", sa.column("rowid", sa.Integer), sa.column("lead_fts", sa.Text))
    return sa.select(fts.c.rowid).where(fts.c.lead_fts.op("MATCH")(fts_query(tree)))


class _Hinting(SQLiteCompiler):
    """SQLAlchemy renders no hints for SQLite, whose planner has no statistics and must be told."""

    def get_from_hint_text(self, table: Any, text: str | None) -> str | None:
        return text

    def limit_clause(self, select: Any, **options: Any) -> str:
        """Without the OFFSET 0 that SQLAlchemy adds."""
        found = select._limit_clause
        return "" if found is None else f"\n LIMIT {self.process(found, **options)}"


def teach_sqlite(engine: sa.Engine) -> None:
    """Let an engine of SQLite know the hints that queries of leads give."""
    engine.dialect.statement_compiler = _Hinting


def add_functions(connection: Any) -> None:
    """The functions that `Sqlite` calls, on a new connection of the driver."""
    connection.create_function("leaddesk_line", 2, line_of, deterministic=True)
    connection.create_function("leaddesk_similar", 3, similar_in, deterministic=True)
