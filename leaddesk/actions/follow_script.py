"""Follow: the next step of a script, the client's reply an answer whose evidence is the script (C8)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.answer import Answer
from leaddesk.actions.ports import Read
from leaddesk.domain.lead import LeadState
from leaddesk.domain.library import FRIENDLY, Script, worded
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import Refused
from leaddesk.domain.scripts import Reply, Step, step_after, step_at, steps_of


@dataclass(frozen=True)
class FollowScript(LeadAction):
    """`reply` (from 1) to `step` of `script`; reply 0 passes it over, without a step the script begins.

    The reply fills the answer of the step's question, and the talk goes on to where it leads: one step of
    the history, so that undo asks the same question again. `heard`: the call that runs, as evidence tells it;
    `text` are the client's own words instead of the reply's, `language` is that of the talk.
    """

    name: ClassVar[str] = "script"
    right: ClassVar[str] = "qualify"
    script: str = ""
    step: str = ""
    reply: int = 0
    text: str = ""
    language: str = "en"
    heard: Mapping[str, Any] = field(default_factory=dict)

    @property
    def about(self) -> str:
        return self.script

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        script = read.definitions().script_by_id.get(self.script)
        steps = steps_of(script) if script is not None else ()
        if script is None or not steps:
            raise Refused("script.no_such_script", script=self.script)
        if not self.step:
            return [self._at(lead, script, steps[0].id) for lead in read.leads(self.ids)]
        step = steps[step_at(steps, self.step)] if self.step in {s.id for s in steps} else None
        if step is None or not 0 <= self.reply <= len(step.replies):
            raise Refused("script.no_such_step", step=self.step)
        reply = step.replies[self.reply - 1] if self.reply else None
        goes_on = step_after(steps, step.id, reply)
        found: list[Set] = []
        for lead in read.leads(self.ids):
            if reply is not None and step.question:
                found += self._answer(lead, script, step, reply, read, context)
            found.append(self._at(lead, script, goes_on))
        return found

    def _at(self, lead: LeadState, script: Script, step: str) -> Set:
        value = {"script": script.id, "version": script.version, "step": step}
        return Set("lead", lead.id, "script", value)

    def _answer(
        self, lead: LeadState, script: Script, step: Step, reply: Reply, read: Read, context: Context
    ) -> Iterator[Set]:
        person = read.person(lead.person_id) if lead.person_id else None
        tone = FRIENDLY if person is not None and person.tone == FRIENDLY else ""
        evidence: dict[str, Any] = {
            "kind": "script",
            "at": iso(context.at),
            "script": script.id,
            "version": script.version,
            "step": step.id,
            "text": worded(step.ask, self.language, tone, step.friendly),
        }
        if self.heard.get("kind") == "call":
            evidence |= {"call": self.heard.get("at"), "second": self.heard.get("second")}
        said = self.text.strip() or worded(reply.names, self.language)
        answer = Answer((lead.id,), step.question, reply.level, said, evidence)
        yield from answer.plan(read, context)
