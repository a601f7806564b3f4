"""What is typed is never lost: not by the cross, not by another lead, not by another language."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.fakes.sample import crowd, fill
from tests.journeys.desk_scene import DeskScene, scene_on

ALT = Qt.KeyboardModifier.AltModifier
WORDS = "about 40 000 this year"


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskScene]:
    """The window with the card of the first of ten leads, the cursor in its second answer, words typed."""
    with ExitStack() as stack:
        made = scene_on(qtbot, f"sqlite:///{tmp_path / 'base.sqlite'}", tmp_path / "data", monkeypatch, stack)
        fill(made.desk, crowd(10))
        made.window.own.open_section("inbox")
        made.panel().open_split("new")
        made.settled(lambda: made.panel().model.rowCount() == 10)
        made.key("O")
        made.settled(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        made.key("2", ALT)
        made.keys(WORDS)
        yield made


def answers(scene: DeskScene, lead: str) -> list[str]:
    """The words of every answer of a lead, as the base has them."""
    return [answer.text for answer in scene.card(lead).lead.answers.values() if answer.text]


def test_words_typed_a_moment_before_the_cross_are_there_afterwards(scene: DeskScene) -> None:
    """RELIABILITY 2: closing waits for what is being typed; there is no button to save."""
    lead = scene.current()
    assert answers(scene, lead) == []

    scene.restart()

    assert answers(scene, lead) == [WORDS]


def test_words_stay_with_their_lead_when_the_next_one_is_opened_at_once(scene: DeskScene) -> None:
    """UX 1.3: Alt+→ in the middle of a sentence keeps it where it was typed."""
    lead = scene.current()

    scene.key(Qt.Key.Key_Right, ALT)
    scene.settled(lambda: scene.current() != lead)

    assert answers(scene, lead) == [WORDS]
    assert answers(scene, scene.current()) == []


def test_words_outlive_a_change_of_language(scene: DeskScene) -> None:
    """UX 5: everything follows at once, and nothing that was typed goes."""
    lead = scene.current()
    window = scene.window

    scene.window.parts.kept.set("language", "uk")
    scene.qtbot.waitUntil(lambda: scene.window is not window)
    scene.settled()

    assert answers(scene, lead) == [WORDS]


def test_words_are_saved_by_themselves_after_a_rest(scene: DeskScene) -> None:
    """UX 1.3: autosave; the cursor stays in the line."""
    lead, line = scene.current(), QApplication.focusWidget()

    scene.qtbot.waitUntil(lambda: answers(scene, lead) == [WORDS], timeout=20_000)
    scene.settled()

    assert QApplication.focusWidget() is line
    assert isinstance(line, QLineEdit)
    assert line.text() == WORDS


def test_another_section_takes_the_words_along(scene: DeskScene) -> None:
    """UX 1.3: the board opened by a command in the middle of a sentence."""
    lead = scene.current()

    scene.key("2", Qt.KeyboardModifier.ControlModifier)
    scene.settled(lambda: scene.window.pages.section == "board")

    assert answers(scene, lead) == [WORDS]
