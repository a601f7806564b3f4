"""Playbooks: entering a level or stage makes its tasks in the same step; undo takes both (B17, D13)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, ClassVar

from leaddesk.actions.action import Action, Context, LeadAction
from leaddesk.actions.ports import Read
from leaddesk.actions.task import QUALIFY, back_to_author, holder_of, task_value
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.fold import happened, position_of
from leaddesk.domain.ids import derived_id
from leaddesk.domain.lead import LeadState
from leaddesk.domain.library import Playbook, worded
from leaddesk.domain.log import OpId, Register, Set, families, iso
from leaddesk.domain.playbooks import entered
from leaddesk.domain.refusals import Refused

_MOVING = ("answer/", "signal/", "level", "position")
LEFT = "left"
"""Result of a playbook's task whose lead went to sales, to sleep or away before it was done."""
_OFFICE = {"UA": "uk", "RU": "ru", "BY": "ru", "KZ": "ru"}
"""Country of the base -> the language of tasks that the program writes into the shared log; else English."""


@dataclass(frozen=True)
class StartPlaybook(LeadAction):
    """The strategy of a lead by hand (B26): its tasks are made, those that it has already are not doubled."""

    name: ClassVar[str] = "playbook"
    right: ClassVar[str] = "qualify"
    playbook: str = ""

    @property
    def about(self) -> str:
        return self.playbook

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        book = next((one for one in read.definitions().playbooks if one.id == self.playbook), None)
        if book is None:
            raise Refused("playbook.no_such_playbook", playbook=self.playbook)
        return [s for lead in read.leads(self.ids) for s in _begin(book, lead, read, context)]


def planned(action: Action, read: Read, context: Context) -> Sequence[Set]:
    """The registers of an action, with the tasks of the playbooks that its leads enter by it."""
    sets = action.plan(read, context)
    if not isinstance(action, LeadAction) or isinstance(action, StartPlaybook):
        return sets
    moved: dict[str, list[Set]] = {}
    for one in sets:
        if one.entity == "lead" and one.field.startswith(_MOVING):
            moved.setdefault(one.row_id, []).append(one)
    if not moved:
        return sets
    found = list(sets)
    for lead in read.leads(sorted(moved)):
        found += _entered(lead, moved[lead.id], read, context)
    return found


def _entered(lead: LeadState, sets: Sequence[Set], read: Read, context: Context) -> Iterator[Set]:
    after = foreseen(lead, sets, context)
    yield from _decided(lead, after, context)
    if lead.position.active and (not after.position.active or after.position.stage == "handed_over"):
        done = {"at": iso(context.at), "result": LEFT}
        for task in lead.open_tasks:
            if task.kind == "playbook":
                yield Set("lead", lead.id, f"task/{task.id}/done", done)
    for book in entered(lead, after, read.definitions(), context.at):
        yield from _begin(book, lead, read, context)


def _decided(lead: LeadState, after: LeadState, context: Context) -> Iterator[Set]:
    """Whoever was asked to qualify has decided: the task is done, its author is told the result (B22)."""
    if (after.position, after.level_set) == (lead.position, lead.level_set):
        return
    result = after.position.place or (after.level_set if after.level_set != lead.level_set else None)
    for task in lead.open_tasks:
        if task.title == QUALIFY and task.role and context.actor == task.to:
            said = str(result or after.position.stage)
            yield Set("lead", lead.id, f"task/{task.id}/done", {"at": iso(context.at), "result": said})
            yield from back_to_author(task, lead, said, context)


def foreseen(lead: LeadState, sets: Sequence[Set], context: Context) -> LeadState:
    """The lead as these registers of levels and stages will leave it."""
    found = {
        one.field: Register(one.value, one.at or context.at, context.actor, OpId(0, 0), "") for one in sets
    }
    told = happened(found, families(found))
    gone = {field[7:] for field, one in found.items() if field.startswith("answer/") and one.value is None}
    answers = {name: one for name, one in lead.answers.items() if name not in gone} | told["answers"]
    level = _level(found["level"].value) if "level" in found else lead.level_set
    position = position_of(found["position"].value) if "position" in found else lead.position
    signals = (*lead.signals, *told["signals"])
    return replace(lead, answers=answers, signals=signals, level_set=level, position=position)


def _level(value: Any) -> str | None:
    """The level of its register, which also holds the reason."""
    told = value.get("level") if isinstance(value, Mapping) else value
    return str(told) if told else None


def _begin(book: Playbook, lead: LeadState, read: Read, context: Context) -> Iterator[Set]:
    yield Set("lead", lead.id, "playbook", book.id)
    known = {task.id for task in lead.tasks}
    definitions = read.definitions()
    for place, told in enumerate(book.tasks):
        # One id on every site and for every time that the level is entered again in the same round.
        task = derived_id("playbook", lead.id, book.id, str(place), str(lead.nurture_rounds))
        if task not in known and told.get("names"):
            yield Set("lead", lead.id, f"task/{task}", _task(told, lead, read, definitions, context))


def _task(
    told: Mapping[str, Any], lead: LeadState, read: Read, definitions: Definitions, context: Context
) -> dict[str, Any]:
    country = str(definitions.settings.get("country", ""))
    title = worded(told["names"], _OFFICE.get(country, "en"))
    due = context.at + timedelta(hours=max(0, int(told.get("after_h") or 0)))
    role = str(told.get("role") or "")
    to = holder_of(role, lead, read) if role else lead.owner
    return task_value(title, due, to or context.actor, "playbook", role)
