"""Note: own words about a lead (key I)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.ports import Read
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import Refused


@dataclass(frozen=True)
class WriteNote(LeadAction):
    """Keep `text` as written."""

    name: ClassVar[str] = "note"
    text: str = ""

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if not self.text.strip():
            raise Refused("note.empty")
        return [
            Set("lead", lead.id, f"note/{context.new_id()}", {"text": self.text})
            for lead in read.leads(self.ids)
        ]
