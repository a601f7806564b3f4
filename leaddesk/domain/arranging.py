"""A person's own order of cards in a column of the board: a few pins over the declared order of work."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from leaddesk.domain.ids import is_id

Pin = tuple[str, str]
"""A card and the one that it stands above; "" puts it at the end of what is loaded."""

MOST = 200
"""Pins of a column that are kept; the oldest go first."""


def arranged(ids: Sequence[str], pins: Sequence[Pin]) -> list[str]:
    """The cards in the declared order, then each pinned one put above its neighbour, the oldest pin first.

    A pin whose card or neighbour has left the column says nothing: the card stands where work puts it, and so
    does whatever came since, so that a new hot lead is never hidden under an old arrangement.
    """
    order = list(ids)
    known = set(order)
    held = {card: above for card, above in pins if card in known and card != above}
    for card in _anchors_first(held):
        above = held[card]
        if not above or above in known:
            order.remove(card)
            order.insert(order.index(above) if above else len(order), card)
    return order


def _anchors_first(held: Mapping[str, str]) -> Iterator[str]:
    """Pinned cards in the order pinned; one waits until the card that it stands above has its own place."""
    waiting = list(held)
    while waiting:
        still = set(waiting)
        # Never empty for pins that `pinned` made; two that name each other are taken as they come.
        card = next((card for card in waiting if held[card] not in still), waiting[0])
        waiting.remove(card)
        yield card


def pinned(pins: Sequence[Pin], shown: Sequence[str], card: str, place: int) -> tuple[Pin, ...]:
    """The pins after `card` of the cards `shown` was put to `place` among the others (0 is the top).

    A card that was pinned above the moved one now stands above its next neighbour, so that nobody else moves.
    """
    rest = [one for one in shown if one != card]
    place = max(0, min(place, len(rest)))
    held = dict(pins)
    held.pop(card, None)
    for other in [other for other, above in held.items() if above == card]:
        del held[other]
        held[other] = _after(shown, card)
    held[card] = rest[place] if place < len(rest) else ""
    return tuple(held.items())[-MOST:]


def _after(shown: Sequence[str], card: str) -> str:
    place = list(shown).index(card) + 1 if card in shown else len(shown)
    return shown[place] if place < len(shown) else ""


def read_pins(told: Mapping[str, Any]) -> tuple[Pin, ...]:
    """Pins as the log keeps them; what is of another shape is left out."""
    found = told.get("pins")
    rows = found if isinstance(found, list) else []
    pairs = [row for row in rows if isinstance(row, list) and len(row) == 2]
    return tuple((str(a), str(b)) for a, b in pairs if is_id(str(a)) and (not b or is_id(str(b))))
