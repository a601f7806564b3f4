"""Rows of the definitions that a company can edit: questions, channels, signals, criteria, levels, prices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

QUESTION_KINDS = ("text", "money", "date", "choice", "yes_no", "horizon")
"""Own words, a number with its currency, a day, one of several, yes or no, and when they mean to buy."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the answer set; `views` gives its letter in each view (bant, champ, check, own ones).

    `parse` is how a typed answer is read (QUESTION_KINDS), `hints` help whoever asks, `required_for` names
    what may not be done without it ("handover").
    """

    id: str
    names: Mapping[str, str]
    prompts: Mapping[str, str]
    views: Mapping[str, str]
    means: Mapping[str, Sequence[str]]
    weight: int = 6
    ord: int = 0
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    parse: str = "text"
    hints: Mapping[str, str] = field(default_factory=dict)
    required_for: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """A way that leads arrive: half-life of their warmth in hours, points at arrival, first-contact norm.

    `cases`: how many leads the half-life was learned from; 0 for a default (decision 17). `signal`: whether
    who comes by it did something themselves; a card or a row of a file alone tells nothing yet (B9).
    """

    id: str
    names: Mapping[str, str]
    icon: str
    half_life_h: int
    points: int
    norm_min: int = 10
    floor: str | None = None
    action: str = ""
    cases: int = 0
    signal: bool = True


@dataclass(frozen=True, slots=True)
class OriginAction:
    """A target action that gives birth to leads, and the points that one of it starts with (D1).

    `signal` as of a channel. It wins over the channel: an asked invoice is worth more than a subscription.
    """

    id: str
    names: Mapping[str, str]
    points: int
    signal: bool = True


@dataclass(frozen=True, slots=True)
class SignalKind:
    """A kind of signal (B9): its points, and whether it restarts the first-contact norm (decision 10).

    `half_life_d`: days after which it is worth half; 0 where it does not fade.
    """

    id: str
    names: Mapping[str, str]
    points: int
    restarts: bool = False
    half_life_d: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A reason or an outcome that a person picks: names by language, and what it is for.

    `cause` of a lost deal's reason: internal (ours to mend) or external (D19).
    """

    id: str
    names: Mapping[str, str]
    group: str
    key: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A readiness criterion (A12): a rule key with its argument, named in three languages."""

    id: str
    names: Mapping[str, str]
    rule: str
    question: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme of nurture (A15, B30): its touches as {day, kind, names}, and who owns it (a user id).

    `after` says what it is proposed for: "" by default, "lost" for lost deals.
    """

    id: str
    names: Mapping[str, str]
    steps: Sequence[Mapping[str, Any]] = ()
    owner: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A search with a name; `split`: a tab of the inbox. `user`: whose it is, "" of everybody."""

    id: str
    name: str
    query: str
    split: bool = True
    user: str = ""


@dataclass(frozen=True, slots=True)
class LevelRule:
    """When a lead is MQL, SAL or SQL: one of the clauses, or with `every` each, must hold (domain.levels)."""

    id: str
    names: Mapping[str, str]
    clauses: Sequence[Mapping[str, Any]] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class ProductGroup:
    """What is sold for a need and from which price, in minor units; `words` find it in what was said."""

    id: str
    names: Mapping[str, str]
    least: int
    currency: str = ""
    words: Sequence[str] = ()
