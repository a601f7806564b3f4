"""Tasks: a next step with its due time, done or moved; the first due time is kept (decision 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.ports import Read
from leaddesk.domain.lead import LeadState
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import NotFound, Refused


def task_value(
    title: str, due: datetime, to: str | None = None, kind: str = "step", role: str = ""
) -> dict[str, Any]:
    """Value of a task register."""
    told = {"title": title, "due": iso(due), "to": to, "kind": kind, "role": role}
    return {name: value for name, value in told.items() if value}


@dataclass(frozen=True)
class AddTask(LeadAction):
    """A step to do by `due`, by `to` (a user; default who says it)."""

    name: ClassVar[str] = "task"
    title: str = ""
    due: datetime | None = None
    to: str | None = None
    role: str = ""

    @property
    def about(self) -> str:
        return self.title

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if not self.title.strip() or self.due is None:
            raise Refused("task.needs_title_and_due")
        if self.to is not None and self.to not in {user.id for user in read.users() if user.active}:
            raise Refused("assign.no_such_user", user=self.to)
        value = task_value(self.title, self.due, self.to, role=self.role)
        return [Set("lead", lead.id, f"task/{context.new_id()}", value) for lead in read.leads(self.ids)]


@dataclass(frozen=True)
class CompleteTask(LeadAction):
    """The step is done; without `task` the one due first."""

    name: ClassVar[str] = "complete"
    task: str = ""
    result: str = ""

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        value = {"at": iso(context.at), "result": self.result}
        return [
            Set("lead", lead.id, f"task/{_open(lead, self.task)}/done", value)
            for lead in read.leads(self.ids)
        ]


@dataclass(frozen=True)
class MoveTask(LeadAction):
    """The step is due at another time; the first due time stays known."""

    name: ClassVar[str] = "reschedule"
    task: str = ""
    due: datetime | None = None

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.due is None:
            raise Refused("task.needs_title_and_due")
        return [
            Set("lead", lead.id, f"task/{_open(lead, self.task)}/due", iso(self.due))
            for lead in read.leads(self.ids)
        ]


def _open(lead: LeadState, task: str) -> str:
    found = [step.id for step in lead.open_tasks if not task or step.id == task]
    if not found:
        raise NotFound("task.none_open", lead=lead.id)
    return found[0]
