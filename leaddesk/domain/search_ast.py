"""What a person asked, as parsed and as saved: texts and terms joined by and, or, not; no clock yet."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

TextMode = Literal["word", "start", "fuzzy", "phrase"]
TermOp = Literal[":", ":<", ":<=", ":>", ":>=", ":="]
Unit = Literal["m", "h", "d", "w", "mo", "y"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words to be found as typed: `word`, `word*` (start), `word~` (fuzzy) or `"a phrase"`."""

    text: str
    mode: TextMode = "word"


@dataclass(frozen=True, slots=True)
class Number:
    """A number; 10k is 10000, 50% is 50."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time; the unit stays as typed, because `age:3d` asks for the whole third day."""

    count: Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date; without a year it is the nearest one in the field's direction."""

    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Named:
    """today, tomorrow, yesterday, mon..sun, eow, eom, eoy, or the instant now."""

    name: str


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units from now: a day for d w mo y, an instant for m h; negative is the past."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a field can hold: its id, or what was typed where ids are not known."""

    id: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """The value `none` (`unknown` for answers): the field is empty."""


Point = Number | Duration | Day | Named | Offset


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; one of them may be open."""

    low: Point | None
    high: Point | None


Value = Text | Number | Duration | Day | Named | Offset | Choice | Nothing | Range


@dataclass(frozen=True, slots=True)
class Term:
    """A field (canonical name) compared with its values; a comma between values means or."""

    field: str
    op: TermOp
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Two or more nodes that must all hold."""

    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Two or more nodes of which one must hold."""

    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """A node that must not hold."""

    item: "Node"


Node = Text | Term | AllOf | AnyOf | NoneOf


@dataclass(frozen=True, slots=True)
class SortKey:
    """A field to sort by; `sort:score-` is descending."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of the typed text that was left out, [start, end), and why.

    `kind`: unknown_field, unknown_value, op_not_allowed, bad_number, bad_duration, bad_date, bad_value,
    empty_value, not_here, bracket, too_long, too_deep. `suggestion` replaces the part, where there is one.
    """

    start: int
    end: int
    kind: str
    part: str
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. `problems` speak of the typed text, so they do not count for equality."""

    node: Node | None = None
    sort: tuple[SortKey, ...] = ()
    group: str | None = None
    limit: int | None = None
    problems: tuple[Problem, ...] = field(default=(), compare=False)


def all_of(items: list[Node]) -> Node | None:
    """All of `items`, flattened; None of none, an only item for itself."""
    flat: list[Node] = []
    for item in items:
        flat.extend(item.items if isinstance(item, AllOf) else (item,))
    return AllOf(tuple(flat)) if len(flat) > 1 else (flat[0] if flat else None)


def any_of(items: list[Node]) -> Node | None:
    """Any of `items`, flattened; None of none, an only item for itself."""
    flat: list[Node] = []
    for item in items:
        flat.extend(item.items if isinstance(item, AnyOf) else (item,))
    return AnyOf(tuple(flat)) if len(flat) > 1 else (flat[0] if flat else None)


def none_of(item: Node) -> Node:
    """Not `item`; two negations cancel."""
    return item.item if isinstance(item, NoneOf) else NoneOf(item)
