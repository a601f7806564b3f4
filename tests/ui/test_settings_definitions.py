"""The editor of definitions in the settings: questions, criteria, levels, stages, points and prices."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from leaddesk.actions.answer import Answer
from leaddesk.actions.questions import Card
from leaddesk.domain.definitions import ENTITIES
from leaddesk.texts import set_language
from leaddesk.ui.kit.choice import Check, Select
from leaddesk.ui.settings.declaration import GROUPS
from leaddesk.ui.settings.defined import PAGES
from leaddesk.ui.settings.definitions import DefinitionsPage
from leaddesk.ui.settings.panel import SettingsPanel
from tests.fakes.sample import capture, make_desk
from tests.ui.window_at_work import AtWork, at_work


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[AtWork]:
    set_language("en")
    with at_work(qtbot, make_desk()) as made:
        made.open("settings")
        yield made


def page_of(work: AtWork, group: str, entity: str = "") -> DefinitionsPage:
    panel = work.window.pages.main_panel()
    assert isinstance(panel, SettingsPanel)
    panel.open_group(group)
    page = panel.defined[group]
    if entity:
        page.open_kind(entity)
    return page


def put(page: DefinitionsPage, key: str, typed: object, language: str = "uk") -> None:
    editor = page.form.field(key, language).editor
    if isinstance(editor, Check):
        editor.setChecked(bool(typed))
    elif isinstance(editor, Select):
        editor.setCurrentIndex(editor.findData(typed))
        editor.activated.emit(editor.currentIndex())
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(str(typed))
    else:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(typed))
        editor.textEdited.emit(str(typed))


def press(work: AtWork, page: DefinitionsPage, button: str) -> None:
    getattr(page, button).click()
    work.settle()


def choose(page: DefinitionsPage, key: str) -> None:
    ids = [row.id for row in page.list.rows.rows()]
    page.list.setCurrentIndex(page.list.rows.index(ids.index(key)))


def test_an_own_question_is_added_without_code_and_asked_at_once(work: AtWork) -> None:
    """B24, issue 4 point 1: add, translate, weight, view of an own model, required for the handover."""
    lead = capture(work.desk)
    page = page_of(work, "questions")
    press(work, page, "add")
    for language, words in (("uk", "Кому ще болить"), ("ru", "Кому ещё болит"), ("en", "Identified pain")):
        put(page, "names", words, language)
        put(page, "prompts", f"{words}?", language)
        put(page, "means", "0\n1\n2\n3", language)
    put(page, "parse", "choice")
    put(page, "choices", "так, ні")
    put(page, "views", "champ P, meddic I")
    put(page, "weight", "4")
    put(page, "required_for", "handover")
    press(work, page, "save")

    question = work.link.definitions.question_by_id["identified_pain"]
    assert (question.weight, question.parse, question.views) == (4, "choice", {"champ": "P", "meddic": "I"})
    assert question.means["ru"] == ["0", "1", "2", "3"]
    assert [one.id for one in work.link.definitions.view("meddic")] == ["identified_pain"]
    before = work.desk.ask(Card(lead))
    assert before.readiness[-1].id == "answer.identified_pain"
    work.desk.do(Answer((lead,), "identified_pain", 2, "цеху"))
    after = work.desk.ask(Card(lead))
    assert (after.verdict.score or 0) - (before.verdict.score or 0) == 8
    assert after.readiness[-1].ok


def test_questions_are_put_into_another_order_and_hidden_and_shown(work: AtWork) -> None:
    """Issue 4, point 1: order, hide; one step each, which Z takes back."""
    page = page_of(work, "questions")
    choose(page, "need")
    press(work, page, "up")
    assert [one.id for one in work.link.definitions.questions][:3] == ["budget", "need", "authority"]
    press(work, page, "hide_row")
    assert "need" not in work.link.definitions.question_by_id
    row = next(row for row in page.list.rows.rows() if row.id == "need")
    assert row.value == "hidden"
    choose(page, "need")
    assert page.form.field("names", "en").text() == "Need"
    press(work, page, "hide_row")
    assert [one.id for one in work.link.definitions.questions][:3] == ["budget", "need", "authority"]
    work.desk.undo()
    work.desk.undo()
    work.desk.undo()
    assert [one.id for one in work.desk.ask(Card(capture(work.desk))).definitions.questions][:2] == [
        "budget",
        "authority",
    ]


def test_one_edited_field_leaves_the_others_alone(work: AtWork) -> None:
    """ARCHITECTURE 4: an edit sets what was edited; a colleague's other edit of the same row stays."""
    page = page_of(work, "questions")
    choose(page, "budget")
    put(page, "names", "Гроші")
    press(work, page, "save")

    question = work.link.definitions.question_by_id["budget"]
    assert question.names["uk"] == "Гроші"
    assert question.names["en"] == "Budget"
    assert question.views == {"bant": "B", "champ": "M", "check": "1"}
    assert not page.save.isEnabled()


