"""What marketing knows of a lead that sleeps: who holds it, what was sent, why it woke."""

from datetime import datetime
from typing import NamedTuple


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
