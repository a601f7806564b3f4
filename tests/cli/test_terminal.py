"""What a command writes to: JSON of anything we know, tables that fit, progress that does not flood."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from leaddesk.actions.ports import Progress
from leaddesk.cli.terminal import Meter, Terminal, plain, printable
from leaddesk.cli.words import without_minus
from tests.cli.conftest import speaking


@dataclass
class Seconds:
    """A clock that a test moves."""

    now: float = 0.0
    ticks: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now


def test_json_knows_our_values() -> None:
    """Times are ISO in UTC, decimals text, sets and tuples lists."""
    told = plain(
        {"at": datetime(2026, 11, 20, 8, tzinfo=UTC), "d": Decimal("1.50"), "p": Path("a"), "t": (1, {2})}
    )

    assert json.loads(json.dumps(told)) == {
        "at": "2026-11-20T08:00:00.000Z",
        "d": "1.50",
        "p": "a",
        "t": [1, [2]],
    }


def test_a_table_is_as_wide_as_what_stands_in_it() -> None:
    """Long cells are cut, columns stand under each other, no line ends in blanks."""
    lines = list(Terminal().table(("a", "b"), [("x" * 60, "1"), ("y", "22\\nz")]))

    assert lines[1].startswith("x" * 39 + "…  1")
    assert lines[2] == "y" + " " * 39 + "  22\\nz"
    assert all(line == line.rstrip() for line in lines)


def test_control_signs_become_marks() -> None:
    """A name cannot clear the screen."""
    assert printable("a\x1b[2Jb\tc\nd\x9b") == "a�[2Jb\tc\nd�"


def test_progress_says_how_far_and_how_long_still(capsys: pytest.CaptureFixture[str]) -> None:
    """UX 1.6: N of M, time left; in a pipe only every ten seconds."""
    clock = Seconds()
    meter = Meter("Import", clock, live=False)
    with speaking("en"):
        for step in range(1, 31):
            clock.now = step
            meter(Progress(step * 100, 6000))
        meter.close()

    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "Import: 1,000 of 6,000, 50 s left",
        "Import: 2,000 of 6,000, 40 s left",
        "Import: 3,000 of 6,000, 30 s left",
    ]


def test_progress_in_a_terminal_is_one_line_that_is_cleared(capsys: pytest.CaptureFixture[str]) -> None:
    """Written over itself at most ten times a second."""
    clock = Seconds()
    meter = Meter("Import", clock, live=True)
    with speaking("en"):
        for step in range(1, 101):
            clock.now = step / 100
            meter(Progress(step, None))
        meter.close()

    said = capsys.readouterr().err
    assert "\n" not in said
    assert said.count("Import:") <= 10
    assert said.endswith("\r\x1b[K")


def test_a_search_that_begins_with_a_minus_is_no_option() -> None:
    """`leaddesk list -is:junk`."""
    assert without_minus(["list", "-is:junk", "-x", "--json", "is:hot"]) == [
        "list",
        " -is:junk",
        "-x",
        "--json",
        "is:hot",
    ]
