"""What an answer would change before it is given, and which question to ask next (issue 4, UX 1.5)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from leaddesk.domain.clocks import Clocks
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.lead import Answer, LeadState
from leaddesk.domain.score import Verdict, verdict

_HEATS = ("cold", "warm", "hot")


class Consequence(NamedTuple):
    """What a level of an answer changes: points of the score; level and temperature where they change."""

    points: int
    score: int
    level: str | None = None
    temperature: str | None = None


class Best(NamedTuple):
    """The question that could change the verdict most: points at best, to which level and temperature."""

    about: str
    most: int
    level: str | None = None
    temperature: str | None = None


def consequence(
    lead: LeadState, seen: Clocks, definitions: Definitions, as_of: datetime, question: str, level: int | None
) -> Consequence:
    """What the verdict on a reachable lead would be with that level, against what it is."""
    now = verdict(lead, seen, definitions, as_of, reachable=True)
    then = _answered(lead, seen, definitions, as_of, question, level)
    return Consequence(
        (then.score or 0) - (now.score or 0),
        then.score or 0,
        then.level if then.level != now.level else None,
        then.temperature if then.temperature != now.temperature else None,
    )


def next_best(lead: LeadState, seen: Clocks, definitions: Definitions, as_of: datetime) -> Best | None:
    """The unanswered question of which some answer changes the verdict most; None where all are answered.

    A change of level weighs more than one of temperature, that more than points; of equals the first asked.
    """
    now = verdict(lead, seen, definitions, as_of, reachable=True)
    found: list[tuple[tuple[int, int, int], Best]] = []
    for question in _open(lead, definitions):
        then = [_answered(lead, seen, definitions, as_of, question, level) for level in range(4)]
        size, best = max(((_size(now, one, definitions), one) for one in then), key=lambda pair: pair[0])
        points = max((one.score or 0) - (now.score or 0) for one in then)
        level = best.level if best.level != now.level else None
        heat = best.temperature if best.temperature != now.temperature else None
        found.append((size, Best(question, points, level, heat)))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _open(lead: LeadState, definitions: Definitions) -> Iterator[str]:
    for question in definitions.questions:
        answer = lead.answers.get(question.id)
        if answer is None or not answer.known:
            yield question.id


def _answered(
    lead: LeadState, seen: Clocks, definitions: Definitions, as_of: datetime, question: str, level: int | None
) -> Verdict:
    had = lead.answers.get(question)
    answer = Answer(question, level, at=as_of, until=had.until if had else None)
    told = replace(lead, answers={**lead.answers, question: answer})
    return verdict(told, seen, definitions, as_of, reachable=True)


def _size(now: Verdict, then: Verdict, definitions: Definitions) -> tuple[int, int, int]:
    """How far two verdicts lie apart: steps of the level, of the temperature, points."""
    ranks = [rule.id for rule in definitions.level_rules]
    levels = [ranks.index(one) + 1 if one in ranks else 0 for one in (now.level, then.level)]
    heats = [_HEATS.index(one) for one in (now.temperature, then.temperature)]
    points = abs((then.score or 0) - (now.score or 0))
    return abs(levels[1] - levels[0]), abs(heats[1] - heats[0]), points
