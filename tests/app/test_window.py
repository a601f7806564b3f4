"""The program with its window: pictures, first start, restart, a base that does not open, the end."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.app.beginning import newest_backup, trouble_page
from leaddesk.app.faults import FaultLog
from leaddesk.app.place import Opening
from leaddesk.app.program import Program
from leaddesk.domain.refusals import BaseRefused
from leaddesk.texts import set_language
from leaddesk.ui.first_start.panel import FirstStart
from leaddesk.ui.kit.button import Button
from leaddesk.ui.shell import in_sight
from leaddesk.ui.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 20, 8, 14, 5, tzinfo=UTC)


def options(folder: Path, **more: object) -> argparse.Namespace:
    given: dict[str, object] = {
        "demo": False,
        "platform": None,
        "theme": None,
        "size": (1366, 700),
        "screenshot": None,
        "screens": "",
        "lang": "en",
        "data": str(folder),
        "json": False,
        "opening": Opening(data=folder, now=NOW),
    }
    return argparse.Namespace(**(given | more))


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    made: list[Program] = []

    def start_one(**more: object) -> Program:
        program = Program(options(tmp_path, **more), qapp)
        made.append(program)
        program.show()
        return program

    yield start_one
    for program in made:
        program.shell.close()
        program.close()
        program.shell.deleteLater()


def begin(program: Program, qtbot: QtBot, name: str = "Iryna Tkach") -> None:
    """Answer the first start and wait for the window at work."""
    qtbot.waitUntil(lambda: isinstance(program.shell.content(), FirstStart), timeout=10_000)
    page = program.shell.content()
    assert isinstance(page, FirstStart)
    page.name.setText(name)
    with qtbot.waitSignal(program.at_work, timeout=20_000):
        page.begin()


def test_a_new_base_begins_with_three_answers_and_opens_the_inbox(
    start: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    """Screen 15, journey 10."""
    program = start()

    begin(program, qtbot)

    assert program.window is not None
    assert program.window.link.me.name == "Iryna Tkach"
    assert program.window.pages.section == "inbox"
    assert (tmp_path / "leaddesk.sqlite").exists()


def test_a_restart_asks_nothing_and_seats_the_same_person(
    start: Callable[..., Program], qtbot: QtBot
) -> None:
    """What was answered once stays."""
    first = start()
    begin(first, qtbot)
    first.shell.close()

    again = start()
    qtbot.waitUntil(lambda: again.window is not None, timeout=20_000)

    assert again.window is not None
    assert again.window.link.me.name == "Iryna Tkach"


def test_a_named_user_needs_no_first_start(
    start: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    """Issue 2: first start, or `--as NAME`."""
    program = start(opening=Opening(data=tmp_path, now=NOW, user="Olena"))

    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)

    assert program.window is not None
    assert program.window.link.me.name == "Olena"


def test_another_language_is_put_on_without_a_restart(start: Callable[..., Program], qtbot: QtBot) -> None:
    """Everything follows at once, the section stays."""
    program = start()
    begin(program, qtbot)
    before = program.window

    program.kept.set("language", "uk")
    qtbot.waitUntil(lambda: program.window is not before, timeout=20_000)

    assert program.window is not None
    title = program.window.frame.bar.title.text()
    set_language("en")
    assert title == "Вхідні"


def test_a_file_that_is_no_base_says_what_is_safe_and_offers_another(
    start: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    """UX 4.4, error states: what happened, what is safe, one primary act."""
    bad = tmp_path / "leaddesk.sqlite"
    bad.write_bytes(b"this is no database, and long enough to be read as one" * 40)
    program = start()

    with qtbot.waitSignal(program.troubled, timeout=20_000):
        pass

    page = program.shell.content()
    assert isinstance(page, Trouble)
    assert page.accessibleName()
    assert bad.read_bytes().startswith(b"this is no database")


@pytest.mark.parametrize(
    "key",
    [
        "base.newer",
        "base.locked",
        "base.read_only",
        "base.full",
        "base.damaged",
        "base.not_a_base",
        "base.url",
    ],
)
def test_every_base_that_does_not_open_has_its_page(key: str, tmp_path: Path, qtbot: QtBot) -> None:
    """Issue 2.6 (6): each gets its message; details can be copied, without personal data."""
    set_language("en")
    log = FaultLog(tmp_path, lambda: NOW)
    error = BaseRefused(key, path="x.sqlite", url="x", reason="from olena@agro.example")

    page = trouble_page(error, Opening(data=tmp_path), log)

    qtbot.addWidget(page)
    assert page.accessibleName()
    assert "olena@agro.example" not in page.details.toPlainText()
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.take_focus()
    button = QApplication.focusWidget()
    assert isinstance(button, Button)
    heard: list[str] = []
    page.chosen.connect(heard.append)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert heard
    assert heard[0] in ("again", "other", "restore", "quit")


def test_a_fault_of_our_own_goes_to_the_log(tmp_path: Path, qtbot: QtBot) -> None:
    """The page names the file, not the fault's words."""
    set_language("en")
    log = FaultLog(tmp_path, lambda: NOW)

    page = trouble_page(ValueError("secret words"), Opening(data=tmp_path), log)

    qtbot.addWidget(page)
    assert "ValueError: secret words" in log.path.read_text("utf8")
    assert QGuiApplication.clipboard() is not None


