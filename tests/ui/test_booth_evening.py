"""The evening of a show day: the sums add up, one list is cleared by keys, letters and paper (issue 6.9)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from leaddesk.actions.consent import SetConsent
from leaddesk.actions.desk import Desk
from leaddesk.actions.evening import Guest, Guests
from leaddesk.actions.questions import Card
from leaddesk.domain.show import Visit
from leaddesk.texts import set_language
from leaddesk.ui.booth.summary import summary_html
from tests.ui.booth_scene import CTRL, Booth, booth_desk, close, everybody
from tests.ui.card_readings import Reader, Said

K = Qt.Key
KYIV = ZoneInfo("Europe/Kyiv")
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
GUEST = Guest(
    "l", "Левко Дубас", "Агрометал", "+380675550412", "ld@agro.ua", "", "hot", "лазер", "", None, False
)
VISIT = Visit("v", MONDAY, promise="price", due=MONDAY, lead="l", state="done")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    set_language("en")
    made = booth_desk(tmp_path)
    yield made
    close(made)


@pytest.fixture
def booth(qtbot: QtBot, desk: Desk) -> Iterator[Booth]:
    made = Booth(qtbot, desk)
    yield made
    made.end()


def sums(booth: Booth) -> dict[str, str]:
    return {row.text: row.value for row in booth.panel.evening.sums.rows()}


def test_the_sums_tell_pictures_complete_leads_what_lacks_and_next_steps(
    booth: Booth, desk: Desk, tmp_path: Path
) -> None:
    """Issue 6.9: reconciliation of pictures taken, leads complete, missing contacts, next step set."""
    (tmp_path / "card.jpg").write_bytes(b"\xff\xd8\xff picture")
    desk.recogniser = Reader(
        Said(full_name="Irma Kachur", emails=("i@kvant.ua",), confidence={"emails": 0.4})
    )
    booth.visitor("Levko Dubas", "+380675550412", K.Key_F5, K.Key_F8)
    booth.visitor("Nameless Reach", "", K.Key_F8)
    booth.drop([str(tmp_path / "card.jpg")])
    booth.settle(lambda: not booth.panel.keeper.reading())
    booth.press(K.Key_Return)
    booth.settled()
    booth.press(K.Key_E, CTRL)

    assert sums(booth) == {
        "Visitors written down": "3",
        "Pictures taken": "1",
        "Leads complete": "1",
        "Next step decided": "2",
        "no contact": "1",
        "read without certainty": "1",
        "No next step yet": "1",
    }
    assert len(booth.panel.evening.mend.rows.rows()) == 2


def test_the_list_is_cleared_by_keys_alone(booth: Booth, desk: Desk) -> None:
    """Issue 6.9: Enter takes the visitor, what lacked is typed, Enter saves; no second lead or touch."""
    booth.visitor("Levko Dubas", "", K.Key_F5, K.Key_F8)
    booth.press(K.Key_E, CTRL)
    booth.press(K.Key_Return)
    taken = booth.panel.form.fields["name"].text()
    booth.write("phone", "+380675550412")
    booth.press(K.Key_Return)
    booth.settled()
    booth.press(K.Key_E, CTRL)
    (row,) = everybody(desk)
    lead = desk.ask(Card(row.id)).lead

    assert taken == "Levko Dubas"
    assert (row.phone, row.place, len(lead.touches), len(lead.open_tasks)) == ("+380675550412", None, 1, 1)
    assert booth.panel.evening.mend.rows.rows() == ()
    assert booth.panel.evening.clear.text() == "Everybody is complete"
    booth.panel.evening.take_focus()
    booth.press(K.Key_Escape)
    assert booth.panel.stack.currentWidget() is booth.panel.work


def test_a_field_that_was_read_wrongly_is_put_right_and_not_added(
    booth: Booth, desk: Desk, tmp_path: Path
) -> None:
    """B18: a correction wins: the wrong number is marked, the name and the company are the typed ones."""
    (tmp_path / "card.jpg").write_bytes(b"\xff\xd8\xff picture")
    said = Said(full_name="Irma Kachu", company="Kvanf", emails=("i@kvanf.ua",), confidence={"emails": 0.4})
    desk.recogniser = Reader(said)
    booth.drop([str(tmp_path / "card.jpg")])
    booth.settle(lambda: not booth.panel.keeper.reading())
    booth.press(K.Key_F8)
    booth.press(K.Key_Return)
    booth.settled()
    booth.panel._open(booth.panel.keeper.to_mend()[0].id)
    for key, text in (("name", "Irma Kachur"), ("company", "Kvant"), ("email", "i@kvant.ua")):
        booth.panel.form.fields[key].clear()
        booth.panel.keeper.typed(key, "")
        booth.write(key, text)
    booth.press(K.Key_Return)
    booth.settled()
    (row,) = everybody(desk)
    person = desk.ask(Card(row.id)).person
    assert person is not None

    assert (row.name, row.company, row.email) == ("Irma Kachur", "Kvant", "i@kvant.ua")
    assert {c.value: c.mark for c in person.contacts} == {"i@kvant.ua": None, "i@kvanf.ua": "wrong"}
    assert booth.panel.keeper.to_mend() == []


# -- Letters --


def test_letters_are_written_from_the_screen_and_said_to_be_drafts(
    booth: Booth, desk: Desk, tmp_path: Path
) -> None:
    """Nothing is sent by itself; the folder is named by show and day."""
    booth.write("email", "ld@agro.ua")
    booth.visitor("Levko Dubas", "+380675550412", K.Key_F8)
    booth.write("email", "no@agro.ua")
    booth.visitor("Irma Kachur", "+380675550413", K.Key_F8)
    refused = next(row.id for row in everybody(desk) if row.name == "Irma Kachur")
    desk.do(SetConsent((refused,), "no"))
    booth.press(K.Key_E, CTRL)
    booth.panel.evening.write_letters(tmp_path / "out")
    booth.settle(lambda: "none was sent" in booth.toast())
    (folder,) = (tmp_path / "out").iterdir()

    assert folder.name == "ІнтерТул-2026-2026-11-20"
    assert len(list(folder.iterdir())) == 1


# -- Paper --


def test_the_day_is_printed_and_no_word_of_a_visitor_is_read_as_html(
    booth: Booth, desk: Desk, tmp_path: Path
) -> None:
    """Issue 6.9: a summary to print; ARCHITECTURE 8.14."""
    booth.visitor("<b>Levko</b> & Co", "+380675550412", K.Key_F5, K.Key_F8)
    visits = booth.panel.keeper.today()
    guests = desk.ask(Guests((visits[0].lead, "0" * 32)))
    show = booth.panel.keeper.show()
    assert show is not None
    from leaddesk.domain.show import reckon

    html = summary_html(show, reckon(visits), visits, guests, booth.link.definitions, booth.link.now())
    booth.panel.evening.write_summary(tmp_path / "day.pdf")
    booth.settle(lambda: "day.pdf" in booth.toast())

    assert "&lt;b&gt;Levko&lt;/b&gt; &amp; Co" in html
    assert "+380675550412" in html
    assert list(guests) == [visits[0].lead]
    assert (tmp_path / "day.pdf").read_bytes().startswith(b"%PDF")
    (tmp_path / "file").write_bytes(b"")
    booth.panel.evening.write_summary(tmp_path / "file" / "day.pdf")
    booth.settle(lambda: booth.toast().startswith("Not saved"))
    assert (tmp_path / "file").read_bytes() == b""
