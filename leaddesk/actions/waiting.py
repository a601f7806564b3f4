"""Signals of clients whom the base does not know yet: kept by contact until a lead with it comes (B9)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from leaddesk.domain.ids import derived_id
from leaddesk.domain.log import Op, Set

ENTITY = "waiting"
ANY = derived_id(ENTITY, "any")
"""Row that says whether anything ever waited: an import asks it once a batch, and not for each contact."""
MARKS = 16
"""Steps that mark it, so that it is still marked where some of them are undone."""


class Waiting(NamedTuple):
    """A signal kept for a contact: its id, and its register as a lead's signal."""

    kind: str
    normal: str
    signal: str
    value: Mapping[str, Any]


def waiting_id(kind: str, normal: str) -> str:
    """Row of the signals that wait for a contact."""
    return derived_id(ENTITY, kind, normal)


def keeps(kind: str, normal: str, signal: str, value: Mapping[str, Any]) -> Iterator[Set]:
    """Keep a signal for a contact that nobody has yet."""
    yield Set(ENTITY, waiting_id(kind, normal), f"signal/{signal}", dict(value))


def marks(marked: int, at: str) -> Iterator[Set]:
    """Say that something waits."""
    if marked < MARKS:
        yield Set(ENTITY, ANY, "since", at)


def gives(found: Sequence[Waiting], lead_id: str) -> Iterator[Set]:
    """Give what waited to a lead; it waits no longer."""
    for one in found:
        yield Set("lead", lead_id, f"signal/{one.signal}", dict(one.value))
        yield Set(ENTITY, waiting_id(one.kind, one.normal), f"signal/{one.signal}", None)


def read_waiting(kind: str, normal: str, ops: Sequence[Op]) -> list[Waiting]:
    """What waits for a contact, from the ops of its row."""
    last = {op.field.partition("/")[2]: op.value for op in ops}
    return [Waiting(kind, normal, signal, value) for signal, value in last.items() if value]
