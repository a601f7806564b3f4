"""The row of a lead as lists and the board show it: a part of the whole row."""

from operator import itemgetter
from typing import NamedTuple

from leaddesk.domain.row import LeadRow


class ListRow(NamedTuple):
    """As much of a lead as lists and the board show: pages are made of it, and a third of a row is read (P4).

    Ids and flags come first, because a store has to convert these and may hand on the rest as it is.
    """

    id: str
    owner: str | None
    reachable: bool
    starred: bool
    read: bool
    replied: bool
    kind: str
    stage: str
    place: str | None
    place_reason: str
    name: str
    company: str
    need: str
    product: str
    channel: str
    zone: str | None
    phone: str
    email: str
    amount_minor: int | None
    currency: str
    score: int | None
    temperature: str
    level: str | None
    priority: str
    labels: str
    received: int
    stage_since: int
    outcome: str | None
    norm_since: int | None
    cool_since: int | None
    attempts: int
    next_due: int | None
    next_step: str
    snoozed_until: int | None
    wake_at: int | None
    before_n: int
    stake: int
    half_life_h: int


Shown = ListRow | LeadRow
"""A row for whoever only shows it."""

_LISTED = itemgetter(*map(LeadRow._fields.index, ListRow._fields))


def list_row(row: LeadRow) -> ListRow:
    """What lists show of a row."""
    return ListRow._make(_LISTED(row))
