"""The form of a handover: nothing is written until all that is asked for stands there."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from leaddesk.actions.answer import Answer
from leaddesk.actions.questions import Card, Rows
from leaddesk.ui.handover.dialog import HandoverDialog, open_handover
from leaddesk.ui.kit.choice import Phrase
from tests.fakes.sample import add_user, capture, make_desk
from tests.ui.panel_scene import Stage, stage


def _form(qtbot: QtBot, *, ready: bool = False) -> tuple[Stage, HandoverDialog, str]:
    desk = make_desk()
    add_user(desk, "Олег Лисюк", ("sales",))
    lead = capture(desk, name="Богдан Поліщук", company="ЕнергоБуд", need="варити раму")
    if ready:
        for question in ("budget", "authority", "timing"):
            desk.do(Answer((lead,), question, 3, "так"))
    made = stage(qtbot, desk, lambda link: QWidget(), 1366, 700)
    opened: list[HandoverDialog] = []
    open_handover(made.link, made.panel, lead, opened.append)
    made.settled()
    return made, opened[0], lead


def test_the_advice_is_compulsory_and_never_prefilled(qtbot: QtBot) -> None:
    """C20, decision 15: without an advice nothing is written; the field says so."""
    made, form, lead = _form(qtbot, ready=True)
    assert form.advice.text() == ""

    form.hand_over()
    made.settled()

    assert made.desk.ask(Rows((lead,)))[0].stage == "new"
    assert form.advice.note()
    assert form.button.isEnabled()


def test_a_phrase_fills_the_advice_and_takes_itself_out(qtbot: QtBot) -> None:
    """Screen 12: six ready phrases; own words stay."""
    _made, form, _lead = _form(qtbot, ready=True)
    phrase = form.findChildren(Phrase)[0]
    form._advice_editor().setText("свої слова")

    phrase.click()
    assert form.advice.text() == f"свої слова; {phrase.text()}"

    phrase.click()
    assert form.advice.text() == "свої слова"


def test_missing_criteria_need_a_reason(qtbot: QtBot) -> None:
    """A12: handover is blocked with the list of what fails; a reason overrides and is kept."""
    made, form, lead = _form(qtbot)
    form._advice_editor().setText("чекає рахунок")

    form.hand_over()
    made.settled()
    assert made.desk.ask(Rows((lead,)))[0].stage == "new"
    assert form.reason.note()

    form.reason.editor.setText("директор буде на показі")  # type: ignore[attr-defined]
    form.hand_over()
    made.settled()

    (deal,) = made.desk.ask(Card(lead)).deals
    assert deal.override == "директор буде на показі"
    assert deal.advice == "чекає рахунок"


def test_a_handover_makes_one_deal_for_the_proposed_person_with_the_first_step(qtbot: QtBot) -> None:
    """A20, C20: the deal carries need and advice; the first step of sales is set."""
    made, form, lead = _form(qtbot, ready=True)
    form._advice_editor().setText("не починайте з ціни")
    form.step.setText("Показ на рамі")

    form.hand_over()
    form.hand_over()
    made.settled()

    view = made.desk.ask(Card(lead))
    (deal,) = view.deals
    assert deal.need == "варити раму"
    assert view.users[deal.to].name == "Олег Лисюк"
    assert view.row.stage == "handed_over"
    assert view.row.next_step == "Показ на рамі"
    assert made.told[-1].tx


def test_escape_leaves_the_lead_where_it_was(qtbot: QtBot) -> None:
    """UX 3.4: cancel returns the card."""
    made, form, lead = _form(qtbot, ready=True)

    form.cancel()
    made.settled()

    assert made.desk.ask(Rows((lead,)))[0].stage == "new"
