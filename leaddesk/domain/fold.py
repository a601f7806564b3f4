"""How the ops of a row become its state: a pure function of the log, the same on every site."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from leaddesk.domain.lead import (
    NOBODY,
    Answer,
    ByHand,
    CompanyState,
    ContactState,
    DealState,
    LeadState,
    Note,
    Passed,
    PersonState,
    Position,
    Signal,
    Task,
    Touch,
)
from leaddesk.domain.library import playbook_at
from leaddesk.domain.log import BORN, Families, Op, OpId, Register, families, moment, winners
from leaddesk.domain.nursing import Nursing, Warming, Woken, rounds_of
from leaddesk.domain.scripts import script_at

Registers = Mapping[str, Register]
_NEVER = datetime.min.replace(tzinfo=UTC)
_NO_OP = OpId(0, 0)


def _value(found: Registers, field: str, default: Any = "") -> Any:
    register = found.get(field)
    return default if register is None or register.value is None else register.value


def _when(text: str | None) -> datetime | None:
    return moment(text) if text else None


def position_of(value: Mapping[str, Any] | None) -> Position:
    """The position register: stage and place never split."""
    value = value or NOBODY
    return Position(
        stage=value.get("stage", "new"),
        place=value.get("place"),
        reason=value.get("reason", ""),
        text=value.get("text", ""),
        until=_when(value.get("until")),
    )


def fold_lead(row_id: str, ops: list[Op], deals: Iterable[DealState] = ()) -> LeadState | None:
    """State of a lead from its ops in order, the excluded ones left out; None where it was never created."""
    birth = next((op for op in ops if op.field == BORN), None)
    if birth is None:
        return None
    born = birth.value["lead"]
    found = winners(ops, born)
    parts = families(found)
    return LeadState(
        id=row_id,
        **_asked(found, born),
        **_set_by_hand(found, parts),
        **happened(found, parts),
        **_nurtured(found, parts),
        position=position_of(_value(found, "position", None)),
        way=_way(birth, born, ops),
        created_by=birth.actor,
        deals=_in_rounds(deals, found),
        deal_ids=tuple(sorted(i for i, _ in parts.get("deal", ()))),
        nurture_rounds=rounds_of(ops),
        import_id=birth.tx_id if born.get("imported") else None,
    )


def _in_rounds(deals: Iterable[DealState], found: Registers) -> tuple[DealState, ...]:
    """Deals by the round in which this lead came to them: one that it was attached to has another's round."""

    def place(deal: DealState) -> tuple[int, datetime, str]:
        told = _value(found, f"deal/{deal.id}", NOBODY)
        return told.get("round", deal.round), deal.at, deal.id

    return tuple(sorted(deals, key=place))


_WORDS = ("need", "need_type", "product", "source", "campaign", "event", "action", "language", "external_id")


def _asked(found: Registers, born: Mapping[str, Any]) -> dict[str, Any]:
    """What the lead is about; `original` and `fingerprint` are the creating op's and never change (A2)."""
    amount = _value(found, "amount", NOBODY)
    return {
        **{field: _value(found, field) for field in _WORDS},
        "kind": _value(found, "kind", "request"),
        "received": moment(_value(found, "received")),
        "person_id": _value(found, "person", None),
        "company_id": _value(found, "company", None),
        "original": born.get("original") or "",
        "fingerprint": born.get("fingerprint") or "",
        "channel": _value(found, "channel", "other"),
        "amount_minor": amount.get("minor"),
        "currency": amount.get("currency", ""),
        "extra": _value(found, "extra", NOBODY),
    }


def _level(register: Register | None) -> dict[str, Any]:
    """A level by hand, with who said it, when and why; the first logs have it without a reason."""
    if register is None or not register.value:
        return {}
    told = register.value if isinstance(register.value, dict) else {"level": register.value}
    return {
        "level_set": told["level"],
        "level_why": ByHand(register.actor, register.at, told.get("text", "")),
    }


def _set_by_hand(found: Registers, parts: Families) -> dict[str, Any]:
    snooze = _value(found, "snooze", NOBODY)
    return {
        "owner": _value(found, "owner", None),
        "owned_at": found["owner"].at if _value(found, "owner", None) else None,
        "temperature_set": _value(found, "temperature", None),
        "priority": _value(found, "priority", "normal"),
        **_level(found.get("level")),
        "maturity_set": _value(found, "maturity", None),
        "starred": bool(_value(found, "starred", False)),
        "read": bool(_value(found, "read", False)),
        "labels": tuple(sorted(name for name, register in parts.get("label", ()) if register.value)),
        "snoozed_until": _when(snooze.get("until")),
        "snooze_text": snooze.get("text", ""),
        "returned": _value(found, "returned"),
        "script": script_at(_value(found, "script", NOBODY)),
        "playbook": playbook_at(found.get("playbook")),
    }


def happened(found: Registers, parts: Families) -> dict[str, Any]:
    """Answers, signals, touches, tasks and notes, as fields of the state."""
    signals = (_signal(i, r) for i, r in parts.get("signal", ()))
    touches = (_touch(i, r, found) for i, r in parts.get("touch", ()))
    tasks = (_task(i, r, found) for i, r in parts.get("task", ()))
    return {
        "answers": {q: _answer(q, register) for q, register in parts.get("answer", ())},
        "signals": tuple(sorted(signals, key=lambda s: (s.at, s.id))),
        "touches": tuple(sorted(touches, key=lambda t: (t.at, t.id))),
        "tasks": tuple(sorted(tasks, key=lambda t: (t.due, t.id))),
        "notes": tuple(Note(i, r.value["text"], r.at, r.actor) for i, r in parts.get("note", ())),
    }


