"""Times of a query taken out of it, so that the same question a minute later is the same statement."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from leaddesk.domain.search_ast import AllOf, AnyOf, Node, NoneOf, Term
from leaddesk.domain.search_fields import find_field
from leaddesk.domain.search_logic import NONE, And, Cmp, Not, Op, Or, Resolved

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Slot(str):
    """The name of a parameter in the place of a time; its value is whole milliseconds since 1970."""

    __slots__ = ()


def without_times(asked: Iterable[Resolved]) -> tuple[tuple[Resolved, ...], Mapping[str, Any]]:
    """Queries whose times are slots, and the values of these. Norms stay: what they compare is computed."""
    values: dict[str, Any] = {}
    return tuple(_without(one, values) for one in asked), values


def _without(asked: Resolved, values: dict[str, Any]) -> Resolved:
    match asked:
        case And(items):
            return And(tuple(_without(item, values) for item in items))
        case Or(items):
            return Or(tuple(_without(item, values) for item in items))
        case Not(item):
            return Not(_without(item, values))
        case Cmp(key, op, datetime() as value) if key != "norm_due":
            found = whole(op, _ms(value))
            if found is None:
                return NONE
            slot = Slot(f"at{len(values)}")
            values[slot] = found[1]
            return Cmp(key, found[0], slot)
        case _:
            return asked


_MOVING = frozenset(("since", "left", "day", "duration", "open"))
"""Kinds of fields whose values are seen from now."""


def timeless(node: Node | None, asked: Resolved) -> bool:
    """Whether a query means `asked` at any time: it names no time, and nothing it means holds one."""
    return _names_no_time(node) and _holds_no_time(asked)


def _names_no_time(node: Node | None) -> bool:
    match node:
        case AllOf(items) | AnyOf(items):
            return all(map(_names_no_time, items))
        case NoneOf(item):
            return _names_no_time(item)
        case Term(name):
            field = find_field(name)
            return field is None or field.kind not in _MOVING
        case _:
            return True


def _holds_no_time(asked: Resolved) -> bool:
    match asked:
        case And(items) | Or(items):
            return all(map(_holds_no_time, items))
        case Not(item):
            return _holds_no_time(item)
        case Cmp(_, _, datetime()):
            return False
        case _:
            return True


def _ms(at: datetime) -> Decimal:
    return Decimal((at - _EPOCH) // timedelta(microseconds=1)) / 1000


def whole(op: Op, value: int | Decimal) -> tuple[Op, int] | None:
    """The same comparison of whole numbers with a whole number; None where it cannot hold."""
    floor = int(value // 1) if value >= 0 or value == int(value) else int(value) - 1
    if value != floor:
        return None if op == "=" else ("<=" if op in ("<", "<=") else ">", floor)
    return op, min(max(floor, -(1 << 62)), 1 << 62)
