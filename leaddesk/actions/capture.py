"""Capture: what arrived becomes a lead, or a known one, or junk that is kept (A3-A6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Action, Context
from leaddesk.actions.arrivals import fates
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.ports import Read
from leaddesk.domain.log import Set


@dataclass(frozen=True)
class Capture(Action):
    """One arrival, confirmed by a person or a channel."""

    name: ClassVar[str] = "capture"
    right: ClassVar[str] = "capture"
    item: Incoming

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        (fate,) = fates((self.item,), read, context)
        return fate.sets