def _nurtured(found: Registers, parts: Families) -> dict[str, Any]:
    held, back = _value(found, "nursing", NOBODY), _value(found, "woken", NOBODY)
    warmings = (_warming(i, r) for i, r in parts.get("warm", ()))
    return {
        "nursing": _nursing(held, found["nursing"]) if held else None,
        "woken": Woken(back["by"], found["woken"].at, back.get("text", "")) if back else None,
        "warmings": tuple(sorted(warmings, key=lambda warming: (warming.at, warming.id))),
    }


def _nursing(value: Mapping[str, Any], register: Register) -> Nursing:
    return Nursing(value.get("programme", ""), value.get("stage", ""), value.get("owner"), register.at)


def _warming(row_id: str, register: Register) -> Warming:
    value = register.value
    return Warming(
        row_id,
        value["kind"],
        moment(value["at"]),
        register.actor,
        value.get("text", ""),
        value.get("programme", ""),
        value.get("step"),
    )


def _way(birth: Op, born: Mapping[str, Any], ops: Iterable[Op]) -> tuple[Passed, ...]:
    first = position_of(born.get("position"))
    way = [Passed(moment(born["received"]), birth.actor, first.stage, first.place, first.reason)]
    for op in ops:
        if op.field == "position":
            now = position_of(op.value)
            way.append(Passed(op.at, op.actor, now.stage, now.place, now.reason))
    return tuple(way)


def _answer(question: str, register: Register) -> Answer:
    value = register.value
    return Answer(
        question,
        value.get("level"),
        value.get("text", ""),
        value.get("evidence"),
        register.at,
        register.actor,
        _when(value.get("since")),
        _when(value.get("until")),
    )


def _signal(row_id: str, register: Register) -> Signal:
    value = register.value
    return Signal(row_id, value["kind"], moment(value["at"]), value.get("text", ""), value.get("source", ""))


def _touch(row_id: str, register: Register, found: Registers) -> Touch:
    value = register.value
    return Touch(
        id=row_id,
        kind=value["kind"],
        way=value.get("way", "out"),
        at=moment(value["at"]),
        by=value.get("by", register.actor),
        seconds=value.get("seconds", 0),
        outcome=value.get("outcome", ""),
        reason=value.get("reason", ""),
        text=value.get("text", ""),
        useful=_value(found, f"touch/{row_id}/useful", None),
    )


def _task(row_id: str, register: Register, found: Registers) -> Task:
    value = register.value
    done = _value(found, f"task/{row_id}/done", NOBODY)
    due = moment(value["due"])
    return Task(
        id=row_id,
        title=value["title"],
        due=_when(_value(found, f"task/{row_id}/due", None)) or due,
        first_due=due,
        by=register.actor,
        to=value.get("to", register.actor),
        kind=value.get("kind", "step"),
        role=value.get("role", ""),
        done=_when(done.get("at")),
        result=done.get("result", ""),
    )


def fold_person(row_id: str, ops: list[Op], born: Mapping[str, Any] | None) -> PersonState | None:
    """State of a person: `born` is its part of the capture that created it, `ops` the later edits."""
    if born is None:
        return None
    found = {field: Register(value, _NEVER, "", _NO_OP, "") for field, value in born.items()} | winners(ops)
    parts = families(found)
    contacts = [_marked(contact_of(i, r.value), found) for i, r in parts.get("contact", ())]
    return PersonState(
        id=row_id,
        name=_value(found, "name"),
        title=_value(found, "title"),
        company_id=_value(found, "company", None),
        language=_value(found, "language"),
        zone=_value(found, "zone", None),
        city=_value(found, "city"),
        country=_value(found, "country"),
        contacts=tuple(sorted(contacts, key=lambda c: (c.kind, c.normal or "~", c.id))),
        consent=_value(found, "consent", None),
        apart=tuple(sorted(i for i, register in parts.get("apart", ()) if register.value)),
        extra=_value(found, "extra", NOBODY),
        tone=_value(found, "tone"),
    )


def _marked(contact: ContactState, found: Registers) -> ContactState:
    """The contact with the mark that somebody gave it, and when (A9)."""
    mark = found.get(f"contact/{contact.id}/mark")
    if mark is None or mark.value is None:
        return contact
    return replace(contact, mark=mark.value, marked_at=mark.at)


def contact_of(row_id: str, value: Mapping[str, Any]) -> ContactState:
    """A contact from its register value."""
    return ContactState(
        id=row_id,
        kind=value["kind"],
        value=value["value"],
        normal=value.get("normal"),
        reason=value.get("reason"),
        label=value.get("label", ""),
        mark=value.get("mark"),
        shared=bool(value.get("shared")),
    )


def fold_company(row_id: str, ops: list[Op], born: Mapping[str, Any] | None) -> CompanyState | None:
    """State of a company: as `fold_person`."""
    if born is None:
        return None
    fields = dict(born)
    for op in ops:
        fields[op.field] = op.value
    return CompanyState(row_id, *(fields.get(name) or "" for name in ("name", "website", "city", "country")))
