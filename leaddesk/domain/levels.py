"""MQL, SAL and SQL by editable rules, each clause told with whether it holds (B13-B16, decision 12)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from leaddesk.domain.definitions import Definitions, LevelRule
from leaddesk.domain.lead import LeadState

Told = Mapping[str, Any]


class Clause(NamedTuple):
    """A clause of a rule as it stands for a lead: its kind, what it says, and whether it holds."""

    kind: str
    told: Told
    ok: bool


class LevelWhy(NamedTuple):
    """A level with its clauses: one of them is enough, or with `every` all of them."""

    level: str
    ok: bool
    every: bool
    clauses: tuple[Clause, ...]


def levels_of(lead: LeadState, definitions: Definitions, as_of: datetime) -> tuple[LevelWhy, ...]:
    """Every declared level in its order, clause by clause."""
    return tuple(_why(rule, lead, definitions, as_of) for rule in definitions.level_rules)


def level_of(lead: LeadState, definitions: Definitions, as_of: datetime) -> str | None:
    """The highest level that holds; None where none does."""
    held = [why.level for why in levels_of(lead, definitions, as_of) if why.ok]
    return held[-1] if held else None


def level_changes_at(lead: LeadState, definitions: Definitions, as_of: datetime) -> datetime | None:
    """When a clause about a purchase date will begin to hold; None where no day ahead changes anything."""
    times = (
        at
        for rule in definitions.level_rules
        for told in rule.clauses
        if told.get("is") == "within" and (at := _opens(told, lead)) is not None and at > as_of
    )
    return min(times, default=None)


def _why(rule: LevelRule, lead: LeadState, definitions: Definitions, as_of: datetime) -> LevelWhy:
    clauses = tuple(
        Clause(str(told.get("is")), told, _holds(told, lead, definitions, as_of)) for told in rule.clauses
    )
    ok = all(clause.ok for clause in clauses) if rule.every else any(clause.ok for clause in clauses)
    return LevelWhy(rule.id, ok and bool(clauses), rule.every, clauses)


def _holds(told: Told, lead: LeadState, definitions: Definitions, as_of: datetime) -> bool:
    """Whether a clause holds; one of a kind that this version does not know never does."""
    rule = _RULES.get(str(told.get("is")))
    return rule is not None and rule(told, lead, definitions, as_of)


def _signal(told: Told, lead: LeadState, definitions: Definitions, as_of: datetime) -> bool:
    return any(signal.kind in told.get("of", ()) for signal in lead.signals)


def _interest(told: Told, lead: LeadState, definitions: Definitions, as_of: datetime) -> bool:
    known = definitions.signal_by_id
    return any(known[s.kind].points > 0 for s in lead.signals if s.kind in known)


def _answer(told: Told, lead: LeadState, definitions: Definitions, as_of: datetime) -> bool:
    answer = lead.answers.get(str(told.get("question")))
    return answer is not None and (answer.level or 0) >= int(told.get("level", 1))


def _answers(told: Told, lead: LeadState, definitions: Definitions, as_of: datetime) -> bool:
    least = int(told.get("level", 1))
    return sum((answer.level or 0) >= least for answer in lead.answers.values()) >= int(told.get("n", 1))


def _stage(told: Told, lead: LeadState, definitions: Definitions, as_of: datetime) -> bool:
    return lead.position.stage in told.get("of", ())


def _with_sales(told: Told, lead: LeadState, definitions: Definitions, as_of: datetime) -> bool:
    return lead.position.stage == "handed_over" or lead.position.place == "deal"


def _within(told: Told, lead: LeadState, definitions: Definitions, as_of: datetime) -> bool:
    opens = _opens(told, lead)
    return opens is not None and opens <= as_of


def _opens(told: Told, lead: LeadState) -> datetime | None:
    """From when on a purchase is near: N days before the day by which they want to buy (B16, inclusive)."""
    dates = list(_dates(lead))
    return min(dates) - timedelta(days=int(told.get("days", 14))) if dates else None


def _dates(lead: LeadState) -> Iterator[datetime]:
    for answer in lead.answers.values():
        if answer.until is not None:
            yield answer.until


_RULES: Mapping[str, Callable[[Told, LeadState, Definitions, datetime], bool]] = {
    "signal": _signal,
    "interest": _interest,
    "answer": _answer,
    "answers": _answers,
    "stage": _stage,
    "with_sales": _with_sales,
    "within": _within,
}
KINDS = tuple(_RULES)
"""Kinds of clauses that a rule may be made of."""
