"""The load norm of a person (D10): how many leads, when they are away, what they know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Days = tuple[date, date]
"""First and last day of an absence, both in it."""


@dataclass(frozen=True, slots=True)
class LoadNorm:
    """What one person is given at most: open leads, and new ones a day; None is no limit.

    `languages`, `channels`, `campaigns` and `regions` (countries or cities) are the streams that come
    to them; an empty one is no stream, so that they take all. Without `takes` they only accept handovers.
    """

    open: int | None = None
    per_day: int | None = None
    languages: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    away: tuple[Days, ...] = ()
    takes: bool = True

    def absent(self, day: date) -> bool:
        """Whether the person is away on a day."""
        return any(since <= day <= until for since, until in self.away)


NO_NORM = LoadNorm()


def read_norm(told: Mapping[str, Any]) -> LoadNorm:
    """A norm as the log keeps it; what is of another shape is left out."""
    return LoadNorm(
        _count(told.get("open")),
        _count(told.get("per_day")),
        _words(told.get("languages")),
        _words(told.get("channels")),
        _words(told.get("campaigns")),
        _words(told.get("regions")),
        tuple(_days(told.get("away"))),
        told.get("takes") is not False,
    )


def norm_fields(norm: LoadNorm) -> dict[str, Any]:
    """A norm as the log keeps it."""
    return {
        "open": norm.open,
        "per_day": norm.per_day,
        "languages": list(norm.languages),
        "channels": list(norm.channels),
        "campaigns": list(norm.campaigns),
        "regions": list(norm.regions),
        "away": [[since.isoformat(), until.isoformat()] for since, until in norm.away],
        "takes": norm.takes,
    }


def _count(told: Any) -> int | None:
    return told if isinstance(told, int) and not isinstance(told, bool) and told >= 0 else None


def _words(told: Any) -> tuple[str, ...]:
    return tuple(str(word) for word in told) if isinstance(told, list | tuple) else ()


def _days(told: Any) -> Sequence[Days]:
    found = []
    for pair in told if isinstance(told, list) else []:
        try:
            since, until = (date.fromisoformat(str(day)) for day in pair)
        except (TypeError, ValueError):
            continue
        if since <= until:
            found.append((since, until))
    return sorted(found)
