"""What a figure of the charts is: asked by name, answered with its definition, its finding and its marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol


class Rollup(NamedTuple):
    """One stored figure: key parts joined by |, count, sum in minor units."""

    key: str
    n: int
    total: int


class Counted(Protocol):
    """What figures are made from: counts by key, in key order."""

    def rollups(self, prefixes: Sequence[str]) -> list[Rollup]: ...


class Said(NamedTuple):
    """A sentence by its key and arguments; `texts` says it."""

    key: str
    args: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class FigureAsk:
    """Which days (both included; None: the last twelve weeks), which channel, seen at `now`.

    `by` is "received" for cohorts or "event" for the day it happened (decision 5). `query` narrows it to the
    leads that a search of user `me` finds.
    """

    now: datetime
    since: date | None = None
    until: date | None = None
    channel: str | None = None
    by: str = "received"
    query: str = ""
    me: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of a figure: `k` of `n` gives `value` with a 95 % interval `low`-`high` (shares 0-1).

    `x` is its place on the axis in the axis's own unit, `label` the key of a bin or an ISO day. `ripe` is
    False for a cohort younger than the usual time to convert, `small` where n is too little to say.
    `query` finds the leads behind it, in the search grammar.
    """

    series: str
    label: str
    x: float
    n: int
    k: int = 0
    value: float | None = None
    low: float | None = None
    high: float | None = None
    ripe: bool = True
    small: bool = False
    query: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: `finding` is its title, `definition` says what is counted, `trend` up, down or noise."""

    name: str
    definition: Said
    finding: Said
    n: int
    marks: tuple[Mark, ...]
    trend: str = "noise"
    numbers: Mapping[str, Any] = field(default_factory=dict)
