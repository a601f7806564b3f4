"""The first day of a person: three answers, the first lead, and the next morning everything is as it was."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from leaddesk.actions.questions import Defined, People
from leaddesk.texts import language
from leaddesk.ui.capture.quick_add import QuickAdd
from leaddesk.ui.first_start.panel import FirstStart
from tests.journeys.desk_scene import DeskScene, bare_options, scene_with

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def scene(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> Iterator[DeskScene]:
    """A program that was never started on this computer."""
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    with ExitStack() as stack:
        yield scene_with(qtbot, bare_options, monkeypatch, stack)


def first_page(scene: DeskScene) -> FirstStart:
    """The page of the three answers as it is now."""
    assert scene.program is not None
    page = scene.program.shell.content()
    assert isinstance(page, FirstStart)
    return page


def answer(scene: DeskScene, name: str) -> None:
    """The name where the cursor stands, Enter."""
    page = first_page(scene)
    scene.qtbot.waitUntil(lambda: QApplication.focusWidget() is page.name)
    page.name.selectAll()
    scene.type_into(page.name, name)
    scene.press(page.name, Qt.Key.Key_Return)
    scene.at_work()


def add_lead(scene: DeskScene, line: str) -> None:
    """Ctrl+N, the line, Enter."""
    scene.key(Qt.Key.Key_N, CTRL)
    scene.settled(lambda: isinstance(scene.overlay(), QuickAdd))
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    scene.keys(line)
    scene.key(Qt.Key.Key_Return)
    scene.settled(lambda: scene.overlay() is None)


def test_three_answers_then_a_lead_and_all_is_there_next_morning(scene: DeskScene, data_dir: Path) -> None:
    """Journey 1: from nothing to the first lead in one sitting; nothing is asked twice."""
    scene.show()
    answer(scene, "Maria Bondar")
    add_lead(scene, "John Miller +442079460018 needs a roof")
    me = scene.desk.session.user

    scene.restart()

    assert (data_dir / "leaddesk.sqlite").exists()
    assert (me.name, me.roles) == ("Maria Bondar", ("lead_generator", "admin"))
    assert scene.desk.session.user == me
    assert [user.name for user in scene.desk.ask(People())] == ["Maria Bondar"]
    assert scene.count("miller") == 1
    assert scene.row(scene.current()).name == "John Miller"


def test_the_language_chosen_first_is_that_of_every_later_start(scene: DeskScene) -> None:
    """UX 5: the page follows at once and keeps what was typed; the window opens in it, today and tomorrow."""
    scene.show()
    page = first_page(scene)
    page.name.setText("Ірина")
    page.languages.button(0).click()
    scene.qtbot.waitUntil(lambda: first_page(scene) is not page)
    assert first_page(scene).name.text() == "Ірина"
    answer(scene, "Iryna Tkach")
    titled = scene.window.pages.title()

    scene.restart()

    assert language() == "uk"
    assert (titled, scene.window.pages.title()) == ("Вхідні", "Вхідні")


def test_training_never_touches_the_own_base(scene: DeskScene, data_dir: Path) -> None:
    """Leads to try things on, some in every queue, lie in a base of their own, and are opened again."""
    scene.show()
    first_page(scene).places.button(2).click()
    answer(scene, "Maria Bondar")
    leads = scene.count("")

    scene.restart()

    assert scene.count("is:new") > 0
    assert leads > 100
    assert scene.count("") == leads
    assert not (data_dir / "leaddesk.sqlite").exists()


def test_the_working_hours_of_the_page_are_those_of_the_norm(scene: DeskScene) -> None:
    """B2: the clock of the norm stands still outside the hours that a person has answered."""
    scene.show()
    page = first_page(scene)
    page.begins.setText("8")
    page.ends.setText("16:30")
    answer(scene, "Maria Bondar")

    settings = scene.desk.ask(Defined()).settings

    assert (settings["work_from"], settings["work_to"]) == ("08:00", "16:30")
