"""What happened to a lead in words: its history, and the talk with the client through all channels."""

from datetime import datetime
from zoneinfo import ZoneInfo

from leaddesk.actions.questions import CardView
from leaddesk.domain.timeline import Event
from leaddesk.texts import _
from leaddesk.texts.formats import date_time, due, name_in
from leaddesk.texts.keys import choice_name, stage_name
from leaddesk.texts.names import event_name, name_of
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.rowlist import LineRow

_EVENT_ICONS = {
    "arrived": "inbox-arrow-down-outline",
    "touch": "phone-outline",
    "signal": "eye-outline",
    "answer": "format-list-checks",
    "note": "note-text-outline",
    "task": "checkbox-marked-circle-outline",
    "position": "arrow-right",
    "owner": "account-outline",
    "snooze": "clock-outline",
    "deal": "handshake-outline",
}
_TALK = ("arrived", "touch", "signal", "note")
_MOST_SAID = 40


def history_rows(view: CardView, zone: ZoneInfo, now: datetime) -> tuple[LineRow, ...]:
    """The newest sixty events with their times."""
    rows = []
    for event in view.events[:60]:
        when = date_time(event.at, zone, now)
        rows.append(
            LineRow(
                event_words(event, view) + why_asleep(event, zone, now),
                when,
                _EVENT_ICONS.get(event.kind, "circle-small"),
            )
        )
    return tuple(rows)


def why_asleep(event: Event, zone: ZoneInfo, now: datetime) -> str:
    """Until when a lead sleeps, and why: what was typed then, for whoever finds it awake (decision 16)."""
    asleep = event.kind == "snooze" or (event.kind == "position" and event.value.get("place") == "nurture")
    until = str(event.value.get("until") or "") if asleep else ""
    if not until:
        return ""
    told = _(", until {when}").format(when=due(datetime.fromisoformat(until), zone, now))
    text = short(str(event.value.get("text") or ""))
    return _("{told}: “{why}”").format(told=told, why=text) if text else told


def event_words(event: Event, view: CardView) -> str:
    """One line of the history."""
    value, definitions = event.value, view.definitions
    title = event_name(event.kind)
    about = ""
    if event.kind == "arrived":
        channel = definitions.channel_by_id.get(str(value.get("channel", "")))
        about = name_in(channel.names) if channel else ""
    elif event.kind == "touch":
        about = (
            choice_name("outcome", str(value.get("outcome", "")), definitions) if value.get("outcome") else ""
        )
    elif event.kind == "signal":
        signal = definitions.signal_by_id.get(str(value.get("kind", "")))
        return name_in(signal.names) if signal else title
    elif event.kind == "answer":
        question = definitions.question_by_id.get(event.about)
        level = value.get("level")
        about = f"{name_in(question.names) if question else event.about} {'?' if level is None else level}"
    elif event.kind in ("note", "task"):
        about = short(str(value.get("text") or value.get("title") or ""))
        about = name_of("step", about) if event.kind == "task" else about
    elif event.kind == "position":
        place = value.get("place")
        about = (
            name_of("place", str(place)) if place else stage_name(str(value.get("stage", "")), definitions)
        )
    elif event.kind == "owner":
        user = view.users.get(str(value.get("value") or ""))
        about = user.name if user else _("nobody")
    return _("{title}: {about}").format(title=title, about=about) if about else title


def thread_rows(view: CardView, zone: ZoneInfo, now: datetime) -> tuple[LineRow, ...]:
    """What was said and written, every channel in time order, the newest first (B2)."""
    rows: list[LineRow] = []
    for event in view.events:
        if len(rows) == _MOST_SAID:
            break
        if event.kind in _TALK:
            said = short(str(event.value.get("original") or event.value.get("text") or ""))
            message = event.value.get("message") or {}
            ours = event.kind == "touch" and event.value.get("way") == "out" and message
            words = _("We wrote") if ours else event_words(event, view)
            told = (
                _("{title}: “{text}”").format(title=words, text=said)
                if said and event.kind != "note"
                else words
            )
            files = ", ".join(str(one.get("name", "")) for one in message.get("files", ()))
            told = _("{told} ({files})").format(told=told, files=short(files)) if files else told
            icon = _EVENT_ICONS.get(event.kind, "circle-small")
            when, opens = date_time(event.at, zone, now), f"{event.kind}:{event.about}"
            rows.append(LineRow(when, told, icon, ink="text2", value_ink="text", id=opens))
    return tuple(rows)
