"""`leaddesk import` of signals, calls and daily numbers: told by their headers, rehearsed, taken back."""

from datetime import date
from pathlib import Path

import pytest

from leaddesk.actions.count import Traffic
from leaddesk.app.compose import open_desk
from leaddesk.app.place import Opening
from tests.cli.conftest import Shell

SIGNALS = (
    "Сигнал;Телефон;Дата;Джерело;Сторінка\n"
    "Просить демо;067 123 45 67;19.11.2026 12:00;сайт;/demo\n"
    "visits;050 999 88 77;19.11.2026 13:00;;\n"
    "танці;067 123 45 67;;;\n"
)
CALLS = (
    "calldate,src,dst,billsec,disposition,uniqueid,recordingfile\n"
    "2026-11-20 09:00:00,0671234567,101,65,ANSWERED,1.1,https://pbx.example/1.mp3\n"
    "2026-11-20 09:10:00,0509998877,101,0,NO ANSWER,1.2,\n"
    "2026-11-20 09:20:00,101,0509998877,0,NO ANSWER,1.3,\n"
)
NUMBERS = (
    "Дата;Канал;Кампанія;Покази;Кліки;Витрати\n"
    "19.11.2026;сайт;Осінь;1000;50;1 250,50 грн\n"
    "20.11.2026;сайт;Осінь;2000;;\n"
    "Разом;;;3000;50;1250,50\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "list.csv"


def traffic(shell: Shell, tmp_path: Path) -> list[tuple[object, ...]]:
    with open_desk(Opening(url=shell.db, data=tmp_path)) as desk:
        found = desk.ask(Traffic(date(2026, 11, 1), date(2026, 11, 30)))
    return [(n.day, n.channel, n.campaign, n.impressions, n.clicks, n.cost_minor, n.currency) for n in found]


def test_signals_go_to_leads_that_exist_and_to_those_that_come_later(shell: Shell, file: Path) -> None:
    """B9: by CSV, keyed by phone; the same file again changes nothing."""
    known = shell.capture()
    file.write_text(SIGNALS, encoding="utf-8")
    rehearsed = shell.json("import", str(file), "--dry-run")
    done = shell.json("import", str(file))
    again = shell.json("import", str(file))
    later = shell.capture("Ігор Лис", "050 999 88 77")

    for told in (rehearsed, done):
        assert (told["kind"], told["updated"], told["waiting"], told["rejected"]) == ("signals", 1, 1, 1)
    assert (again["duplicate"], again["rejected"]) == (2, 1)
    assert [e["value"]["kind"] for e in shell.lead(known)["timeline"] if e["kind"] == "signal"] == ["demo"]
    assert [e["value"]["kind"] for e in shell.lead(later)["timeline"] if e["kind"] == "signal"] == ["visits"]


def test_a_call_list_becomes_touches_and_a_missed_call_of_a_stranger_a_lead(shell: Shell, file: Path) -> None:
    """Issue 5.5: PBX call lists; decision 1: seconds of talk."""
    known = shell.capture()
    file.write_text(CALLS)
    done = shell.json("import", str(file))
    again = shell.json("import", str(file))
    (stranger,) = [row for row in shell.json("list") if row["id"] != known]
    lead = shell.lead(stranger["id"])

    assert (done["kind"], done["new"], done["updated"]) == ("calls", 1, 2)
    assert again["duplicate"] == 3
    (talk,) = [e["value"] for e in shell.lead(known)["timeline"] if e["kind"] == "touch"]
    assert (talk["kind"], talk["way"], talk["seconds"], talk["outcome"]) == ("call", "in", 65, "talked")
    assert talk["recording"] == "https://pbx.example/1.mp3"
    assert (lead["channel"], lead["received"][:16]) == ("call", "2026-11-20T07:10")
    (out,) = [e["value"] for e in lead["timeline"] if e["kind"] == "touch"]
    assert (out["way"], out["outcome"]) == ("out", "no_answer")


def test_a_talk_with_a_stranger_is_a_lead_with_its_touch(shell: Shell, file: Path) -> None:
    file.write_text(CALLS)
    shell.json("import", str(file))
    kinds = {row["id"]: [e["kind"] for e in shell.lead(row["id"])["timeline"]] for row in shell.json("list")}

    assert sorted(one.count("touch") for one in kinds.values()) == [1, 1]


def test_calls_are_taken_back_with_the_leads_that_they_made(shell: Shell, file: Path) -> None:
    shell.capture()
    file.write_text(CALLS)
    done = shell.json("import", str(file))
    shell.json("revert", done["import_id"])

    assert len(shell.json("list")) == 1
    assert shell.json("import", str(file))["new"] == 1


def test_daily_numbers_come_in_and_a_blank_never_overwrites(shell: Shell, file: Path, tmp_path: Path) -> None:
    """D2, B28: impressions, clicks and costs per day and campaign; totals are no day."""
    file.write_text(NUMBERS, encoding="utf-8")
    done = shell.json("import", str(file))
    file.write_text(
        "Дата;Канал;Кампанія;Кліки\n19.11.2026;сайт;осінь;55\n20.11.2026;сайт;Осінь;\n", encoding="utf-8"
    )
    second = shell.json("import", str(file))

    assert (done["kind"], done["new"], done["rejected"]) == ("numbers", 2, 1)
    assert (second["updated"], second["rejected"]) == (1, 1)
    assert traffic(shell, tmp_path) == [
        ("2026-11-19", "site", "осінь", 1000, 55, 125050, "UAH"),
        ("2026-11-20", "site", "Осінь", 2000, None, None, ""),
    ]
    shell.json("revert", second["import_id"])
    assert traffic(shell, tmp_path)[0][4] == 50
    assert shell.json("check")["ok"]


def test_the_kind_can_be_said_where_the_header_does_not(shell: Shell, file: Path) -> None:
    shell.capture()
    file.write_text("type,phone,name\ninvoice,0671234567,x\n")

    assert shell.json("import", str(file), "--dry-run")["kind"] == "cold"
    file.write_text("signal,phone,name\ninvoice,0671234567,x\n")
    assert shell.json("import", str(file), "--kind", "signals")["updated"] == 1
