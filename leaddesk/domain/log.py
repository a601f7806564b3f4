"""The one log: its entry, its clock, its canonical text (ARCHITECTURE 4)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

SCHEMA_V = 1
BORN = "*"


class OpId(NamedTuple):
    """Identity of an op: the site that made it and its number there."""

    site_no: int
    site_seq: int


class Stamp(NamedTuple):
    """Place in the order of all ops: hybrid logical clock, then site; the largest wins a register."""

    hlc_ms: int
    hlc_c: int
    site_no: int


class Set(NamedTuple):
    """A wish of an action: register `field` of row `row_id` becomes `value` (JSON without floats).

    `at` is the business time where it is not that of the action (history brought in from elsewhere).
    """

    entity: str
    row_id: str
    field: str
    value: Any
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Op:
    """One entry of the log. `value` is parsed; `at` is business time, `made_at` the machine's."""

    id: OpId
    hlc_ms: int
    hlc_c: int
    made_at: datetime
    at: datetime
    entity: str
    row_id: str
    field: str
    value: Any
    parents: tuple[OpId, ...]
    actor: str
    tx_id: str
    undoes: str | None = None
    made_zone: str = "UTC"
    schema_v: int = SCHEMA_V
    server_seq: int | None = None

    @property
    def stamp(self) -> Stamp:
        """Key of the total order of ops."""
        return Stamp(self.hlc_ms, self.hlc_c, self.id.site_no)


def advance(last_ms: int, last_c: int, machine_ms: int) -> tuple[int, int]:
    """Next tick of the hybrid logical clock: follows the machine's clock, never goes back."""
    return (machine_ms, 0) if machine_ms > last_ms else (last_ms, last_c + 1)


PLACES_PER_MS = 1 << 20


def place_of(hlc_ms: int, hlc_c: int) -> int:
    """A moment of the clock as one number: the journal's order of steps, the same for every site."""
    return hlc_ms * PLACES_PER_MS + hlc_c


# One for all: json.dumps makes another encoder each time that its arguments are not the usual ones.
_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False)
_LEAVES = frozenset((str, int, bool, type(None)))


def to_text(value: Any) -> str:
    """Canonical JSON: sorted keys, no spaces; TypeError for floats and whatever JSON does not know."""
    if type(value) not in _LEAVES:
        _check(value)
    return _JSON.encode(value)


def _check(value: Any) -> None:
    kind = type(value)
    if kind is dict:
        value = value.values()
    elif kind is not list and kind is not tuple:
        raise TypeError(f"{kind.__name__} cannot stand in the log")
    for item in value:
        if type(item) not in _LEAVES:
            _check(item)


def from_text(text: str) -> Any:
    """The value of `to_text`; floats never occur in it."""
    return json.loads(text)


def iso(moment: datetime) -> str:
    """Aware UTC time as the log writes it, to the millisecond."""
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    return f"{moment.isoformat(timespec='milliseconds')[:23]}Z"


def moment(text: str) -> datetime:
    """The time that `iso` wrote."""
    return datetime.fromisoformat(text)


def ms_of(at: datetime) -> int:
    """Milliseconds since 1970 of an aware time."""
    return round(at.timestamp() * 1000)


@lru_cache(maxsize=4096)
def at_ms(ms: int) -> datetime:
    """The aware UTC time of milliseconds since 1970; the ops of one step share theirs."""
    return datetime.fromtimestamp(ms // 1000, UTC).replace(microsecond=ms % 1000 * 1000)


class Register(NamedTuple):
    """Winner of one register: its value, when and by whom it was set, and by which op."""

    value: Any
    at: datetime
    actor: str
    op: OpId
    tx_id: str


def in_order(ops: Iterable[Op]) -> list[Op]:
    """Ops from the oldest to the winner."""
    return sorted(ops, key=lambda op: (op.hlc_ms, op.hlc_c, op.id))


def winners(ops: Iterable[Op], born: Mapping[str, Any] | None = None) -> dict[str, Register]:
    """Winner of every register of one row. `ops` come in order, without the excluded ones.

    The creating op (field "*") sets all its fields at once; `born` picks this row's part out of an
    aggregate that created several rows.
    """
    found: dict[str, Register] = {}
    for op in ops:
        if op.field == BORN:
            for field, value in (op.value if born is None else born).items():
                found[field] = Register(value, op.at, op.actor, op.id, op.tx_id)
        else:
            found[op.field] = Register(op.value, op.at, op.actor, op.id, op.tx_id)
    return found


Families = Mapping[str, Sequence[tuple[str, Register]]]


def families(found: Mapping[str, Register]) -> Families:
    """Registers `family/<id>` that hold a value, by their family: (id, register)."""
    told: dict[str, list[tuple[str, Register]]] = {}
    for field, register in found.items():
        family, parted, row_id = field.partition("/")
        if parted and "/" not in row_id and register.value is not None:
            told.setdefault(family, []).append((row_id, register))
    return told
