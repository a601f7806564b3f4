"""Where the eye goes when the current lead is decided or leaves: the rule of auto-advance, without Qt."""

from collections.abc import Collection, Sequence
from typing import Literal

Advance = Literal["next", "previous", "back"]


def next_current(order: Sequence[str], current: str, gone: Collection[str], advance: Advance) -> str:
    """The nearest lead that stays: downwards first, with "previous" upwards first; "" where none stays.

    `current` must be in `order`; "back" moves as "next", because the place in the list is kept either way.
    """
    at = order.index(current)
    below, above = order[at + 1 :], order[:at][::-1]
    ways = (above, below) if advance == "previous" else (below, above)
    return next((lead_id for way in ways for lead_id in way if lead_id not in gone), "")
