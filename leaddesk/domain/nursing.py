"""What marketing knows of a lead that sleeps: who holds it, what was sent, why it woke."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from leaddesk.domain.log import Op


class Nursing(NamedTuple):
    """How marketing holds a lead in nurture: programme, stage of its funnel, owner, since when (A15)."""

    programme: str
    stage: str
    owner: str | None
    since: datetime


class Warming(NamedTuple):
    """A touch of nurture, also one made outside: a mailing, a push, an ad (B30)."""

    id: str
    kind: str
    at: datetime
    by: str
    text: str = ""
    programme: str = ""
    step: int | None = None


class Woken(NamedTuple):
    """Why a lead came back from nurture: by date, signal or hand, and what had been said last."""

    by: str
    at: datetime
    text: str = ""


def rounds_of(ops: Iterable[Op]) -> int:
    """How often the lead went to nurture: entries, not re-dated stays (decision 6)."""
    rounds, inside = 0, False
    for op in ops:
        if op.field == "position":
            enters = (op.value or {}).get("place") == "nurture"
            rounds += enters and not inside
            inside = enters
    return rounds
