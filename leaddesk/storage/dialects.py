"""Where reading SQLite and PostgreSQL differs: text in the search column, its index, seeks and hints."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler

from leaddesk.domain.row import LeadRow
from leaddesk.domain.search_logic import And, Or, Resolved, Word, edits
from leaddesk.storage import schema as t
from leaddesk.storage.columns import Id
from leaddesk.storage.search_lines import line_of, similar_in
from leaddesk.storage.search_text_sql import fts_query

Clause = sa.ColumnElement[bool]
Expression = sa.ColumnElement[Any]


_TYPES = [t.lead.c[name].type for name in t.LEAD_FIELDS]
_IDS = [i for i, kind in enumerate(_TYPES) if isinstance(kind, Id)]
_FLAGS = [i for i, kind in enumerate(_TYPES) if isinstance(kind, sa.Boolean)]


class Seek(NamedTuple):
    """A part of what follows a cursor; `tied` where all its rows have the cursor's key."""

    where: Clause
    tied: bool


_EDGE_ID = sa.bindparam("edge_id", type_=t.lead.c.id.type)


def edge_key(key: Expression) -> Expression:
    """The parameter of a cursor's sort key."""
    return sa.bindparam("edge_key", type_=key.type)


class Dialect(Protocol):
    """What a store adds to the SQL that both share.

    `plans`: its planner knows how rare a condition is. `fields`: those of LeadRow, as `lead` takes them.
    """

    plans: bool
    fields: str

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
        """Leads among the first `most` that the trigram index finds."""
        ...

    def after(self, key: Expression, down: bool) -> Sequence[Seek]:
        """Seeks for what follows the parameters (edge_key, edge_id) in the order of (key, id)."""
        ...

    def hint(self, index: str | None) -> str:
        """The hint that makes a select of leads use an index; None: no index but that of the row number."""
        ...

    def lead(self, fields: Sequence[Any]) -> LeadRow:
        """A row from the fields of LeadRow as the driver gives them."""
        ...


class Sqlite:
    """SQLite: substrings by instr, candidates by FTS5, two seeks because a row value is none (trap 2)."""

    plans = False
    fields = ", ".join(f'lead."{name}"' for name in t.LEAD_FIELDS)

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
        return t.lead.c.n.in_(_matching(tree).limit(most))

    def after(self, key: Expression, down: bool) -> Sequence[Seek]:
        row, value, row_id = t.lead.c.id, edge_key(key), _EDGE_ID
        if down:
            return Seek(sa.and_(key == value, row < row_id), True), Seek(key < value, False)
        return Seek(sa.and_(key == value, row > row_id), True), Seek(key > value, False)

    def hint(self, index: str | None) -> str:
        return f"INDEXED BY {index}" if index else "NOT INDEXED"

    def lead(self, fields: Sequence[Any]) -> LeadRow:
        values = list(fields)
        for i in _IDS:
            if values[i] is not None:
                values[i] = values[i].hex()
        for i in _FLAGS:
            values[i] = values[i] == 1
        return LeadRow._make(values)


class Postgres:
    """PostgreSQL: pg_trgm serves LIKE, fuzzystrmatch the edits, and a row value is one seek."""

    plans = True
    # Hex from the server: the driver would make an object of each id, a thousand on a page.
    fields = ", ".join(
        f"encode(uuid_send(lead.\"{name}\"), 'hex')" if isinstance(kind, Id) else f'lead."{name}"'
        for name, kind in zip(t.LEAD_FIELDS, _TYPES, strict=True)
    )

    def line(self, number: int) -> Expression:
        return sa.func.split_part(t.lead.c.search, "\n", number + 1, type_=sa.Text).collate("C")

    def within(self, text: Expression, needle: str) -> Clause:
        return sa.func.strpos(text, needle, type_=sa.Integer) > 0

    def similar(self, text: Expression, word: str) -> Clause:
        each = sa.func.regexp_split_to_table(text, r"\s+").table_valued("word").render_derived()
        most = edits(len(word))
        near = sa.func.levenshtein_less_equal(each.c.word, word, most) <= most
        sized = sa.func.length(each.c.word).between(len(word) - most, len(word) + most)
        return sa.exists(
            sa.select(1).select_from(each).where(sized, near, each.c.word.regexp_match(r"^\w+$"))
        )

    def candidates(self, tree: Resolved) -> Clause:
        match tree:
            case And(items):
                return sa.and_(*map(self.candidates, items))
            case Or(items):
                return sa.or_(*map(self.candidates, items))
            case Word(text):
                return t.lead.c.search.contains(text, autoescape=True)
            case _:
                raise TypeError(type(tree).__name__)

    def hits(self, tree: Resolved, most: int) -> Expression:
        found = sa.select(t.lead.c.n).where(self.candidates(tree)).limit(most).subquery()
        return sa.select(sa.func.count()).select_from(found).scalar_subquery()

    def sample(self, tree: Resolved, most: int) -> Clause:
        return t.lead.c.n.in_(sa.select(t.lead.c.n).where(self.candidates(tree)).limit(most))

    def after(self, key: Expression, down: bool) -> Sequence[Seek]:
        here, there = sa.tuple_(key, t.lead.c.id), sa.tuple_(edge_key(key), _EDGE_ID)
        return (Seek(here < there if down else here > there, False),)

    def hint(self, index: str | None) -> str:
        return ""

    def lead(self, fields: Sequence[Any]) -> LeadRow:
        return LeadRow._make(fields)


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
