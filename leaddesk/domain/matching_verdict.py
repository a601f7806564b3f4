"""What is said of a pair of leads, and how frequent values are in the base that says it."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

DUPLICATE = 0.5
"""The one threshold: at this probability and above two leads are one client."""


def _once(_key: str) -> int:
    return 1


@dataclass(frozen=True, slots=True)
class Habits:
    """How frequent values are in the base of `n` leads.

    `counts` says how many leads have a name, a company or a street (kind letter + value); `held` how many are
    kept under a key of `matching_keys`, which is asked of phones and e-mails that two leads share.
    """

    n: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    held: Callable[[str], int] = _once

    def rarity(self, kind: str, value: str, usual: float) -> float:
        """ln(1 / frequency) of a value, held to `usual` while the base is too small to tell."""
        seen = self.counts.get(kind + value, 0)
        return -math.log((seen + _TRUST * usual) / (self.n + _TRUST))

    @property
    def prior(self) -> float:
        """Log-odds that a lead drawn from the base is the client, before anything is compared."""
        return math.log(_EXPECTED / max(self.n, SMALLEST))


_TRUST = 300
SMALLEST = 2_000
_EXPECTED = 0.5
USUAL = {"f": 1 / 1_500, "g": 1 / 80, "c": 1 / 1_500, "s": 1 / 1_500}


class Said(NamedTuple):
    """One field's part of the verdict: `field`, how it compares, and its log-odds."""

    field: str
    how: str
    weight: float


class Verdict(NamedTuple):
    """`kind` is duplicate, related or new; `said` are the reasons, strongest first."""

    probability: float
    kind: str
    said: tuple[Said, ...]
