"""Signal: what the client did, dated, with its source (B9); restarts the norm or raises the lead (C14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.ports import Read
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import Refused


@dataclass(frozen=True)
class RecordSignal(LeadAction):
    """A signal of a declared kind; a restarting one wakes what is snoozed."""

    name: ClassVar[str] = "signal"
    right: ClassVar[str] = "capture"
    kind: str = "message"
    at: datetime | None = None
    text: str = ""
    source: str = ""

    @property
    def about(self) -> str:
        return self.kind

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        kind = read.definitions().signal_by_id.get(self.kind)
        if kind is None:
            raise Refused("signal.no_such_kind", signal=self.kind)
        told = {"kind": self.kind, "at": iso(self.at or context.at), "text": self.text, "source": self.source}
        value = {name: part for name, part in told.items() if part}
        sets = []
        for lead in read.leads(self.ids):
            sets.append(Set("lead", lead.id, f"signal/{context.new_id()}", value))
            if kind.restarts and lead.snoozed_until:
                sets.append(Set("lead", lead.id, "snooze", None))
        return sets
