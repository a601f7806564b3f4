"""What a row of the inbox shows, as plain data made when a row arrives, so that painting decides nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from leaddesk.actions.values import roster_of
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.hours import Roster, add_duty
from leaddesk.domain.list_row import Shown
from leaddesk.domain.norms import norm_minutes
from leaddesk.domain.regulation import attempts_allowed
from leaddesk.domain.zones import is_zone
from leaddesk.texts import _, pgettext
from leaddesk.texts.formats import clock_time, due, duration, name_in, talk_time
from leaddesk.texts.keys import place_reason
from leaddesk.texts.names import name_of
from leaddesk.ui.inbox.why import why_words
from leaddesk.ui.kit.chip import ChipData, temperature_chip
from leaddesk.ui.kit.label import Ink
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.ring import RingData
from leaddesk.ui.theme.palette import ToneName

Urgency = Literal["calm", "soon", "late"]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COUNTED_S = 3600
_TONES: dict[str, ToneName] = {"hot": "hot", "warm": "warm", "cold": "cold"}
_AGE: dict[Urgency, tuple[Ink, str]] = {
    "calm": ("text2", ""),
    "soon": ("warm", "clock-outline"),
    "late": ("hot", "clock-alert-outline"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """How rows are looked at: the definitions in force, the moment, the office's zone and hours."""

    definitions: Definitions
    now: datetime
    zone: ZoneInfo
    roster: Roster | None

    @property
    def minute(self) -> int:
        """Minutes since 1970: texts made in another minute are stale."""
        return int(self.now.timestamp() // 60)


@dataclass(frozen=True, slots=True)
class RowPaint:
    """One row as painted and spoken; `minute` is when its times were written.

    `why` says why it stands where it does; while `ticks` its age is told to the second.
    """

    id: str
    ring: RingData
    name: str
    strong: bool
    company: str
    need: str
    chips: tuple[ChipData, ...]
    tail: str
    age: str
    age_ink: Ink
    age_icon: str
    starred: bool
    spoken: str
    minute: int
    why: str = ""
    ticks: bool = False


def look(definitions: Definitions, now: datetime) -> Seen:
    """How the office looks at rows now."""
    zone = ZoneInfo(str(definitions.settings.get("zone", "UTC")))
    return Seen(definitions, now, zone, roster_of(definitions))


def paint_record(row: Shown, seen: Seen) -> RowPaint:
    """The record of a row; about 50 microseconds, so a page is made off the Qt thread."""
    name = short(row.name) or _("No name")
    urgency = urgency_of(row, seen)
    ink, icon = _AGE[urgency]
    age = age_of(row, seen)
    chips = _chips(row, seen.definitions)
    tail = _tail(row, seen, urgency)
    why = (
        ""
        if row.place
        else why_words(row, seen.now, _norm_ends(row, seen), seen.definitions, _clock(row, seen))
    )
    return RowPaint(
        id=row.id,
        ring=RingData(row.score if row.reachable else None, _TONES.get(row.temperature, "junk")),
        name=name,
        strong=not row.read,
        company=short(row.company) or (_("no company") if row.reachable else ""),
        need=short(row.need or row.product) or _("need is not known yet"),
        chips=chips,
        tail=tail,
        age=age,
        age_ink=ink,
        age_icon=icon if age else "",
        starred=row.starred,
        spoken=_spoken(row, name, chips, tail, age, why),
        minute=seen.minute,
        why=why,
        ticks=_ticks(row, seen),
    )


def _at(ms: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=ms)


def urgency_of(row: Shown, seen: Seen) -> Urgency:
    """How much of the first-contact norm is used on the duty clock: half is soon, all is late (C24)."""
    if row.norm_since is None or row.place or _sleeps(row, seen):
        return "calm"
    since, minutes = _at(row.norm_since), norm_minutes(row.channel, seen.definitions)
    if _after(seen, since, minutes * 60) <= seen.now:
        return "late"
    return "soon" if _after(seen, since, minutes * 30) <= seen.now else "calm"


def _norm_ends(row: Shown, seen: Seen) -> datetime | None:
    """When the running norm of a lead awake runs out."""
    if row.norm_since is None or row.place or _sleeps(row, seen):
        return None
    return _after(seen, _at(row.norm_since), norm_minutes(row.channel, seen.definitions) * 60)


def _ticks(row: Shown, seen: Seen) -> bool:
    """Whether the row counts seconds: the norm runs and the wait is short enough to matter (C24)."""
    if row.norm_since is None or row.cool_since is None or row.place:
        return False
    return 0 <= (seen.now - _at(row.cool_since)).total_seconds() < _COUNTED_S


def _after(seen: Seen, since: datetime, seconds: float) -> datetime:
    ends = add_duty(seen.roster, since, seconds) if seen.roster is not None else None
    return ends or since + timedelta(seconds=seconds)


def _sleeps(row: Shown, seen: Seen) -> bool:
    return row.snoozed_until is not None and _at(row.snoozed_until) > seen.now


def age_of(row: Shown, seen: Seen) -> str:
    """How long the lead cools round the clock since its last signal without an answered contact (D14)."""
    if row.cool_since is None or row.place:
        return ""
    seconds = (seen.now - _at(row.cool_since)).total_seconds()
    if _ticks(row, seen):
        return talk_time(seconds)
    return _("just now") if seconds < 60 else duration(seconds)


def _chips(row: Shown, definitions: Definitions) -> tuple[ChipData, ...]:
    chips = [_first_chip(row)]
    channel = definitions.channel_by_id.get(row.channel)
    if channel or row.channel:
        chips.append(ChipData(name_in(channel.names) if channel else row.channel))
    if row.before_n:
        chips.append(ChipData(_("came before ×{n}").format(n=row.before_n), "warm"))
    if row.priority == "high":
        chips.append(ChipData(pgettext("chip", "priority"), "accent"))
    return tuple(chips)


def _first_chip(row: Shown) -> ChipData:
    if not row.reachable:
        return ChipData(_("no contact"), "junk", "help-circle-outline")
    if row.place:
        return ChipData(name_of("place", row.place).lower(), "junk")
    return temperature_chip(_TONES.get(row.temperature, "junk"), name_of("temperature", row.temperature))


def _tail(row: Shown, seen: Seen, urgency: Urgency) -> str:
    """The quiet words after the chips: what is to be done, and the client's clock where it differs."""
    local = "" if row.place else _clock(row, seen)
    said = _standing(row, seen)
    if not said and not local:
        if urgency == "late":
            return _("past the norm")
        if row.norm_since is not None:
            return _waits(row, seen)
    return " · ".join(part for part in (said, local) if part)


def _waits(row: Shown, seen: Seen) -> str:
    """What is wanted and by when; on a long norm the hour alone tells nothing yet."""
    ends = _norm_ends(row, seen)
    left = (ends - seen.now).total_seconds() if ends else 0.0
    if 0 < left < _COUNTED_S:
        return _("answer due in {time}").format(time=duration(left))
    return _("waits for a call") if row.phone else _("waits for an answer")


def _standing(row: Shown, seen: Seen) -> str:
    """Where the lead stands: off the board, asleep, with a step, or with attempts behind it."""
    if not row.reachable:
        return _("add a contact")
    if row.place:
        return _off_board(row, seen)
    if row.snoozed_until is not None and _sleeps(row, seen):
        return _wakes(row.snoozed_until, seen)
    if row.replied:
        return _("has answered, waits for us")
    if row.norm_since is not None:
        return ""  # nobody has tried yet: the norm speaks, not the step
    tried = ""
    if row.attempts:
        plan = seen.definitions.settings.get("attempt_plan_h", ())
        tried = _("attempt {n} of {most}").format(n=row.attempts, most=attempts_allowed(plan))
    if row.next_due is None:
        return tried
    return f"{tried}, {_step(row.next_due, row, seen)}" if tried else _step(row.next_due, row, seen)


def _off_board(row: Shown, seen: Seen) -> str:
    if row.place == "nurture":
        return _wakes(row.wake_at, seen) if row.wake_at is not None else _("until a signal")
    if row.place == "deal":
        return name_of("deal", row.outcome) if row.outcome else ""
    return place_reason(row.place, row.place_reason, seen.definitions)


def _wakes(at_ms: int, seen: Seen) -> str:
    return _("wakes {when}").format(when=due(_at(at_ms), seen.zone, seen.now))


def _step(due_ms: int, row: Shown, seen: Seen) -> str:
    at = _at(due_ms)
    if at < seen.now:
        return _("step overdue by {time}").format(time=duration((seen.now - at).total_seconds()))
    said = due(at, seen.zone, seen.now)
    title = name_of("step", row.next_step)
    return said if row.attempts or not title else f"{said} {short(title, 60)}"


def _clock(row: Shown, seen: Seen) -> str:
    return _local_clock(row, seen) if row.reachable else ""


def _local_clock(row: Shown, seen: Seen) -> str:
    """The lead's own clock where it shows another time than ours (C13)."""
    if not row.zone or not is_zone(row.zone):
        return ""
    there = ZoneInfo(row.zone)
    if seen.now.astimezone(there).utcoffset() == seen.now.astimezone(seen.zone).utcoffset():
        return ""
    return _("at the lead {time}").format(time=clock_time(seen.now, there))


def _spoken(row: Shown, name: str, chips: tuple[ChipData, ...], tail: str, age: str, why: str) -> str:
    """The row as one sentence for a screen reader (journey 11)."""
    score = _("not enough data") if row.score is None else _("score {n}").format(n=row.score)
    score = score if row.reachable else ""
    parts = [
        name,
        short(row.company),
        chips[0].word,
        score,
        _("cooling for {time}").format(time=age) if age else "",
        *(chip.word for chip in chips[1:]),
        "" if tail in why else tail,
        why,
        short(row.need, 120),
        "" if row.read else _("unread"),
        pgettext("spoken", "starred") if row.starred else "",
    ]
    return ", ".join(part for part in parts if part)
