"""A call from the window: dialled, measured, and its result asked for by itself."""

from collections.abc import Iterator

import numpy as np
import pytest
import zxingcpp
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.actions.contact import Contact
from leaddesk.actions.defaults import default_definitions
from leaddesk.actions.questions import Card, Rows
from leaddesk.app.reading import DeskFiles
from leaddesk.domain.log import iso
from leaddesk.domain.row import LeadRow
from leaddesk.texts import set_language
from leaddesk.ui.decisions.asks import Ask, Outcome
from leaddesk.ui.decisions.contacting import contact_result
from leaddesk.ui.decisions.subject import Call, Subject
from leaddesk.ui.dial import DialDialog
from leaddesk.ui.kit.overlay import Overlay
from tests.fakes.sample import NOW, clock_of, crowd, fill, make_desk
from tests.ui.window_at_work import AtWork, at_work

K, M = Qt.Key, Qt.KeyboardModifier
AWAY, HERE = Qt.ApplicationState.ApplicationInactive, Qt.ApplicationState.ApplicationActive


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[AtWork]:
    desk = make_desk()
    fill(desk, crowd(4))
    with at_work(qtbot, desk) as made:
        made.settle(lambda: bool(made.window.pages.selected_ids()))
        yield made


def current(work: AtWork) -> str:
    return work.window.pages.selected_ids()[0]


def row(work: AtWork, lead: str) -> LeadRow:
    return work.desk.ask(Rows((lead,)))[0]


def touches(work: AtWork, lead: str) -> list[dict[str, object]]:
    return [dict(event.value) for event in work.desk.ask(Card(lead)).events if event.kind == "touch"]


def popups(work: AtWork) -> list[Overlay]:
    return [overlay for overlay in work.shell.findChildren(Overlay) if overlay.is_open()]


def dial(work: AtWork, *, heard: bool = True) -> list[str]:
    """D with a program of calls that answers, or none; what it was given."""
    called: list[str] = []

    def opened(url: QUrl) -> bool:
        called.append(url.toString())
        return heard

    work.window.tools.open_url = opened
    work.press(K.Key_D)
    work.settle(lambda: bool(called))
    return called


