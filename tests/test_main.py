"""The way in: whatever prevents the start is said in one sentence, never as a traceback."""

import subprocess
import sys
import types

import pytest

from leaddesk import __main__ as way_in


def door_that(act: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a door of our own behind the way in."""
    door = types.ModuleType("leaddesk.cli.door")
    door.main = act
    monkeypatch.setitem(sys.modules, "leaddesk.cli.door", door)


def raising(error: BaseException) -> object:
    def act() -> int:
        raise error

    return act


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            ImportError("libGL.so.1: cannot open shared object file: No such file"),
            ("libGL.so.1", "./dev run"),
        ),
        (ModuleNotFoundError("No module named 'pandas'", name="pandas"), ("pandas", "pip install")),
        (FileNotFoundError("resources/texts"), ("resources/texts", "is safe")),
        (PermissionError(13, "Permission denied", "base.sqlite"), ("base.sqlite", "start again")),
    ],
)
def test_a_start_that_fails_says_what_happened_what_is_safe_and_what_to_do(
    error: Exception,
    words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """ARCHITECTURE 8.8, CLI.md: status 1 and one line."""
    door_that(raising(error), monkeypatch)

    status = way_in.main()

    said = capsys.readouterr().err
    assert status == 1
    assert said.count("\n") == 1
    assert all(word in said for word in words)


@pytest.mark.parametrize("status", [0, 1, 2])
def test_the_status_of_the_door_is_the_status_of_the_program(
    status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CLI.md: 0 done, 1 refused or failed, 2 wrong usage."""
    door_that(lambda: status, monkeypatch)

    assert way_in.main() == status


def test_ctrl_c_ends_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An interrupted command has the status that shells expect, 128 + SIGINT."""
    door_that(raising(KeyboardInterrupt()), monkeypatch)

    assert way_in.main() == 130
    assert capsys.readouterr().err == ""


def test_a_reader_that_goes_away_is_no_error() -> None:
    """`leaddesk list | head -1` ends quietly."""
    code = (
        "import sys, types\n"
        "door = types.ModuleType('leaddesk.cli.door')\n"
        "def main():\n"
        "    for _ in range(100000): print('a row of the list')\n"
        "    return 0\n"
        "door.main = main\n"
        "sys.modules['leaddesk.cli.door'] = door\n"
        "import leaddesk.__main__ as way_in\n"
        "sys.exit(way_in.main())\n"
    )

    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        first = child.stdout.readline()
        child.stdout.close()
        complaint = child.stderr.read()

    assert first == "a row of the list\n"
    assert complaint == ""
    assert child.returncode == 0
