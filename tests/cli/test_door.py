"""The door: options before and after a command, exit statuses, languages, one sentence for a refusal."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leaddesk.cli import door
from leaddesk.cli.typed import day, moment, size
from tests.cli.conftest import Shell


@pytest.mark.parametrize("command", sorted(door.COMMANDS))
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """CLI.md: each command works without a display."""
    status = door.main([command, "--help", "--lang", "en"])

    said = capsys.readouterr().out
    assert status == 0
    assert f"usage: leaddesk {command}" in said
    assert "--db URL" in said


def test_help_without_a_command_lists_them_all(capsys: pytest.CaptureFixture[str]) -> None:
    """The first thing that somebody types."""
    assert door.main(["--help"]) == 0

    said = capsys.readouterr().out
    assert all(f"    {command}" in said for command in door.COMMANDS)


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["list", "--limit", "x"],
        ["show"],
        ["list", "--nope"],
        ["--lang", "de", "list"],
        ["--now", "x"],
    ],
)
def test_wrong_usage_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """CLI.md: 2 wrong usage, on stderr."""
    assert door.main(words) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err != ""


def test_global_options_stand_before_or_after_the_command(shell: Shell) -> None:
    """CLI.md shows both."""
    shell.capture()

    before = shell("--json", "list").json
    after = shell("list", "--json").json

    assert before == after
    assert len(before) == 1


def test_a_refusal_is_one_line_and_status_one(shell: Shell) -> None:
    """CLI.md: what happened, what is safe, what to do; never a traceback."""
    ran = shell("show", "ffffffff", ok=False)

    assert ran.status == 1
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "holds no lead “ffffffff”; nothing was changed" in ran.err


def test_a_refusal_is_a_traceback_only_for_who_asks(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """LEADDESK_DEBUG is for whoever mends the program."""
    monkeypatch.setenv("LEADDESK_DEBUG", "1")

    with pytest.raises(Exception, match=r"lead\.not_found"):
        shell("show", "ffffffff", ok=False)


@pytest.mark.parametrize("url", ["nonsense", "mysql://host/base", "sqlite://", "file.sqlite", "://"])
def test_an_address_that_is_no_base_is_refused(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """CLI.md: sqlite:///file or postgresql://..."""
    assert door.main(["--db", url, "--lang", "en", "list"]) == 1

    assert "is not the address of a base" in capsys.readouterr().err


def test_a_file_that_is_no_base_is_not_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Bad input: whatever it was, it is still that."""
    file = tmp_path / "letter.txt"
    file.write_bytes(b"Dear Sir, " * 1000)

    status = door.main(["--db", f"sqlite:///{file}", "--lang", "en", "list"])

    assert status == 1
    assert "not a base of LeadDesk" in capsys.readouterr().err
    assert file.read_bytes() == b"Dear Sir, " * 1000


@pytest.mark.parametrize(("code", "word"), [("uk", "лід"), ("ru", "лид"), ("en", "lead")])
def test_the_language_is_that_of_the_option(shell: Shell, code: str, word: str) -> None:
    """CLI.md: --lang uk|ru|en, for help and messages alike."""
    shell.capture()

    ran = shell("list", "--lang", code)

    assert f"1 {word}" in ran.err


@pytest.mark.parametrize(
    ("said", "language"),
    [("uk_UA.UTF-8", "uk"), ("ru_RU.UTF-8", "ru"), ("C", "en"), ("", "en"), ("de_DE", "en")],
)
def test_without_a_wish_the_language_is_that_of_the_system(
    said: str, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """First start of a newcomer."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, said)

    door.main(["check", "--help"])

    words = {"uk": "довести", "ru": "доказать", "en": "prove"}
    assert words[language] in capsys.readouterr().out


def test_what_leads_hold_cannot_move_the_cursor(shell: Shell) -> None:
    """Foreign text is data: a terminal's control signs are shown as a mark."""
    shell.capture(name="Evil \x1b[2J\x07 Name", need="\x1b]0;title\x07 x")

    ran = shell("list")

    assert "\x1b" not in ran.out
    assert "\x07" not in ran.out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-11-20T10:14+02:00", datetime(2026, 11, 20, 8, 14, tzinfo=UTC)),
        ("2026-11-20", datetime(2026, 11, 20, tzinfo=UTC)),
        ("2026-11-20T10:14:05Z", datetime(2026, 11, 20, 10, 14, 5, tzinfo=UTC)),
    ],
)
def test_now_is_any_iso_time(text: str, said: datetime) -> None:
    """CLI.md: --now ISO; without a zone it is UTC."""
    assert moment(text) == said


@pytest.mark.parametrize("text", ["", "soon", "2026-13-40", "10:14"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    """Wrong usage."""
    with pytest.raises(argparse.ArgumentTypeError):
        moment(text)


@pytest.mark.parametrize("text", ["", "1366", "x", "1366x", "0x100", "-1x5", "99999x99999", "axb"])
def test_a_size_that_is_none_is_refused(text: str) -> None:
    """--size WxH."""
    with pytest.raises(argparse.ArgumentTypeError):
        size(text)


def test_a_size_and_a_day_are_read() -> None:
    """--size 1366x700, --from 2026-11-01."""
    assert size("1366x700") == (1366, 700)
    assert day("2026-11-01").isoformat() == "2026-11-01"
    with pytest.raises(argparse.ArgumentTypeError):
        day("1.11")


def test_without_a_command_the_window_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """CLI.md: `leaddesk` opens the window with its own options."""
    import leaddesk.app.window as window

    asked: list[argparse.Namespace] = []
    monkeypatch.setattr(window, "run", lambda options: asked.append(options) or 0)

    status = door.main(["--demo", "--size", "1366x700", "--theme", "dark", "--screens", "inbox,card"])

    assert status == 0
    assert asked[0].demo
    assert asked[0].size == (1366, 700)
    assert asked[0].screens == "inbox,card"


def test_json_is_utf8_whatever_the_text(shell: Shell) -> None:
    """Names in any script, a lone surrogate too, are one JSON document."""
    shell.capture(name="Їжак \udc80 张伟 \u202eabc")

    told = json.loads(shell("list", "--json").out)

    assert told[0]["name"].startswith("Їжак")


def test_a_fault_of_our_own_is_one_sentence_with_its_details_in_a_file(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """ARCHITECTURE 8.8: details go to the log."""
    try:
        raise RuntimeError("a plant")
    except RuntimeError as fault:
        door._fault(type(fault), fault, fault.__traceback__)

    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "RuntimeError" in said
    assert "a plant" in (data_dir / "faults.log").read_text(encoding="utf8")
