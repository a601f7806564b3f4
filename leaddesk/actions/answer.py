"""Answer: a level and own words to one question, with where it is known from (B19-B25)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import need_contact
from leaddesk.actions.ports import Read
from leaddesk.actions.values import roster_of
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.horizon import Horizon, read_horizon
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import Refused


@dataclass(frozen=True)
class Answer(LeadAction):
    """Level 0-3, or None for unknown; level, text and evidence are one register and never split.

    `by`: the day by which they want to buy, of a question about time; read from the text without it.
    """

    name: ClassVar[str] = "answer"
    right: ClassVar[str] = "qualify"
    question: str = ""
    level: int | None = None
    text: str = ""
    evidence: Mapping[str, Any] | None = None
    by: datetime | None = None

    @property
    def about(self) -> str:
        return self.question

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.question not in read.definitions().question_by_id:
            raise Refused("answer.no_such_question", question=self.question)
        if self.level is not None and self.level not in range(4):
            raise Refused("answer.no_such_level", level=self.level)
        definitions = read.definitions()
        when = self._when(definitions, context)
        evidence = dict(self.evidence or {"kind": "note", "at": iso(context.at)})
        value: dict[str, Any] = {"level": self.level, "text": self.text, "evidence": evidence}
        if when is not None:
            value |= {"until": iso(when.until)} | ({"since": iso(when.since)} if when.since else {})
        sets = []
        for lead in read.leads(self.ids):
            need_contact(lead, read)
            sets.append(Set("lead", lead.id, f"answer/{self.question}", value))
        return sets

    def _when(self, definitions: Definitions, context: Context) -> Horizon | None:
        """The days that an answer about time means: those given, else those that its words say (C5)."""
        if self.by is not None:
            return Horizon(None, self.by)
        if definitions.question_by_id[self.question].parse != "horizon":
            return None
        zone = str(definitions.setting("zone"))
        return read_horizon(self.text, context.at, zone, roster_of(definitions))
