"""Adding a CHAMP question is one entry in one data file: form, score, storage, search and report follow."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from leaddesk.actions import defaults
from leaddesk.actions.answer import Answer
from leaddesk.actions.deal_questions import Deals
from leaddesk.actions.desk import Desk
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Card
from leaddesk.actions.users import SetDefinition
from leaddesk.cli.show import card_json
from leaddesk.texts import set_language
from leaddesk.ui.card.panel import CardPanel
from leaddesk.ui.dossier.page import page_html
from tests.fakes.sample import NOW, capture, make_desk
from tests.storage.contract.bases import Base, memory_base, postgres_base, sqlite_base
from tests.ui.panel_scene import stage

ENTRY = """
[urgency]
views = { champ = "U" }
weight = 4
parse = "horizon"
names = { uk = "Нагальність", ru = "Срочность", en = "Urgency" }
prompts = { uk = "Що станеться, якщо чекати?", ru = "Что будет, если ждать?", en = "What if you wait?" }
means.uk = ["нічого", "незручно", "втрачають гроші", "зупиняється робота"]
means.ru = ["ничего", "неудобно", "теряют деньги", "останавливается работа"]
means.en = ["nothing", "a nuisance", "they lose money", "work stops"]
"""


@pytest.fixture
def one_more(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The questions of the program with one entry more in their file."""
    known = defaults._load

    def load(name: str) -> dict[str, Any]:
        found = known(name)
        return {**found, **tomllib.loads(ENTRY)} if name == "questions" else found

    monkeypatch.setattr(defaults, "_load", load)
    set_language("en")
    yield
    set_language("en")


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def base(request: pytest.FixtureRequest, one_more: None, tmp_path: Path) -> Iterator[Base]:
    """A base of each kind that is founded with it."""
    if request.param == "memory":
        made = memory_base()
    elif request.param == "sqlite":
        made = sqlite_base(tmp_path)
    else:
        made = postgres_base(str(request.getfixturevalue("postgres_url")))
    yield made
    made.close()


def found(desk: Desk, query: str) -> list[str]:
    return list(desk.store.ids_where(PageAsk(query=query), NOW, desk.session.user.id))


def test_score_storage_search_and_report_know_the_question_from_its_entry_alone(base: Base) -> None:
    """Issue 4, must hold; B24: custom qualification fields without code; no migration."""
    desk = base.desk
    lead = capture(desk)
    other = capture(desk, name="Хтось Інший", phone="+380670000000")
    before = desk.ask(Card(lead)).verdict.score
    desk.do(Answer((lead,), "urgency", 3, "лінія стоїть"))
    card = desk.ask(Card(lead))

    assert [question.id for question in card.definitions.view("champ")][-1] == "urgency"
    assert card.verdict.score == (before or 0) + 3 * 4
    assert any(point.about == "urgency" and point.points == 12 for point in card.verdict.ledger)
    assert card.row.answers_known == 1
    assert found(desk, "answer.urgency:>=2") == [lead]
    assert found(desk, "champ.u:3") == [lead]
    assert found(desk, "champ:>=3") == [lead]
    assert found(desk, "champ.u:unknown") == [other]
    assert found(desk, "лінія стоїть") == [lead]
    assert card_json(card)["answers"]["urgency"]["text"] == "лінія стоїть"
    assert "Urgency" in page_html(card, NOW)
    assert base.store.check().projections


def test_the_handover_carries_its_answer(base: Base) -> None:
    """Issue 4: automatic summary of answers."""
    desk = base.desk
    lead = capture(desk)
    desk.do(Answer((lead,), "urgency", 2, "губимо 5 тис. на день"))
    desk.do(HandOver((lead,), "порада", reason="urgent"))
    (row,) = desk.ask(Deals())

    assert [(line.question, line.text, line.level) for line in row.deal.summary] == [
        ("urgency", "губимо 5 тис. на день", 2)
    ]


