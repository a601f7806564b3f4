"""A resolved query as a condition on `lead`; the same rows as `search_match.holds` finds in plain Python.

Every fact of the search is a column, a line of the search column, a look at a child table, or absent: nothing
of this version knows it, so it is never true.
"""

import operator
from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.search_facts import KEYS
from leaddesk.domain.search_logic import And, Cmp, Contains, Flag, In, Not, Null, Op, Or, Resolved, Word
from leaddesk.domain.sought import WORD_KEYS
from leaddesk.storage import schema as t
from leaddesk.storage.columns import Id
from leaddesk.storage.dialects import Clause, Dialect, Expression
from leaddesk.storage.indices import NEVER, SORTS
from leaddesk.storage.norm_sql import norm_runs_out
from leaddesk.storage.search_lines import label_for, line_for
from leaddesk.storage.search_text_sql import needle, storable
from leaddesk.storage.slots import Slot, whole

_COMPARE: Mapping[Op, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
COLUMNS = (KEYS & set(t.lead.c.keys())) - set(WORD_KEYS)
"""Facts that are columns of `lead`."""

ABSENT = frozenset(("team", "duplicate", "local", "unsynced", "has_recording", "has_file", "has_card"))
"""Facts that nothing writes yet."""

_SORTED = {"score": ("score", -1), "next_due": ("due", NEVER), "cool_since": ("cooling", NEVER)}
"""Facts whose indices hold a value in place of null: the sort, and that value."""


class Conditions:
    """Makes conditions for one store under the definitions in force, of queries whose times are slots."""

    def __init__(self, dialect: Dialect, definitions: Definitions) -> None:
        self.dialect = dialect
        self.definitions = definitions

    def of(self, asked: Resolved) -> Clause:
        """The condition of a query. It may be null only where it is false, so `Not` asks IS NOT TRUE."""
        match asked:
            case And(items):
                return sa.and_(sa.true(), *map(self.of, items))
            case Or(items):
                return sa.or_(sa.false(), *map(self.of, items))
            case Not(item):
                return self.of(item).self_group().is_not(sa.true())
            case Word():
                return self._said(asked)
            case Null(key):
                return self._missing(key)
            case Flag(key):
                return self._flag(key)
            case Contains(_, value):
                return self._within(t.lead.c.search, label_for(value))
            case In(key, values):
                return self._among(key, values)
            case Cmp(key, op, value):
                return self._compared(key, op, value)

    # Texts

    def _text(self, key: str) -> Expression:
        return t.lead.c.search if key == "text" else self.dialect.line(WORD_KEYS.index(key))

    def _within(self, text: Expression, sought: str) -> Clause:
        return self.dialect.within(text, sought) if storable(sought) else sa.false()

    def _said(self, word: Word) -> Clause:
        text = self._text(word.key)
        return (
            self.dialect.similar(text, word.text)
            if word.mode == "fuzzy"
            else self._within(text, needle(word))
        )

    # Other facts

    def _flag(self, key: str) -> Clause:
        if key in COLUMNS:
            return t.lead.c[key].is_(sa.true())
        if key.startswith("has_") and key[4:] in ("phone", "email", "messenger"):
            return _has_contact(key[4:])
        if key == "has_task":
            return t.lead.c.next_due.is_not(None)
        if key == "queued":
            return t.lead.c.owner.is_(None)
        if key == "disputed":
            return _disputed()
        return _client() if key == "client" else sa.false()

    def _missing(self, key: str) -> Clause:
        if key in WORD_KEYS:
            return self._text(key) == ""
        if key.startswith("answer."):
            return sa.not_(_answered(key, t.answer.c.level.is_not(None)))
        if key == "norm_due":
            return t.lead.c.norm_since.is_(None)
        if key not in COLUMNS:
            return sa.true() if key in ABSENT else sa.false()
        column = t.lead.c[key]
        return (
            sa.or_(column.is_(None), column == "") if isinstance(column.type, sa.Text) else column.is_(None)
        )

    def _among(self, key: str, values: tuple[str, ...]) -> Clause:
        if key in WORD_KEYS:
            return sa.or_(sa.false(), *(self._compared(key, "=", value) for value in values))
        if key not in COLUMNS:
            return sa.false()
        column = t.lead.c[key]
        known = [value for value in values if _fits(column, value)]
        if len(known) == 1:
            return column == known[0]
        return column.in_([sa.literal(value, column.type) for value in known]) if known else sa.false()

    def _compared(self, key: str, op: Op, value: Any) -> Clause:
        if isinstance(value, Slot):
            return (
                _number(key, op, sa.bindparam(value, type_=sa.BigInteger())) if key in COLUMNS else sa.false()
            )
        if isinstance(value, str):
            if key in WORD_KEYS:
                return self._text(key) == line_for(value) if storable(value) else sa.false()
            return self._among(key, (value,))
        if key == "norm_due":
            return norm_runs_out(op, value, self.definitions)
        found = whole(op, value)
        if found is None or (key not in COLUMNS and not key.startswith("answer.")):
            return sa.false()
        if key.startswith("answer."):
            return _answered(key, _COMPARE[found[0]](t.answer.c.level, found[1]))
        return _number(key, *found)


def _number(key: str, op: Op, value: int | Expression) -> Clause:
    """A comparison of a column; where an index holds an expression of it, a comparison of that."""
    sort, empty = _SORTED.get(key, (None, 0))
    found: Clause = _COMPARE[op](t.lead.c[key] if sort is None else SORTS[sort], value)
    if sort is None:
        return found
    # A slot is a time, and those not set stand after all of them.
    taken = op.startswith(">") if isinstance(value, sa.ColumnElement) else _COMPARE[op](empty, value)
    return sa.and_(found, SORTS[sort] != empty) if taken else found


def _fits(column: Expression, value: str) -> bool:
    """Whether a typed word can stand in the column at all: ids are 32 hex digits."""
    if not isinstance(column.type, Id):
        return isinstance(column.type, sa.Text) and storable(value)
    return len(value) == 32 and all(digit in "0123456789abcdef" for digit in value)


def _answered(key: str, level: Clause) -> Clause:
    c = t.answer.c
    return _exists(t.answer, c.lead_id == t.lead.c.id, c.question == key.removeprefix("answer."), level)


def _has_contact(kind: str) -> Clause:
    c = t.contact.c
    usable = sa.or_(c.mark.is_(None), sa.and_(c.mark != "bounced", c.mark != "wrong"))
    whose = c.person_id == t.lead.c.person_id
    return _exists(t.contact, whose, c.kind == kind, c.normal.is_not(None), usable)


def _disputed() -> Clause:
    """Another open lead of the same person has another owner (A10)."""
    other = t.lead.alias("other")
    open_one = other.c.kind == "request", other.c.place.is_(None), other.c.owner != t.lead.c.owner
    return _exists(other, other.c.person_id == t.lead.c.person_id, *open_one)


def _client() -> Clause:
    """Somebody who ever won a deal with us (C1), by this lead or another of theirs."""
    other = t.lead.alias("other")
    return _exists(other, other.c.person_id == t.lead.c.person_id, other.c.won_at.is_not(None))


def _exists(table: sa.FromClause, *where: Clause) -> Clause:
    return sa.exists().select_from(table).where(*where).correlate(t.lead)
