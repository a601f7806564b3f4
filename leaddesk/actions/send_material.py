"""Materials: what was given to a client is logged as a touch (C9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import need_contact
from leaddesk.actions.ports import Read
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import Refused


@dataclass(frozen=True)
class SendMaterial(LeadAction):
    """A material of the library was sent; `text` is its name as the sender read it."""

    name: ClassVar[str] = "material"
    material: str = ""
    text: str = ""

    @property
    def about(self) -> str:
        return self.material

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        found = next((one for one in read.definitions().materials if one.id == self.material), None)
        if found is None:
            raise Refused("material.no_such_material", material=self.material)
        value: dict[str, Any] = {
            "kind": "message",
            "way": "out",
            "at": iso(context.at),
            "by": context.actor,
            "text": self.text or next(iter(found.names.values()), found.id),
            "message": {"material": found.id, "place": found.place},
        }
        sets: list[Set] = []
        for lead in read.leads(self.ids):
            need_contact(lead, read)
            sets.append(Set("lead", lead.id, f"touch/{context.new_id()}", value))
        return sets
