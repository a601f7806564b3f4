"""Merged records: which rows are one through their live edges, and what they are together (A10).

An edge is a register `merge/<id>` on both rows that it joins, so that a row without one costs nothing. Its
value names both rows and what was chosen where they differed; `gone` ends it. The class of a row is computed
when it is read; its representative is the smallest id. What was chosen counts as said when they were merged,
and only as long as they are, so that taking a merge apart leaves both as they were.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from leaddesk.domain.fold import fold_lead, fold_person
from leaddesk.domain.lead import ContactState, DealState, LeadState, Member, PersonState, Said
from leaddesk.domain.log import BORN, Op, Stamp, in_order, winners

FAMILY = "merge/"
_BLANK: tuple[Any, ...] = (None, "", [], {})
_OWN = frozenset({"fingerprint", "imported", "person", "read", "extra", "script", "playbook"})
"""Registers of a lead in which two records always differ, without anybody having said anything else."""


class Edge(NamedTuple):
    """One merge of two rows: its id, the rows, who made it when, and what was chosen for the class."""

    id: str
    a: str
    b: str
    by: str
    at: datetime
    tx_id: str
    stamp: Stamp
    result: Mapping[str, Any]

    def other(self, row_id: str) -> str:
        """The row on the other side."""
        return self.b if row_id == self.a else self.a


class Component(NamedTuple):
    """Rows that are one, in the order of their ids, and the live edges between them."""

    members: tuple[str, ...]
    edges: tuple[Edge, ...]

    def between(self, one: Iterable[str]) -> tuple[Edge, ...]:
        """Live edges from the rows `one` to the others."""
        side = set(one)
        return tuple(edge for edge in self.edges if (edge.a in side) != (edge.b in side))


OpsOf = Callable[[Sequence[str]], Mapping[str, Sequence[Op]]]


def edge_value(a: str, b: str, result: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The value of an edge's register, the same on both rows."""
    return {"a": a, "b": b, **({"result": dict(result)} if result else {})}


def edges_of(ops: Sequence[Op]) -> list[Edge]:
    """Live edges of one row, from its ops in order."""
    found: dict[str, Op] = {}
    for op in ops:
        if op.field.startswith(FAMILY):
            found[op.field] = op
    return [_edge(op) for op in found.values() if op.value and not op.value.get("gone")]


def _edge(op: Op) -> Edge:
    told = op.value
    name = op.field.removeprefix(FAMILY)
    return Edge(name, told["a"], told["b"], op.actor, op.at, op.tx_id, op.stamp, told.get("result") or {})


def component(start: str, ops_of: OpsOf) -> Component:
    """All rows that `start` is one with, whichever row one starts from."""
    members, ahead = {start}, [start]
    edges: dict[str, Edge] = {}
    while ahead:
        found = ops_of(ahead)
        ahead = []
        for row_id in sorted(found):
            for edge in edges_of(found[row_id]):
                edges[edge.id] = min(edge, edges.get(edge.id, edge), key=lambda e: e.stamp)
                if edge.other(row_id) not in members:
                    members.add(edge.other(row_id))
                    ahead.append(edge.other(row_id))
    ordered = sorted(edges.values(), key=lambda edge: (edge.stamp, edge.id))
    return Component(tuple(sorted(members)), tuple(ordered))


# Leads


def lead_ops(members: Mapping[str, Sequence[Op]], edges: Iterable[Edge]) -> list[Op]:
    """The ops of a class as those of one lead: one birth, then what was said of any member, in order.

    Of the births the earliest request counts, the others fill its blanks; later words win over earlier ones.
    """
    births = [op for ops in members.values() for op in ops if op.field == BORN]
    if not births:
        return []
    births.sort(key=_first)
    born: dict[str, Any] = {}
    for op in reversed(births):
        born |= {name: value for name, value in op.value["lead"].items() if value not in _BLANK}
    if not all(op.value["lead"].get("position") for op in births):
        born.pop("position", None)
    first = births[0]
    one = replace(first, value={**first.value, "lead": born})
    said = [op for ops in members.values() for op in ops if op.field != BORN]
    return [one, *in_order([*said, *_chosen(members, edges)])]


def _first(op: Op) -> tuple[bool, str, str]:
    born = op.value["lead"]
    return (born.get("kind", "request") == "cold", born.get("received", ""), op.row_id)


