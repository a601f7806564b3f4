"""The full explanation of a score, and the list of what a handover asks, over the card."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from leaddesk.actions.answer import Answer
from leaddesk.actions.desk import Desk
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.marks import Level, Temperature
from leaddesk.actions.questions import Card
from leaddesk.actions.signal import RecordSignal
from leaddesk.actions.users import SetDefinition
from leaddesk.texts import set_language
from leaddesk.ui.board.tile import tile_of
from leaddesk.ui.card.explain import Explanation
from leaddesk.ui.card.explain_words import Section, readiness_sections, score_sections
from leaddesk.ui.card.panel import CardPanel
from leaddesk.ui.card.words import card_words
from leaddesk.ui.inbox.record import look, paint_record
from tests.fakes.sample import NOW, capture, clock_of, make_desk
from tests.ui.panel_scene import stage

KYIV = ZoneInfo("Europe/Kyiv")


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def sections(desk: Desk, lead: str) -> dict[str, Section]:
    return {section.title: section for section in score_sections(desk.ask(Card(lead)))}


def test_every_row_of_the_ledger_has_its_cause_date_and_decay() -> None:
    """Issue 4, point 3: each point with its cause, date and decay; D1: the action that it began with."""
    desk = make_desk()
    lead = capture(desk, action="invoice")
    desk.do(RecordSignal((lead,), "subscribed"))
    clock_of(desk).forward(days=30)
    desk.do(Answer((lead,), "budget", 2, "до 2 млн"))
    view = desk.ask(Card(lead))
    told = sections(desk, lead)[f"Score: {view.verdict.score}"]

    words = [(row.text, row.value) for row in told.rows]
    assert ("Arrived: Asked for an invoice, 20 Nov, 10:14", "+26") in words
    assert ("Subscribed, 20 Nov, 10:14, half after 30 days, from +4", "+2") in words
    assert ("Budget, level 2, 10:14", "+12") in words
    points = [int(row.value.replace("−", "-")) for row in told.rows if not row.value.startswith("up to")]
    assert sum(points) == view.verdict.score


def test_not_enough_data_is_said_and_is_no_nought() -> None:
    """Issue 4, point 3: a state on the card, the row, the board and in the explanation; never 0."""
    desk = make_desk()
    lead = capture(desk, channel="import")
    view = desk.ask(Card(lead))
    words, row, tile = (
        card_words(view, NOW),
        paint_record(view.row, look(view.definitions, NOW)),
        tile_of(view.row, NOW, KYIV),
    )

    assert next(iter(sections(desk, lead))) == "Score: not enough data"
    assert (words.score, words.level_hint) == ("–", "not enough data")
    assert row.ring.score is None
    assert "not enough data" in row.spoken
    assert tile.score == "–"
    assert "not enough data" in tile.spoken


def test_a_level_is_explained_clause_by_clause_and_by_hand_with_its_reason() -> None:
    """B13, decision 12."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(RecordSignal((lead,), "invoice"))
    told = sections(desk, lead)

    assert told["Level: SQL"].line == "by the rules"
    sql = told["SQL: buying now"]
    assert sql.line == "one clause is enough"
    assert [row.icon for row in sql.rows] == ["check-circle", "alert-circle", "alert-circle"]
    desk.do(Level((lead,), "mql", "просив не поспішати"))
    assert sections(desk, lead)["Level: MQL"].line == "set by hand by Олена Гнатюк: просив не поспішати"


def test_a_temperature_says_how_it_was_set() -> None:
    """B1: with definition, how it was set (rule or manual); C18: a comment is at least warm."""
    desk = make_desk()
    lead = capture(desk, channel="comment")

    assert sections(desk, lead)["Temperature: warm"].line.endswith("comment is at least warm")
    desk.do(Temperature((lead,), "hot"))
    assert "set by hand" in sections(desk, lead)["Temperature: hot"].line


def test_the_fit_to_the_ideal_client_is_told_trait_by_trait() -> None:
    """D24: explained by attribute; without declared traits it is not spoken of."""
    desk = make_desk()
    lead = capture(desk, city="Одеса")
    assert not any("ideal" in title for title in sections(desk, lead))
    city = {"names": {"en": "City"}, "of": "city", "values": ["Київ"], "weight": 10}
    boss = {"names": {"en": "Decides alone"}, "of": "answer.authority", "least": 3, "weight": 10}
    desk.do(SetDefinition("trait", "city", tuple(city.items())))
    desk.do(SetDefinition("trait", "boss", tuple(boss.items())))

    told = sections(desk, lead)["Close to the ideal client: 25 of 100"]
    assert sorted((row.text, row.value) for row in told.rows) == [
        ("City: Одеса", "0 of 10"),
        ("Decides alone: unknown", "half of 10"),
    ]


def test_readiness_lists_what_fails_and_what_was_overridden() -> None:
    """A12: the list of failed criteria; override requires a reason and is reported."""
    desk = make_desk()
    lead = capture(desk)
    (now,) = readiness_sections(desk.ask(Card(lead)))
    desk.do(HandOver((lead,), "порада", reason="urgent"))
    after = readiness_sections(desk.ask(Card(lead)))

    assert now.title == "Ready for sales: 2 of 5"
    assert [row.id for row in now.rows] == ["", "", "budget", "authority", "timing"]
    assert [section.title for section in after][1] == "Handed over without"
    assert after[1].rows[0].text == "Budget is named, Who decides, Timing is known"


def test_the_command_opens_it_and_a_row_goes_to_its_question(qtbot: QtBot) -> None:
    """card.score_explain and card.readiness, from the palette or from their links."""
    desk = make_desk()
    lead = capture(desk)
    clock_of(desk).now += timedelta(minutes=3)
    made = stage(qtbot, desk, CardPanel, 910, 652)
    made.panel.show_lead(lead)
    made.settled()
    for command, link in (
        ("card.score_explain", made.panel.side.explain),
        ("card.readiness", made.panel.side.all_criteria),
    ):
        made.panel.handlers()[command]()
        opened = made.panel.explanation
        assert isinstance(opened, Explanation)
        opened.cancel()
        link.click()
        assert made.panel.explanation is not opened
        made.panel.explanation._on_opened("timing")
        row = next(row for row in made.panel.answers.shown() if row.question == "timing")
        assert row.edit.hasFocus()
