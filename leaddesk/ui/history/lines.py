"""A step of the history in words: when, who, what, over whom, and whether it can still be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from leaddesk.actions.ports import TxRow
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.users import User
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import date_time
from leaddesk.texts.keys import history_title
from leaddesk.texts.names import ACTIONS

_FINAL = frozenset({"undo", "redo", "found", "read"})


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A painted line; `reason` says why it cannot be taken back, empty where it can."""

    tx: str
    when: str
    who: str
    what: str
    over: str
    undone: bool
    reason: str
    lead_id: str


def history_line(
    row: TxRow, definitions: Definitions, users: Mapping[str, User], me: str, zone: ZoneInfo, now: datetime
) -> HistoryLine:
    """The line of a step for the person `me`."""
    user = users.get(row.actor)
    title = history_title(row.action, row.about, definitions) if row.action in ACTIONS else row.action
    return HistoryLine(
        tx=row.tx,
        when=date_time(row.at, zone, now),
        who=user.name if user else "",
        what=title,
        over=_over(row),
        undone=row.undone,
        reason=_reason(row, me),
        lead_id=row.lead_id or "",
    )


def _over(row: TxRow) -> str:
    if row.rows > 1:
        return ngettext("{n} lead", "{n} leads", row.rows).format(n=row.rows)
    return row.lead_name


def _reason(row: TxRow, me: str) -> str:
    if row.undone:
        return _("taken back")
    if row.action in _FINAL:
        return _("final")
    if row.state in ("open", "reverting"):
        return _("still running")
    return "" if row.actor == me else _("another person's step")
