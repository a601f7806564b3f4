"""Answers and signals of a made-up lead, so that its score gives the temperature it is meant to have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from leaddesk.app.demo.story import Story
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.score import HOT, WARM

_QUESTIONS = ("need", "budget", "authority", "timing", "priority")
_STRONG = ("price_request", "demo", "price_visit", "form", "call", "invoice")
_WEAK = ("price_visit", "visits", "subscribed", "social", "message", "email")
_MOST_LOST = 15


@dataclass
class Worth:
    """Levels by question and kinds of signals; `points` is their sum with the arrival."""

    points: int
    levels: dict[str, int] = field(default_factory=dict)
    signals: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Prices:
    """Points of everything, out of the definitions of the base."""

    channels: Mapping[str, int]
    signals: Mapping[str, int]
    answers: Mapping[str, int]

    @classmethod
    def of(cls, definitions: Definitions) -> "Prices":
        """The points that the base gives."""
        return cls(
            {channel.id: channel.points for channel in definitions.channels},
            {signal.id: signal.points for signal in definitions.signals},
            {question.id: question.weight for question in definitions.questions},
        )


def worth(r: Random, story: Story, channel: str, prices: Prices) -> Worth:
    """What is known of the lead: enough to be hot, warm or cold as the story says."""
    found = Worth(prices.channels.get(channel, 6))
    for question, level in _levels(r, story):
        if question in prices.answers:
            found.levels[question] = level
            found.points += level * prices.answers[question]
    if story.heat == "hot":
        # A hot lead without an answer loses up to 15 points by cooling and shall still be hot.
        _add(found, _STRONG, HOT + 2 + (0 if story.contact else _MOST_LOST), prices, skip=channel)
    elif story.heat == "warm":
        _lower(found, HOT - 2, prices)
        _add(found, _WEAK, WARM + 2 + (0 if story.contact else _MOST_LOST), prices, skip="")
        if found.points >= HOT:
            found.signals.clear()
    else:
        _lower(found, WARM - 2, prices)
    return found


def _levels(r: Random, story: Story) -> list[tuple[str, int]]:
    if story.handed or story.ready:
        if story.heat == "cold":
            return [("need", 2), ("budget", 1), ("timing", 1)]
        return [(question, 3 if r.random() < 0.25 else 2) for question in _QUESTIONS[: r.choice((4, 4, 5))]]
    if story.contact is None:
        told = 0.5 if story.heat == "hot" else 0.2
        return [("need", 2)] if r.random() < told else []
    known = r.choice((2, 3, 4) if story.qualifying else (1, 2, 2))
    asked = [q for q in _QUESTIONS if q != "priority" or r.random() < 0.4][:known]
    return [(question, r.choice((1, 2, 2, 3) if question == "need" else (0, 1, 1, 2))) for question in asked]


def _add(found: Worth, kinds: tuple[str, ...], target: int, prices: Prices, skip: str) -> None:
    for kind in kinds:
        if found.points >= target:
            return
        if kind != skip and kind in prices.signals:
            found.signals.append(kind)
            found.points += prices.signals[kind]


def _lower(found: Worth, limit: int, prices: Prices) -> None:
    """Take levels down to 2, then to 1 and 0, until the points stay under the limit."""
    for most in (2, 1, 0):
        for question, level in found.levels.items():
            if found.points <= limit:
                return
            if level > most:
                found.levels[question] = most
                found.points -= (level - most) * prices.answers[question]
