"""What was said at the same time as a winner and did not win: leaves of the op tree (ARCHITECTURE 4).

An op names the winner that it saw as its parent. Who wrote without having seen it, on a laptop without a
network, made another leaf of the tree; the larger clock wins, and the other word stays readable.
"""

from collections.abc import Iterator, Mapping, Sequence

from leaddesk.domain.client import Said
from leaddesk.domain.log import BORN, Op, OpId

Lineage = Mapping[OpId, Sequence[OpId]]
"""Parents of every op of a row, undone ones too: what an undone op had superseded stays superseded."""

_NOBODYS = ("read", "merge/", "apart/")


def may_differ(ops: Sequence[Op]) -> bool:
    """Whether several sites wrote: one alone always knows its own last word."""
    return len({op.id.site_no for op in ops}) > 1


def conflicts(ops: Sequence[Op], lineage: Lineage) -> Iterator[Said]:
    """The losers of a row's registers, from its ops in force, in order, and the parents of all."""
    by_field: dict[str, list[Op]] = {}
    for op in ops:
        if op.field != BORN and not op.field.startswith(_NOBODYS):
            by_field.setdefault(op.field, []).append(op)
    for field, said in by_field.items():
        if len(said) > 1:
            seen = _ancestors(said, lineage)
            winner = said[-1]
            for op in said[:-1]:
                if op.id not in seen and op.value != winner.value:
                    yield Said(op.entity, field, op.value, op.at, op.actor)


def _ancestors(ops: Sequence[Op], lineage: Lineage) -> set[OpId]:
    """Ops that somebody had seen when they wrote one of `ops`."""
    seen: set[OpId] = set()
    ahead = [parent for op in ops for parent in op.parents]
    while ahead:
        one = ahead.pop()
        if one not in seen:
            seen.add(one)
            ahead.extend(lineage.get(one, ()))
    return seen
