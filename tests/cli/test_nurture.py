"""`leaddesk nurture` and `leaddesk segment`: what is due, whom a list may name, its trace in the log."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from leaddesk.cli.door import main


class Base:
    """Words that open a base, and what commands answer on it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.words = [
            "--db",
            f"sqlite:///{folder / 'base'}",
            "--data",
            str(folder / "data"),
            "--lang",
            "en",
            "--json",
        ]
        self.now = "2026-11-20T10:14+02:00"

    def do(self, *words: str, status: int = 0) -> Any:
        self.capsys.readouterr()
        assert main([*self.words, "--now", self.now, *words]) == status
        told = self.capsys.readouterr()
        self.said = told.err
        return json.loads(told.out) if told.out else None

    def lead(self, name: str, phone: str) -> str:
        made = self.do("do", "lead.new", "--name", name, "--phone", phone, "--need", f"потреба {name}")
        return str(made["changed"][0])


@pytest.fixture
def base(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Base:
    return Base(tmp_path, capsys)


def test_what_marketing_has_to_do_is_listed_day_by_day(base: Base) -> None:
    """B30, A23."""
    lead = base.lead("Богдан", "+380501234567")
    base.do("do", "lead.nurture", lead, "--until", "end of year", "--text", "гроші в грудні")
    assert base.do("nurture") == []
    assert "Nobody looks after nurture" in base.said
    (waking,) = base.do("nurture", "waking", "--days", "30")
    assert (waking["id"], waking["programme"], waking["rounds"]) == (lead, "warm_up", 1)
    assert waking["wakes"].startswith("2026-12-01T08:00")
    base.now = "2026-11-24T10:14+02:00"
    (due,) = base.do("nurture")
    assert (due["step"], due["stage"]) == (0, "fresh")
    base.do("do", "warm", lead)
    assert base.do("nurture") == []
    base.do("do", "nurse", lead, "--stage", "interested", "--programme", "trust")
    (held,) = base.do("nurture", "all")
    assert (held["programme"], held["stage"]) == ("trust", "interested")


def test_a_list_is_counted_first_written_on_demand_and_logged_after(base: Base, tmp_path: Path) -> None:
    """B4, B27: segments by query, exported as CSV with a count first and a log after."""
    first, second = base.lead("Богдан", "+380501234567"), base.lead("Ганна =1+1", "+380671234567")
    base.do("do", "handover", first, "--advice", "зранку", "--reason", "urgent")
    counted = base.do("segment", "has:phone")
    assert (counted["n"], counted["left"], counted["file"]) == (1, {"in_deal": 1}, "")
    path = tmp_path / "list.csv"
    base.do("segment", "has:phone", "--to", str(path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["phone"].lstrip("'")) for row in rows] == [(second, "+380671234567")]
    (line, *_) = base.do("log", "--limit", "1")
    assert "has:phone (1)" in line["title"]
    base.do("segment", "has:phone", "--to", str(path), status=1)
    assert "already" in base.said


def test_a_role_without_the_right_gets_no_list(base: Base, tmp_path: Path) -> None:
    """C7: what leaves the base needs the right to it."""
    base.lead("Богдан", "+380501234567")
    base.do("do", "settings.users", "--full-name", "Продавець", "--roles", "sales")
    path = tmp_path / "list.csv"
    base.words += ["--as", "Продавець"]
    base.do("segment", "has:phone", "--to", str(path), status=1)

    assert not path.exists()


def test_consent_is_set_and_found_by_the_command_line(base: Base) -> None:
    """B31; yes and no are words here, not marks."""
    lead = base.lead("Богдан", "+380501234567")
    base.do("do", "consent.set", lead, "--state", "yes", "--version", "2026-03", "--channel", "form")
    assert [row["id"] for row in base.do("list", "consent:yes")] == [lead]
    base.do("do", "consent", lead, "--state", "no")
    assert base.do("segment", "has:phone")["left"] == {"refused": 1}
