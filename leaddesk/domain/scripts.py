"""The way through a script: its steps, the replies taken by one key, and where each of them leads (C8)."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from leaddesk.domain.library import Script

END = "end"
"""Where a reply leads that ends the talk."""


class Reply(NamedTuple):
    """A reply of the client: its words, the level it gives (None: unknown), and the step that follows."""

    names: Mapping[str, str]
    level: int | None = None
    next: str = ""


class Step(NamedTuple):
    """A question as it is asked; `question` is the one of the answer set that it fills, or ""."""

    id: str
    ask: Mapping[str, str]
    friendly: Mapping[str, str]
    hint: Mapping[str, str]
    question: str
    replies: tuple[Reply, ...]


class ScriptAt(NamedTuple):
    """Where a talk stands: the script, its version, the step that is asked now (END after the last)."""

    script: str
    version: int
    step: str


def script_at(value: Mapping[str, Any]) -> ScriptAt | None:
    """Where a talk stands, from its register; None where no script was begun."""
    return ScriptAt(value["script"], value.get("version", 1), value.get("step", "")) if value else None


def steps_of(script: Script) -> tuple[Step, ...]:
    """The steps of a script; one without an id or words is left out, as is a second one of the same id."""
    found: dict[str, Step] = {}
    for told in script.steps:
        step = _step(told)
        if step is not None:
            found.setdefault(step.id, step)
    return tuple(found.values())


def _step(told: Mapping[str, Any]) -> Step | None:
    key, ask = str(told.get("id") or ""), told.get("ask")
    if not key or key == END or not isinstance(ask, Mapping) or not ask:
        return None
    replies = tuple(_reply(one) for one in told.get("replies") or () if one.get("names"))
    return Step(
        key,
        ask,
        told.get("friendly") or {},
        told.get("hint") or {},
        str(told.get("question") or ""),
        replies,
    )


def _reply(told: Mapping[str, Any]) -> Reply:
    level = told.get("level")
    return Reply(told["names"], level if level in (0, 1, 2, 3) else None, str(told.get("next") or ""))


def step_at(steps: Sequence[Step], key: str) -> int:
    """The place of a step from 0; that of the first where there is no such step, len(steps) at the end."""
    if key == END:
        return len(steps)
    return next((place for place, step in enumerate(steps) if step.id == key), 0)


def step_after(steps: Sequence[Step], key: str, reply: Reply | None = None) -> str:
    """The step that follows a reply, or a step that was passed over; END after the last.

    A reply to a step that is no more goes on with the following one: an edit never closes a talk.
    """
    wanted = reply.next if reply is not None else ""
    if wanted == END or wanted in {step.id for step in steps}:
        return wanted
    place = step_at(steps, key) + 1
    return steps[place].id if place < len(steps) else END


def dangling(script: Script) -> tuple[str, ...]:
    """Steps that replies lead to and that the script does not have."""
    steps = steps_of(script)
    known = {step.id for step in steps} | {"", END}
    return tuple(dict.fromkeys(r.next for step in steps for r in step.replies if r.next not in known))
