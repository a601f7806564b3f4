"""Where an answer is known from: each kind finds its source, and every answer has one that opens."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.evidence import (
    PICTURES,
    WRITTEN,
    Source,
    evidence_from,
    former,
    place_of,
    source_of,
    source_of_event,
)
from leaddesk.domain.lead import Answer, LeadState, Note
from leaddesk.domain.log import iso
from leaddesk.domain.timeline import Event
from tests.domain.leads import lead as make_lead

AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
LETTER = "Добрий день.\nНам потрібен лазер до 2 млн, гроші вже виділено.\nДякую"
PICTURE = "ab" * 32


def event(kind: str, about: str, at: datetime = AT, /, **value: Any) -> Event:
    return Event(at, "olena", kind, about, value, f"tx-{about}")


ARRIVED = event(
    "arrived", "lead-1", original=LETTER, channel="form", extra={"бюджет": "до 2 млн", "місто": "Київ"}
)
MAIL = event(
    "signal",
    "s1",
    AT + timedelta(hours=2),
    text="Запуск у січні.",
    message={"key": "mail:1", "channel": "email"},
)
CALL = event("touch", "t1", AT + timedelta(hours=3), kind="call", seconds=300, outcome="talked", by="ira")
LATER = event("touch", "t2", AT + timedelta(hours=5), kind="call", seconds=60, outcome="talked")
SCAN = event(
    "signal",
    "s2",
    AT + timedelta(hours=1),
    text="",
    message={"files": [{"sha256": PICTURE, "type": "image/jpeg"}]},
)
EVENTS = (LATER, CALL, MAIL, SCAN, ARRIVED)


def answer(evidence: dict[str, Any] | None, text: str = "до 2 млн") -> Answer:
    return Answer("budget", 2, text, evidence, AT + timedelta(hours=4), "olena")


def opened(evidence: dict[str, Any] | None, text: str = "до 2 млн", notes: tuple[Note, ...] = ()) -> Source:
    return source_of(answer(evidence, text), make_lead(notes=notes), EVENTS)


def marked(source: Source) -> str:
    assert source.mark is not None
    return source.text[source.mark[0] : source.mark[1]]


def test_a_moment_of_a_call_opens_that_call_at_its_second() -> None:
    """B25, B21: the call that began when the clock was started, not the nearest to the answer."""
    source = opened({"kind": "call", "at": iso(CALL.at), "second": 134})

    assert source.event == ("touch", "t1")
    assert (source.second, source.by, source.value["seconds"]) == (134, "ira", 300)


def test_a_call_that_is_named_wins_over_the_nearest() -> None:
    """A call that was logged late still is the one."""
    assert opened({"kind": "call", "touch": "t2", "at": iso(CALL.at), "second": 1}).event == ("touch", "t2")


def test_a_call_that_was_never_logged_opens_as_the_words_of_the_answer() -> None:
    """No answer is without a source, even where the result of the call was not kept."""
    source = source_of(answer({"kind": "call", "at": iso(AT), "second": 5}), make_lead(), ())

    assert (source.kind, source.text, source.second) == ("call", "до 2 млн", 5)


def test_a_sentence_of_a_letter_opens_the_letter_with_the_sentence_marked() -> None:
    """Issue 4, point 2: shows the original message with the sentence marked."""
    source = opened({"kind": "email", "text": "Нам потрібен лазер до 2 млн, гроші вже виділено."})

    assert source.text.startswith(LETTER)
    assert marked(source) == "Нам потрібен лазер до 2 млн, гроші вже виділено."


def test_a_message_is_found_by_its_key() -> None:
    """Threads name messages by their keys."""
    source = opened({"kind": "email", "key": "mail:1"}, "у січні")

    assert source.event == ("signal", "s1")
    assert marked(source) == "Запуск у січні."[7:14]


def test_a_field_of_a_form_opens_the_form_with_its_line_marked() -> None:
    """B25: filled by marketers from forms."""
    source = opened({"kind": "form", "field": "бюджет"}, "")

    assert marked(source) == "бюджет: до 2 млн"


def test_a_region_of_a_card_opens_its_picture() -> None:
    """Issue 4, point 2: opens the picture with the region outlined."""
    source = opened({"kind": "card", "picture": PICTURE, "box": [10, 20, 30, 40]})

    assert (source.picture, source.box, source.event) == (PICTURE, (10, 20, 30, 40), ("signal", "s2"))


def test_the_picture_that_the_lead_came_with_is_found_without_its_name() -> None:
    """An answer that only says "business card"."""
    assert opened({"kind": "card"}).picture == PICTURE


@pytest.mark.parametrize("named", ["/etc/passwd", r"\\host\share\x.png", "../../x", "AB" * 32, "ab" * 31])
def test_a_path_from_outside_is_never_followed(named: str) -> None:
    """Foreign text is data: a form may send any "picture"; only kept files are opened."""
    came = event("arrived", "lead-1", original="", extra={"picture": named})

    assert source_of_event(came).picture == ""
    assert named not in source_of_event(came).text


@pytest.mark.parametrize("box", [None, "1,2,3,4", [1, 2, 3], [1, 2, 3, 4.5], [True, 1, 2, 3]])
def test_a_region_that_is_none_outlines_nothing(box: object) -> None:
    """The picture still opens."""
    source = opened({"kind": "card", "box": box})

    assert (source.box, source.picture) == (None, PICTURE)


def test_a_note_opens_with_the_words_in_it() -> None:
    """A note that the answer was taken from."""
    note = Note("n1", "Казав: до 2 млн, не більше", AT, "ira")
    source = opened({"kind": "note", "note": "n1"}, notes=(note,))

    assert (source.by, source.at, marked(source)) == ("ira", AT, "до 2 млн")


@pytest.mark.parametrize("evidence", [None, {}, {"kind": "note"}, {"kind": "script"}, {"kind": "new kind"}])
def test_my_note_opens_as_the_words_written_down_then(evidence: dict[str, Any] | None) -> None:
    """Issue 4, point 2: else "my note, time", which counts by default."""
    source = opened(evidence)

    assert (source.text, source.by, source.at) == ("до 2 млн", "olena", AT + timedelta(hours=4))


def test_former_answers_stay_readable_newest_first() -> None:
    """Who, when, level, words."""
    told = [
        event("answer", "budget", AT + timedelta(hours=n), level=level, text=text)
        for n, level, text in ((3, 3, "затверджено"), (2, None, ""), (1, 1, "якось"))
    ]
    other = event("answer", "need", AT + timedelta(hours=4), level=2, text="лазер")

    found = former("budget", [other, *told])

    assert [(one.level, one.text, one.by) for one in found] == [(None, "", "olena"), (1, "якось", "olena")]
    assert former("timing", told) == ()


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("до 2 млн", LETTER, "до 2 млн"),
        ("ЛАЗЕР", LETTER, "Нам потрібен лазер до 2 млн, гроші вже виділено."),
        ("всё готово", "Да, все готово сегодня", "все готово"),
        ("Скільки?", "скільки?", "скільки?"),
        ("чого тут немає", LETTER, None),
        ("  ", LETTER, None),
        ("x", "", None),
    ],
)
def test_words_are_found_in_a_text_as_people_write_them(words: str, text: str, found: str | None) -> None:
    """Case and yo do not matter; one word marks its line."""
    place = place_of(words, text)

    assert (text[place[0] : place[1]] if place else None) == found


@given(st.text(), st.text())
def test_a_place_always_lies_in_its_text(words: str, text: str) -> None:
    """Whatever was typed and wherever it came from."""
    place = place_of(words, text)

    assert place is None or 0 <= place[0] < place[1] <= len(text)


def test_what_stands_open_beside_becomes_the_evidence_and_opens_again() -> None:
    """Set by itself: the message or picture open beside; the selected sentence names itself."""
    for one in (ARRIVED, MAIL, SCAN):
        told = evidence_from(source_of_event(one), "  Запуск у січні. ")
        again = source_of(answer(told), make_lead(), EVENTS)

        assert told["text"] == "Запуск у січні."
        assert again.event == (one.kind, one.about)


_KINDS = st.sampled_from(("call", "note", "script", "unheard of", *PICTURES, *WRITTEN))
_VALUES = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(),
    st.booleans(),
    st.lists(st.integers(), max_size=5),
    st.just(iso(AT)),
)
_EVIDENCE = st.none() | st.builds(
    lambda kind, rest: {"kind": kind, **rest},
    _KINDS,
    st.dictionaries(
        st.sampled_from(("at", "second", "text", "touch", "event", "key", "field", "box", "picture", "note")),
        _VALUES,
        max_size=6,
    ),
)
_EVENTS = st.lists(st.sampled_from(EVENTS), max_size=5, unique_by=lambda one: one.about)


@given(_EVIDENCE, st.text(min_size=1, max_size=30), _EVENTS)
def test_every_answer_has_an_openable_source(
    evidence: dict[str, Any] | None, text: str, events: list[Event]
) -> None:
    """Issue 4, must hold: whatever its evidence says and whatever became of what it names."""
    lead: LeadState = make_lead()

    source = source_of(answer(evidence, text), lead, events)

    assert source.text or source.picture or source.event
    assert source.at is not None
    assert source.mark is None or 0 <= source.mark[0] < source.mark[1] <= len(source.text)
