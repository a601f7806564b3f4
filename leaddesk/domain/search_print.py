"""Writes a query in its canonical form, as saved views keep it: parsing it again gives the same query."""

import re
from typing import assert_never

from leaddesk.domain.search_ast import (
    AllOf,
    AnyOf,
    Choice,
    Day,
    Duration,
    Named,
    Node,
    NoneOf,
    Nothing,
    Number,
    Offset,
    Point,
    Query,
    Range,
    Term,
    Text,
    Value,
)
from leaddesk.domain.search_fields import find_field
from leaddesk.domain.search_values import NONE_WORDS

_BARE = re.compile(r"[^\W_][\w.@/+-]*")


def print_query(query: Query) -> str:
    """Canonical text of a query: English field names, ids of values; problems are not part of it."""
    parts = [print_node(query.node)] if query.node is not None else []
    if query.sort:
        parts.append("sort:" + ",".join(key.field + ("-" if key.descending else "") for key in query.sort))
    if query.group:
        parts.append("group:" + query.group)
    if query.limit:
        parts.append(f"limit:{query.limit}")
    if isinstance(query.node, AnyOf) and len(parts) > 1:
        parts[0] = f"({parts[0]})"
    return " ".join(parts)


def print_node(node: Node) -> str:
    """Canonical text of a node."""
    if isinstance(node, AnyOf):
        return " OR ".join(map(print_node, node.items))
    if isinstance(node, AllOf):
        return " ".join(_grouped(item, AnyOf) for item in node.items)
    if isinstance(node, NoneOf):
        return "-" + _grouped(node.item, AnyOf, AllOf)
    return _text(node) if isinstance(node, Text) else _term(node)


def _grouped(node: Node, *kinds: type[Node]) -> str:
    printed = print_node(node)
    return f"({printed})" if isinstance(node, kinds) else printed


def _text(text: Text) -> str:
    if text.mode == "phrase":
        return f'"{text.text}"'
    return text.text + {"word": "", "start": "*", "fuzzy": "~"}[text.mode]


def _term(term: Term) -> str:
    return term.field + term.op + ",".join(print_value(value, term.field) for value in term.values)


def print_value(value: Value, field: str) -> str:
    """Canonical text of a value of a field."""
    if isinstance(value, Text):
        # Bare digits of a phone would swallow a number that follows them.
        whole = value.mode == "word" and field == "phone"
        return f'"{value.text}"' if whole else _text(value)
    if isinstance(value, Choice):
        bare = _BARE.fullmatch(value.id) and value.id.casefold() not in NONE_WORDS
        return value.id if bare else f'"{value.id}"'
    if isinstance(value, Nothing):
        found = find_field(field)
        return "unknown" if found and found.kind == "level" else "none"
    if isinstance(value, Range):
        low, high = (_point(point) if point is not None else "" for point in (value.low, value.high))
        return f"{low}..{high}"
    return _point(value)


def _point(point: Point) -> str:
    if isinstance(point, Number):
        return f"{point.value:f}"
    if isinstance(point, Duration):
        return f"{point.count:f}{point.unit}"
    if isinstance(point, Named):
        return point.name
    if isinstance(point, Offset):
        return f"{point.count:+d}{point.unit}"
    if isinstance(point, Day):
        date = f"{point.month:02d}-{point.day:02d}"
        return f"{point.day:02d}.{point.month:02d}" if point.year is None else f"{point.year:04d}-{date}"
    assert_never(point)
