"""What becomes of one thing that arrived."""

from typing import Literal, NamedTuple

from leaddesk.domain.log import Set

FateKind = Literal["new", "updated", "duplicate", "junk", "rejected", "waiting"]


class Fate(NamedTuple):
    """What becomes of one arrival: its lead (a known one for updated, duplicate), the key of the reason."""

    kind: FateKind
    lead_id: str
    reason: str
    sets: tuple[Set, ...] = ()
