"""The same commands on a shared base: PostgreSQL behind the same door."""

from pathlib import Path

import pytest

from tests.cli.conftest import Shell

pytestmark = pytest.mark.postgres


@pytest.fixture
def shared(postgres_url: str, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(postgres_url, capsys)


def test_the_main_job_runs_on_a_shared_base(shared: Shell) -> None:
    """Issue 2: on SQLite and on PostgreSQL."""
    lead = shared.capture(need="Різати лист 12 мм", channel="form")
    shared("do", "take", lead)
    for question in ("budget", "authority", "need", "timing"):
        shared("do", "answer", lead, "--question", question, "--level", "2")
    shared("do", "handover", lead, "--advice", "дзвонити до 11:00")
    handed = shared.lead(lead)
    shared("undo")

    told = shared.lead(lead)

    assert handed["stage"] == "handed_over"
    assert told["stage"] == "in_work"
    assert told["deals"] == []
    assert shared.json("list", "лист", "--count") == {"count": 1}
    assert shared.json("check")["ok"]


def test_a_sample_and_a_file_come_in_and_go_out(shared: Shell, tmp_path: Path) -> None:
    """demo, import, revert, export, report on PostgreSQL."""
    file = tmp_path / "leads.csv"
    file.write_text("Name,Phone,Need\nJan Nowak,+48501234567,Laser\n", encoding="utf8")
    shared("demo", "--leads", "60", "--seed", "2")
    done = shared.json("import", str(file))
    found = shared.json("list", "laser")
    shared("revert", done["import_id"])

    out = shared.json("export", str(tmp_path / "out.csv"))

    assert done["new"] == 1
    assert found[0]["name"] == "Jan Nowak"
    assert out["rows"] == 60
    now = shared.json("report", "funnel")["n"]
    past = shared.json("report", "funnel", "--as-of", "2026-10-01T00:00+02:00", "--from", "2026-09-01")["n"]
    assert 0 < past < 60
    assert now > 0


def test_a_server_that_does_not_answer_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """ARCHITECTURE 4: Unreachable; what was typed stays."""
    gone = Shell("postgresql://nobody@127.0.0.1:1/none", capsys)

    ran = gone("list", ok=False)

    assert ran.status == 1
    assert "does not answer" in ran.err
    assert ran.err.count("\n") == 1


def test_a_shared_base_is_not_restored_from_here(shared: Shell, tmp_path: Path) -> None:
    """That is the server's own business."""
    file = tmp_path / "copy.sqlite"
    file.write_bytes(b"x")

    ran = shared("restore", str(file), ok=False)

    assert ran.status == 1
    assert "restored on its server" in ran.err
