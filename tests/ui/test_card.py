"""The card: who, what, why; answers that save themselves; the consequence told before the press."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Rich
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.actions.answer import Answer
from leaddesk.actions.contact import Contact
from leaddesk.actions.edit import Edit
from leaddesk.actions.questions import Card, CardView
from leaddesk.actions.task import AddTask
from leaddesk.domain.definitions import Question
from leaddesk.texts import set_language
from leaddesk.ui.card.answer_row import AnswerRow
from leaddesk.ui.card.panel import CardPanel
from leaddesk.ui.card.proposals import propose
from leaddesk.ui.card.words import card_words, ledger_rows, source_words
from tests.fakes.sample import NOW, capture, clock_of, make_desk
from tests.ui.panel_scene import Stage, stage

K = Qt.Key
KYIV = ZoneInfo("Europe/Kyiv")


def _card(qtbot: QtBot, **more: object) -> tuple[Stage, str]:
    desk = make_desk()
    lead = capture(desk, name="Ігор Бондаренко", company="Агро-Схід", **more)
    made = stage(qtbot, desk, CardPanel, 910, 652)
    made.panel.show_lead(lead)
    made.settled()
    return made, lead


def _answer_row(made: Stage, question: str) -> AnswerRow:
    return next(row for row in made.panel.answers.rows if row.question == question)


def _view(made: Stage, lead: str) -> CardView:
    return made.desk.ask(Card(lead))


def test_the_card_shows_who_what_and_how_to_reach_them(qtbot: QtBot) -> None:
    """A1, A2: need and requested product are two fields; the request stands verbatim."""
    made, lead = _card(qtbot, product="лазер", original="Скільки коштує лазер?", phone="+380671234567")

    words = card_words(_view(made, lead), NOW)

    assert words.name == "Ігор Бондаренко"
    assert words.contacts[0].text == "+380 67 123 45 67"
    assert [row.value for row in words.facts][:2] == ["лазер", "“Скільки коштує лазер?”"]


def test_a_company_without_a_person_is_named_once() -> None:
    """A list of companies: the company stands in the place of the name, and not beside itself once more."""
    desk = make_desk()
    lead = capture(desk, name="", company="Агро-Схід", phone="+380671234567")

    words = card_words(desk.ask(Card(lead)), NOW)

    assert (words.name, words.meta) == ("Агро-Схід", "")


def test_the_ledger_sums_to_the_score_shown(qtbot: QtBot) -> None:
    """UX 3.3: signed contributions sum exactly to the total."""
    made, lead = _card(qtbot)
    made.desk.do(Answer((lead,), "budget", 2, "до 2 млн"))
    clock_of(made.desk).forward(minutes=40)
    view = _view(made, lead)

    total = sum(
        int(row.value.replace("−", "-").replace("+", ""))
        for row in ledger_rows(view)
        if "of" not in row.value
    )

    assert total == view.verdict.score


def test_a_level_key_saves_the_answer_at_once(qtbot: QtBot) -> None:
    """B19: 0-3 by keys; unknown is not 0."""
    made, lead = _card(qtbot)
    row = _answer_row(made, "budget")
    row.keys.setFocus()

    QTest.keyClick(row.keys, K.Key_2)
    made.settled()

    assert _view(made, lead).lead.answers["budget"].level == 2
    QTest.keyClick(row.keys, K.Key_Minus)
    made.settled()
    assert _view(made, lead).lead.answers["budget"].level is None


def test_typing_saves_itself_when_the_field_is_left(qtbot: QtBot) -> None:
    """B21: typing never blocks, autosaves."""
    made, lead = _card(qtbot)
    row = _answer_row(made, "need")

    row.edit.setFocus()
    row.edit.insert("сорок рам на місяць")
    row.edit.textEdited.emit(row.edit.text())
    made.panel.side.next_best.setFocus()
    row.flush()
    made.settled()

    assert _view(made, lead).lead.answers["need"].text == "сорок рам на місяць"


def test_going_to_another_lead_keeps_what_was_being_typed(qtbot: QtBot) -> None:
    """RELIABILITY: nothing that a person typed is lost."""
    made, lead = _card(qtbot)
    other = capture(made.desk, phone="+380501110000", name="Інша Людина")
    row = _answer_row(made, "budget")
    row.edit.setText("до 900 тисяч")
    row.edit.textEdited.emit(row.edit.text())

    made.panel.show_lead(other)
    made.settled()

    assert _view(made, lead).lead.answers["budget"].text == "до 900 тисяч"
    assert _answer_row(made, "budget").edit.text() == ""


def test_a_colleagues_change_does_not_take_the_words_out_of_the_hands(qtbot: QtBot) -> None:
    """UX 2: what is being typed stays when the card is refilled."""
    made, lead = _card(qtbot)
    row = _answer_row(made, "budget")
    row.edit.setText("пишу саме зар")
    row.edit.textEdited.emit(row.edit.text())

    change = made.desk.do(Edit((lead,), "need", "нова потреба"))
    made.runner.changed.emit(change)
    made.settled()

    assert row.edit.text() == "пишу саме зар"


def test_enter_accepts_the_proposed_level(qtbot: QtBot) -> None:
    """UX 3.3: typed text gives a proposed level, Enter accepts."""
    made, lead = _card(qtbot)
    row = _answer_row(made, "budget")
    row.edit.setText("до 2,1 млн ₴")
    row.edit.textEdited.emit(row.edit.text())

    QTest.keyClick(row.edit, K.Key_Return)
    made.settled()

    answer = _view(made, lead).lead.answers["budget"]
    assert (answer.level, answer.text) == (2, "до 2,1 млн ₴")


def test_bant_and_champ_are_views_of_one_answer_set(qtbot: QtBot) -> None:
    """B23: switching loses nothing; money is the budget."""
    made, lead = _card(qtbot)
    made.desk.do(Answer((lead,), "budget", 2, "до 2 млн"))
    made.panel.show_lead(lead)
    made.settled()

    made.panel.answers.show_model("champ")

    shown = [row.question for row in made.panel.answers.rows if not row.isHidden()]
    assert shown == ["budget", "authority", "need", "priority"]
    assert _answer_row(made, "budget").edit.text() == "до 2 млн"
    made.panel.answers.show_model("bant")
    assert [row.question for row in made.panel.answers.rows if not row.isHidden()] == [
        "budget",
        "authority",
        "need",
        "timing",
    ]


def test_alt_digit_puts_the_cursor_into_the_answer(qtbot: QtBot) -> None:
    """UX 4.1: Alt+1…5."""
    made, _lead = _card(qtbot)

    made.panel.handlers()["card.answer.3"]()

    assert _answer_row(made, "need").edit.hasFocus()


def test_the_consequence_is_told_before_the_press(qtbot: QtBot) -> None:
    """UX 1.5: score delta shown before the press."""
    made, lead = _card(qtbot)
    score = _view(made, lead).verdict.score
    assert score is not None

    made.panel._on_pointed("budget", 3)

    assert made.panel.side.preview.text() == f"{score} + 18 = {score + 18}, MQL"
    made.panel._on_pointed("budget", None)
    assert made.panel.side.preview.isHidden()


def test_the_next_best_question_is_the_one_with_the_largest_gain(qtbot: QtBot) -> None:
    """UX 3.3: next best question with its gain."""
    made, lead = _card(qtbot)
    for question in ("budget", "authority", "need"):
        made.desk.do(Answer((lead,), question, 2, "так"))

    view = _view(made, lead)
    told = card_words(view, view.now)

    assert told.next_question in ("timing", "priority")
    assert told.next_words.endswith("up to +18")


def test_a_repeat_client_is_told_on_top_and_opens_the_former_lead(qtbot: QtBot) -> None:
    """A10: came before, with what came of it."""
    made, first = _card(qtbot, phone="+380671112233", need="Лазер")
    clock_of(made.desk).forward(days=30)
    second = capture(made.desk, name="Ігор Бондаренко", phone="+380671112233", need="Прес")
    made.panel.show_lead(second)
    made.settled()

    assert not made.panel.head.before.isHidden()
    made.panel.head.before.acted.emit()
    assert made.opened == [first]


def test_a_record_without_contact_says_what_to_do(qtbot: QtBot) -> None:
    """A6: no contact, no score; the strip asks for one."""
    desk = make_desk()
    from leaddesk.actions.capture import Capture
    from tests.fakes.sample import incoming

    lead = desk.do(Capture(incoming(phone=None, name="Без контакту"))).ids[0]
    made = stage(qtbot, desk, CardPanel, 910, 652)
    made.panel.show_lead(lead)
    made.settled()

    words = card_words(_view(made, lead), NOW)

    assert words.score == "–"
    assert "contact" in words.step.text


def test_the_next_step_says_when_it_is_due(qtbot: QtBot) -> None:
    """B3: the next step stands under the need; an overdue one is hot."""
    made, lead = _card(qtbot)
    made.desk.do(Contact((lead,), outcome="talked"))
    made.desk.do(AddTask((lead,), title="показ на рамі", due=NOW + timedelta(hours=2)))

    ahead = card_words(_view(made, lead), NOW)
    late = card_words(_view(made, lead), NOW + timedelta(days=2))

    assert "показ на рамі" in ahead.step.text
    assert (ahead.step.tone, late.step.tone) == ("accent", "hot")


def test_history_tells_what_happened_newest_first(qtbot: QtBot) -> None:
    """A19, B2: the timeline comes from the log."""
    made, lead = _card(qtbot)
    clock_of(made.desk).forward(minutes=5)
    made.desk.do(Contact((lead,), outcome="no_answer"))

    rows = card_words(_view(made, lead), clock_of(made.desk)()).history

    assert "No answer" in " ".join(row.text for row in rows[:2])
    assert rows[-1].text.startswith("Arrived")


def test_a_lead_that_vanishes_is_told(qtbot: QtBot) -> None:
    """Undo of its capture takes the lead away while its card is open."""
    made, lead = _card(qtbot)
    gone: list[str] = []
    made.panel.gone.connect(gone.append)

    undone = made.desk.undo()
    made.runner.changed.emit(undone.change)
    made.settled()

    assert gone == [lead]


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_the_words_of_the_card_exist_in_each_language(qtbot: QtBot, language: str) -> None:
    """Texts: nothing on the card is left in another language."""
    made, lead = _card(qtbot)
    set_language(language)

    words = card_words(_view(made, lead), NOW)

    assert words.ready_caption
    assert (language == "en") == words.ready_caption.startswith("Ready for sales")
    set_language("en")


def test_html_in_every_field_stays_letters(qtbot: QtBot) -> None:
    """RELIABILITY S1: a lead called <img src=file:...> reads nothing and shows its letters."""
    evil = "<img src=file:///etc/hostname>"
    desk = make_desk()
    lead = capture(desk, name=evil, company=evil, need=evil, product=evil, original=evil)
    made = stage(qtbot, desk, CardPanel, 910, 652)
    made.panel.show_lead(lead)
    made.settled()

    assert made.panel.head._name.text() == evil
    for widget in made.panel.findChildren(type(made.panel.head._name)):
        assert not Rich.mightBeRichText(widget.toolTip()) or "&lt;" in widget.toolTip()


MONEY = Question("budget", {}, {}, {}, {}, parse="money")
HORIZON = Question("timing", {}, {}, {}, {}, parse="horizon")
WORDS = Question("need", {}, {}, {}, {}, parse="text")
DATE = Question("ends", {}, {}, {}, {}, parse="date")
YES_NO = Question("car", {}, {}, {}, {}, parse="yes_no")
CHOICE = Question("size", {}, {}, {}, {}, parse="choice", choices={"uk": ("мала", "середня", "велика")})


@pytest.mark.parametrize(
    ("question", "text", "level"),
    [
        (MONEY, "до 2,1 млн ₴", 2),
        (MONEY, "400 тис, затверджено", 3),
        (MONEY, "400 тысяч утверждено", 3),
        (MONEY, "поки не знаю", None),
        (MONEY, "", None),
        (HORIZON, "запуск до 31.01.2027", 2),
        (HORIZON, "кінець року", 2),
        (HORIZON, "колись", None),
        (WORDS, "черга три тижні", 2),
        (WORDS, "так", None),
        (DATE, "договір до 31.01.2027", 2),
        (DATE, "не пам'ятає", None),
        (YES_NO, "так, є", 3),
        (YES_NO, "Ні", 0),
        (YES_NO, "можливо", None),
        (CHOICE, "Велика", 3),
        (CHOICE, "середня", 2),
        (CHOICE, "мала", 0),
        (CHOICE, "інша", None),
    ],
)
def test_typed_words_propose_a_level(question: Question, text: str, level: int | None) -> None:
    """UX 3.3: amounts, dates and own words propose; what says nothing proposes nothing."""
    found = propose(question, text, NOW, "Europe/Kyiv", "UAH")

    assert (found.level if found else None) == level


def test_under_a_question_stands_where_from_and_when(qtbot: QtBot) -> None:
    """Screen 01: "form 09:56"; the words themselves are in the list of evidence."""
    made, lead = _card(qtbot)
    evidence = {"kind": "call", "second": 134, "text": "до двох мільйонів, але не раніше січня"}
    made.desk.do(Answer((lead,), "budget", 2, "до 2 млн", evidence=evidence))

    answer = _view(made, lead).lead.answers["budget"]

    assert source_words(answer, KYIV, NOW) == "call at 2:14 10:14"
