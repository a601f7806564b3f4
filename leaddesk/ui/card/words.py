"""What the card says of a lead, as plain data made off the widgets; no Qt widget is touched here."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from leaddesk.actions.questions import CardView
from leaddesk.actions.values import roster_of
from leaddesk.domain.hours import closes_at, open_at, opens_at
from leaddesk.domain.lead import Answer, ContactState
from leaddesk.domain.log import at_ms
from leaddesk.domain.phones import show_phone
from leaddesk.domain.score import HOT, REQUIRED, WARM, Check, Point
from leaddesk.domain.zones import is_sure, is_zone
from leaddesk.texts import _, pgettext
from leaddesk.texts.evidence import evidence_words
from leaddesk.texts.formats import clock_time, date_time, day, due, duration, name_in, signed
from leaddesk.texts.keys import came_of_it, cause, criterion_name, criterion_why, stage_name
from leaddesk.texts.names import name_of
from leaddesk.ui.card.next_words import next_question
from leaddesk.ui.card.said_words import said_facts
from leaddesk.ui.card.sales_words import sales_facts
from leaddesk.ui.card.story import history_rows, thread_rows
from leaddesk.ui.kit.chip import ChipData, temperature_chip
from leaddesk.ui.kit.label import Ink
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.rowlist import LineRow
from leaddesk.ui.kit.strip import CAME_BEFORE_ICON, NEXT_STEP_ICON, StripData
from leaddesk.ui.theme.palette import ToneName

_TONES: dict[str, ToneName] = {"hot": "hot", "warm": "warm", "cold": "cold"}
_CONTACT_ICONS = {
    "phone": "phone-outline",
    "email": "email-outline",
    "messenger": "message-outline",
    "address": "map-marker-outline",
    "profile": "account-circle-outline",
}


@dataclass(frozen=True, slots=True)
class CardWords:
    """Everything that the card shows besides its answers."""

    id: str
    name: str
    meta: str
    chips: tuple[ChipData, ...]
    contacts: tuple[LineRow, ...]
    hours: str
    hours_open: bool
    need: str
    facts: tuple[LineRow, ...]
    before: StripData | None
    before_id: str
    step: StripData
    score: str
    tone: ToneName
    level: str
    level_hint: str
    ledger: tuple[LineRow, ...]
    history: tuple[LineRow, ...]
    thread: tuple[LineRow, ...]
    ready_caption: str
    ready: tuple[LineRow, ...]
    next_question: str
    next_words: str


def card_words(view: CardView, now: datetime) -> CardWords:
    """The words of a card as seen at `now`."""
    zone = ZoneInfo(str(view.definitions.setting("zone")))
    row = view.row
    hours, is_open = _hours(view, now)
    met = sum(1 for check in view.readiness if check.ok)
    question, question_words = next_question(view)
    return CardWords(
        id=row.id,
        name=short(row.name) or short(row.company) or _("No name"),
        meta=", ".join(short(part) for part in (row.name and row.company, row.title, row.city) if part),
        chips=_chips(view, now),
        contacts=_contacts(view, zone),
        hours=hours,
        hours_open=is_open,
        need=short(row.need) or _("Need is not written down yet"),
        facts=(*said_facts(view, zone, now), *sales_facts(view, now), *_facts(view)),
        before=_before(view, zone, now),
        before_id=view.came_before[0].id if view.came_before else "",
        step=_step(view, zone, now),
        score="–" if view.verdict.score is None else str(view.verdict.score),
        tone=_TONES.get(view.verdict.temperature, "junk"),
        level=(view.verdict.level or "").upper(),
        level_hint=_hint(view),
        ledger=ledger_rows(view),
        history=history_rows(view, zone, now),
        thread=thread_rows(view, zone, now),
        ready_caption=_("Ready for sales: {n} of {all}").format(n=met, all=len(view.readiness)),
        ready=_ready(view),
        next_question=question,
        next_words=question_words,
    )


def _chips(view: CardView, now: datetime) -> tuple[ChipData, ...]:
    row = view.row
    told = [
        temperature_chip(
            _TONES.get(row.temperature, "cold"), name_of("temperature", row.temperature), big=True
        )
    ]
    if row.place is not None:
        told.append(ChipData(name_of("place", row.place), "junk", big=True))
    if row.cool_since is not None and row.place is None:
        age = duration((now - at_ms(row.cool_since)).total_seconds())
        told.append(ChipData(_("cooling {time}").format(time=age), "hot", "clock-alert-outline", big=True))
    elif row.place is None:
        told.append(ChipData(stage_name(row.stage, view.definitions), "accent", big=True))
    return tuple(told)


def shown(contact: ContactState) -> str:
    """A contact as people write it."""
    if contact.kind == "phone" and contact.normal:
        return show_phone(contact.normal.partition(";")[0], contact.normal.partition("ext=")[2])
    return contact.value


def _contacts(view: CardView, zone: ZoneInfo) -> tuple[LineRow, ...]:
    rows = []
    marks = {"verified": _("verified"), "bounced": _("bounced"), "wrong": _("wrong")}
    for contact in view.person.contacts if view.person else ():
        bad = not contact.usable
        why = marks.get(contact.mark or "", "")
        if why and contact.marked_at is not None:
            why = _("{mark}, {day}").format(mark=why, day=day(contact.marked_at, zone))
        why = why or (name_of("contact_reason", contact.reason or "") if contact.normal is None else "")
        icon = _CONTACT_ICONS.get(contact.kind, "help-circle-outline")
        ink: Ink = "hot" if bad else "text"
        rows.append(LineRow(shown(contact), why, icon, ink=ink, value_ink=ink, id=contact.id))
    return tuple(rows)


def _hours(view: CardView, now: datetime) -> tuple[str, bool]:
    name = view.row.zone or ""
    if not name or not is_zone(name):
        return _("time zone unknown"), False
    roster = roster_of(view.definitions)
    zone = ZoneInfo(name)
    row = view.row
    if not is_sure(row.phone if row.phone.startswith("+") else None, row.country, row.city):
        return _("{now} there, time zone uncertain").format(now=clock_time(now, zone)), False
    if open_at(roster, name, now):
        closes = closes_at(roster, name, now)
        said = _("working hours until {time}").format(time=clock_time(closes, zone)) if closes else ""
        return said, True
    opens = opens_at(roster, name, now)
    told = _("{now} there, closed").format(now=clock_time(now, zone))
    if opens is None:
        return told, False
    return _("{told} until {time}").format(told=told, time=due(opens, zone, now)), False


def _facts(view: CardView) -> tuple[LineRow, ...]:
    row, lead = view.row, view.lead
    channel = view.definitions.channel_by_id.get(row.channel)
    came = [name_in(channel.names) if channel else row.channel, row.source, row.campaign, row.event]
    owner = view.users.get(row.owner or "")
    source = ", ".join(part for part in came if part)
    if owner is not None:
        source = _("{source}; owner {name}").format(source=source, name=owner.name)
    told = (
        (_("Requested product"), short(row.product) or "–"),
        (_("Original message"), _quoted(lead.original)),
        (_("Source"), source),
    )
    return tuple(LineRow(name, value, ink="text3", value_ink="text") for name, value in told)


def _quoted(text: str) -> str:
    return _("“{text}”").format(text=short(text)) if text else "–"


def _before(view: CardView, zone: ZoneInfo, now: datetime) -> StripData | None:
    if not view.came_before:
        return None
    last = view.came_before[0]
    owner = view.users.get(last.owner or "")
    said = _("{day}: {outcome}").format(
        day=date_time(at_ms(last.received), zone, now), outcome=came_of_it(last, view.definitions)
    )
    if owner is not None:
        said = _("{said}. Owner {name}").format(said=said, name=owner.name)
    lead = _("Came before ×{n}").format(n=len(view.came_before))
    return StripData(lead, said, "warm", CAME_BEFORE_ICON)


def _step(view: CardView, zone: ZoneInfo, now: datetime) -> StripData:
    row = view.row
    if row.place == "junk" and not row.reachable:
        return StripData(
            _("Next step"), _("add a contact: without one this is not a lead"), "warm", NEXT_STEP_ICON
        )
    if row.next_due is not None:
        title = name_of("step", row.next_step)
        words = _("{title}, {time}").format(title=title, time=due(at_ms(row.next_due), zone, now))
        late = at_ms(row.next_due) < now
        return StripData(_("Next step"), words, "hot" if late else "accent", NEXT_STEP_ICON, key="R")
    if row.norm_since is not None and row.place is None:
        since = date_time(at_ms(row.norm_since), zone, now)
        words = _("contact now: waits since {time}").format(time=since)
        return StripData(_("Next step"), words, "accent", NEXT_STEP_ICON, key="D")
    if row.place is not None:
        words = name_of("place", row.place)
        if row.wake_at is not None:
            words = _("{place}, wakes {time}").format(place=words, time=due(at_ms(row.wake_at), zone, now))
        return StripData(_("Next step"), words, "accent", NEXT_STEP_ICON, key="W")
    return StripData(_("Next step"), _("none yet: set one with T"), "warm", NEXT_STEP_ICON, key="T")


def _hint(view: CardView) -> str:
    score = view.verdict.score
    if score is None:
        return _("not enough data") if view.row.reachable else _("no contact, no score")
    if score < WARM:
        return _("warm from {n}").format(n=WARM)
    return _("hot from {n}").format(n=HOT) if score < HOT else ""


def ledger_rows(view: CardView) -> tuple[LineRow, ...]:
    """The ledger, largest gains first, then what is lost and what is unknown; it sums to the score."""
    told = [point for point in view.verdict.ledger if point.points or point.cause == "unknown"]
    ordered = sorted(told, key=lambda p: (p.cause == "unknown", -p.points))
    return tuple(_ledger_row(point, view) for point in ordered)


def _ledger_row(point: Point, view: CardView) -> LineRow:
    words = cause(point, view.definitions)
    if point.cause == "unknown":
        value = pgettext("points", "0 of {n}").format(n=point.most)
        return LineRow(words, value, ink="text2", value_strong=True)
    ink: Ink = "ok" if point.points > 0 else "hot"
    return LineRow(words, signed(point.points), value_ink=ink, value_strong=True)


def _ready(view: CardView) -> tuple[LineRow, ...]:
    rows = []
    looks: dict[bool | None, tuple[str, Ink]] = {
        True: ("check-circle", "ok"),
        False: ("alert-circle", "warm"),
        None: ("help-circle-outline", "text2"),
    }
    for check in view.readiness:
        icon, ink = looks[check.ok]
        why = criterion_why(check, view.definitions)
        name = criterion_name(check.id, view.definitions)
        words = _("{title}: {about}").format(title=name, about=why) if why else name
        opens = "" if check.ok else asked_by(check, view)
        rows.append(LineRow(words, "", icon, ink, id=opens))
    return tuple(rows)


def asked_by(check: Check, view: CardView) -> str:
    """The question that would meet a criterion; empty where none would."""
    found = next((one for one in view.definitions.criteria if one.id == check.id), None)
    return (
        found.question if found else check.id.removeprefix(REQUIRED) if check.id.startswith(REQUIRED) else ""
    )


def source_words(answer: Answer | None, zone: ZoneInfo, now: datetime) -> str:
    """Where an answer is known from, and when (B25)."""
    if answer is None or (answer.level is None and not answer.text):
        return _("unknown")
    evidence = answer.evidence or {}
    # Under the name of a question there is room for where from and when; the words are in the list.
    said = evidence_words({key: evidence[key] for key in ("kind", "second") if key in evidence})
    said = said or _("my note")
    return f"{said} {date_time(answer.at, zone, now)}" if answer.at else said
