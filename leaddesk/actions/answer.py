"""Answer: a level and own words to one question, with where it is known from (B19-B25)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import need_contact
from leaddesk.actions.ports import Read
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import Refused


@dataclass(frozen=True)
class Answer(LeadAction):
    """Level 0-3, or None for unknown; level, text and evidence are one register and never split."""

    name: ClassVar[str] = "answer"
    right: ClassVar[str] = "qualify"
    question: str = ""
    level: int | None = None
    text: str = ""
    evidence: Mapping[str, Any] | None = None

    @property
    def about(self) -> str:
        return self.question

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.question not in read.definitions().question_by_id:
            raise Refused("answer.no_such_question", question=self.question)
        if self.level is not None and self.level not in range(4):
            raise Refused("answer.no_such_level", level=self.level)
        evidence = dict(self.evidence or {"kind": "note", "at": iso(context.at)})
        value = {"level": self.level, "text": self.text, "evidence": evidence}
        sets = []
        for lead in read.leads(self.ids):
            need_contact(lead, read)
            sets.append(Set("lead", lead.id, f"answer/{self.question}", value))
        return sets
