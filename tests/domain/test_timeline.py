"""The history on the card, told from ops."""

from leaddesk.domain.timeline import timeline
from tests.domain.leads import START, at, born, op


def test_the_history_stands_newest_first_and_ends_with_the_arrival() -> None:
    """ARCHITECTURE: the log is the timeline on the card."""
    events = timeline(
        [born(), op("position", {"stage": "in_work"}, 5, actor="she"), op("priority", "high", 9)]
    )

    assert [(event.kind, event.at, event.by) for event in events] == [
        ("priority", at(9), "me"),
        ("position", at(5), "she"),
        ("arrived", START, "me"),
    ]
    assert events[0].value == {"value": "high"}
    assert events[1].value == {"stage": "in_work"}


def test_a_call_entered_later_stands_where_it_happened() -> None:
    """Calls and signals have a time of their own."""
    call = {"kind": "call", "at": "2026-11-20T08:02:00.000Z", "outcome": "talked"}
    note = {"text": "після розмови"}
    events = timeline([born(), op("note/n", note, 5), op("touch/c", call, 60)])

    assert [(event.kind, event.about, event.at) for event in events] == [
        ("note", "n", at(5)),
        ("touch", "c", at(2)),
        ("arrived", "1" * 32, START),
    ]


def test_reading_marks_are_no_events() -> None:
    """Opening a card is nothing that happened to the lead."""
    assert [event.kind for event in timeline([born(), op("read", True, 1)])] == ["arrived"]


def test_an_event_tells_the_step_it_belongs_to() -> None:
    """One step on several registers can be told as one."""
    events = timeline(
        [op("owner", "she", 1, tx="a" * 32), op("position", {"stage": "in_work"}, 1, tx="a" * 32)]
    )

    assert {event.tx_id for event in events} == {"a" * 32}
