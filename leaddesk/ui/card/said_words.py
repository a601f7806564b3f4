"""What the card says of records that were merged, and of what else was said of a field (UX: a warm note)."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from leaddesk.actions.questions import CardView
from leaddesk.domain.lead import Said
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import date_time
from leaddesk.texts.names import FIELDS, event_name, name_of
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.rowlist import LineRow

_SHOWN = 2
"""Notes at once; `leaddesk show` tells all."""


def said_facts(view: CardView, zone: ZoneInfo, now: datetime) -> Iterator[LineRow]:
    """Rows of facts, only those that hold."""
    n = len(view.lead.merged)
    if n:
        records = ngettext("{n} record is this lead", "{n} records are this lead", n).format(n=n)
        yield LineRow(_("Merged"), records, ink="text3", value_ink="text")
    conflicts = (*view.lead.conflicts, *(view.person.conflicts if view.person else ()))
    for said in sorted(conflicts, key=lambda one: one.at, reverse=True)[:_SHOWN]:
        yield LineRow(_("Also said"), _told(said, view, zone, now), ink="text3", value_ink="warm")


def _told(said: Said, view: CardView, zone: ZoneInfo, now: datetime) -> str:
    user = view.users.get(said.by)
    name = name_of("field", said.field) if said.field in FIELDS else event_name(said.field.partition("/")[0])
    value = said.value if isinstance(said.value, str | int) and not isinstance(said.value, bool) else ""
    words = _("{field} “{value}” ({by}, {at})")
    return words.format(
        field=name,
        value=short(str(value)) or "–",
        by=user.name if user else said.by[:8],
        at=date_time(said.at, zone, now),
    )
