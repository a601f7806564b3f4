"""Capture: what arrived becomes a lead, or a known one, or junk that is kept (A3-A6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Action, Context
from leaddesk.actions.arrivals import Fate, fates
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.ports import Read
from leaddesk.actions.signal import RecordSignal
from leaddesk.domain.log import Set

_SIGNALS: Mapping[str, str] = {
    "form": "form",
    "site": "form",
    "email": "email",
    "call": "call",
    "messenger": "message",
    "comment": "comment",
}
"""Channel -> the signal that an arrival on it is for a lead that the base knows."""


@dataclass(frozen=True)
class Capture(Action):
    """One arrival, confirmed by a person or a channel; a known client's is a signal on their lead (C14)."""

    name: ClassVar[str] = "capture"
    right: ClassVar[str] = "capture"
    item: Incoming

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        (fate,) = fates((self.item,), read, context)
        if fate.kind in ("updated", "duplicate") and fate.reason != "same_row":
            return [*fate.sets, *self._again(fate, read, context)]
        return fate.sets

    def _again(self, fate: Fate, read: Read, context: Context) -> Iterator[Set]:
        """What a known client said this time is kept too (A2)."""
        item = self.item
        words = item.original or item.need
        kind = _SIGNALS.get(item.channel, "")
        if item.kind == "request" and kind in read.definitions().signal_by_id:
            signal = RecordSignal((fate.lead_id,), kind, item.received, words, item.source)
            yield from signal.plan(read, context)
        elif words:
            yield Set("lead", fate.lead_id, f"note/{context.new_id()}", {"text": words})
        if item.note:
            yield Set("lead", fate.lead_id, f"note/{context.new_id()}", {"text": item.note})