def test_what_does_not_fit_is_said_beside_its_field_and_stays(work: AtWork) -> None:
    """ARCHITECTURE 8.8: what they typed stays; nothing is written."""
    page = page_of(work, "criteria", "level_rule")
    choose(page, "sql")
    put(page, "clauses", "signal invoice\nfly to the moon")
    press(work, page, "save")
    assert page.form.field("clauses").note() == "One of these lines is no clause that this program knows"
    choose(page, "mql")
    assert page.list.current_id() == "mql" or page.told()["clauses"]
    put(page, "clauses", "answer whatever 2")
    press(work, page, "save")

    assert page.form.field("clauses").note() == "There is no such question"
    assert "fly" not in str(work.link.definitions.level_rules)


def test_a_criterion_is_evaluated_at_once_and_a_level_rule_too(work: AtWork) -> None:
    """A12, decision 12: versioned data, evaluated live; settings.criteria opens them."""
    lead = capture(work.desk)
    work.desk.do(Answer((lead,), "need", 1, "лазер"))
    work.window.commander.run("settings.criteria")
    page = page_of(work, "criteria", "criterion")
    press(work, page, "add")
    put(page, "names", "Задача описана", "uk")
    put(page, "names", "Task described", "en")
    put(page, "rule", "answer")
    put(page, "question", "need")
    put(page, "level", "2")
    press(work, page, "save")
    assert {check.id: check.ok for check in work.desk.ask(Card(lead)).readiness}["task_described"] is False
    page.open_kind("level_rule")
    choose(page, "sql")
    put(page, "clauses", "answer need 1")
    press(work, page, "save")

    assert work.desk.ask(Card(lead)).verdict.level == "sql"


def test_limits_prices_rates_points_and_the_ideal_client_are_typed(work: AtWork) -> None:
    """Issue 4, points 3 and 4; each is an edited definition of the base."""
    work.window.commander.run("settings.stages")
    stages = page_of(work, "stages", "stage")
    choose(stages, "in_work")
    put(stages, "limit", "25")
    press(work, stages, "save")
    worth = page_of(work, "worth", "product_group")
    press(work, worth, "add")
    put(worth, "names", "Lathe", "en")
    put(worth, "least", "500 000")
    put(worth, "words", "верстат, лазер")
    press(work, worth, "save")
    worth.open_kind("setting")
    put(worth, "rates", "EUR 2026-11-15 50\nEUR 2026-01-01 48")
    press(work, worth, "save")
    worth.open_kind("action")
    choose(worth, "invoice")
    put(worth, "points", "40")
    press(work, worth, "save")
    ideal = page_of(work, "criteria", "trait")
    press(work, ideal, "add")
    put(ideal, "names", "City", "en")
    put(ideal, "of", "city")
    put(ideal, "values", "Київ")
    press(work, ideal, "save")

    told = work.link.definitions
    assert next(stage.limit for stage in told.stages if stage.id == "in_work") == 25
    assert [(one.id, one.least, list(one.words)) for one in told.product_groups] == [
        ("lathe", 50_000_000, ["верстат", "лазер"])
    ]
    assert told.settings["rates"] == {"EUR": [["2026-01-01", "48"], ["2026-11-15", "50"]]}
    assert work.desk.ask(Card(capture(work.desk, action="invoice"))).verdict.score == 40
    assert work.desk.ask(Card(capture(work.desk, phone="+380671112233", city="м. Київ"))).fit.fit == 100


def test_what_is_being_typed_stays_when_a_colleague_changes_something(work: AtWork) -> None:
    """UX 2: nothing that was typed is lost."""
    page = page_of(work, "questions")
    choose(page, "budget")
    put(page, "names", "Пишу саме зар")
    page.show_definitions(work.link.definitions, may=True)

    assert page.form.field("names").text() == "Пишу саме зар"


def test_who_may_not_configure_reads_only(qtbot: QtBot) -> None:
    """C7: rights at every door."""
    with at_work(qtbot, make_desk(roles=("sales",))) as work:
        work.open("settings")
        page = page_of(work, "questions")

        assert not page.form.field("names").editor.isEnabled()
        assert not page.save.isEnabled()
        assert not page.add.isEnabled()


def test_every_page_stands_in_a_group_and_every_field_is_one_of_its_row() -> None:
    """Declared once as data: a slip in a key would show nothing."""
    groups = {group.id for group in GROUPS}

    assert set(PAGES) <= groups
    for kinds in PAGES.values():
        for kind in kinds:
            if kind.entity != "setting":
                row = ENTITIES[kind.entity][1]
                assert {spec.key for spec in kind.fields} <= set(row.__dataclass_fields__)


def test_a_switch_of_the_mode_is_previewed_and_is_one_step(work: AtWork) -> None:
    """C22: preview first; Z takes all of it back."""
    lead = capture(work.desk)
    panel = work.window.pages.main_panel()
    assert isinstance(panel, SettingsPanel)
    panel.open_group("work")
    panel.mode.click()
    work.settle()
    dialog = panel.switch
    rows = [(row.text, row.value) for row in dialog.rows.rows()]
    before = work.desk.ask(Card(lead)).row.place
    dialog.switch.click()
    work.settle()
    work.settle(lambda: panel.mode.text() == "Work with leads again")

    assert rows == [("New: become deals", "1")]
    assert before is None
    assert work.desk.ask(Card(lead)).row.place == "deal"
    work.window.own.undo("")
    work.settle(lambda: panel.mode.text() == "Work without leads")
    assert work.desk.ask(Card(lead)).row.place is None
