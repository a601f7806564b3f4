"""Leads, signals and ops made by hand for the tests of the rules; times are minutes from a start."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from leaddesk.actions.defaults import default_definitions
from leaddesk.domain.lead import Answer, LeadState, Passed, PersonState, Position, Signal, Touch
from leaddesk.domain.log import Op, OpId

START = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
DEFINED = default_definitions()


def at(minutes: float = 0) -> datetime:
    return START + timedelta(minutes=minutes)


def lead(**told: Any) -> LeadState:
    """A request of a form, received at the start; `told` are fields of LeadState."""
    base: dict[str, Any] = {
        "id": "1" * 32, "kind": "request", "received": START, "person_id": "2" * 32, "company_id": None,
        "need": "верстат", "need_type": "", "product": "", "original": "", "channel": "form", "source": "",
        "campaign": "", "event": "", "action": "", "language": "uk", "amount_minor": None, "currency": "",
        "owner": None, "position": Position(), "created_by": "me",
    }  # fmt: skip
    found = base | told
    position: Position = found["position"]
    found.setdefault("way", (Passed(START, "me", position.stage, position.place, position.reason),))
    return LeadState(**found)


def signal(kind: str, minutes: float, number: int = 0) -> Signal:
    return Signal(f"{number:032x}", kind, at(minutes))


def call(minutes: float, seconds: int = 0, outcome: str = "", way: str = "out", number: int = 0) -> Touch:
    return Touch(f"{number:032x}", "call", way, at(minutes), "me", seconds, outcome)  # type: ignore[arg-type]


def message(minutes: float, outcome: str = "", way: str = "out") -> Touch:
    return Touch("f" * 32, "message", way, at(minutes), "me", 0, outcome)  # type: ignore[arg-type]


def answers(**levels: int | None) -> Mapping[str, Answer]:
    return {question: Answer(question, level, at=START) for question, level in levels.items()}


def op(
    field: str,
    value: Any,
    minutes: float = 0,
    *,
    entity: str = "lead",
    row_id: str = "1" * 32,
    actor: str = "me",
    tx: str = "",
    seq: int | None = None,
    site: int = 1,
) -> Op:
    """An op made at START + minutes; its number follows from the time."""
    made = at(minutes)
    number = round(minutes * 60) + 1 if seq is None else seq
    return Op(
        OpId(site, number), round(made.timestamp() * 1000), 0, made, made, entity, row_id, field, value, (),
        actor, tx or f"{number:032x}",
    )  # fmt: skip


def born(minutes: float = 0, person: Mapping[str, Any] | None = None, **told: Any) -> Op:
    """The capture of a lead."""
    value = {"lead": {"received": "2026-11-20T08:00:00.000Z", "person": "2" * 32, **told}}
    if person is not None:
        value["person"] = {"id": "2" * 32, **person}
    return op("*", value, minutes)


def reachable() -> PersonState:
    from leaddesk.domain.lead import ContactState

    return PersonState(
        "2" * 32, "Дмитро", contacts=(ContactState("3" * 32, "phone", "+380501234567", "+380501234567"),)
    )
