"""Capture: what arrived becomes a lead, or a known one, or junk that is kept (A3-A6)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Action, Context
from leaddesk.actions.arrivals import Fate, fates
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.ports import Read
from leaddesk.actions.signal import RecordSignal
from leaddesk.actions.threads import SIGNALS
from leaddesk.domain.log import Set


@dataclass(frozen=True)
class Capture(Action):
    """One arrival, confirmed by a person or a channel; a known client's is a signal on their lead (C14)."""

    name: ClassVar[str] = "capture"
    right: ClassVar[str] = "capture"
    item: Incoming

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        decided = list(fates((self.item,), read, context))
        return list(_captured((self.item,), read, context, decided))


@dataclass(frozen=True)
class CaptureAll(Action):
    """Several arrivals as one step: what was pasted (UX 1.8), or what a channel brought at once.

    `told` hears the fates each time that they are planned; the last telling counts.
    """

    name: ClassVar[str] = "capture"
    right: ClassVar[str] = "capture"
    items: tuple[Incoming, ...]
    told: Callable[[list[Fate]], None] | None = None

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        decided = list(fates(self.items, read, context))
        if self.told is not None:
            self.told(decided)
        return list(_captured(self.items, read, context, decided))


def _captured(
    items: Sequence[Incoming], read: Read, context: Context, decided: Sequence[Fate]
) -> Iterator[Set]:
    born: set[str] = set()
    for item, fate in zip(items, decided, strict=True):
        yield from fate.sets
        if fate.kind in ("new", "junk"):
            born.add(fate.lead_id)
        elif item.message is None and fate.reason != "same_row" and fate.lead_id not in born:
            yield from _again(item, fate, read, context)


def _again(item: Incoming, fate: Fate, read: Read, context: Context) -> Iterator[Set]:
    """What a known client said this time is kept too (A2)."""
    words = item.original or item.need
    kind = SIGNALS.get(item.channel, "")
    if item.kind == "request" and kind in read.definitions().signal_by_id:
        signal = RecordSignal((fate.lead_id,), kind, item.received, words, item.source)
        told = {(one.row_id, one.field) for one in fate.sets}
        yield from (one for one in signal.plan(read, context) if (one.row_id, one.field) not in told)
    elif words:
        yield Set("lead", fate.lead_id, f"note/{context.new_id()}", {"text": words})
    if item.note:
        yield Set("lead", fate.lead_id, f"note/{context.new_id()}", {"text": item.note})
