"""What the card says of a source that is open: what it is, when and by whom, its text, earlier answers."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from leaddesk.actions.questions import CardView
from leaddesk.domain.evidence import Box, Source, former, source_of, source_of_event
from leaddesk.texts import _
from leaddesk.texts.evidence import KINDS
from leaddesk.texts.formats import date_time, name_in, talk_time
from leaddesk.texts.keys import choice_name
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.rowlist import LineRow

LONGEST = 20_000
"""Signs of a message that are shown; nobody reads more beside a card."""


@dataclass(frozen=True, slots=True)
class SourceWords:
    """A source as the card shows it. `keeps`: what is answered now is known from it."""

    source: Source
    title: str
    line: str
    text: str
    mark: tuple[int, int] | None
    picture: str
    box: Box | None
    former: tuple[LineRow, ...] = ()
    keeps: bool = False


def answer_source(view: CardView, question: str) -> SourceWords | None:
    """The source of an answer; None where nothing was answered yet."""
    answer = view.lead.answers.get(question)
    known = view.definitions.question_by_id.get(question)
    if answer is None or known is None:
        return None
    source = source_of(answer, view.lead, view.events)
    title = _("{question}: where it is known from").format(question=name_in(known.names))
    return _words(source, title, view, former_rows(view, question))


def event_source(view: CardView, kind: str, about: str) -> SourceWords | None:
    """A line of the talk, opened beside the answers; None where it is gone."""
    event = next((one for one in view.events if (one.kind, one.about) == (kind, about)), None)
    if event is None:
        return None
    return _words(source_of_event(event), _("Open beside the answers"), view, ())


def former_rows(view: CardView, question: str, most: int | None = None) -> tuple[LineRow, ...]:
    """Answers that were given before, the newest first, at `most` so many: level and words, who and when."""
    zone = ZoneInfo(str(view.definitions.setting("zone")))
    rows = []
    for one in former(question, view.events)[:most]:
        level = "?" if one.level is None else str(one.level)
        words = _("{level}: {text}").format(level=level, text=short(one.text) or "–")
        by = ", ".join(part for part in (date_time(one.at, zone, view.now), _user(view, one.by)) if part)
        rows.append(LineRow(words, by))
    return tuple(rows)


def _words(source: Source, title: str, view: CardView, rows: tuple[LineRow, ...]) -> SourceWords:
    zone = ZoneInfo(str(view.definitions.setting("zone")))
    kind = _(KINDS[source.kind]) if source.kind in KINDS else source.kind
    if source.second is not None:
        kind = _("{source} at {time}").format(source=kind, time=minutes(source.second))
    when = date_time(source.at, zone, view.now) if source.at else ""
    line = ", ".join(part for part in (kind, when, _user(view, source.by)) if part)
    text = "\n".join(part for part in (_call(source, view), source.text) if part)
    shift = len(text) - len(source.text)
    mark = (source.mark[0] + shift, source.mark[1] + shift) if source.mark else None
    keeps = source.event is not None and source.event[0] != "note" and source.kind != "call"
    return SourceWords(
        source,
        title,
        line,
        text[:LONGEST],
        mark,
        source.picture,
        source.box,
        rows,
        keeps or bool(source.picture),
    )


def minutes(second: int) -> str:
    """A moment of a call as it is written beside an answer: 2:14."""
    return f"{second // 60}:{second % 60:02d}"


def _call(source: Source, view: CardView) -> str:
    """The entry of the call: what came of it, and how long they talked."""
    if source.kind != "call" or source.event is None:
        return ""
    outcome = choice_name("outcome", str(source.value.get("outcome") or ""), view.definitions)
    seconds = source.value.get("seconds")
    length = talk_time(seconds) if isinstance(seconds, int) and seconds else ""
    return ", ".join(part for part in (outcome, length) if part)


def _user(view: CardView, user_id: str) -> str:
    user = view.users.get(user_id)
    return user.name if user else ""
