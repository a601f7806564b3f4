"""Faults of our own: the log names no person, turns over, and never turns one fault into another."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.app.faults import LARGEST, FaultLog, without_people

NOW = datetime(2026, 11, 20, 8, 14, 5, tzinfo=UTC)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[FaultLog]:
    made = FaultLog(tmp_path / "logs", lambda: NOW)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("call +380 67 123 45 67 now", "call ‹phone› now"),
        ("(067) 123-45-67 and 80671234567", "(‹phone› and ‹phone›"),
        ("from olena.k+x@agro-skhid.example.", "from ‹e-mail›."),
        ("postgresql://olena:s3cret@server/base", "postgresql://olena:…@server/base"),
        ('File "desk.py", line 1234, in do', 'File "desk.py", line 1234, in do'),
        ("at 2026-11-20 10:14", "at 2026-11-20 10:14"),
    ],
)
def test_the_log_names_no_phone_no_mail_and_no_password(told: str, written: str) -> None:
    """UX 2, crash: redaction of phones and e-mails."""
    assert without_people(told) == written


@given(st.from_regex(r"\+380\d{9}", fullmatch=True), st.text(st.characters(codec="ascii"), max_size=20))
def test_no_international_number_gets_through(number: str, around: str) -> None:
    """Whatever stands before it, apart by a blank."""
    assert number not in without_people(f"{around} {number}")


def test_a_line_has_its_moment_and_no_person(log: FaultLog) -> None:
    """So that it can be sent as it is."""
    log.write("refused for olena@agro.example")

    assert log.path.read_text("utf8") == "2026-11-20T08:14:05.000+00:00 refused for ‹e-mail›\n"


def test_a_full_log_makes_room_and_keeps_the_last_three(log: FaultLog) -> None:
    """It never grows over a few megabytes."""
    for _turn in range(5):
        log.write("x" * LARGEST)

    names = sorted(path.name for path in log.path.parent.iterdir())
    assert names == ["leaddesk.log", "leaddesk.log.1", "leaddesk.log.2", "leaddesk.log.3"]


def test_a_log_that_cannot_be_written_raises_nothing(tmp_path: Path) -> None:
    """A full or read-only disk: the program goes on."""
    (tmp_path / "logs").write_text("a file where the folder should be")

    FaultLog(tmp_path / "logs", lambda: NOW).write("anything")

    assert (tmp_path / "logs").is_file()


def test_an_uncaught_fault_is_written_and_told_by_its_kind_only(log: FaultLog) -> None:
    """ARCHITECTURE 8.8: details go to the log, a person hears one sentence."""
    heard: list[str] = []
    log.take_over()
    log.told = heard.append

    sys.excepthook(ValueError, ValueError("bad +380671234567"), None)

    assert heard == ["ValueError"]
    assert "ValueError: bad ‹phone›" in log.path.read_text("utf8")


def test_the_hooks_are_given_back(log: FaultLog) -> None:
    """A second program in the same process starts clean."""
    log.take_over()

    log.close()

    assert sys.excepthook is sys.__excepthook__


def test_a_fault_before_the_window_is_at_work_ends_the_pictures(tmp_path: Path) -> None:
    """A program that lost a part of itself says so and ends, rather than showing an empty frame for ever."""
    broken = (
        "import sys; sys.modules['leaddesk.app.opening'] = None; "
        "from leaddesk.__main__ import main; sys.exit(main())"
    )
    words = [
        "--data",
        str(tmp_path),
        "--demo",
        "--platform",
        "offscreen",
        "--screenshot",
        str(tmp_path / "out"),
    ]

    done = subprocess.run(
        [sys.executable, "-c", broken, *words],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert "ModuleNotFoundError" in done.stderr
    assert "is safe" in done.stderr
    assert "leaddesk.app.opening" in (tmp_path / "logs" / "leaddesk.log").read_text("utf8")
