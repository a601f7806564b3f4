"""One program for a data folder: the second start hands its files over, a crash leaves nothing in the way."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from leaddesk.app import alone as module
from leaddesk.app.alone import may_run, name_of
from leaddesk.app.place import Opening
from leaddesk.app.single import Single, pass_on

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from leaddesk.app.place import Opening
from leaddesk.app.single import pass_on
app = QCoreApplication([])
sys.exit(0 if pass_on(Opening(data=Path(sys.argv[1])), sys.argv[2:]) else 3)
"""
CRASH = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from leaddesk.app.place import Opening
from leaddesk.app.single import Single
app = QCoreApplication([])
made = Single(Opening(data=Path(sys.argv[1])))
assert made.is_listening()
os._exit(9)
"""


@pytest.fixture
def opening(tmp_path: Path) -> Opening:
    return Opening(data=tmp_path)


@pytest.fixture
def first(qapp: object, opening: Opening) -> Iterator[Single]:
    """The program that runs already."""
    made = Single(opening)
    yield made
    made.close()
    made.deleteLater()


def second_start(qtbot: QtBot, folder: Path, *files: str) -> int:
    """Another process at this folder; its exit status: 0 handed over, 3 nobody answered."""
    child = subprocess.Popen([sys.executable, "-c", SECOND, str(folder), *files])
    qtbot.waitUntil(lambda: child.poll() is not None, timeout=20_000)
    return child.returncode


def test_a_second_start_hands_its_files_over(qtbot: QtBot, first: Single, tmp_path: Path) -> None:
    """UX 2: second start passes files and raises the window."""
    heard: list[list[str]] = []
    first.started.connect(heard.append)

    status = second_start(qtbot, tmp_path, "/cards/Їжак 1.jpg", "leads.csv")

    assert (status, heard) == (0, [["/cards/Їжак 1.jpg", "leads.csv"]])


def test_a_second_start_without_files_still_raises_the_window(
    qtbot: QtBot, first: Single, tmp_path: Path
) -> None:
    """UX 2: a click on the icon of a program that is hidden behind others."""
    heard: list[list[str]] = []
    first.started.connect(heard.append)

    assert second_start(qtbot, tmp_path) == 0
    assert heard == [[]]


def test_another_folder_is_another_program(qtbot: QtBot, first: Single, tmp_path: Path) -> None:
    """UX 2: a stick at the trade show beside the base of the office."""
    other = tmp_path / "stick"
    other.mkdir()

    assert second_start(qtbot, other) == 3


def test_a_name_depends_on_person_folder_and_base(
    opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """UX 2: two users on one machine are independent, and so are two bases."""
    mine = name_of(opening)
    shared = name_of(replace(opening, url="postgresql://server/base"))
    monkeypatch.setattr(module.getpass, "getuser", lambda: "somebody else")

    assert len({mine, shared, name_of(opening), name_of(Opening(data=tmp_path / "b"))}) == 4


def test_after_a_crash_the_socket_that_was_left_is_no_obstacle(
    qtbot: QtBot, opening: Opening, tmp_path: Path
) -> None:
    """UX 2: stale socket after a crash recovered."""
    child = subprocess.Popen([sys.executable, "-c", CRASH, str(tmp_path)])
    qtbot.waitUntil(lambda: child.poll() is not None, timeout=20_000)
    assert child.returncode == 9
    assert not pass_on(opening, [])

    made = Single(opening)
    listening, answered = made.is_listening(), second_start(qtbot, tmp_path)
    made.close()

    assert (listening, answered) == (True, 0)


def test_once_it_is_closed_nobody_answers(qtbot: QtBot, opening: Opening, tmp_path: Path) -> None:
    """The next start opens a window of its own."""
    made = Single(opening)
    made.close()

    assert second_start(qtbot, tmp_path) == 3


@pytest.mark.parametrize("line", [b"\xff\xfe\n", b"{not json\n", b'{"a": 1}\n', b"[1, null]\n"])
def test_what_another_program_says_there_stops_nothing(
    qtbot: QtBot, first: Single, opening: Opening, line: bytes
) -> None:
    """RELIABILITY 6: foreign bytes are data; the next start is heard all the same."""
    heard: list[list[str]] = []
    first.started.connect(heard.append)
    socket = QLocalSocket()
    socket.connectToServer(name_of(opening))
    assert socket.waitForConnected(1000)
    socket.write(line)
    socket.flush()
    qtbot.waitUntil(lambda: bool(heard) or socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    socket.abort()

    assert heard in ([], [[]])
    assert first.is_listening()


@pytest.fixture
def short_folder() -> Iterator[str]:
    """A folder in which the name of a socket has room: a path of it is 107 bytes at most."""
    with TemporaryDirectory(prefix="ld") as folder:
        yield folder


def test_a_start_asks_nobody_where_nobody_can_be(
    tmp_path: Path, short_folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PERFORMANCE P1: the window is not kept waiting for the library of networks."""
    monkeypatch.setenv("TMPDIR", short_folder)
    opening = Opening(data=tmp_path)
    assert not may_run(opening)

    single = Single(opening)

    assert may_run(opening)
    assert not may_run(Opening(data=tmp_path / "other"))
    single.close()
    assert not may_run(opening)
