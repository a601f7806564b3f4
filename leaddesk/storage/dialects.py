"""Where reading SQLite and PostgreSQL differs: text in the search column, its index, seeks and hints."""

from collections.abc import Sequence
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler

from leaddesk.domain.search_logic import And, Or, Resolved, Word, edits
from leaddesk.storage import schema as t
from leaddesk.storage.search_lines import line_of, similar_in
from leaddesk.storage.search_text_sql import fts_query

Clause = sa.ColumnElement[bool]
Expression = sa.ColumnElement[Any]


class Dialect(Protocol):
    """What a store adds to the SQL that both share."""

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

    def after(self, key: Expression, down: bool, value: Any, row_id: str) -> Sequence[Clause]:
        """Seeks for what follows (value, row_id) in the order of (key, id), one after the other."""
        ...

    def hint(self, index: str | None) -> str:
        """The hint that makes a select of leads use an index; None: no index but that of the row number."""
        ...


class Sqlite:
    """SQLite: substrings by instr, candidates by FTS5, two seeks because a row value is none (trap 2)."""

    def line(self, number: int) -> Expression:
        return sa.func.leaddesk_line(t.lead.c.search, number, type_=sa.Text)

    def within(self, text: Expression, needle: str) -> Clause:
        return sa.func.instr(text, needle, type_=sa.Integer) > 0

    def similar(self, text: Expression, word: str) -> Clause:
        return sa.func.leaddesk_similar(text, word, edits(len(word)), type_=sa.Integer) > 0

    def candidates(self, tree: Resolved) -> Clause:
        found = sa.text("SELECT rowid FROM lead_fts WHERE lead_fts MATCH :asked")
        return t.lead.c.n.in_(found.bindparams(asked=fts_query(tree)).columns(rowid=sa.Integer))

    def after(self, key: Expression, down: bool, value: Any, row_id: str) -> Sequence[Clause]:
        row = t.lead.c.id
        if down:
            return sa.and_(key == value, row < row_id), key < value
        return sa.and_(key == value, row > row_id), key > value

    def hint(self, index: str | None) -> str:
        return f"INDEXED BY {index}" if index else "NOT INDEXED"


class Postgres:
    """PostgreSQL: pg_trgm serves LIKE, fuzzystrmatch the edits, and a row value is one seek."""

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

    def after(self, key: Expression, down: bool, value: Any, row_id: str) -> Sequence[Clause]:
        here, there = (
            sa.tuple_(key, t.lead.c.id),
            sa.tuple_(sa.literal(value), sa.literal(row_id, t.lead.c.id.type)),
        )
        return (here < there if down else here > there,)

    def hint(self, index: str | None) -> str:
        return ""


class _Hinting(SQLiteCompiler):
    """SQLAlchemy renders no hints for SQLite, whose planner has no statistics and must be told."""

    def get_from_hint_text(self, table: Any, text: str | None) -> str | None:
        return text


def teach_sqlite(engine: sa.Engine) -> None:
    """Let an engine of SQLite know the hints that queries of leads give."""
    engine.dialect.statement_compiler = _Hinting


def add_functions(connection: Any) -> None:
    """The functions that `Sqlite` calls, on a new connection of the driver."""
    connection.create_function("leaddesk_line", 2, line_of, deterministic=True)
    connection.create_function("leaddesk_similar", 3, similar_in, deterministic=True)
