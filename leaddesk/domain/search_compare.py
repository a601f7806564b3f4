"""What comparisons of numbers, lengths of time and dates mean at a moment."""

from collections.abc import Mapping
from decimal import Decimal

from leaddesk.domain.search_ast import (
    Day,
    Duration,
    Named,
    Number,
    Offset,
    Point,
    Range,
    TermOp,
    Value,
)
from leaddesk.domain.search_dates import Asker, Span, seconds, shift, span, unit_seconds
from leaddesk.domain.search_fields import Field
from leaddesk.domain.search_logic import EVERY, Cmp, Op, Resolved, every

_OPS: Mapping[str, Op] = {":": "=", ":=": "=", ":<": "<", ":<=": "<=", ":>": ">", ":>=": ">="}
_TURNED: Mapping[Op, Op] = {"=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def compared(field: Field, key: str, op: TermOp, value: Value, asker: Asker) -> Resolved:
    """The comparison of the fact `key` with a value; a range typed the wrong way round is turned."""
    if isinstance(value, Range):
        return _range(field, key, value, asker)
    if isinstance(value, Number):
        return Cmp(key, _OPS[op], _plain(value.value * field.scale))
    if isinstance(value, Duration):
        return _length(field, key, _OPS[op], value, asker)
    if isinstance(value, Day | Named | Offset):
        return _when(key, op, value, span(value, asker, past=field.past), asker)
    return EVERY


def _plain(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number


def _length(field: Field, key: str, op: Op, value: Duration, asker: Asker) -> Resolved:
    """`:3d` is the whole third day: from 3 days to less than 4."""
    if op == "=":
        until = seconds(value) + unit_seconds(value.unit)
        return every(
            _elapsed(field, key, ">=", seconds(value), asker), _elapsed(field, key, "<", until, asker)
        )
    return _elapsed(field, key, op, seconds(value), asker)


def _elapsed(field: Field, key: str, op: Op, length: Decimal, asker: Asker) -> Resolved:
    """A length in seconds against a stored length, the time since a fact, or the time left to it."""
    if field.kind == "since":
        return Cmp(key, _TURNED[op], shift(asker.now, -length))
    if field.kind == "left":
        return Cmp(key, op, shift(asker.now, length))
    return Cmp(key, op, _plain(length))


def _when(key: str, op: TermOp, value: Day | Named | Offset, at: Span, asker: Asker) -> Resolved:
    if op == ":<":
        return Cmp(key, "<", at.start)
    if op == ":>=":
        return Cmp(key, ">=", at.start)
    if op == ":<=":
        return _until(key, at)
    if op == ":>":
        return Cmp(key, ">" if at.instant else ">=", at.end)
    if isinstance(value, Named) and value.name == "now":
        return _until(key, at)
    if at.instant:  # :+2h is within the next two hours
        low, high = min(at.start, asker.now), max(at.start, asker.now)
        return every(Cmp(key, ">=", low), Cmp(key, "<=", high))
    return every(Cmp(key, ">=", at.start), Cmp(key, "<", at.end))


def _until(key: str, at: Span) -> Resolved:
    return Cmp(key, "<=" if at.instant else "<", at.end)


def _range(field: Field, key: str, value: Range, asker: Asker) -> Resolved:
    low, high = value.low, value.high
    if low is not None and high is not None and _order(field, low, asker) > _order(field, high, asker):
        low, high = high, low
    bounds = []
    if low is not None:
        bounds.append(compared(field, key, ":>=", low, asker))
    if high is not None:
        bounds.append(compared(field, key, ":<=", high, asker))
    return every(*bounds)


def _order(field: Field, point: Point, asker: Asker) -> Decimal:
    """Where a bound stands among its like."""
    if isinstance(point, Number):
        return point.value
    if isinstance(point, Duration):
        return seconds(point)
    return Decimal(span(point, asker, past=field.past).start.timestamp())
