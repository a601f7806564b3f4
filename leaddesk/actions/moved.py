"""Moved: a lead from another system with its notes, tasks and deals, each at its own time (issue 5.1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from leaddesk.actions.action import Context
from leaddesk.actions.arrivals import fates
from leaddesk.actions.fate import Fate
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.placing import position
from leaddesk.actions.ports import Read
from leaddesk.actions.task import task_value
from leaddesk.actions.threads import registers
from leaddesk.actions.updating import id_key
from leaddesk.domain.ids import deal_id, derived_id
from leaddesk.domain.log import Set, iso


@dataclass(frozen=True, slots=True)
class PastNote:
    """A note as it was written there."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PastTask:
    """A step as it was planned there; `done` where it was done."""

    title: str
    due: datetime
    at: datetime
    to: str | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class PastDeal:
    """A sale as it stood there."""

    need: str
    at: datetime
    state: Literal["open", "won", "lost"] = "open"
    closed: datetime | None = None
    amount_minor: int | None = None
    currency: str = ""
    to: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """An arrival with its past. `stage` new, in_work or junk where it has no deal."""

    item: Incoming
    key: str
    stage: str = "new"
    notes: tuple[PastNote, ...] = ()
    tasks: tuple[PastTask, ...] = ()
    deals: tuple[PastDeal, ...] = ()


def moved_fates(items: Sequence[Moved], read: Read, context: Context) -> Iterator[Fate]:
    """The fate of each; one that was moved in before only gets what is new in its past."""
    known = read.threads([id_key(item.key) for item in items]) if items else {}
    fresh = [item for item in items if id_key(item.key) not in known]
    found = iter(fates([item.item for item in fresh], read, context, imported=True))
    for item in items:
        lead_id = known.get(id_key(item.key))
        if lead_id is not None:
            past = tuple(_missing(item, lead_id, read))
            yield Fate("updated" if past else "duplicate", lead_id, "same_key", past)
            continue
        fate = next(found)
        sets = (*fate.sets, *registers((id_key(item.key),), fate.lead_id), *_past(item, fate.lead_id))
        if fate.kind == "new":
            sets += tuple(_place(item, fate.lead_id))
        yield fate._replace(sets=sets)


def _past(item: Moved, lead_id: str) -> Iterator[Set]:
    for note in item.notes:
        yield Set("lead", lead_id, f"note/{_id(lead_id, note.text, note.at)}", {"text": note.text}, note.at)
    for task in item.tasks:
        own = _id(lead_id, task.title, task.due)
        yield Set("lead", lead_id, f"task/{own}", task_value(task.title, task.due, task.to), task.at)
        if task.done:
            done = {"at": iso(task.due), "result": "done"}
            yield Set("lead", lead_id, f"task/{own}/done", done, task.due)


def _missing(item: Moved, lead_id: str, read: Read) -> Iterator[Set]:
    """Notes and tasks that the lead does not have yet."""
    lead = read.lead(lead_id)
    held = {note.id for note in lead.notes} | {task.id for task in lead.tasks}
    for one in _past(item, lead_id):
        if one.field.split("/")[1] not in held:
            yield one


def _place(item: Moved, lead_id: str) -> Iterator[Set]:
    """Where the lead stands, and its deals in the order of their beginning."""
    if not item.deals:
        if item.stage != "new":
            place = position("new", "junk", "other") if item.stage == "junk" else position(item.stage)
            yield Set("lead", lead_id, "position", place, item.item.received)
        return
    for round_no, deal in enumerate(sorted(item.deals, key=lambda one: one.at)):
        yield from _deal(lead_id, round_no, deal)


def _deal(lead_id: str, round_no: int, deal: PastDeal) -> Iterator[Set]:
    own = deal_id(lead_id, round_no)
    told: dict[str, Any] = {"lead": lead_id, "round": round_no, "need": deal.need, "to": deal.to}
    if deal.amount_minor is not None:
        told["amount"] = {"minor": deal.amount_minor, "currency": deal.currency}
    yield Set("deal", own, "*", {name: value for name, value in told.items() if value is not None}, deal.at)
    yield Set("deal", own, "state", {"stage": "accepted"}, deal.at)
    yield Set("lead", lead_id, f"deal/{own}", {"round": round_no}, deal.at)
    yield Set("lead", lead_id, "position", position("handed_over", "deal"), deal.at)
    closed = deal.closed or deal.at
    if deal.state == "won":
        yield Set("deal", own, "state", {"stage": "won"}, closed)
    elif deal.state == "lost":
        lost = {"stage": "lost", "reason": "other", "satisfied": "competitor", "text": deal.text}
        yield Set("deal", own, "state", {name: value for name, value in lost.items() if value}, closed)
        yield Set("lead", lead_id, "position", position("handed_over", "archive", "other", deal.text), closed)


def _id(lead_id: str, words: str, at: datetime) -> str:
    return derived_id("moved", lead_id, words, iso(at))
