"""Signal: what the client did, dated, with its source (B9); restarts the norm or raises the lead (C14)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import wakes
from leaddesk.actions.ports import Read
from leaddesk.actions.turning import turned
from leaddesk.domain.lead import LeadState, Signal
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import Refused
from leaddesk.domain.score import computed_level


@dataclass(frozen=True)
class RecordSignal(LeadAction):
    """A signal of a declared kind; wakes what is snoozed where it restarts the norm or changes the level."""

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
            if lead.kind == "cold":
                sets.extend(turned(lead.id, self.at or context.at))
            if (lead.snoozed_until or lead.position.place == "nurture") and (
                kind.restarts or self._lifts(lead, read)
            ):
                asleep = list(wakes(lead, "signal"))
                sets.extend(asleep or [Set("lead", lead.id, "snooze", None)])
        return sets

    def _lifts(self, lead: LeadState, read: Read) -> bool:
        """Whether the signal gives the lead another level."""
        known = read.definitions()
        told = replace(lead, signals=(*lead.signals, Signal("", self.kind, lead.received)))
        return computed_level(told, known) != computed_level(lead, known)
