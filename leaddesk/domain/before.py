"""Whether this client came before, and what came of it (A10)."""

from collections.abc import Iterable
from dataclasses import dataclass

from leaddesk.domain.log import at_ms
from leaddesk.domain.row import Before


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another lead of the same client, as little of it as the strip shows."""

    id: str
    kind: str
    received: int
    stage: str
    place: str | None
    place_reason: str
    won_at: int | None
    lost_at: int | None
    owner: str | None
    why: str = ""

    @property
    def outcome(self) -> str:
        """Key of what came of it: won, lost, the place it lies in, or its stage."""
        if self.won_at is not None:
            return "won"
        if self.lost_at is not None:
            return "lost"
        return self.place or self.stage


def is_open(place: str | None, won_at: int | None) -> bool:
    """Whether a lead's need still lives: not put away, and not won; the same words later are a new need."""
    return place in (None, "nurture") or (place == "deal" and won_at is None)


def before(lead_id: str, received: int, others: Iterable[Earlier]) -> Before:
    """Earlier leads of the same client: those received before this one (equal times: by id)."""
    past = [o for o in others if (o.received, o.id) < (received, lead_id) and o.id != lead_id]
    if not past:
        return Before()
    last = max(past, key=lambda o: (o.received, o.id))
    return Before(len(past), at_ms(last.received), last.outcome)
