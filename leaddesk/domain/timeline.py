"""What happened to a lead, told from its ops: the history on the card."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from leaddesk.domain.log import BORN, Op, moment


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history: its kind (family of the register), the register's value, who and when."""

    at: datetime
    by: str
    kind: str
    about: str
    value: Mapping[str, Any]
    tx_id: str


def timeline(ops: Iterable[Op]) -> tuple[Event, ...]:
    """Events of one lead, newest first; reading marks are not events."""
    events = [_event(op) for op in ops if op.field not in ("read", "fingerprint") and not _again(op)]
    return tuple(sorted(events, key=lambda event: (event.at, event.tx_id), reverse=True))


def _again(op: Op) -> bool:
    """The other half of a merge, which stands on both records."""
    return op.field.startswith("merge/") and op.row_id != op.value.get("a")


def _event(op: Op) -> Event:
    if op.field == BORN:
        born = op.value.get("lead", op.value)
        return Event(
            moment(born["received"]) if "received" in born else op.at,
            op.actor,
            "arrived",
            op.row_id,
            born,
            op.tx_id,
        )
    family, _, about = op.field.partition("/")
    value = op.value if isinstance(op.value, dict) else {"value": op.value}
    at = moment(value["at"]) if family in ("touch", "signal") and "at" in value else op.at
    return Event(at, op.actor, family, about, value, op.tx_id)
