"""The script on the card (screen 02): the step's question, one-tap replies, branches, versions (C8)."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.actions.action import Action
from leaddesk.actions.edit import Edit
from leaddesk.actions.follow_script import FollowScript
from leaddesk.actions.questions import Card, CardView, Defined
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.scripts import END, ScriptAt
from leaddesk.texts import set_language
from leaddesk.ui.card.panel import CardPanel
from leaddesk.ui.card.script_words import NO_SCRIPT, script_words, scripts_for
from leaddesk.ui.kit.popup import ChoicePopup
from tests.fakes.sample import capture, make_desk
from tests.ui.panel_scene import Stage, stage

K = Qt.Key


def _card(qtbot: QtBot, **more: object) -> tuple[Stage, str]:
    desk = make_desk()
    lead = capture(desk, name="Сергій Лисенко", company="Буд-Альянс", language="uk", **more)
    made = stage(qtbot, desk, CardPanel, 1310, 640)
    made.panel.set_focus_mode(True)
    made.panel.show_lead(lead)
    made.settled()
    return made, lead


def _view(made: Stage, lead: str) -> CardView:
    return made.desk.ask(Card(lead))


def _do(made: Stage, action: Action) -> None:
    made.runner.do(action, None, made.panel)
    made.settled()


def _run(made: Stage, command: str) -> None:
    made.panel.handlers()[command]()
    made.settled()


def test_qualification_shows_the_step_its_question_and_its_replies(qtbot: QtBot) -> None:
    """C8, UX 3.3: caption "step 1 of 7", the question, a hint, replies with their digits."""
    made, _lead = _card(qtbot)
    panel = made.panel.scripting.panel

    assert panel.isVisible()
    assert panel.words.caption == "Script “First talk”, step 1 of 7"
    assert panel.ask.text().startswith("“Добрий день!"), "in the client's language"
    assert [button.text() for button in panel.buttons if button.isVisible()] == [
        "так",
        "незручно, передзвонити",
    ]


def test_f2_and_a_digit_answer_the_question_and_ask_the_next_one(qtbot: QtBot) -> None:
    """UX 4.1: F2 opens the one-tap answers, a digit chooses."""
    made, lead = _card(qtbot)
    _do(made, FollowScript((lead,), "first_call", "budget"))
    panel = made.panel.scripting.panel
    assert panel.words.step == "timing"

    made.panel.handlers()["card.script_answer"]()
    assert panel.hasFocus()
    QTest.keyClick(panel, K.Key_2)
    made.settled()

    answer = _view(made, lead).lead.answers["timing"]
    assert (answer.level, answer.text) == (2, "1–3 міс")
    assert answer.evidence is not None
    assert answer.evidence["kind"] == "script"
    assert panel.words.step == "authority"
    assert panel.hasFocus(), "the next digit goes on"


def test_a_click_on_a_reply_does_the_same(qtbot: QtBot) -> None:
    """UX 1.3: every action by key and by button."""
    made, lead = _card(qtbot)
    _do(made, FollowScript((lead,), "first_call", "opening", 1))

    made.panel.scripting.panel.buttons[0].click()
    made.settled()

    assert _view(made, lead).lead.answers["need"].level == 3


def test_fast_hands_never_answer_one_step_twice(qtbot: QtBot) -> None:
    """Two digits before the screen has followed are the replies of two steps."""
    made, lead = _card(qtbot)
    _do(made, FollowScript((lead,), "first_call", "opening", 1))
    panel = made.panel.scripting.panel
    panel.setFocus()

    QTest.keyClick(panel, K.Key_2)
    QTest.keyClick(panel, K.Key_1)
    made.settled()

    answers = _view(made, lead).lead.answers
    assert (answers["need"].level, answers["budget"].level) == (2, 3)
    assert panel.words.step == "timing"


def test_a_digit_without_a_reply_does_nothing(qtbot: QtBot) -> None:
    made, lead = _card(qtbot)
    panel = made.panel.scripting.panel

    QTest.keyClick(panel, K.Key_9)
    QTest.keyClick(panel, K.Key_0)
    made.settled()

    assert _view(made, lead).lead.script is None


def test_next_step_passes_over_without_an_answer(qtbot: QtBot) -> None:
    """card.script_next."""
    made, lead = _card(qtbot)

    _run(made, "card.script_next")
    _run(made, "card.script_next")

    assert _view(made, lead).lead.script == ScriptAt("first_call", 1, "budget")
    assert _view(made, lead).lead.answers == {}


def test_another_script_is_chosen_by_a_digit_and_its_version_is_told(qtbot: QtBot) -> None:
    """card.script_choose: any script of the library, those that fit first."""
    made, lead = _card(qtbot)

    made.panel.handlers()["card.script_choose"]()
    popup = made.panel.window().findChild(ChoicePopup)
    assert popup is not None
    found = scripts_for(_view(made, lead))
    popup.chosen.emit("2")
    popup.close_overlay()
    made.settled()

    at = _view(made, lead).lead.script
    assert at is not None
    assert at.script == found[1].id
    assert at.step == found[1].steps[0]["id"]


def test_a_finished_script_says_so_and_can_begin_again(qtbot: QtBot) -> None:
    made, lead = _card(qtbot)
    _do(made, FollowScript((lead,), "first_call", "opening", 2))
    panel = made.panel.scripting.panel
    assert _view(made, lead).lead.script == ScriptAt("first_call", 1, END)
    assert panel.words.caption == "Script “First talk”, finished"

    panel.begun.emit()
    made.settled()

    assert panel.words.step == "opening"


def test_undo_asks_the_same_question_again(qtbot: QtBot) -> None:
    """UX 1.1."""
    made, lead = _card(qtbot)
    made.panel.scripting.panel.replied.emit(1)
    made.settled()
    assert made.panel.scripting.panel.words.step == "need"

    made.runner.undo(None)
    made.settled()

    assert made.panel.scripting.panel.words.step == "opening"
    assert _view(made, lead).lead.script is None


def test_the_script_stays_away_beside_a_short_list_until_f2_asks_for_it(qtbot: QtBot) -> None:
    """Screen 01 has no room for it; F2 brings it there too."""
    made, _lead = _card(qtbot)
    made.panel.set_focus_mode(False)
    panel = made.panel.scripting.panel
    assert panel.isHidden()

    _run(made, "card.script_answer")

    assert panel.isVisible()


def test_the_friendly_tone_of_the_person_changes_the_words(qtbot: QtBot) -> None:
    """C11."""
    made, lead = _card(qtbot)
    _do(made, Edit((lead,), "person.tone", "friendly"))

    assert made.panel.scripting.panel.ask.text() == "“Привіт! Ти писав нам. Маєш п'ять хвилин?”"


def test_a_lead_who_asked_the_price_is_given_the_script_of_the_price() -> None:
    """C8: chosen by channel and need."""
    set_language("en")
    desk = make_desk()
    lead = capture(desk, need="Яка ціна лазера?", channel="form", language="de")
    words = script_words(desk.ask(Card(lead)))

    assert words.script == "price_asked"
    assert words.language == "en", "German is not spoken by the scripts"


def test_a_script_that_was_hidden_under_a_talk_gives_way_to_one_that_fits() -> None:
    """An edit never leaves the panel empty; what was answered stays."""
    set_language("en")
    desk = make_desk()
    lead = capture(desk)
    desk.do(FollowScript((lead,), "ready_to_buy"))
    desk.do(SetDefinition("script", "ready_to_buy", (("hidden", True),)))

    assert script_words(desk.ask(Card(lead))).script == "first_call"


def test_without_any_script_the_panel_stays_away(qtbot: QtBot) -> None:
    """Empty state "no scripts": a sentence instead of a blank panel."""
    made, lead = _card(qtbot)
    for one in made.desk.ask(Defined()).scripts:
        _do(made, SetDefinition("script", one.id, (("hidden", True),)))
    made.panel.show_lead(lead)
    made.settled()

    _run(made, "card.script_answer")

    assert script_words(_view(made, lead)) == NO_SCRIPT
    assert made.panel.scripting.panel.isHidden()
    assert made.told[-1].text == "No script fits this lead; the settings hold the library"


def test_a_reply_that_is_refused_is_told_and_the_next_one_is_heard(qtbot: QtBot) -> None:
    """A6: a record without a contact is not qualified; the panel is not stuck after the refusal."""
    made, lead = _card(qtbot, phone=None)
    panel = made.panel.scripting.panel
    _run(made, "card.script_next")

    panel.replied.emit(1)
    made.settled()
    assert "contact" in made.told[-1].text
    panel.replied.emit(0)
    made.settled()

    at = _view(made, lead).lead.script
    assert at is not None
    assert at.step == "budget"
