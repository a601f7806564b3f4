"""When the first-contact norm runs out, as a condition on what is stored: since when a lead waits.

The moment itself is not stored, because the hours of duty and the norms are edited. But of two leads with the
same norm the one that waits longer is due first, so "due before x" is "waiting since before y".
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.hours import Roster, add_duty
from leaddesk.domain.log import at_ms, ms_of
from leaddesk.domain.norms import duty_roster
from leaddesk.domain.search_logic import Op
from leaddesk.storage import schema as t

Clause = sa.ColumnElement[bool]
_LONGEST = timedelta(days=1600)


def norm_runs_out(op: Op, at: datetime, definitions: Definitions) -> Clause:
    """Leads whose norm runs out in `op` to `at`; those without a norm never."""
    if op == "=":
        return sa.and_(norm_runs_out("<=", at, definitions), norm_runs_out(">=", at, definitions))
    roster = duty_roster(definitions)
    known = _channels_by_norm(definitions)
    listed = [channel for channels in known.values() for channel in channels]
    c = t.lead.c
    strict = op in ("<", ">=")
    found = [
        sa.and_(c.channel.in_(_each(channels)), _waits(op, _latest(roster, norm, at, strict=strict)))
        for norm, channels in known.items()
    ]
    other = _latest(roster, int(definitions.setting("norm_min")), at, strict=strict)
    return sa.or_(*found, sa.and_(c.channel.not_in(_each(listed)), _waits(op, other)))


def _each(channels: Sequence[str]) -> list[sa.ColumnElement[str]]:
    """Values one by one, so that the statement can be prepared."""
    return [sa.literal(channel, sa.Text) for channel in channels]


def _channels_by_norm(definitions: Definitions) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    for channel in definitions.channels:
        found.setdefault(channel.norm_min, []).append(channel.id)
    return found


def _waits(op: Op, since: int | None) -> Clause:
    if since is None:
        return sa.false()
    return t.lead.c.norm_since <= since if op in ("<", "<=") else t.lead.c.norm_since > since


def _latest(roster: Roster, norm: int, at: datetime, *, strict: bool) -> int | None:
    """The last millisecond since when a lead may wait and be due before `at` (or at it, if not `strict`).

    None for a roster without hours. Halves the span between a wait that is due and one that is not.
    """

    def due(since: int) -> bool:
        ends = add_duty(roster, at_ms(since), norm * 60)
        return ends is not None and (ends < at if strict else ends <= at)

    late = ms_of(at) + 1
    early = ms_of(at - _LONGEST)
    if add_duty(roster, at, norm * 60) is None:
        return None
    if not due(early):
        return early
    while late - early > 1:
        middle = (early + late) // 2
        early, late = (middle, late) if due(middle) else (early, middle)
    return early