def test_the_newest_copy_is_the_one_to_restore(tmp_path: Path) -> None:
    """A damaged base offers its last backup."""
    assert newest_backup(tmp_path / "leaddesk.sqlite") is None
    (tmp_path / "backups").mkdir()
    for day in ("20261118-090000", "20261120-090000", "20261119-090000"):
        (tmp_path / "backups" / f"leaddesk-{day}.sqlite").touch()

    found = newest_backup(tmp_path / "leaddesk.sqlite")

    assert found is not None
    assert found.name == "leaddesk-20261120-090000.sqlite"


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ((3000, 100, 1366, 700), (554, 100, 1366, 700)),
        ((-900, -50, 1366, 700), (0, 0, 1366, 700)),
        ((10, 10, 4000, 3000), (0, 0, 1920, 1080)),
        ((100, 80, 800, 600), (100, 80, 800, 600)),
    ],
)
def test_a_window_of_an_unplugged_screen_comes_back_in_sight(
    wanted: tuple[int, int, int, int], there: tuple[int, int, int, int]
) -> None:
    """UX 2: off-screen geometry is clamped."""
    assert in_sight(QRect(*wanted), QRect(0, 0, 1920, 1080)) == QRect(*there)


def test_pictures_of_the_sample_are_painted_and_listed(tmp_path: Path) -> None:
    """CLI.md: `--screenshot` renders each named screen and ends; `--json` lists the files."""
    done = subprocess.run(
        [
            *(
                sys.executable,
                "-m",
                "leaddesk",
                "--demo",
                "--platform",
                "offscreen",
                "--json",
                "--lang",
                "uk",
            ),
            *("--size", "1366x700", "--screens", "first_start,inbox,palette"),
            *("--screenshot", str(tmp_path / "shots")),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "LEADDESK_DATA": str(tmp_path / "data")},
    )

    assert done.returncode == 0, done.stderr
    files = [Path(file) for file in json.loads(done.stdout)]
    assert [file.name for file in files] == ["inbox.png", "palette.png", "first_start.png"]
    for file in files:
        image = QImage(str(file))
        assert (image.width(), image.height()) == (1366, 700)
        assert file.stat().st_size > 10_000
    assert not (tmp_path / "data" / "leaddesk.sqlite").exists()


def test_a_screen_that_does_not_exist_is_said(tmp_path: Path) -> None:
    """Exit status 1, the others are painted."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "leaddesk", "--demo", "--platform", "offscreen", "--lang", "en"),
            *("--screens", "inbox,moon", "--screenshot", str(tmp_path / "shots")),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "LEADDESK_DATA": str(tmp_path / "data")},
    )

    assert done.returncode == 1
    assert "moon" in done.stderr
    assert (tmp_path / "shots" / "inbox.png").exists()
