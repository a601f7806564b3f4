"""The dossier on one page, the step in a calendar: files that open without the program."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.actions.answer import Answer
from leaddesk.actions.desk import Desk
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.note import WriteNote
from leaddesk.actions.questions import Card, CardView
from leaddesk.actions.task import AddTask
from leaddesk.texts import LANGUAGES, set_language
from leaddesk.ui.dossier.page import page_html
from leaddesk.ui.dossier.paper import write_pdf
from leaddesk.ui.lead_papers import LeadPapers
from tests.fakes.sample import NOW, capture, make_desk
from tests.ui.panel_scene import Stage, stage


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def told(name: str = "Богдан Поліщук") -> tuple[Desk, str]:
    desk = make_desk()
    lead = capture(desk, name=name, company="ЕнергоБуд", need="варити раму за 20 хв замість години")
    desk.do(
        Answer(
            (lead,),
            "budget",
            2,
            "до 2,6 млн",
            {"kind": "call", "second": 72, "at": "2026-11-20T08:00:00.000Z"},
        )
    )
    desk.do(AddTask((lead,), "Показ на рамі", NOW + timedelta(days=4)))
    return desk, lead


def view_of(desk: Desk, lead: str) -> CardView:
    return desk.ask(Card(lead))


def test_the_page_says_who_what_need_and_where_each_answer_is_known_from() -> None:
    """Issue 4: a one-page dossier; B25: who, when, from what source."""
    desk, lead = told()
    desk.do(HandOver((lead,), "не починайте з ціни", reason="urgent"))
    page = page_html(view_of(desk, lead), NOW)

    for words in (
        "Богдан Поліщук",
        "ЕнергоБуд",
        "+380501234567",
        "варити раму",
        "до 2,6 млн",
        "call at 1:12",
    ):
        assert words in page
    assert "не починайте з ціни" in page
    assert "Показ на рамі" in page


def test_a_leads_words_are_never_read_as_html() -> None:
    """ARCHITECTURE 8.14."""
    desk, lead = told("<script>alert(1)</script>")
    page = page_html(view_of(desk, lead), NOW)

    assert "<script>" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_said_in_the_language_in_force(language: str) -> None:
    """UX: three languages."""
    desk, lead = told()
    set_language(language)
    page = page_html(view_of(desk, lead), NOW)

    assert {"uk": "Потреба", "ru": "Потребность", "en": "Need"}[language] in page


def pages(path: Path) -> int:
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page[^s]", path.read_bytes()))


@pytest.mark.parametrize("notes", [0, 40])
def test_the_file_is_one_page_however_much_is_known(tmp_path: Path, notes: int) -> None:
    """Issue 4: one page, opens without the program."""
    desk, lead = told()
    for n in range(notes):
        desk.do(WriteNote((lead,), f"нотатка {n}"))
    for question in ("authority", "need", "timing", "priority"):
        desk.do(Answer((lead,), question, 1, "дуже довга відповідь " * 40))
    path = tmp_path / "new folder" / "dossier.pdf"
    write_pdf(view_of(desk, lead), path, NOW)

    assert path.read_bytes().startswith(b"%PDF-")
    assert pages(path) == 1


def test_a_full_page_is_set_in_smaller_letters(tmp_path: Path) -> None:
    """Everything stays readable: the history goes first, then the letters get smaller."""
    desk, lead = told()
    small = write_pdf(view_of(desk, lead), tmp_path / "a.pdf", NOW)
    for question in ("authority", "need", "timing", "priority"):
        desk.do(Answer((lead,), question, 1, "дуже довга відповідь " * 60))
    dense = write_pdf(view_of(desk, lead), tmp_path / "b.pdf", NOW)

    assert small == 10
    assert dense < small


def test_a_place_that_cannot_be_written_is_an_error_not_an_empty_success(tmp_path: Path) -> None:
    """RELIABILITY: nothing is said to be saved that is not."""
    desk, lead = told()
    with pytest.raises(OSError, match="directory"):
        write_pdf(view_of(desk, lead), tmp_path, NOW)


# -- Through the window's tools --


@pytest.fixture
def at_work(qtbot: QtBot, tmp_path: Path) -> tuple[Stage, LeadPapers, str, list[QUrl]]:
    desk, lead = told()
    made = stage(qtbot, desk, lambda link: QWidget(), 1366, 700)
    papers = LeadPapers(made.link, lambda: (lead,), made.panel)
    opened: list[QUrl] = []
    papers.folder = tmp_path
    papers.open_url = lambda url: opened.append(url) is None
    papers.ask_path = lambda proposed: str(tmp_path / proposed)
    return made, papers, lead, opened


def test_the_dossier_is_saved_where_the_person_says(
    at_work: tuple[Stage, LeadPapers, str, list[QUrl]], tmp_path: Path
) -> None:
    """UX 4.2: lead.print."""
    made, papers, _lead, _opened = at_work
    papers.handlers()["lead.print"]()
    made.settled()

    assert pages(tmp_path / "Богдан Поліщук.pdf") == 1
    assert made.told[-1].text == f"Dossier saved: {tmp_path / 'Богдан Поліщук.pdf'}"


def test_a_cancelled_dialog_writes_nothing(
    at_work: tuple[Stage, LeadPapers, str, list[QUrl]], tmp_path: Path
) -> None:
    """Esc is no decision."""
    made, papers, _lead, _opened = at_work
    papers.ask_path = lambda proposed: ""
    papers.handlers()["lead.print"]()
    made.settled()

    assert list(tmp_path.iterdir()) == []
    assert made.told == []


def test_the_next_step_is_opened_in_the_calendar_of_this_computer(
    at_work: tuple[Stage, LeadPapers, str, list[QUrl]],
) -> None:
    """Issue 4: .ics."""
    made, papers, _lead, opened = at_work
    papers.handlers()["lead.calendar"]()
    made.settled()

    text = Path(opened[0].toLocalFile()).read_text(encoding="utf8")
    assert "SUMMARY:Показ на рамі: Богдан Поліщук" in text.replace("\n ", "")
    assert "DTSTART:20261124T081405Z" in text


def test_without_a_calendar_the_person_is_told_where_the_file_is(
    at_work: tuple[Stage, LeadPapers, str, list[QUrl]],
) -> None:
    """UX 4.4: what happened, and what to do next."""
    made, papers, _lead, _opened = at_work
    papers.open_url = lambda url: False
    papers.handlers()["lead.calendar"]()
    made.settled()

    assert made.told[-1].text.startswith("No calendar is set up: the step is in ")
