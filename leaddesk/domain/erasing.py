"""What is left of a person after an erase: ids, times, kinds and figures; no words (ARCHITECTURE 4).

An op of a register that this version does not know loses every text in it: better too much than a name.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from leaddesk.domain.log import BORN, Op

ENTITY = "erase"
"""Entity of the op that erases: its value names the persons, and the leads that went with them."""

NOTHING = "–"
"""Stands for a contact that was usable: the lead keeps its place in the figures, and nobody is reached."""

_KEPT = frozenset(
    (
        *("kind", "received", "need_type", "product", "channel", "source", "campaign", "event", "action"),
        *("language", "currency", "owner", "temperature", "level", "priority", "person", "company"),
        *("returned", "maturity", "zone", "country", "id", "stage", "place", "reason", "until", "way", "at"),
        *("by", "outcome", "due", "to", "role", "result", "lead", "round", "with", "a", "b", "gone", "minor"),
        *("satisfied", "cause", "question", "state", "version", "programme", "step", "since", "next"),
    )
)
"""Names of values that say nothing about a person by themselves."""

_WHOLE = frozenset({"label", "deal", "apart", "merge", "nursing", "woken"})
"""Families that hold ids, times and declared words only; what was chosen at a merge is looked into."""


def blanked(op: Op) -> Op:
    """The op without a person's words; the same op where it has none."""
    if op.entity not in ("lead", "person", "deal"):
        return op
    if op.field == BORN:
        return replace(op, value=_birth(op))
    return replace(op, value=_register(op.entity, op.field, op.value))


def _birth(op: Op) -> Any:
    """A capture: its parts apart; a company is no person and stays."""
    if op.entity != "lead":
        return {name: _register(op.entity, name, value) for name, value in op.value.items()}
    told = dict(op.value)
    for entity in ("lead", "person"):
        if told.get(entity):
            told[entity] = {name: _register(entity, name, v) for name, v in told[entity].items()}
    return told


def _register(entity: str, field: str, value: Any) -> Any:
    family, slash, rest = field.partition("/")
    if entity == "person" and family == "contact" and "/" not in rest:
        return _contact(value)
    if family == "merge":
        return {name: _inside(name, part) for name, part in value.items()}
    if family in _WHOLE or (slash and "/" in rest):
        return value if family in _WHOLE else _inside(rest.rpartition("/")[2], value)
    return _inside(family, value)


def _contact(value: Any) -> Any:
    """A contact of the same kind that is nobody's: shared, so that it never identifies anybody."""
    if not isinstance(value, Mapping):
        return None
    left = {"kind": value["kind"], "value": NOTHING}
    return left | ({"normal": NOTHING, "shared": True} if value.get("normal") else {"reason": "empty"})


def _inside(name: str, value: Any) -> Any:
    """A value by its name: words go, numbers and what is declared stay."""
    if isinstance(value, Mapping):
        return {key: _inside(key, part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return value if name in ("criteria", "roles") else []
    if isinstance(value, str):
        return value if name in _KEPT else ""
    return value


_FILES = ("sha256", "picture", "recording")
"""Names under which an op tells the sha256 of a file; the latter two may also hold a path of older times."""

_DIGEST = re.compile(r"\A[0-9a-f]{64}\Z")


def digests_of(op: Op) -> set[str]:
    """Sha256 of the files that an op names."""
    found: set[str] = set()
    ahead: list[Any] = [op.value]
    while ahead:
        one = ahead.pop()
        if isinstance(one, Mapping):
            named = (one.get(name) for name in _FILES)
            found |= {told for told in named if isinstance(told, str) and _DIGEST.match(told)}
            ahead.extend(one.values())
        elif isinstance(one, list | tuple):
            ahead.extend(one)
    return found
