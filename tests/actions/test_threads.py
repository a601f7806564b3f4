"""What is said in any channel joins the lead of its conversation, in time order (B2)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from leaddesk.actions.arrivals import Fate
from leaddesk.actions.capture import CaptureAll
from leaddesk.actions.desk import Desk
from leaddesk.actions.incoming import Incoming, Message
from leaddesk.actions.snooze import Snooze
from tests.actions.desks import card, lead_of, make_desk
from tests.fakes.sample import NOW, capture, incoming


def chat(key: str, text: str, minutes: int = 0, way: str = "in", **more: object) -> Incoming:
    item = incoming(channel="messenger", need=text, original=text, received=NOW + timedelta(minutes=minutes))
    told = Message(key, ("tg:chat",), text, way, author="Дмитро", joins=True)  # type: ignore[arg-type]
    return replace(item, message=told, **more)  # type: ignore[arg-type]


def heard(desk: Desk, *items: Incoming) -> list[Fate]:
    told: list[list[Fate]] = []
    desk.do(CaptureAll(items, told.append))
    return told[-1]


def test_a_chat_is_one_lead_with_their_words_as_signals_and_ours_as_touches() -> None:
    """B2, C14: both sides in time order on the timeline."""
    desk = make_desk()
    fates = heard(desk, chat("1", "Добрий день"), chat("2", "Вітаю!", 1, "out"), chat("3", "Ціна?", 2))
    lead = lead_of(desk, fates[0].lead_id)

    assert [fate.kind for fate in fates] == ["new", "updated", "updated"]
    assert len({fate.lead_id for fate in fates}) == 1
    assert (lead.original, [s.text for s in lead.signals]) == ("Добрий день", ["Ціна?"])
    assert [(t.way, t.text) for t in lead.touches] == [("out", "Вітаю!")]
    events = [event for event in card(desk, lead.id).events if event.kind in ("arrived", "signal", "touch")]
    assert [event.kind for event in events] == ["signal", "touch", "arrived"]
    assert events[-1].value["message"]["author"] == "Дмитро"


def test_a_chat_that_we_began_is_a_lead_with_our_touch() -> None:
    desk = make_desk()
    (fate,) = heard(desk, chat("1", "Вітаю, ви питали про насос", way="out"))

    assert fate.kind == "new"
    assert [t.way for t in lead_of(desk, fate.lead_id).touches] == ["out"]


@pytest.mark.parametrize(("joins", "same"), [(True, True), (False, False)])
def test_a_known_client_who_writes_anew_joins_the_open_lead_only_in_a_chat(joins: bool, same: bool) -> None:
    """B2 all channels on one lead; A4 a letter with another need is a second lead."""
    desk = make_desk()
    known = capture(desk, need="верстат")
    item = chat("9", "Ще потрібна фарба")
    assert item.message is not None
    (fate,) = heard(desk, replace(item, message=replace(item.message, joins=joins)))

    assert (fate.lead_id == known) is same
    assert fate.kind == ("updated" if same else "new")


def test_a_word_from_the_client_wakes_the_lead_that_sleeps() -> None:
    """C14: any activity raises the lead."""
    desk = make_desk()
    (first,) = heard(desk, chat("1", "Потім напишу"))
    desk.do(Snooze((first.lead_id,), NOW + timedelta(days=3)))
    heard(desk, chat("2", "Ось я", 5), chat("3", "Алло", 6))

    assert lead_of(desk, first.lead_id).snoozed_until is None


def test_the_same_words_sent_twice_under_two_keys_are_kept_once() -> None:
    desk = make_desk()
    one = chat("1", "Добрий день")
    assert one.message is not None
    lone = replace(one.message, key="2", thread=(), joins=False)
    fates = heard(desk, one, replace(one, message=lone))

    assert [fate.kind for fate in fates] == ["new", "duplicate"]
    assert lead_of(desk, fates[0].lead_id).signals == ()
