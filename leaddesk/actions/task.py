"""Tasks: a next step with its due time, done or moved; the first due time is kept (decision 4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.ports import Read
from leaddesk.domain.lead import LeadState, Task
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import NotFound, Refused
from leaddesk.domain.roles import ROLES


def task_value(
    title: str, due: datetime, to: str | None = None, kind: str = "step", role: str = ""
) -> dict[str, Any]:
    """Value of a task register."""
    told = {"title": title, "due": iso(due), "to": to, "kind": kind, "role": role}
    return {name: value for name, value in told.items() if value}


QUALIFY, RESULT = "qualify", "see_result"
"""The task to qualify a lead (B22), and what tells its author that it was done."""


def holder_of(role: str, lead: LeadState, read: Read) -> str | None:
    """Who of a role gets a task: the owner of nurture or of the lead who has it, else the first by name."""
    held = sorted((u for u in read.users() if u.active and role in u.roles), key=lambda u: (u.name, u.id))
    wanted = (lead.nursing.owner if lead.nursing else None, lead.owner)
    return next((u.id for one in wanted for u in held if u.id == one), held[0].id if held else None)


def back_to_author(task: Task, lead: LeadState, result: str, context: Context) -> Iterator[Set]:
    """What came of a task that was routed to a role returns to whoever asked for it."""
    if task.role and task.by != context.actor:
        value = task_value(RESULT, context.at, task.by, "result") | {"about": task.id, "result": result}
        yield Set("lead", lead.id, f"task/{context.new_id()}", value)


@dataclass(frozen=True)
class AddTask(LeadAction):
    """A step to do by `due`, by `to` (a user), by somebody of a `role`, else by who says it."""

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
        if self.role and self.role not in ROLES:
            raise Refused("task.no_such_role", role=self.role)
        found = []
        for lead in read.leads(self.ids):
            to = self.to or (holder_of(self.role, lead, read) if self.role else None)
            value = task_value(self.title, self.due, to, role=self.role)
            found.append(Set("lead", lead.id, f"task/{context.new_id()}", value))
        return found


@dataclass(frozen=True)
class CompleteTask(LeadAction):
    """The step is done; without `task` the one due first."""

    name: ClassVar[str] = "complete"
    task: str = ""
    result: str = ""

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        value = {"at": iso(context.at), "result": self.result}
        found: list[Set] = []
        for lead in read.leads(self.ids):
            key = _open(lead, self.task)
            found.append(Set("lead", lead.id, f"task/{key}/done", value))
            task = next(one for one in lead.open_tasks if one.id == key)
            found += back_to_author(task, lead, self.result, context)
        return found


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
