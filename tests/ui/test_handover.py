"""The form of a handover: nothing is written until all that is asked for stands there."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from leaddesk.actions.answer import Answer
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.questions import Card, Rows
from leaddesk.actions.sell import Accept
from leaddesk.texts import set_language
from leaddesk.ui.handover.dialog import HandoverDialog, open_handover
from leaddesk.ui.handover.people import PickRow
from leaddesk.ui.kit.choice import Phrase
from tests.fakes.sample import add_user, as_user, capture, make_desk
from tests.ui.panel_scene import Stage, stage


def _form(
    qtbot: QtBot, *, ready: bool = False, sold_before: bool = False
) -> tuple[Stage, HandoverDialog, str]:
    set_language("en")
    desk = make_desk()
    add_user(desk, "Олег Лисюк", ("sales",))
    if sold_before:
        yana = add_user(desk, "Яна Романюк", ("sales",))
        first = capture(desk, name="Богдан Поліщук", company="ЕнергоБуд", need="перший верстат")
        desk.do(HandOver((first,), "порада", to=yana.id, reason="urgent"))
        as_user(desk, yana).do(Accept((first,)))
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


def test_the_phrases_are_taken_by_digits_after_f2(qtbot: QtBot) -> None:
    """Screen 12: F2, then a digit; pressing it again takes the phrase out."""
    _made, form, _lead = _form(qtbot, ready=True)
    phrases = form.findChildren(Phrase)
    form.advice.editor.setFocus()

    QTest.keyClick(form, Qt.Key.Key_F2)
    assert phrases[0].hasFocus()
    QTest.keyClick(phrases[0], Qt.Key.Key_5)
    QTest.keyClick(phrases[0], Qt.Key.Key_2)
    assert form.advice.text() == f"{phrases[4].text()}; {phrases[1].text()}"
    QTest.keyClick(phrases[0], Qt.Key.Key_5)
    assert form.advice.text() == phrases[1].text()


def test_the_seller_who_knows_the_client_is_proposed_and_another_can_be_chosen(qtbot: QtBot) -> None:
    """Issue 4: the recipient is proposed by load norm and last owner; the button names who gets it."""
    made, form, lead = _form(qtbot, ready=True, sold_before=True)
    rows = form.findChildren(PickRow)
    assert [row.isChecked() for row in rows] == [True, False, False]
    assert "Яна" in form.button.text()

    rows[1].click()
    assert "Олег Лисюк" in form.button.text()
    form._advice_editor().setText("зранку")
    form.hand_over()
    made.settled()

    view = made.desk.ask(Card(lead))
    assert view.users[view.deals[0].to].name == "Олег Лисюк"


def test_a_lead_of_a_client_with_an_open_deal_can_join_it(qtbot: QtBot) -> None:
    """Issue 4: attach to an existing deal of the same client instead of making a second one."""
    made, form, lead = _form(qtbot, ready=True, sold_before=True)
    form.findChildren(PickRow)[-1].click()
    form._advice_editor().setText("разом дешевше")
    form.hand_over()
    made.settled()

    (deal,) = made.desk.ask(Card(lead)).deals
    assert deal.lead_id != lead
    assert [one.advice for one in deal.joined] == ["разом дешевше"]


def test_the_first_step_is_proposed_for_the_hours_of_both_sides_and_a_wish_puts_it_into_a_calendar(
    qtbot: QtBot,
) -> None:
    """Issue 4: default today, hours of both sides, .ics."""
    made, form, lead = _form(qtbot, ready=True)
    steps: list[tuple[str, datetime]] = []
    form.step_made.connect(lambda title, at: steps.append((title, at)))
    form._advice_editor().setText("зранку")
    form.step.setText("Показ")
    form.first.calendar.setChecked(True)
    form.hand_over()
    made.settled()

    (task,) = made.desk.ask(Card(lead)).lead.open_tasks
    assert (task.title, task.due) == ("Показ", datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    assert steps == [("Показ", task.due)]


def test_a_typed_time_outside_of_their_hours_is_doubted_but_allowed(qtbot: QtBot) -> None:
    """C13: the lead's own clock; the seller decides."""
    _made, form, _lead = _form(qtbot, ready=True)
    form.when.editor.setText("завтра 03:00")  # type: ignore[attr-defined]
    assert form.when.note().endswith("they do not work then")
    form.when.editor.setText("колись")  # type: ignore[attr-defined]
    assert form.first.due() is None
