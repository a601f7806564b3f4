"""`leaddesk deals` and `leaddesk dossier` in a process of their own words."""

import json
from pathlib import Path

import pytest

from leaddesk.cli.door import main


@pytest.fixture
def base(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Words that open a base with one lead, and its beginning."""
    words = [
        "--db",
        f"sqlite:///{tmp_path / 'base'}",
        "--data",
        str(tmp_path / "data"),
        "--lang",
        "en",
        "--json",
    ]
    words += ["--now", "2026-11-20T10:14+02:00"]
    made = do(
        words,
        capsys,
        "do",
        "lead.new",
        "--name",
        "Богдан Поліщук",
        "--phone",
        "+380501234567",
        "--need",
        "рама",
    )
    return [*words, made["changed"][0]]


def do(words: list[str], capsys: pytest.CaptureFixture[str], *more: str, status: int = 0) -> dict:  # type: ignore[type-arg]
    capsys.readouterr()
    assert main([*words, *more]) == status
    out = capsys.readouterr().out
    return json.loads(out) if out else {}


def test_a_deal_goes_its_way_by_the_command_line(base: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """CLI.md: any action, by its name or command id, through the same desk as the window."""
    *words, lead = base
    do(
        words,
        capsys,
        "do",
        "handover",
        lead,
        "--advice",
        "зранку",
        "--reason",
        "urgent",
        "--step",
        "показ",
        "--at",
        "+3h",
    )
    (waiting,) = do(words, capsys, "deals")
    assert (waiting["stage"], waiting["lead_id"], waiting["late"], waiting["advice"]) == (
        "awaiting", lead, False, "зранку",
    )  # fmt: skip
    do(words, capsys, "do", "deal.accept", lead)
    do(words, capsys, "do", "deal.proposal", lead, "--amount", "120 000 грн")
    (deal,) = do(words, capsys, "deals", "--stage", "proposal")
    assert (deal["amount"], deal["currency"], deal["proposals"], deal["invoices"]) == (
        "120000.00",
        "UAH",
        1,
        0,
    )
    do(words, capsys, "do", "deal.lost", lead, "--reason", "slow", "--satisfied", "no")
    shown = do(words, capsys, "show", lead)

    assert (shown["place"], shown["deals"][0]["cause"], shown["deals"][0]["satisfied"]) == (
        "nurture",
        "internal",
        "no",
    )
    assert do(words, capsys, "deals") == []


def test_what_nobody_accepts_is_listed_as_late_two_duty_hours_later(
    base: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Issue 4: unaccepted past the norm."""
    *words, lead = base
    do(words, capsys, "do", "handover", lead, "--advice", "зранку", "--reason", "urgent")
    assert do(words, capsys, "deals", "--late") == []
    later = [*words, "--now", "2026-11-20T12:15+02:00"]

    (late,) = do(later, capsys, "deals", "--late")
    assert late["due"].startswith("2026-11-20T10:14")


def test_a_stage_that_is_none_is_refused_in_one_sentence(
    base: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 1: what happened, what is safe, what to do."""
    *words, _lead = base
    assert main([*words, "deals", "--stage", "nowhere"]) == 1

    assert "no stage “nowhere”" in capsys.readouterr().err


def test_a_loss_without_the_need_is_refused(base: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A18."""
    *words, lead = base
    do(words, capsys, "do", "handover", lead, "--advice", "зранку", "--reason", "urgent")
    do(words, capsys, "do", "deal.accept", lead)
    assert main([*words, "do", "deal.lost", lead, "--reason", "price"]) == 1

    assert "whether the need was satisfied" in capsys.readouterr().err


@pytest.mark.parametrize("ending", ["pdf", "ics"])
def test_a_dossier_and_a_step_are_written_to_files(
    base: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, ending: str
) -> None:
    """Issue 4: prints to PDF and opens without the program; the first step as .ics."""
    *words, lead = base
    do(words, capsys, "do", "task", lead, "--title", "показ", "--due", "tomorrow 11:00")
    path = tmp_path / f"out.{ending}"
    assert do(words, capsys, "dossier", lead[:12], str(path))["file"] == str(path)

    assert path.read_bytes().startswith({"pdf": b"%PDF", "ics": b"BEGIN:VCALENDAR\r\n"}[ending])
    assert main([*words, "dossier", lead, str(path)]) == 1
    assert main([*words, "dossier", lead, str(path), "--force"]) == 0


def test_another_ending_and_a_missing_step_are_refused(
    base: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Nothing is written."""
    *words, lead = base
    for name in ("out.doc", "out.ics"):
        assert main([*words, "dossier", lead, str(tmp_path / name)]) == 1
        assert not (tmp_path / name).exists()


def test_the_score_of_a_former_day_is_told_with_its_ledger(
    base: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Issue 4: contributions sum exactly to the score shown, at any past date; before there was none."""
    *words, lead = base
    earlier = [*words, "--now", "2026-11-20T18:14+02:00"]
    later = [*words, "--now", "2026-11-22T10:14+02:00"]
    do(earlier, capsys, "do", "answer", lead, "--question", "need", "--level", "1", "--text", "порізати")
    before = do(later, capsys, "show", lead, "--as-of", "2026-11-20T16:14+02:00")
    do(later, capsys, "do", "answer", lead, "--question", "timing", "--level", "3", "--text", "до 1 міс")
    now = do(later, capsys, "show", lead)
    then = do(later, capsys, "show", lead, "--as-of", "2026-11-21T10:14+02:00")

    assert now["score"] > then["score"]
    assert sum(row["points"] for row in then["ledger"]) == then["score"]
    assert {row["about"] for row in then["ledger"] if row["key"] == "answer"} == {"need"}
    assert (before["score"], before["ledger"]) == (None, [])
    assert now["level"] == "sql"
    assert {why["level"]: why["ok"] for why in now["levels"]} == {"mql": True, "sal": False, "sql": True}
    assert now["horizon"]["bucket"] == "month"
