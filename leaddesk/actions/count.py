"""Count: impressions, clicks, visits and costs per day, channel and campaign (D2, B28)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from leaddesk.actions.action import Context
from leaddesk.actions.fate import Fate
from leaddesk.actions.ports import Read, Store
from leaddesk.actions.questions import Question
from leaddesk.domain.ids import derived_id
from leaddesk.domain.log import Op, Set
from leaddesk.domain.normal import fold
from leaddesk.domain.users import User

ENTITY = "traffic"
_NUMBERS = ("impressions", "clicks", "visits", "cost_minor")


@dataclass(frozen=True, slots=True)
class Counted:
    """Numbers of one day (ISO), channel and campaign; None where nothing is known. Cost in minor units."""

    day: str
    channel: str = ""
    campaign: str = ""
    impressions: int | None = None
    clicks: int | None = None
    visits: int | None = None
    cost_minor: int | None = None
    currency: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


def month_id(day: str) -> str:
    """Row that holds the numbers of a month: the same on every site."""
    return derived_id(ENTITY, day[:7])


def months(first: date, last: date) -> tuple[str, ...]:
    """Rows of all months that touch a period."""
    found, day = [], first.replace(day=1)
    while day <= last:
        found.append(month_id(day.isoformat()))
        day = (day + timedelta(days=31)).replace(day=1)
    return tuple(found)


def count_fates(items: Sequence[Counted], read: Read, context: Context) -> Iterator[Fate]:
    """New, updated or duplicate for each row; what a row does not say never blanks what is known."""
    ops = read.traffic(sorted({month_id(item.day) for item in items}))
    known = {place: dict(value) for place, value in _values(ops).items()}
    for item in items:
        place = (month_id(item.day), _register(item))
        told = _value(item)
        before = known.get(place, {})
        after = before | told
        if after == before:
            yield Fate("duplicate", "", "same_numbers")
            continue
        known[place] = after
        yield Fate(
            "updated" if before else "new",
            "",
            "numbers",
            (Set(ENTITY, place[0], place[1], after, context.at),),
        )


@dataclass(frozen=True, slots=True)
class Traffic(Question[tuple[Counted, ...]]):
    """The numbers of a period, both days in it, in the order of days."""

    first: date
    last: date

    def answer(self, store: Store, now: datetime, me: User) -> tuple[Counted, ...]:
        with store.view() as read:
            values = _values(read.traffic(months(self.first, self.last))).values()
        low, high = self.first.isoformat(), self.last.isoformat()
        found = (Counted(**value) for value in values if low <= value["day"] <= high)
        return tuple(sorted(found, key=lambda one: (one.day, one.channel, one.campaign)))


def _register(item: Counted) -> str:
    return f"day/{derived_id(item.day, fold(item.channel), fold(item.campaign))}"


def _value(item: Counted) -> dict[str, Any]:
    told: dict[str, Any] = {"day": item.day, "channel": item.channel, "campaign": item.campaign}
    told |= {name: n for name in _NUMBERS if (n := getattr(item, name)) is not None}
    told |= {"currency": item.currency} if item.currency and item.cost_minor is not None else {}
    return told | ({"extra": dict(item.extra)} if item.extra else {})


def _values(ops: Sequence[Op]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Register values by row and register; ops come in order, so the last one wins."""
    return {(op.row_id, op.field): op.value for op in ops if op.value}
