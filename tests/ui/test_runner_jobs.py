"""What a long job writes is shown while it runs: its first rows at once, then now and again (P3, UX 1.6)."""

from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from leaddesk.actions.files import Said
from leaddesk.actions.ports import Change, Progress
from leaddesk.ui.runner import Runner
from tests.fakes.sample import capture
from tests.ui.capture_scene import CaptureScene, capture_scene


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> CaptureScene:
    made = capture_scene(qtbot, tmp_path)
    made.runner.start()
    made.settled()
    return made


def told_by(runner: Runner) -> list[Change]:
    """What the panels hear."""
    found: list[Change] = []
    runner.changed.connect(found.append)
    return found


def test_the_first_rows_of_a_job_are_announced_while_it_goes_on(scene: CaptureScene) -> None:
    """P3: whoever has the list open sees them; the job needs not end for that."""
    told, on = told_by(scene.runner), Event()

    def work(said: Said) -> None:
        capture(scene.desk)
        said(Progress(1, 10))
        assert on.wait(30)

    scene.runner.job(lambda said, _stop: work(said), lambda _done: None, scene.window)
    try:
        scene.qtbot.waitUntil(lambda: bool(told), timeout=20_000)
        running = not scene.runner.idle()
    finally:
        on.set()
    scene.settled()

    assert running
    assert "outside" in told[0].topics


def test_further_progress_of_a_job_is_no_reason_to_read_lists_anew(scene: CaptureScene) -> None:
    """An import says a thousand times how far it is."""
    told = told_by(scene.runner)

    def work(said: Said) -> None:
        for done in range(1, 30):
            capture(scene.desk, phone=f"+3806712345{done:02d}")
            said(Progress(done, 30))

    scene.runner.job(lambda said, _stop: work(said), lambda _done: None, scene.window)
    scene.settled()

    assert len(told) <= 2


def test_a_look_that_writes_nothing_changes_nothing(scene: CaptureScene) -> None:
    """A rehearsal has progress too."""
    told = told_by(scene.runner)

    scene.runner.job(lambda said, _stop: said(Progress(1, 10)), lambda _done: None, scene.window)
    scene.settled()

    assert told == []
