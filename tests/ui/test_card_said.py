"""The card's notes of merged records, and of what else was said."""

from dataclasses import replace
from datetime import timedelta

from leaddesk.actions.merge import Merge
from leaddesk.actions.playing import StartPlaybook
from leaddesk.actions.questions import Card
from leaddesk.domain.lead import Said
from leaddesk.texts import set_language
from leaddesk.ui.card.words import card_words
from tests.fakes.sample import NOW, capture, make_desk

HOSTILE = "<b>Ґ\u202e'"


def test_the_card_says_of_how_many_records_a_lead_is() -> None:
    """A10: who opens a merged lead sees that it is one."""
    desk = make_desk()
    first = capture(desk)
    second = capture(desk, name="Інша", phone=None, email="a@example.com")
    assert [row.text for row in card_words(desk.ask(Card(first)), NOW).facts].count("Merged") == 0

    desk.do(Merge((first, second)))

    for record in (first, second):
        rows = {row.text: row.value for row in card_words(desk.ask(Card(record)), NOW).facts}
        assert rows["Merged"] == "2 records are this lead"


def test_what_else_was_said_is_a_warm_note_with_who_and_when() -> None:
    """ARCHITECTURE 4: every conflicting value stays readable; at most two notes, the newest first."""
    desk = make_desk()
    view = desk.ask(Card(capture(desk)))
    me = desk.session.user
    told = tuple(
        Said("lead", field, value, NOW - timedelta(hours=n), by)
        for n, (field, value, by) in enumerate(
            (("need", HOSTILE, me.id), ("position", {"stage": "new"}, "0" * 32), ("product", "старе", me.id))
        )
    )
    view = replace(view, lead=replace(view.lead, conflicts=told))

    notes = [row for row in card_words(view, NOW).facts if row.text == "Also said"]

    assert len(notes) == 2
    assert {note.value_ink for note in notes} == {"warm"}
    assert HOSTILE in notes[0].value
    assert me.name in notes[0].value
    assert "00000000" in notes[1].value


def test_the_card_tells_the_strategy_and_since_when() -> None:
    """B26: strategy = the chosen playbook on the card, with its start date."""
    set_language("en")
    desk = make_desk()
    lead = capture(desk)
    assert "Strategy" not in [row.text for row in card_words(desk.ask(Card(lead)), NOW).facts]

    desk.do(StartPlaybook((lead,), "sal"))

    rows = {row.text: row.value for row in card_words(desk.ask(Card(lead)), NOW).facts}
    assert rows["Strategy"] == "SAL: show and count, since 10:14"
