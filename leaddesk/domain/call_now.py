"""The order of work: what waiting costs a lead now, so that the one whose next hour costs most comes first.

Warmth halves every `half_life_h` hours from the last unanswered signal (D14), so the loss per minute is
value x chance x ln 2 / half-life x 2^(-hours / half-life). Its logarithm is a constant of the lead, its
`stake` and the moment it cools from, less what the clock takes from all leads of one half-life alike: so an
index holds the order of each half-life, and an hour of clock changes no row.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from math import exp2, log, log2
from typing import Any, NamedTuple

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.hours import Roster, closes_at
from leaddesk.domain.log import at_ms, ms_of
from leaddesk.domain.norms import office_hours
from leaddesk.domain.zones import is_zone

BIT = 1 << 16
"""Parts in which a doubling of the loss is counted."""

HOUR_MS = 3_600_000
DUE_AHEAD = timedelta(minutes=10)
"""A step counts as due so long before its time."""

CLOSED = 0.15
"""Share of the loss that a call can save while the client's office is closed (C13)."""

IDLE = -(1 << 50)
"""Priority of a lead that waits for nothing and has the score 0: after all that wait, by score."""

_CHANCE = {"hot": 70, "warm": 40, "cold": 5}
_LEAST, _MOST = 1, 10**13


def stake(
    amount_minor: int | None,
    currency: str,
    score: int | None,
    temperature: str,
    hours: int,
    told: Definitions,
) -> int:
    """Logarithm, in parts of a BIT, of what a minute of waiting loses at first, in hundredths of a unit.

    An amount in another currency is worth the usual one, because the base knows no rates. The chance to win
    is the score, at least that from which the temperature begins.
    """
    usual = int(told.settings.get("usual_amount", 100_000)) * 100
    known = amount_minor is not None and amount_minor > 0 and currency == told.settings.get("currency")
    value = min(max(amount_minor if known and amount_minor else usual, _LEAST), _MOST)
    chance = max(score or 0, _CHANCE.get(temperature, 5)) / 100
    return round(BIT * log2(value * chance * log(2) / (60 * max(hours, 1))))


class Urge(NamedTuple):
    """As much of a lead as its place in the order of work needs; named as in `LeadRow`."""

    id: str
    stake: int
    half_life_h: int
    cool_since: int | None
    next_due: int | None
    zone: str | None
    score: int | None


def urge_of(row: Any) -> Urge:
    """The urge of a row."""
    return Urge(*(getattr(row, name) for name in Urge._fields))


def level(stake: int, since_ms: int, half_life_h: int, now_ms: int) -> int:
    """Logarithm of the loss per minute now of what waits since `since_ms`, in parts of a BIT.

    Both divisions stand apart, as in the index that holds the first.
    """
    span = HOUR_MS * half_life_h
    return stake + BIT * since_ms // span - BIT * now_ms // span


def reached(zone: str | None, roster: Roster | None, home: str, now: datetime) -> int:
    """What reachability takes from a loss, in parts of a BIT: nothing in the client's working hours (C13).

    A client of unknown zone is where we are.
    """
    place = zone if zone and is_zone(zone) else home
    return 0 if closes_at(roster, place, now) is not None else round(BIT * log2(CLOSED))


class Moment:
    """The order of work at one moment; it asks the hours of each zone once."""

    def __init__(self, now: datetime, roster: Roster | None, home: str) -> None:
        self.now, self.now_ms = now, ms_of(now)
        self.due_ms = ms_of(now + DUE_AHEAD)
        self._reached: dict[str | None, int] = {}
        self._hours: Callable[[str | None], int] = partial(reached, roster=roster, home=home, now=now)

    def reach(self, zone: str | None) -> int:
        """What the hour takes from the loss that a call can save."""
        found = self._reached.get(zone)
        if found is None:
            found = self._reached[zone] = self._hours(zone)
        return found

    def priority(self, urge: Urge) -> int:
        """Logarithm of loss per minute x reachability + what is due, in parts of a BIT; larger comes first.

        A step that is due cools as a signal does: the client waits for what was promised. Whoever waits for
        nothing follows in the order of the score.
        """
        terms = []
        if urge.cool_since is not None:
            terms.append(self._level(urge, urge.cool_since) + self.reach(urge.zone))
        if urge.next_due is not None and urge.next_due <= self.due_ms:
            terms.append(self._level(urge, urge.next_due))
        return together(terms) if terms else IDLE + (-1 if urge.score is None else urge.score)

    def _level(self, urge: Urge, since_ms: int) -> int:
        # What is dated ahead of the clock has not begun to cool.
        return level(urge.stake, min(since_ms, self.now_ms), urge.half_life_h, self.now_ms)


def together(levels: Sequence[int]) -> int:
    """The logarithm of a sum from those of its terms, in parts of a BIT; it never overflows."""
    if len(levels) == 1:
        return levels[0]
    most = max(levels)
    return most + round(BIT * log2(sum(exp2((one - most) / BIT) for one in levels)))


def moment_of(now: datetime, definitions: Definitions) -> Moment:
    """The order of work of a base at `now`: clients work the hours that we do, in their own zone."""
    return Moment(now, office_hours(definitions), str(definitions.settings.get("zone", "UTC")))


class Why(NamedTuple):
    """Why a lead stands where it does: key of a sentence with its arguments."""

    key: str
    args: Mapping[str, Any]


def reasons(
    urge: Urge, now: datetime, norm_ends: datetime | None, channel: str, definitions: Definitions
) -> tuple[Why, ...]:
    """The reasons as they matter; percent only once enough cases are known (decision 17)."""
    found = []
    if norm_ends is not None:
        left = (norm_ends - now).total_seconds()
        found.append(Why("answer_due" if left > 0 else "answer_late", {"seconds": abs(left)}))
    if urge.next_due is not None and urge.next_due <= ms_of(now + DUE_AHEAD):
        late = (now - at_ms(urge.next_due)).total_seconds()
        found.append(Why("step_late" if late > 0 else "step_due", {"seconds": abs(late)}))
    if urge.cool_since is not None:
        found.append(_cooling(urge, now, channel, definitions))
    return tuple(found)


def _cooling(urge: Urge, now: datetime, channel: str, definitions: Definitions) -> Why:
    known = definitions.channel_by_id.get(channel)
    waited = max(0.0, (now - at_ms(urge.cool_since or 0)).total_seconds())
    if known is not None and known.cases >= int(definitions.settings.get("small_n", 30)):
        return Why("loses_percent", {"percent": round(100 * (1 - exp2(-1 / urge.half_life_h)))})
    halvings = waited / 3600 / urge.half_life_h
    speed = "fresh" if halvings < 0.5 else "cooling" if halvings < 2 else "nearly_cold"
    return Why(speed, {"seconds": waited, "half_life_h": urge.half_life_h})
