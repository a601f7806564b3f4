"""How the ops of a deal become its state: a pure function of the log."""

from collections.abc import Iterator
from typing import Any

from leaddesk.domain.lead import NOBODY, DealState
from leaddesk.domain.log import BORN, Op, Register, families, moment, winners
from leaddesk.domain.papers import Joined, Paper, SummaryLine

CLOSED = ("won", "lost", "postponed")


def fold_deal(row_id: str, ops: list[Op]) -> DealState | None:
    """State of a deal; several handovers of one round write the same creating op, the last one wins."""
    births = [op for op in ops if op.field == BORN]
    if not births:
        return None
    found = winners(ops)
    state = _value(found, "state", NOBODY)
    accepted = [
        op.at for op in ops if op.field == "state" and (op.value or NOBODY).get("stage") == "accepted"
    ]
    return DealState(
        id=row_id,
        **_handed(found, births),
        stage=state.get("stage", "awaiting"),
        reason=state.get("reason", ""),
        text=state.get("text", ""),
        cause=state.get("cause", ""),
        satisfied=state.get("satisfied", ""),
        repeat=bool(state.get("repeat")),
        accepted_at=accepted[0] if accepted else None,
        closed_at=found["state"].at if state.get("stage") in CLOSED else None,
        barter=_value(found, "barter"),
        useful=_value(found, "useful", None),
        papers=tuple(sorted(_papers(found), key=lambda paper: (paper.at, paper.id))),
        joined=tuple(sorted(_joined(found))),
    )


def _handed(found: dict[str, Register], births: list[Op]) -> dict[str, Any]:
    """What the handover gave along."""
    amount = _value(found, "amount", NOBODY)
    return {
        "lead_id": _value(found, "lead", None),
        "round": _value(found, "round", 0),
        "to": _value(found, "to"),
        "by": births[-1].actor,
        "at": births[0].at,
        "handed_at": births[-1].at,
        "need": _value(found, "need"),
        "advice": _value(found, "advice"),
        "summary": tuple(SummaryLine(*line) for line in _value(found, "summary", ())),
        "criteria": tuple((key, bool(ok)) for key, ok in _value(found, "criteria", ())),
        "override": _value(found, "override"),
        "amount_minor": amount.get("minor"),
        "currency": amount.get("currency", ""),
        "person_id": _value(found, "person", None),
        "company_id": _value(found, "company", None),
    }


def _papers(found: dict[str, Register]) -> Iterator[Paper]:
    for row_id, register in families(found).get("paper", ()):
        told = register.value
        yield Paper(
            row_id, told["kind"], moment(told["at"]), register.actor, told.get("minor"),
            told.get("currency", ""), told.get("text", ""),
        )  # fmt: skip


def _joined(found: dict[str, Register]) -> Iterator[Joined]:
    for lead_id, register in families(found).get("joined", ()):
        yield Joined(lead_id, register.value.get("need", ""), register.value.get("advice", ""))


def _value(found: dict[str, Register], field: str, default: Any = "") -> Any:
    register = found.get(field)
    return default if register is None or register.value is None else register.value