def _chosen(members: Mapping[str, Sequence[Op]], edges: Iterable[Edge]) -> Iterator[Op]:
    """What was chosen at each merge, as ops of that moment."""
    known = {(op.stamp, op.field): op for ops in members.values() for op in ops if op.field[:6] == FAMILY}
    for edge in edges:
        op = known.get((edge.stamp, FAMILY + edge.id))
        if op is not None:
            yield from (replace(op, field=name, value=value) for name, value in sorted(edge.result.items()))


def merged_lead(
    members: Mapping[str, Sequence[Op]], edges: Iterable[Edge], deals: Iterable[DealState]
) -> LeadState | None:
    """The state of a class of leads under its representative; None where no member was ever created."""
    living = {row_id: ops for row_id, ops in members.items() if any(op.field == BORN for op in ops)}
    if not living:
        return None
    told = lead_ops(living, edges)
    state = fold_lead(min(living), told, deals)
    if state is None or len(living) == 1:
        return state
    now = winners(told, told[0].value["lead"])
    return replace(
        state,
        merged=tuple(sorted(_member(row_id, ops) for row_id, ops in living.items())),
        also=tuple(sorted(_also(now, living))),
    )


def _member(row_id: str, ops: Sequence[Op]) -> Member:
    birth = next(op for op in ops if op.field == BORN)
    told = {name: register.value for name, register in winners(ops, birth.value["lead"]).items()}
    get = told.get
    return Member(
        row_id, get("person") or "", get("need") or "", birth.value["lead"].get("original") or "",
        get("channel") or "other", get("received") or "", get("product") or "", get("source") or "",
    )  # fmt: skip


def _also(now: Mapping[str, Any], living: Mapping[str, Sequence[Op]]) -> Iterator[Said]:
    """What members say otherwise than the class does: every conflicting value stays readable."""
    for ops in living.values():
        birth = next(op for op in ops if op.field == BORN)
        for field, register in winners(ops, birth.value["lead"]).items():
            if "/" in field or field in _OWN or register.value in _BLANK:
                continue
            if field in now and now[field].value != register.value:
                yield Said("lead", field, _plain(register.value), register.at, register.actor)


def _plain(value: Any) -> Any:
    """A value that sorts and hashes: parts of a composite register in their order."""
    return tuple(sorted(value.items())) if isinstance(value, dict) else str(value)


# Persons


PersonPart = tuple[Sequence[Op], Mapping[str, Any] | None]


def merged_person(members: Mapping[str, PersonPart]) -> PersonState | None:
    """The state of a class of persons, each with its ops and the part of the capture that made it.

    A value that was chosen at a merge counts as said then; names not chosen stay among the other names.
    """
    living = {row_id: (ops, born) for row_id, (ops, born) in members.items() if born is not None}
    if not living:
        return None
    fields: dict[str, Any] = {}
    for row_id in sorted(living, reverse=True):
        fields |= {name: value for name, value in (living[row_id][1] or {}).items() if value not in _BLANK}
    rep = min(living)
    whole = {row_id: ops for row_id, (ops, _) in living.items()}
    own = [op for ops in whole.values() for op in ops if not op.field.startswith(FAMILY)]
    said = in_order([*own, *_chosen(whole, _within(whole))])
    state = fold_person(rep, said, {**fields, "id": rep})
    if state is None or len(living) == 1:
        return state
    names = {str(other["name"]) for _, other in living.values() if other and other.get("name")}
    names |= {str(op.value) for op in own if op.field == "name" and op.value}
    return replace(
        state,
        contacts=tuple(one_of_each(state.contacts)),
        merged=tuple(sorted(living)),
        names=tuple(sorted(names - {state.name})),
    )


def _within(members: Mapping[str, Sequence[Op]]) -> Iterable[Edge]:
    """The live edges between these rows, each once and as old as its older half."""
    found: dict[str, Edge] = {}
    for ops in members.values():
        for edge in edges_of(ops):
            if edge.a in members and edge.b in members:
                found[edge.id] = min(edge, found.get(edge.id, edge), key=lambda e: e.stamp)
    return found.values()


def one_of_each(contacts: Iterable[ContactState]) -> Iterator[ContactState]:
    """Contacts without those that say the same; of equal ones a marked one stays."""
    found: dict[tuple[str, str], ContactState] = {}
    for contact in contacts:
        key = (contact.kind, contact.normal or contact.value)
        held = found.get(key)
        if held is None or (held.mark is None and contact.mark is not None):
            found[key] = contact
    return iter(found.values())
