"""Where a row stands in a sorted list: the cursor of a row, and the same list from its other end."""

from collections.abc import Callable, Mapping
from datetime import datetime

from leaddesk.actions.ports import Cursor, PageAsk
from leaddesk.domain.call_now import moment_of, urge_of
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.list_row import Shown

CALL_NOW = "call-"
"""The order of work: who loses most by waiting comes first (issue 3.5)."""

NEVER = 1 << 52
"""Sort value of a time that is not set: after all others, as in the stores."""

KEYS: Mapping[str, Callable[[Shown], int]] = {
    "score": lambda row: -1 if row.score is None else row.score,
    "received": lambda row: row.received,
    "cooling": lambda row: NEVER if row.cool_since is None else row.cool_since,
    "due": lambda row: NEVER if row.next_due is None else row.next_due,
    "amount": lambda row: -1 if row.amount_minor is None else row.amount_minor,
    "stage_age": lambda row: row.stage_since,
}
"""Sort key -> value of a row; equal values stand in the order of their ids, turned with the direction."""


def descending(sort: str) -> bool:
    """Whether the largest value comes first."""
    return sort.endswith("-")


def flipped(sort: str) -> str:
    """The same list from its end."""
    return sort[:-1] if descending(sort) else sort + "-"


Placing = Callable[[Shown], Cursor]


def placing(ask: PageAsk, definitions: Definitions, now: datetime) -> Placing:
    """Where a row stands in the list of `ask`; the order of work is as of the moment that the list names."""
    if ask.sort.removesuffix("-") == "call":
        moment = moment_of(ask.at or now, definitions)
        return lambda row: Cursor(moment.priority(urge_of(row)), row.id)
    return lambda row: cursor_of(row, ask.sort)


def cursor_of(row: Shown, sort: str) -> Cursor:
    """Where `row` stands in a list sorted by what the row itself holds."""
    return Cursor(KEYS[sort.removesuffix("-")](row), row.id)


def just_before(at: Cursor, sort: str) -> Cursor:
    """A cursor after which the row at `at` is the first that can follow: ids are numbers of 32 hex digits."""
    step = 1 if descending(sort) else -1
    beside = min(max(int(at.id, 16) + step, 0), (1 << 128) - 1)
    return Cursor(at.key, f"{beside:032x}")


def stands_after(one: Cursor, other: Cursor, sort: str) -> bool:
    """Whether `one` stands after `other` in a list sorted by `sort`."""
    here, there = (one.key, one.id), (other.key, other.id)
    return bool(here < there if descending(sort) else here > there)
