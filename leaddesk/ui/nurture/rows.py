"""Rows of the nurture screen from what the base tells, as plain data."""

from datetime import datetime
from zoneinfo import ZoneInfo

from leaddesk.actions.nurture_questions import NursedRow
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.log import at_ms
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import date_time, due, name_in
from leaddesk.texts.keys import choice_name, place_reason
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.worklist import WorkRow
from leaddesk.ui.link import Link

_ICONS = {
    "mailing": "email-outline",
    "push": "bell-outline",
    "sms": "message-outline",
    "ad": "bullhorn-outline",
    "call": "phone-outline",
    "message": "message-outline",
    "event": "calendar-star",
}


def work_row(one: NursedRow, what: str, link: Link) -> WorkRow:
    """A row of the list `what`."""
    nursed, lead, told = one.nursed, one.lead, link.definitions
    zone, now = ZoneInfo(str(told.setting("zone"))), link.now()
    kind, step = step_of(one, told)
    value, late = _value(one, what, zone, now)
    owner = link.name_of(nursed.owner) or _("nobody looks after it")
    programme = told.programme_by_id.get(nursed.programme)
    return WorkRow(
        lead.id,
        short(lead.name) or short(lead.company) or _("No name"),
        short(lead.company),
        " · ".join(part for part in (step or short(lead.need), _why(one, told)) if part),
        value,
        "hot" if late else "text2",
        ", ".join(part for part in (name_in(programme.names) if programme else "", owner) if part),
        _ICONS.get(kind, "sprout-outline"),
        "hot" if nursed.owner is None else "text2",
    )


def step_of(one: NursedRow, told: Definitions) -> tuple[str, str]:
    """The kind of the touch that is due next, and its name."""
    programme = told.programme_by_id.get(one.nursed.programme)
    place = one.nursed.next_step
    if programme is None or place is None or place >= len(programme.steps):
        return "", ""
    step = programme.steps[place]
    kind = str(step["kind"])
    return kind, name_in(step["names"]) if step.get("names") else choice_name("warm", kind, told)


def _value(one: NursedRow, what: str, zone: ZoneInfo, now: datetime) -> tuple[str, bool]:
    """What stands at the right: when a touch is due, when it wakes, since when nobody touched it."""
    nursed = one.nursed
    if what == "quiet":
        return _("last touch {when}").format(when=date_time(at_ms(nursed.last_at), zone, now)), True
    at = nursed.wake_at if what in ("waking", "all") else nursed.next_at
    if at is None:
        return _("until a signal") if what in ("waking", "all") else "", False
    said = due(at_ms(at), zone, now)
    if what in ("waking", "all"):
        return _("wakes {when}").format(when=said), False
    return said, at_ms(at) < now


def _why(one: NursedRow, told: Definitions) -> str:
    """Why it came here, and for which time."""
    why = place_reason("nurture", one.lead.place_reason, told)
    rounds = one.lead.nurture_rounds
    again = ngettext("{n} round", "{n} rounds", rounds).format(n=rounds) if rounds > 1 else ""
    return ", ".join(part for part in (why, again) if part)
