"""Move: to another stage of the board, or off it to a place (drag, Shift+arrows, key V)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import position, reachable
from leaddesk.actions.ports import Read
from leaddesk.domain.funnel import check_move
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import MoveRefused


@dataclass(frozen=True)
class Move(LeadAction):
    """To `stage`; handing over is an action of its own, because it asks for more."""

    name: ClassVar[str] = "move"
    stage: str = "in_work"

    @property
    def about(self) -> str:
        return self.stage

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.stage == "handed_over":
            raise MoveRefused("funnel.hand_over_asks", stage=self.stage)
        sets = []
        for lead in read.leads(self.ids):
            check_move(lead.position, self.stage, reachable=reachable(lead, read))
            if lead.position.stage != self.stage:
                sets.append(Set("lead", lead.id, "position", position(self.stage)))
        return sets