def come_back(work: AtWork) -> None:
    """The program of calls takes the focus and gives it back."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.applicationStateChanged.emit(AWAY)
    app.applicationStateChanged.emit(HERE)
    QApplication.processEvents()


# -- Ctrl+J --


def test_the_clock_runs_under_the_page_and_names_the_client(work: AtWork) -> None:
    """UX 4.1, card: Ctrl+J starts and stops the clock of a call."""
    work.press(K.Key_J, M.ControlModifier)
    work.settle(work.window.timer.running)
    clock_of(work.desk).forward(seconds=75)
    work.window.timer.show_time()

    strip = work.window.timer.strip()
    assert strip.isVisible()
    assert "1 min 15 s" in strip.accessibleName()
    assert row(work, current(work)).name in strip.accessibleName()


def test_when_the_clock_stops_the_result_is_asked_and_keeps_the_talk_time(work: AtWork) -> None:
    """UX 4.1: the popup opens by itself when the timer stops; decision 1: seconds of talk."""
    lead, began = current(work), clock_of(work.desk).now
    work.press(K.Key_J, M.ControlModifier)
    work.settle(work.window.timer.running)
    clock_of(work.desk).forward(seconds=75)

    work.press(K.Key_J, M.ControlModifier)
    work.press(K.Key_3)
    work.settle(lambda: bool(touches(work, lead)))

    (touch,) = touches(work, lead)
    assert (touch["outcome"], touch["seconds"]) == ("talked", 75)
    assert touch["at"] == iso(began)
    assert not work.window.timer.strip().isVisible()


def test_the_result_belongs_to_the_lead_that_was_called_not_to_the_current_one(work: AtWork) -> None:
    """A person looks at another lead while they talk."""
    lead = current(work)
    work.press(K.Key_J, M.ControlModifier)
    work.settle(work.window.timer.running)
    work.press(K.Key_J)
    other = current(work)

    work.press(K.Key_J, M.ControlModifier)
    work.press(K.Key_1)
    work.settle(lambda: row(work, lead).attempts == 1)

    assert other != lead
    assert row(work, other).attempts == 0
    assert current(work) == other


def test_escape_after_the_call_logs_nothing(work: AtWork) -> None:
    """A slip of Ctrl+J leaves no trace in the figures of calls."""
    lead = current(work)
    work.press(K.Key_J, M.ControlModifier)
    work.settle(work.window.timer.running)

    work.press(K.Key_J, M.ControlModifier)
    work.press(K.Key_Escape)
    work.settle()

    assert touches(work, lead) == []
    assert popups(work) == []


def test_without_a_lead_there_is_nobody_to_talk_with(qtbot: QtBot) -> None:
    """An empty inbox says so instead of keeping silent."""
    with at_work(qtbot, make_desk()) as work:
        work.press(K.Key_J, M.ControlModifier)
        work.settle()

        assert work.toast() == "Choose a lead first"
        assert not work.window.timer.running()


@pytest.mark.parametrize(
    ("outcome", "seconds"),
    [("no_answer", 0), ("talked", 90), ("wrong_number", 0), ("wrote", 0)],
)
def test_ringing_is_no_talk(outcome: str, seconds: int) -> None:
    """Decision 1: airtime is talk time without ringing, so an unanswered call has none."""
    definitions = default_definitions()
    users = make_desk().session.user
    to = Subject(("a" * 32,), None, definitions, (users,), users, NOW, Call(NOW, 90))

    ask = contact_result(to)

    actions = [option.leads.action for option in ask.options if isinstance(option.leads, Outcome)]
    (found,) = [a for a in actions if isinstance(a, Contact) and a.outcome == outcome]
    assert (found.seconds, found.started) == (seconds, NOW)


def test_a_refusal_and_a_call_back_keep_the_talk_time_too() -> None:
    """C17: the reason is asked after the call; both are talks."""
    me = make_desk().session.user
    to = Subject(("a" * 32,), None, default_definitions(), (me,), me, NOW, Call(NOW, 42))

    asks = [option.leads for option in contact_result(to).options if isinstance(option.leads, Ask)]

    found = [option.leads for ask in asks for option in ask.options if isinstance(option.leads, Outcome)]
    assert {end.action.seconds for end in found if isinstance(end.action, Contact)} == {42}
    assert {end.action.outcome for end in found if isinstance(end.action, Contact)} == {
        "refused",
        "call_back",
    }


# -- D --


def test_coming_back_from_the_program_of_calls_asks_for_the_result(work: AtWork) -> None:
    """UX 4.1: R opens by itself when the focus returns after D; 1 logs the attempt and goes on."""
    lead = current(work)
    assert dial(work)[0].startswith("tel:+380")

    come_back(work)
    opened = len(popups(work))
    work.press(K.Key_1)
    work.settle(lambda: row(work, lead).attempts == 1)

    assert opened == 1
    assert current(work) != lead


def test_coming_back_asks_once(work: AtWork) -> None:
    """A second change of the focus is no second call."""
    dial(work)
    come_back(work)
    work.press(K.Key_Escape)

    come_back(work)

    assert popups(work) == []


def test_where_no_program_makes_calls_nothing_is_asked_but_the_number_is_copied(work: AtWork) -> None:
    """A desk telephone beside the computer: R is pressed by hand."""
    dial(work, heard=False)
    work.settle(lambda: bool(popups(work)))

    come_back(work)

    (dialog,) = popups(work)
    assert isinstance(dialog, DialDialog)
    assert QApplication.clipboard().text() == row(work, current(work)).phone


def test_a_number_dialled_by_hand_stands_large_and_as_a_code_for_the_mobile(work: AtWork) -> None:
    """Issue 4.7: without a handler the number is shown large, copied, as a QR code, and the timer starts."""
    work.desk.files = DeskFiles(work.desk)
    dial(work, heard=False)
    work.settle(lambda: bool(popups(work)))
    (dialog,) = popups(work)
    assert isinstance(dialog, DialDialog)
    work.settle(dialog.code.isVisible)

    picture = dialog.code.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    seen = np.frombuffer(bytes(picture.constBits()), np.uint8).reshape(
        picture.height(), picture.bytesPerLine()
    )
    (read,) = zxingcpp.read_barcodes(np.ascontiguousarray(seen[:, : picture.width()]))

    assert read.text == f"tel:{row(work, current(work)).phone}"
    assert dialog.number.text().replace(" ", "") == row(work, current(work)).phone
    assert work.window.timer.running()


def test_talk_time_is_counted_apart_from_the_ringing(work: AtWork) -> None:
    """Issue 4.7, decision 1: the length of a call is talk time, without ringing."""
    lead = current(work)
    dial(work, heard=False)
    work.settle(lambda: bool(popups(work)))
    clock_of(work.desk).forward(seconds=25)
    work.window.timer.show_time()
    popups(work)[0].pick.click()  # type: ignore[attr-defined]
    clock_of(work.desk).forward(seconds=100)
    assert work.window.timer.evidence(lead) is not None

    work.press(K.Key_J, M.ControlModifier)
    work.settle(lambda: bool(popups(work)))
    work.press(K.Key_3)
    work.settle(lambda: bool(touches(work, lead)))

    (touch,) = touches(work, lead)
    assert (touch["seconds"], touch["rang"], touch["outcome"]) == (100, 25, "talked")


def test_while_it_rings_an_answer_is_not_known_from_the_call(work: AtWork) -> None:
    """B25: the second of a recording begins with the talk."""
    lead = current(work)
    dial(work, heard=False)
    work.settle(lambda: bool(popups(work)))

    assert work.window.timer.evidence(lead) is None


def test_a_call_that_nobody_answers_has_no_talk_time(work: AtWork) -> None:
    """Decision 1: what was not answered counts no talk; the result is asked at once."""
    lead = current(work)
    dial(work, heard=False)
    work.settle(lambda: bool(popups(work)))
    clock_of(work.desk).forward(seconds=40)
    popups(work)[0].result.click()  # type: ignore[attr-defined]
    work.settle(lambda: bool(popups(work)))

    work.press(K.Key_1)
    work.settle(lambda: bool(touches(work, lead)))

    (touch,) = touches(work, lead)
    assert touch["outcome"] == "no_answer"
    assert "seconds" not in touch
    assert touch["rang"] == 40
    assert not work.window.timer.running()


def test_while_the_clock_runs_coming_back_does_not_ask_yet(work: AtWork) -> None:
    """The person looks something up in the browser while talking."""
    dial(work)
    work.press(K.Key_J, M.ControlModifier)
    work.settle(work.window.timer.running)

    come_back(work)

    assert popups(work) == []


def test_an_open_dialog_is_not_covered_by_the_question(work: AtWork) -> None:
    """Whoever writes a note during the call keeps their line."""
    dial(work)
    work.press(K.Key_I)

    come_back(work)

    assert len(popups(work)) == 1


def test_an_answer_given_while_a_call_runs_is_known_from_that_second_of_it(work: AtWork) -> None:
    """Issue 4: evidence is set by itself: the open call and its second, else "my note"."""
    lead = current(work)
    work.window.commander.run("lead.timer")
    work.settle(work.window.timer.running)
    clock_of(work.desk).forward(seconds=72)
    card = work.window.pages.inbox_page().card
    card.show_lead(lead)
    work.settle(lambda: card.selected_ids() == (lead,))
    card.answers.answered.emit("budget", 2, "до 2 млн")
    work.settle(lambda: "budget" in work.desk.ask(Card(lead)).lead.answers)

    evidence = work.desk.ask(Card(lead)).lead.answers["budget"].evidence
    assert evidence == {"kind": "call", "at": iso(NOW), "second": 72}
    assert work.window.timer.evidence("0" * 32) is None


def test_without_a_call_an_answer_is_my_note(work: AtWork) -> None:
    """Decision 15: set by itself where the program knows, a note otherwise."""
    lead = current(work)
    card = work.window.pages.inbox_page().card
    card.show_lead(lead)
    work.settle(lambda: card.selected_ids() == (lead,))
    card.answers.answered.emit("budget", 2, "до 2 млн")
    work.settle(lambda: "budget" in work.desk.ask(Card(lead)).lead.answers)

    evidence = work.desk.ask(Card(lead)).lead.answers["budget"].evidence
    assert evidence is not None
    assert evidence["kind"] == "note"
