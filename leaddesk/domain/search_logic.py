"""What a query asks once dates, names and flags are resolved: comparisons joined by and, or, not.

Two consumers read this tree and must agree row by row: `search_match` in plain Python and the SQL compiler.
Logic is two-valued: a leaf over a missing fact is false, and `Not` of it is true (in SQL: guard leaves
with IS NOT NULL, or negate with IS NOT TRUE).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from leaddesk.domain.normal import words

Op = Literal["=", "<", "<=", ">", ">="]
Scalar = str | int | Decimal | datetime
Mode = Literal["inside", "start", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Cmp:
    """The fact `key` stands in `op` to `value`. Strings only with "="; times are aware UTC; null is false."""

    key: str
    op: Op
    value: Scalar


@dataclass(frozen=True, slots=True)
class In:
    """The fact `key` equals one of `values` (never empty, no duplicates)."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contains:
    """The set of strings `key` (labels) holds `value`, folded."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Flag:
    """The yes-or-no fact `key` is true; null is false."""

    key: str


@dataclass(frozen=True, slots=True)
class Null:
    """The fact `key` is missing: null, or the empty string where it is a text."""

    key: str


@dataclass(frozen=True, slots=True)
class Word:
    """`text` (folded, never empty) stands in the folded text fact `key`.

    inside: substring of the text. start: `text` is one word, and one space + `text` is a substring of
    `spaced(fact)`. fuzzy: a word of the fact is within `edits(len(text))` Levenshtein edits
    of `text` (one word of 3-64 characters).
    """

    text: str
    mode: Mode = "inside"
    key: str = "text"


@dataclass(frozen=True, slots=True)
class And:
    """All of `items`; with none of them: every lead."""

    items: tuple["Resolved", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of `items`; with none of them: no lead."""

    items: tuple["Resolved", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Not `item`: true also where the fact that `item` asks for is missing."""

    item: "Resolved"


Resolved = Cmp | In | Contains | Flag | Null | Word | And | Or | Not

EVERY = And(())
NONE = Or(())


def every(*items: Resolved) -> Resolved:
    """All of `items`, flattened; one item stands for itself."""
    flat = tuple(_flat(items, And))
    return flat[0] if len(flat) == 1 else And(flat)


def some(*items: Resolved) -> Resolved:
    """Any of `items`, flattened; one item stands for itself."""
    flat = tuple(_flat(items, Or))
    return flat[0] if len(flat) == 1 else Or(flat)


def no(item: Resolved) -> Resolved:
    """Not `item`; two negations cancel."""
    return item.item if isinstance(item, Not) else Not(item)


def _flat(items: tuple[Resolved, ...], kind: type[And] | type[Or]) -> Iterable[Resolved]:
    for item in items:
        if isinstance(item, kind):
            yield from item.items
        else:
            yield item


def keys_of(resolved: Resolved) -> frozenset[str]:
    """Every fact that a tree asks for."""
    if isinstance(resolved, And | Or):
        return frozenset[str]().union(*map(keys_of, resolved.items))
    if isinstance(resolved, Not):
        return keys_of(resolved.item)
    return frozenset((resolved.key,))


def spaced(folded: str) -> str:
    """The words of a folded text, one space before each and one at the end: what mode start looks into."""
    return "".join(f" {word}" for word in words(folded)) + " "


def edits(length: int) -> int:
    """Typing errors that `word~` forgives, by its length: one up to 5 letters, then two."""
    return 1 if length <= 5 else 2


def fuzzy_pieces(text: str) -> tuple[str, ...]:
    """Pieces of a fuzzy word of which one at least stands unchanged in every word that matches it.

    Each edit spoils one piece, so one more piece than edits leaves one whole: an index can find candidates.
    """
    count = edits(len(text)) + 1
    bounds = [len(text) * i // count for i in range(count + 1)]
    return tuple(dict.fromkeys(text[a:b] for a, b in pairwise(bounds)))
