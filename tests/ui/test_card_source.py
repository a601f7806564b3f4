"""Under every answer stands where it is known from; one click or Ctrl+E opens it beside the answers."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.actions.answer import Answer
from leaddesk.actions.contact import Contact
from leaddesk.actions.incoming import Message
from leaddesk.actions.questions import Card
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.log import iso
from leaddesk.storage.attachments import Attachments
from leaddesk.ui.card.answer_row import AnswerRow
from leaddesk.ui.card.panel import CardPanel
from leaddesk.ui.card.picture import read_image
from leaddesk.ui.card.source import SourceView
from leaddesk.ui.card.source_words import former_rows
from tests.fakes.sample import NOW, add_user, as_user, capture, clock_of, make_desk
from tests.ui.panel_scene import Stage, stage
from tests.ui.window_at_work import at_work

LETTER = "Добрий день. Потрібен лазер, бюджет до 2 млн уже затверджено. Запуск у січні."


@pytest.fixture
def card(qtbot: QtBot) -> tuple[Stage, str]:
    """A card of a lead that came by a letter."""
    desk = make_desk()
    lead = capture(
        desk, name="Ігор Бондаренко", need="Лазер", original=LETTER, channel="email", email="igor@example.com"
    )
    made = stage(qtbot, desk, CardPanel, 910, 830)
    made.panel.show_lead(lead)
    made.settled()
    return made, lead


def row_of(made: Stage, question: str) -> AnswerRow:
    return next(row for row in made.panel.answers.rows if row.question == question)


def source_of(made: Stage) -> SourceView:
    view = made.panel.side.source
    assert isinstance(view, SourceView)
    return view


def answered(made: Stage, lead: str, question: str, words: str, /, **evidence: Any) -> None:
    made.desk.do(Answer((lead,), question, 2, words, evidence=evidence or None))
    made.panel.show_lead(lead)
    made.settled()


def kept(made: Stage, lead: str, question: str) -> dict[str, Any]:
    found = made.desk.ask(Card(lead)).lead.answers[question].evidence
    assert found is not None
    return dict(found)


def open_letter(made: Stage) -> None:
    """Press the letter in the talk, as a person does."""
    rows = made.panel._said
    place = next(n for n, row in enumerate(rows.rows()) if row.id.startswith("arrived:"))
    middle = round((place + 0.5) * rows.height() / len(rows.rows()))
    QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=QPoint(20, middle))


def test_a_click_under_the_question_opens_the_letter_with_its_sentence_marked(
    card: tuple[Stage, str],
) -> None:
    """B25; issue 4, point 2: one click opens it."""
    made, lead = card
    answered(made, lead, "budget", "до 2 млн", kind="email", text="бюджет до 2 млн уже затверджено")

    QTest.mouseClick(row_of(made, "budget").source, Qt.MouseButton.LeftButton)

    view = source_of(made)
    assert view.isVisible()
    assert view.text.toPlainText().startswith(LETTER)
    assert view.marked() == "бюджет до 2 млн уже затверджено"
    assert not made.panel.side.why.isVisible()


def test_the_cross_and_escape_bring_the_score_back(card: tuple[Stage, str]) -> None:
    """Nothing hides for good."""
    made, lead = card
    answered(made, lead, "budget", "до 2 млн")
    for close in (
        lambda: source_of(made).cross.click(),
        lambda: QTest.keyClick(source_of(made), Qt.Key.Key_Escape),
    ):
        made.panel.sources.open_answer("budget")
        assert not made.panel.side.why.isVisible()
        close()
        assert made.panel.side.why.isVisible()
        assert not source_of(made).isVisible()


def test_an_answer_given_while_a_letter_is_open_is_known_from_it(card: tuple[Stage, str]) -> None:
    """Issue 4, point 2: set by itself: the message open beside; the selected sentence is named."""
    made, lead = card
    open_letter(made)
    cursor = source_of(made).text.textCursor()
    start = LETTER.index("Запуск")
    cursor.setPosition(start)
    cursor.setPosition(start + len("Запуск у січні"), QTextCursor.MoveMode.KeepAnchor)
    source_of(made).text.setTextCursor(cursor)

    made.panel.answers.answered.emit("timing", 2, "січень")
    made.settled()

    told = kept(made, lead, "timing")
    assert (told["kind"], told["text"], told["event"]) == ("email", "Запуск у січні", lead)
    made.panel.sources.open_answer("timing")
    assert source_of(made).marked() == "Запуск у січні"


def test_without_anything_open_an_answer_is_my_note_and_its_time(card: tuple[Stage, str]) -> None:
    """Issue 4, point 2: else "my note, time", which counts by default."""
    made, lead = card
    made.panel.answers.answered.emit("need", 2, "лазер")
    made.settled()

    assert kept(made, lead, "need") == {"kind": "note", "at": iso(NOW)}
    made.panel.sources.open_answer("need")
    shown = source_of(made).shown()
    assert shown is not None
    assert (shown.text, shown.keeps) == ("лазер", False)
    assert shown.line == "my note, 10:14, Олена Гнатюк"


def test_the_open_call_goes_before_an_open_letter(card: tuple[Stage, str]) -> None:
    """The call and its second come first: that is what the person listens to."""
    made, lead = card
    open_letter(made)
    made.link.evidence_of = lambda _lead: {"kind": "call", "at": iso(NOW), "second": 75}

    made.panel.answers.answered.emit("budget", 2, "до 2 млн")
    made.settled()

    assert kept(made, lead, "budget")["second"] == 75


def test_a_closed_letter_is_no_evidence_any_more(card: tuple[Stage, str]) -> None:
    """What is not seen is not known from."""
    made, lead = card
    open_letter(made)
    source_of(made).cross.click()

    made.panel.answers.answered.emit("budget", 2, "до 2 млн")
    made.settled()

    assert kept(made, lead, "budget")["kind"] == "note"


def test_a_moment_of_a_call_opens_its_entry(card: tuple[Stage, str]) -> None:
    """B21: a call entry in the timeline, with what came of it."""
    made, lead = card
    made.desk.do(Contact((lead,), outcome="talked", seconds=300, started=NOW, text="обговорили бюджет"))
    answered(made, lead, "budget", "до 2 млн", kind="call", at=iso(NOW), second=134)

    made.panel.sources.open_answer("budget")

    shown = source_of(made).shown()
    assert shown is not None
    assert shown.line.startswith("call at 2:14")
    assert shown.text == "Talked, 5 min\nобговорили бюджет"


def test_earlier_answers_stay_readable_with_who_and_when(card: tuple[Stage, str]) -> None:
    """Issue 4, point 2: former answers stay readable, under the open row and in the source."""
    made, lead = card
    made.desk.do(Answer((lead,), "budget", 1, "якось домовимось"))
    clock_of(made.desk).forward(hours=1)
    ira = as_user(made.desk, add_user(made.desk, "Ірина Мельник"))
    ira.do(Answer((lead,), "budget", None, ""))
    clock_of(made.desk).forward(hours=1)
    answered(made, lead, "budget", "до 2 млн")

    made.panel.sources.open_answer("budget")
    told = [(row.text, row.value) for row in source_of(made).former.rows()]
    made.panel.set_focus_mode(True)
    made.panel.answers.ask("budget")

    assert told == [("?: –", "11:14, Ірина Мельник"), ("1: якось домовимось", "10:14, Олена Гнатюк")]
    assert [row.text for row in row_of(made, "budget").former.rows()] == ["?: –", "1: якось домовимось"]
    assert row_of(made, "budget").former.isVisible()


def test_the_question_to_ask_and_its_hint_stand_beside_the_answer(card: tuple[Stage, str]) -> None:
    """B20: concrete open questions beside each field, edited by the company, with hints."""
    made, lead = card
    told = {"prompts": {"en": "What sum is set aside?"}, "hints": {"en": "ask for the year"}}
    made.desk.do(SetDefinition("question", "budget", tuple(told.items())))
    made.panel.show_lead(lead)
    made.settled()
    made.panel.set_focus_mode(True)
    made.panel.answers.ask("budget")
    row = row_of(made, "budget")

    assert row._prompt.isVisible()
    assert row._prompt.text() == "“What sum is set aside?” · ask for the year"
    assert row.edit.accessibleName() == "Budget: What sum is set aside?"


def test_another_lead_closes_what_is_open(card: tuple[Stage, str]) -> None:
    """An answer about one client never names the letter of another."""
    made, _lead = card
    other = capture(made.desk, name="Інша Людина", phone="+380501110000", original="Зовсім інше")
    open_letter(made)

    made.panel.show_lead(other)
    made.settled()

    assert not source_of(made).isVisible()
    assert made.panel.sources.evidence(other) is None


def test_a_question_without_an_answer_says_so(card: tuple[Stage, str]) -> None:
    """Nothing opens silently."""
    made, _lead = card
    QTest.mouseClick(row_of(made, "budget").source, Qt.MouseButton.LeftButton)

    assert made.told[-1].text == "This question was not answered yet"
    made.panel.handlers()["card.evidence"]()
    assert made.told[-1].text == "Nothing was answered yet"


def picture(width: int = 200, height: int = 100) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return buffer.data().data()


def test_a_region_of_a_card_picture_is_outlined_where_it_stands(qtbot: QtBot, tmp_path: Path) -> None:
    """Issue 4, point 2: opens the picture with the region outlined."""
    desk = make_desk()
    desk.attachments = Attachments(tmp_path)
    digest = desk.attachments.put(picture())
    came = Message("chat:1", files=({"name": "card.png", "type": "image/png", "sha256": digest},))
    lead = capture(desk, message=came, channel="messenger", original="Моя візитка")
    desk.do(Answer((lead,), "authority", 3, "директор", evidence={"kind": "card", "box": [20, 10, 100, 50]}))
    made = stage(qtbot, desk, CardPanel, 910, 830)
    made.panel.show_lead(lead)
    made.settled()

    made.panel.sources.open_answer("authority")
    made.settled()

    view = source_of(made).picture
    outlined = view.outlined()
    scale = min(view.width(), 520) / 200
    assert view.isVisible()
    assert outlined.left() == pytest.approx((view.width() - 200 * scale) / 2 + 20 * scale - 3, abs=2)
    assert outlined.width() == pytest.approx(100 * scale + 6, abs=3)
    made.panel.answers.answered.emit("budget", 1, "є кошти")
    made.settled()
    assert kept(made, lead, "budget")["picture"] == digest


def test_a_picture_that_is_not_here_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    """A base from another computer, a damaged file, or no picture at all."""
    desk = make_desk()

    assert read_image(desk, "ab" * 32)[0].isNull()
    desk.attachments = Attachments(tmp_path)
    assert read_image(desk, "ab" * 32)[0].isNull()
    assert read_image(desk, desk.attachments.put(b"\x89PNG no picture"))[0].isNull()


def test_a_large_picture_is_read_small(qtbot: QtBot, tmp_path: Path) -> None:
    """Its memory is bounded, and the outline still knows the pixels of the file."""
    desk = make_desk()
    desk.attachments = Attachments(tmp_path)

    image, ratio = read_image(desk, desk.attachments.put(picture(3200, 400)))

    assert (image.width(), image.height(), ratio) == (1600, 200, 0.5)


def test_ctrl_e_opens_and_closes_from_the_answer_that_is_worked_on(qtbot: QtBot) -> None:
    """UX 4.1: Ctrl+E evidence, in the real window."""
    desk = make_desk()
    lead = capture(desk, original=LETTER, channel="email", email="igor@example.com")
    desk.do(Answer((lead,), "budget", 2, "до 2 млн"))
    clock_of(desk).now += timedelta(minutes=1)
    with at_work(qtbot, desk) as work:
        page = work.window.pages.inbox_page()
        assert page is not None
        page.show_card(lead)
        work.settle()
        page.card.answers.go_to(0)
        held = Qt.KeyboardModifier.ControlModifier

        work.press(Qt.Key.Key_E, held)
        assert page.card.side.source.isVisible()
        work.press(Qt.Key.Key_E, held)
        assert not page.card.side.source.isVisible()


def test_of_many_former_answers_only_the_newest_are_put_into_words(card: tuple[Stage, str]) -> None:
    """Issue 4: a lead of two thousand events paints at once; under the row stand three of them."""
    made, lead = card
    for n in range(6):
        clock_of(made.desk).forward(minutes=1)
        made.desk.do(Answer((lead,), "budget", 1, f"{n} млн"))
    view = made.desk.ask(Card(lead))

    told = former_rows(view, "budget", 3)

    assert [row.text for row in told] == ["1: 4 млн", "1: 3 млн", "1: 2 млн"]
    assert told == former_rows(view, "budget")[:3]
    assert len(former_rows(view, "budget")) == 5
