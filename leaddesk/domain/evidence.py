"""Where an answer is known from, found in the history of its lead: every answer has a source that opens."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from leaddesk.domain.card_evidence import PICTURE, REGIONS
from leaddesk.domain.lead import Answer, LeadState, Note
from leaddesk.domain.log import iso, moment
from leaddesk.domain.normal import fold
from leaddesk.domain.timeline import Event

Box = tuple[int, int, int, int]
PICTURES = ("card", "picture")
WRITTEN = ("email", "message", "comment", "form", "said", "import", "signal")
"""Kinds of evidence that stand in what the client wrote; `call` is what was spoken, others are notes."""

_SAID = ("arrived", "signal", "touch")
_FAR_S = 12 * 3600
_SHA256 = re.compile(r"\A[0-9a-f]{64}\Z")


class Source(NamedTuple):
    """What opens under an answer: `text` with the sentence at `mark`, a call's `second`, a picture's `box`.

    `kind` is that of the evidence; `picture` and `recording` are the sha256 of a file; `event` is the
    line of the history that it is (kind, id of its row), None for the answer's own words.
    """

    kind: str
    at: datetime | None
    by: str = ""
    text: str = ""
    mark: tuple[int, int] | None = None
    second: int | None = None
    picture: str = ""
    box: Box | None = None
    recording: str = ""
    event: tuple[str, str] | None = None
    value: Mapping[str, Any] = {}


class Former(NamedTuple):
    """An answer that was given before: who, when, level and words."""

    at: datetime
    by: str
    level: int | None
    text: str


def source_of(answer: Answer, lead: LeadState, events: Sequence[Event]) -> Source:
    """The source of an answer: what its evidence names, else the words of whoever wrote it down (B25)."""
    told = answer.evidence or {}
    kind = str(told.get("kind") or "note")
    at = _moment(told.get("at")) or answer.at
    if kind == "call":
        return _call(told, answer, at, events)
    if kind in PICTURES:
        return _picture(told, answer, at, events)
    if kind in WRITTEN:
        found = _written(told, at, events)
        if found is not None:
            return source_of_event(found, str(told.get("text") or answer.text), kind, told.get("field"))
    return _note(told, kind, answer, at, lead.notes)


def source_of_event(event: Event, words: str = "", kind: str = "", field: Any = None) -> Source:
    """A line of the history as a source: what was said in it, the sentence with `words` marked."""
    value = event.value
    text = said_in(event)
    mark = place_of(str(field), text) if field and not words else place_of(words, text)
    return Source(
        kind or _kind_of(event),
        event.at,
        str(value.get("by") or event.by),
        text,
        mark,
        picture=_picture_of(value),
        recording=_recording(value),
        event=(event.kind, event.about),
        value=value,
    )


def evidence_from(source: Source, sentence: str = "") -> dict[str, Any]:
    """What an answer keeps that is written down while a message or a picture stands open beside it."""
    told: dict[str, Any] = {"kind": source.kind}
    if source.at is not None:
        told["at"] = iso(source.at)
    if source.event is not None:
        told["event"] = source.event[1]
    if sentence.strip():
        told["text"] = sentence.strip()
    if source.kind in PICTURES and source.picture:
        told |= {"picture": source.picture} | ({"box": list(source.box)} if source.box else {})
    return told


def former(question: str, events: Iterable[Event]) -> tuple[Former, ...]:
    """Answers to a question that later ones took the place of, the newest first."""
    given = [event for event in events if event.kind == "answer" and event.about == question]
    return tuple(Former(e.at, e.by, _level(e.value.get("level")), _text(e.value)) for e in given[1:])


def said_in(event: Event) -> str:
    """What was said in an event, as it came: its subject and text, the request, or the fields of a form."""
    value = event.value
    message = value.get("message") or {}
    parts = [str(message.get("subject") or ""), str(value.get("original") or value.get("text") or "")]
    if event.kind == "arrived":
        if not parts[1]:
            parts[1] = str(value.get("need") or "")
        extra = value.get("extra") or {}
        parts.append(
            "\n".join(f"{name}: {told}" for name, told in extra.items() if name not in (PICTURE, REGIONS))
        )
    return "\n\n".join(part for part in parts if part)


def place_of(words: str, text: str) -> tuple[int, int] | None:
    """Where words stand in a text, from and until: as written, else with other case, yo and apostrophes.

    A single word marks its whole line, as the name of a form's field does.
    """
    wanted = words.strip()
    if not wanted:
        return None
    start = text.find(wanted)
    if start < 0:
        folded = "".join(_one(sign) for sign in text)
        start = folded.find("".join(_one(sign) for sign in wanted))
    if start < 0:
        return None
    if " " in wanted:
        return start, start + len(wanted)
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    return begin, len(text) if end < 0 else end


def _one(sign: str) -> str:
    """A letter folded to exactly one, so that places in both texts are the same."""
    folded = fold(sign)
    return folded if len(folded) == 1 else sign


def _call(told: Mapping[str, Any], answer: Answer, at: datetime | None, events: Sequence[Event]) -> Source:
    """The call that ran then: the one named, that which began then, else the nearest one."""
    second = next((told[key] for key in ("second", "offset_s") if isinstance(told.get(key), int)), None)
    found = _named(told, events) or _nearest(at, [e for e in events if e.value.get("kind") == "call"])
    words = str(told.get("text") or answer.text)
    if found is None:
        return Source("call", at, answer.by, words, second=second)
    source = source_of_event(found, words, "call")
    return source._replace(text=source.text or words, second=second)


def _picture(told: Mapping[str, Any], answer: Answer, at: datetime | None, events: Sequence[Event]) -> Source:
    """The picture named, else the one that the lead came with; `box` is the region in pixels of the file."""
    seen = _named(told, events) or next((e for e in reversed(events) if source_of_event(e).picture), None)
    named = str(told.get("picture") or "")
    words = str(told.get("text") or answer.text)
    if seen is None:
        return Source("card", at, answer.by, words, picture=named, box=_box(told.get("box")))
    source = source_of_event(seen, words, "card")
    text = source.text or words
    return source._replace(picture=named or source.picture, box=_box(told.get("box")), text=text)


def _written(told: Mapping[str, Any], at: datetime | None, events: Sequence[Event]) -> Event | None:
    """What the client wrote: the event named, that in which the sentence stands, else the nearest."""
    found = _named(told, events)
    spoken = [event for event in events if event.kind in _SAID and said_in(event)]
    words = str(told.get("text") or "")
    if found is None and words:
        found = next((event for event in spoken if place_of(words, said_in(event))), None)
    if found is None and told.get("kind") in ("form", "import"):
        found = next((event for event in reversed(spoken) if event.kind == "arrived"), None)
    return found or _nearest(at, spoken)


def _note(
    told: Mapping[str, Any], kind: str, answer: Answer, at: datetime | None, notes: Sequence[Note]
) -> Source:
    note = next((note for note in notes if told.get("note") == note.id), None)
    if note is not None:
        mark = place_of(str(told.get("text") or answer.text), note.text)
        return Source(kind, note.at, note.by, note.text, mark, event=("note", note.id))
    return Source(kind, at, answer.by, str(told.get("text") or answer.text))


def _named(told: Mapping[str, Any], events: Sequence[Event]) -> Event | None:
    """The event whose row or message key the evidence names."""
    row, key = told.get("event") or told.get("touch"), told.get("key")
    for event in events:
        if row and event.about == row:
            return event
        if key and (event.value.get("message") or {}).get("key") == key:
            return event
    return None


def _nearest(at: datetime | None, events: Sequence[Event]) -> Event | None:
    """The event nearest to a moment, within half a day."""
    if at is None or not events:
        return None
    best = min(events, key=lambda event: abs((event.at - at).total_seconds()))
    return best if abs((best.at - at).total_seconds()) <= _FAR_S else None


def _kind_of(event: Event) -> str:
    """The kind of evidence that an event is."""
    channel = str(event.value.get("channel") or (event.value.get("message") or {}).get("channel") or "")
    if event.kind == "note":
        return "note"
    if event.value.get("kind") == "call" and event.kind == "touch":
        return "call"
    if _picture_of(event.value):
        return "card"
    known = {"form": "form", "site": "form", "email": "email", "comment": "comment", "import": "import"}
    return known.get(channel, "message")


def _files(value: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for one in (value.get("message") or {}).get("files") or value.get("files") or ():
        if isinstance(one, Mapping) and one.get("sha256"):
            yield one


def _picture_of(value: Mapping[str, Any]) -> str:
    """The sha256 of the picture that came; a path is never followed, because foreign text may hold one."""
    named = str((value.get("extra") or {}).get("picture") or "")
    found = (str(one["sha256"]) for one in _files(value) if str(one.get("type")).startswith("image/"))
    return next(found, named if _SHA256.match(named) else "")


def _recording(value: Mapping[str, Any]) -> str:
    told = value.get("recording")
    return str(told.get("sha256") or "") if isinstance(told, Mapping) else str(told or "")


def _box(told: Any) -> Box | None:
    whole = isinstance(told, list | tuple) and len(told) == 4 and all(type(side) is int for side in told)
    return (told[0], told[1], told[2], told[3]) if whole else None


def _level(told: Any) -> int | None:
    return told if type(told) is int else None


def _text(value: Mapping[str, Any]) -> str:
    return str(value.get("text") or "")


def _moment(told: Any) -> datetime | None:
    if not isinstance(told, str) or not told:
        return None
    try:
        found = moment(told)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