def test_the_form_of_the_card_shows_it_in_its_view_and_saves_it(one_more: None, qtbot: QtBot) -> None:
    """A generic form reads the declaration: the row is there, its prompt too, and its levels work."""
    desk = make_desk()
    lead = capture(desk)
    made = stage(qtbot, desk, CardPanel, 910, 652)
    made.panel.show_lead(lead)
    made.settled()
    assert "urgency" not in [row.question for row in made.panel.answers.shown()]
    made.panel.handlers()["card.champ"]()
    shown = {row.question: row for row in made.panel.answers.shown()}

    assert list(shown)[-1] == "urgency"
    made.panel.answers.answered.emit("urgency", 1, "незручно")
    made.settled()
    answer = desk.ask(Card(lead)).lead.answers["urgency"]
    assert (answer.level, answer.text) == (1, "незручно")


def test_a_base_in_use_gets_the_same_question_by_a_setting_without_a_new_program() -> None:
    """B24: fields are created in advance, then filled; order, hide, translate are edits of its fields."""
    desk = make_desk()
    lead = capture(desk)
    told = tomllib.loads(ENTRY)["urgency"]
    desk.do(SetDefinition("question", "urgency", tuple(told.items())))
    desk.do(Answer((lead,), "urgency", 2, "так"))
    assert found(desk, "answer.urgency:2") == [lead]
    desk.do(SetDefinition("question", "urgency", (("hidden", True),)))

    card = desk.ask(Card(lead))
    assert "urgency" not in card.definitions.question_by_id
    assert card.lead.answers["urgency"].text == "так"
    desk.undo()
    assert "urgency" in desk.ask(Card(lead)).definitions.question_by_id


def test_a_model_of_ones_own_is_a_view_on_the_card(qtbot: QtBot) -> None:
    """Issue 4, point 1: own models too; a question of no view stands among all questions."""
    desk = make_desk()
    lead = capture(desk)
    told = {"names": {"en": "Pain"}, "prompts": {"en": "Who?"}, "means": {}, "views": {"meddic": "I"}}
    desk.do(SetDefinition("question", "pain", tuple(told.items())))
    desk.do(SetDefinition("question", "lone", tuple({**told, "views": {}}.items())))
    made = stage(qtbot, desk, CardPanel, 910, 652)
    made.panel.show_lead(lead)
    made.settled()
    answers = made.panel.answers
    offered = [answers.own.itemText(n) for n in range(answers.own.count())]

    assert offered == ["other models", "MEDDIC", "all questions"]
    answers.own.setCurrentIndex(1)
    answers.own.activated.emit(1)
    assert [(row.question, row.data.letter) for row in answers.shown()] == [("pain", "I")]
    answers.ask("lone")
    assert [row.question for row in answers.shown()][-2:] == ["lone", "pain"]
    assert answers.current().question == "lone"
    answers.show_model("bant")
    assert [row.question for row in answers.shown()] == ["budget", "authority", "need", "timing"]


@pytest.mark.parametrize("ways", [("bant", "champ", "bant"), ("champ", "check", "bant", "champ")])
def test_switching_between_views_loses_nothing(ways: tuple[str, ...], qtbot: QtBot) -> None:
    """Issue 4, must hold: BANT -> CHAMP -> BANT is the identity; B23: one answer set."""
    set_language("en")
    desk = make_desk()
    lead = capture(desk)
    for number, question in enumerate(("budget", "authority", "need", "timing", "priority")):
        desk.do(Answer((lead,), question, number % 4, f"про {question}"))
    before = desk.ask(Card(lead)).lead.answers
    made = stage(qtbot, desk, CardPanel, 910, 652)
    made.panel.show_lead(lead)
    made.settled()
    for way in ways:
        made.panel.answers.show_model("four" if way == "check" else way)
        made.settled()
        for row in made.panel.answers.shown():
            assert row.edit.text() == f"про {row.question}"

    assert desk.ask(Card(lead)).lead.answers == before
