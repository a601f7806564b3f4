"""Arrange: the order in which one person sees the cards of a column, kept in the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Action, Context
from leaddesk.actions.ports import Read
from leaddesk.domain.arranging import pinned
from leaddesk.domain.definitions import NAME, definition_id
from leaddesk.domain.funnel import STAGES
from leaddesk.domain.ids import is_id
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import Refused


def order_key(user: str, stage: str) -> str:
    """Name of the pins of a person in a column."""
    return f"{user}/{stage}"


@dataclass(frozen=True)
class Arrange(Action):
    """Put a card to a place among those `shown` in its column; only this person sees it so."""

    name: ClassVar[str] = "arrange"
    card: str = ""
    stage: str = ""
    shown: tuple[str, ...] = ()
    place: int = 0

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.stage not in STAGES or self.card not in self.shown or not all(map(is_id, self.shown)):
            raise Refused("board.no_such_place")
        key = order_key(context.actor, self.stage)
        pins = pinned(read.definitions().orders.get(key, ()), self.shown, self.card, self.place)
        value = {"pins": [list(pin) for pin in pins], NAME: key}
        return [Set("order", definition_id("order", key), "*", value)]
