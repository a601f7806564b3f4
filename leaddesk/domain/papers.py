"""What lies in a deal: the summary it came with, papers that were sent, leads that joined it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple


class SummaryLine(NamedTuple):
    """An answer as it stood at the handover, with where it was known from."""

    question: str
    text: str
    level: int | None = None
    evidence: Mapping[str, Any] | None = None


class Paper(NamedTuple):
    """A proposal or an invoice that was sent: when, by whom, over how much (D16)."""

    id: str
    kind: str
    at: datetime
    by: str
    minor: int | None = None
    currency: str = ""
    text: str = ""


class Joined(NamedTuple):
    """A further lead of the client that was attached to a deal: its need and the advice with it."""

    lead_id: str
    need: str = ""
    advice: str = ""
