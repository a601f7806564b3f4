"""Further windows on one base, the card torn off, and where windows stand on which screens."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.actions.questions import Rows
from leaddesk.app.aside import Aside
from leaddesk.app.first_look import FirstLook, screens_now
from leaddesk.app.place import Opening
from leaddesk.app.program import Program
from leaddesk.ui.preferences import MOST_SCREENS, Preferences
from leaddesk.ui.shell import Shell
from leaddesk.ui.theme.tokens import LIGHT
from tests.app.test_window import NOW, options
from tests.fakes.sample import crowd, fill

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """The program at work on a base of its own; again after it was closed."""
    made: list[Program] = []

    def start_one(**more: object) -> Program:
        program = Program(
            options(tmp_path, opening=Opening(data=tmp_path, now=NOW, user="Olena"), **more), qapp
        )
        made.append(program)
        program.show()
        qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
        settle(qtbot, program)
        return program

    yield start_one
    for program in made:
        program.shell.close()
        program.close()
        program.shell.deleteLater()


def settle(qtbot: QtBot, program: Program, until: Callable[[], bool] = lambda: True) -> None:
    qtbot.waitUntil(lambda: program.working.runner.idle() and until(), timeout=20_000)
    QApplication.processEvents()
    qtbot.waitUntil(program.working.runner.idle, timeout=20_000)


def with_leads(start: Callable[..., Program], qtbot: QtBot, n: int = 5) -> Program:
    program = start()
    assert program.window is not None
    fill(program.working.link.runner.desk, crowd(n))
    inbox = program.window.pages.main_panel()
    inbox.reopen()
    settle(qtbot, program, lambda: inbox.model.rowCount() == n)
    return program


def new_window(qtbot: QtBot, program: Program) -> Aside:
    """Ctrl+Shift+N where the focus is."""
    assert program.window is not None
    before = set(program.working.findChildren(Aside))
    program.window.commander.run("view.new_window")
    (made,) = set(program.working.findChildren(Aside)) - before
    settle(qtbot, program)
    return made


def test_a_second_window_shows_its_own_section_of_the_same_base(
    start: Callable[..., Program], qtbot: QtBot
) -> None:
    """UX 2: Ctrl+Shift+N; the board on one screen, the inbox on the other."""
    program = with_leads(start, qtbot)
    aside = new_window(qtbot, program)
    assert program.window is not None

    aside.window.own.open_section("board")
    settle(qtbot, program)

    assert aside.shell.isVisible()
    assert (aside.window.pages.section, program.window.pages.section) == ("board", "inbox")


def test_a_decision_in_one_window_is_seen_in_the_other_and_said_in_one(
    start: Callable[..., Program], qtbot: QtBot
) -> None:
    """C19: both read the same base; the toast stands where the key was pressed."""
    program = with_leads(start, qtbot)
    aside = new_window(qtbot, program)
    assert program.window is not None
    main, other = program.window.pages.main_panel(), aside.window.pages.main_panel()
    settle(qtbot, program, lambda: other.model.rowCount() == 5)

    aside.window.commander.run("lead.take")
    settle(qtbot, program, lambda: main.model.rowCount() == 4 and other.model.rowCount() == 4)

    assert aside.window.frame.toast.isVisible()
    assert not program.window.frame.toast.isVisible()


def test_from_the_card_the_card_alone_is_torn_off(start: Callable[..., Program], qtbot: QtBot) -> None:
    """UX 2: card, board and charts can be torn off; the list of the first window goes its own way."""
    program = with_leads(start, qtbot)
    assert program.window is not None
    page = program.window.pages.inbox_page()
    assert page is not None
    settle(qtbot, program, lambda: page.card is not None)
    page.inbox.view.step(2)
    settle(qtbot, program, lambda: page.lead_id() == page.inbox.view.current_id())
    lead = page.lead_id()
    program.shell.activateWindow()
    page.read_card()
    qtbot.waitUntil(lambda: program.window.pages.panel_of(QApplication.focusWidget()) is page.card)

    aside = new_window(qtbot, program)
    settle(qtbot, program, lambda: aside.window.pages.inbox_page().focused)
    page.inbox.view.step(-2)
    settle(qtbot, program)

    assert aside.window.pages.inbox_page().lead_id() == lead
    assert aside.window.pages.selected_ids() == (lead,)
    assert page.lead_id() != lead


def test_closing_a_further_window_leaves_the_base_open(start: Callable[..., Program], qtbot: QtBot) -> None:
    """Ctrl+W there closes that window only."""
    program = with_leads(start, qtbot)
    aside = new_window(qtbot, program)

    aside.window.commander.run("app.close")
    settle(qtbot, program)
    assert program.window is not None
    program.window.commander.run("lead.take")
    settle(qtbot, program)

    assert program.shell.isVisible()
    assert program.working.link.runner.desk.ask(Rows(program.window.pages.selected_ids()))


def test_closing_the_first_window_ends_them_all(start: Callable[..., Program], qtbot: QtBot) -> None:
    """No window is left behind without a base."""
    program = with_leads(start, qtbot)
    aside = new_window(qtbot, program)

    program.shell.close()

    assert not aside.shell.isVisible()


def test_the_last_section_is_there_again(start: Callable[..., Program], qtbot: QtBot) -> None:
    """UX: restored state."""
    program = start()
    assert program.window is not None
    program.window.own.open_section("board")
    program.shell.close()

    again = start()

    assert again.window is not None
    assert again.window.pages.section == "board"


@pytest.mark.parametrize("section", ["settings", "import", "cards", "nonsense"])
def test_what_was_no_place_of_work_is_not_opened_by_itself(
    start: Callable[..., Program], qtbot: QtBot, section: str
) -> None:
    """A start begins where one works, not in a wizard."""
    program = start()
    program.kept.set("section", section)

    assert program._last_section() == "inbox"


# -- Where a window stands --


def test_each_arrangement_of_screens_has_its_own_place(tmp_path: Path) -> None:
    """UX 2: geometry per screen layout saved; at the office and at home."""
    kept = Preferences(tmp_path / "window.ini")
    kept.keep_geometry("1920x1080+0+0", QByteArray(b"home"))
    kept.keep_geometry("2560x1440+0+0 1920x1080+2560+0", QByteArray(b"office"))

    assert kept.geometry("1920x1080+0+0").data() == b"home"
    assert kept.geometry("2560x1440+0+0 1920x1080+2560+0").data() == b"office"
    assert kept.geometry("1024x600+0+0").isEmpty()


def test_only_the_last_arrangements_are_remembered(tmp_path: Path) -> None:
    """A laptop that meets many projectors does not grow its file for ever."""
    kept = Preferences(tmp_path / "window.ini")
    for n in range(MOST_SCREENS + 3):
        kept.keep_geometry(f"screen {n}", QByteArray(b"x"))
    kept.keep_geometry("screen 5", QByteArray(b"again"))

    told = kept.records("geometry", {})

    assert len(told) == MOST_SCREENS
    assert "screen 0" not in told
    assert list(told)[-1] == "screen 5"


def test_a_window_comes_back_where_it_stood_on_these_screens(qtbot: QtBot, tmp_path: Path) -> None:
    """UX 2: before the first paint, from the file alone."""
    first = Shell(LIGHT, QRect(0, 0, 700, 500).size())
    qtbot.addWidget(first)
    first.show()
    first.setGeometry(40, 30, 720, 520)
    QTest.qWaitForWindowExposed(first)
    kept = Preferences(tmp_path / "window.ini")
    kept.keep_geometry(screens_now(), first.saveGeometry())
    kept.flush()
    second = Shell(LIGHT, QRect(0, 0, 700, 500).size())
    qtbot.addWidget(second)

    FirstLook(tmp_path / "window.ini", None).place(second)

    assert second.size() == first.size()


@pytest.mark.parametrize("kept", ["", "no json", "[]", json.dumps({"a": 1}), '{"x": "%%%"}'])
def test_a_file_with_anything_in_it_places_nothing_and_breaks_nothing(
    qtbot: QtBot, tmp_path: Path, kept: str
) -> None:
    """RELIABILITY 6: the file of preferences may hold anything."""
    made = Preferences(tmp_path / "window.ini")
    made.set("geometry", kept)
    made.flush()
    shell = Shell(LIGHT, QRect(0, 0, 700, 500).size())
    qtbot.addWidget(shell)

    FirstLook(tmp_path / "window.ini", None).place(shell)

    assert shell.size() == QRect(0, 0, 700, 500).size()
