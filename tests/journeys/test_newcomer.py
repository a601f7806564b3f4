"""Journey 10: a newcomer's first minute on sample leads, the drill of keys, and the way back to real work."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from leaddesk.actions.questions import SplitCounts
from leaddesk.app.bases import is_training
from leaddesk.app.opening import TRAINING
from leaddesk.ui.drill import STEPS
from leaddesk.ui.first_start.panel import FirstStart
from leaddesk.ui.kit.strip import Strip
from tests.journeys.desk_scene import DeskScene, bare_options, scene_with
from tests.journeys.hands import Hands

MOST_PRESSES = 10
CTRL = Qt.KeyboardModifier.ControlModifier
ANSWERS = {
    "lead.next": "J",
    "lead.take": "W",
    "app.undo": "Z",
    "lead.contact_result": "R1",
    "lead.snooze": "H3",
    "lead.nurture": "N1",
    "lead.archive": "E1",
    "lead.junk": "#4",
    "search.focus": "/",
}


@pytest.fixture
def scene(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> Iterator[DeskScene]:
    """A program that was never started on this computer."""
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    with ExitStack() as stack:
        yield scene_with(qtbot, bare_options, monkeypatch, stack)


@pytest.fixture
def hands(qapp: QApplication) -> Iterator[Hands]:
    with Hands(qapp) as made:
        yield made


def first_page(scene: DeskScene) -> FirstStart:
    assert scene.program is not None
    page = scene.program.shell.content()
    assert isinstance(page, FirstStart)
    return page


def on_samples(scene: DeskScene) -> None:
    """First start, the sample chosen by mouse, the name that the system knows or one typed, Enter."""
    scene.show()
    page = first_page(scene)
    scene.qtbot.mouseClick(page.places.button(2), Qt.MouseButton.LeftButton)
    page.name.setText("Maria Bondar")
    scene.press(page.name, Qt.Key.Key_Return)
    scene.at_work()
    scene.settled(lambda: bool(scene.current()))


def on_own_base(scene: DeskScene) -> None:
    """First start with a base of one's own."""
    scene.show()
    page = first_page(scene)
    page.name.setText("Maria Bondar")
    scene.press(page.name, Qt.Key.Key_Return)
    scene.at_work()


def wish(scene: DeskScene, command: str) -> None:
    """A command that may change the base under the window; wait until one is at work again."""
    before = scene.program.window if scene.program else None
    scene.window.commander.run(command)
    program = scene.program
    scene.qtbot.waitUntil(
        lambda: program is not None and program.window not in (None, before), timeout=60_000
    )
    scene.settled()


def said_sample(scene: DeskScene) -> bool:
    """Whether the window says that nothing is real."""
    return any(
        strip.isVisible() and strip.accessibleName().startswith("Sample leads")
        for strip in scene.window.findChildren(Strip)
    )


def test_from_the_first_start_to_the_first_decision_in_ten_presses(scene: DeskScene, hands: Hands) -> None:
    """Journey 10: sample base, first decision with at most ten clicks and keys, without a manual."""
    on_samples(scene)
    lead = scene.current()
    # What the name costs is typing, which is not counted; the system's own name usually stands there.

    scene.key("W")
    scene.settled(lambda: scene.row(lead).owner is not None)

    assert hands.keys + hands.clicks <= MOST_PRESSES
    assert scene.desk.ask(SplitCounts())["hot"] > 5
    assert said_sample(scene)


def test_the_sample_never_mixes_with_real_leads(scene: DeskScene, data_dir: Path) -> None:
    """Journey 10: the sample is a base of its own; going there and back leaves the real one untouched."""
    on_own_base(scene)
    me = scene.desk.session.user
    own = scene.count("")

    wish(scene, "help.sample_data")
    inside = (scene.count("") > 50, said_sample(scene), scene.desk.session.user.name)
    wish(scene, "help.sample_data")

    assert own == 0
    assert inside == (True, True, "Maria Bondar")
    assert (scene.count(""), said_sample(scene), scene.desk.session.user) == (0, False, me)
    assert (data_dir / TRAINING).exists()


def test_an_empty_inbox_offers_the_sample_beside_import_and_a_line(scene: DeskScene) -> None:
    """UX 4.4, first inbox: import, sample, quick add."""
    on_own_base(scene)
    state = scene.panel().around._state
    offered = [button.text() for button in state.findChildren(QAbstractButton)]
    before = scene.window
    program = scene.program
    assert program is not None

    next(b for b in state.findChildren(QAbstractButton) if b.text() == "Look at sample leads").click()
    scene.qtbot.waitUntil(lambda: program.window not in (None, before), timeout=60_000)
    scene.settled()

    assert offered == ["Import a file", "Add a lead", "Look at sample leads"]
    assert said_sample(scene)


def test_after_the_sample_the_next_start_opens_the_own_base(scene: DeskScene) -> None:
    """Whoever closes the window in the middle of the practice begins the day with their own leads."""
    on_own_base(scene)
    wish(scene, "help.sample_data")

    scene.close()
    scene.show()
    scene.at_work()

    assert not said_sample(scene)
    assert scene.count("") == 0


def test_the_sample_is_thrown_away_by_one_command(scene: DeskScene, data_dir: Path) -> None:
    """Journey 10: sample base removed in one command, from inside it too."""
    on_own_base(scene)
    wish(scene, "help.sample_data")

    wish(scene, "help.sample_remove")

    assert list(data_dir.glob(f"{TRAINING}*")) == []
    assert not said_sample(scene)


def test_whoever_began_with_the_sample_makes_a_base_of_their_own_afterwards(scene: DeskScene) -> None:
    """The three answers come again, because there is nothing to go back to."""
    on_samples(scene)
    scene.window.commander.run("help.sample_data")
    program = scene.program
    assert program is not None
    scene.qtbot.waitUntil(lambda: isinstance(program.shell.content(), FirstStart), timeout=60_000)

    assert not is_training(program.opening)


def answer(scene: DeskScene, keys: str) -> None:
    for key in keys:
        scene.key(Qt.Key.Key_Delete if key == "#" else key)
        QApplication.processEvents()
    scene.settled()


def test_the_drill_asks_for_ten_keys_and_counts_what_was_known(scene: DeskScene) -> None:
    """Journey 10: a drill of two minutes on sample leads, each wish answered by its key."""
    on_samples(scene)
    scene.window.commander.run("help.training")
    drill = scene.window.drill
    scene.settled(drill.running)
    known: list[int] = []
    drill.ended.connect(known.append)

    for command, _wish in STEPS[:-1]:
        answer(scene, ANSWERS[command])
    scene.key("K", CTRL)
    QApplication.processEvents()

    assert known == [10]
    assert not drill.running()


def test_a_wrong_key_shows_the_right_one_and_is_not_counted(scene: DeskScene) -> None:
    """The drill teaches: after W where J was asked, the key stands in the line."""
    on_samples(scene)
    scene.window.commander.run("help.training")
    drill = scene.window.drill
    scene.settled(drill.running)

    answer(scene, "W")
    hinted = drill.strip()._strip.key
    answer(scene, "J")

    assert hinted == "J"
    assert drill.strip()._strip.lead == "2 of 10"
    drill.end()


def test_the_drill_asked_for_at_real_work_goes_to_the_sample_first(scene: DeskScene) -> None:
    """Nobody practises on real clients."""
    on_own_base(scene)

    wish(scene, "help.training")

    assert said_sample(scene)
    assert scene.window.drill.running()
    scene.window.drill.end()
