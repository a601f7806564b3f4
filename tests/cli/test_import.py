"""`leaddesk import`, `revert` and `export`: files come in with a fate a row, and go out without loss."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

ORGS = Path(__file__).resolve().parents[3] / "shared" / "data" / "dedupe" / "orgs" / "leads.csv"
KEYS = {
    *("import_id", "rows", "new", "updated", "duplicate", "junk", "rejected", "encoding", "delimiter"),
    *("mapping", "rejects_file", "seconds"),
}
ROWS = (
    "Ім'я;Телефон;Пошта;Компанія;Потреба\n"
    "Олена Ковальчук;067 123 45 67;olena@metal.example;МеталПром;Точити вали\n"
    "Ігор Бондаренко;050 111 22 33;;Агро-Схід;Різати лист\n"
    "Олена Ковальчук;+380671234567;;;Свердлити балки\n"
    "Хтось Безконтактний;;;Сталь-Інвест;Щось\n"
    "Ігор Бондаренко;050 111 22 33;;Агро-Схід;Різати лист\n"
)


@pytest.fixture
def leads_csv(tmp_path: Path) -> Path:
    file = tmp_path / "leads.csv"
    file.write_bytes(ROWS.encode("cp1251"))
    return file


def test_every_row_gets_a_fate(shell: Shell, leads_csv: Path) -> None:
    """Issue 2, section 3: a new need of a known person is a new lead; no contact is junk that is kept."""
    told = shell.json("import", str(leads_csv), "--kind", "requests", "--channel", "site")

    assert told.keys() >= KEYS
    assert told["rows"] == 5
    assert (told["new"], told["duplicate"], told["junk"], told["rejected"]) == (3, 1, 1, 0)
    assert told["encoding"] == "cp1251"
    assert told["delimiter"] == ";"
    assert told["mapping"]["Телефон"] == "phone"
    assert told["rejects_file"] is None
    assert {row["channel"] for row in shell.json("list")} == {"site"}


def test_a_rehearsal_tells_the_same_and_writes_nothing(shell: Shell, leads_csv: Path) -> None:
    """--dry-run: nothing is written yet; each row has its reason."""
    rehearsed = shell.json("import", str(leads_csv), "--kind", "requests", "--dry-run")
    empty = shell.json("list")
    done = shell.json("import", str(leads_csv), "--kind", "requests")

    fates = ("new", "updated", "duplicate", "junk", "rejected")
    assert empty == []
    assert [rehearsed[fate] for fate in fates] == [done[fate] for fate in fates]
    assert [one["row"] for one in rehearsed["fates"]] == [2, 3, 4, 5, 6]
    assert rehearsed["fates"][3]["fate"] == "junk"
    assert all(one["reason"] for one in rehearsed["fates"])


def test_the_same_file_again_changes_nothing(shell: Shell, leads_csv: Path) -> None:
    """Same person and same need: duplicate, nothing changed."""
    shell("import", str(leads_csv), "--kind", "requests")
    before = shell("list", "--json").out

    again = shell.json("import", str(leads_csv), "--kind", "requests")

    assert again["new"] == 0
    assert again["duplicate"] == 5
    assert shell("list", "--json").out == before


def test_an_import_is_taken_back_but_spares_what_was_edited(shell: Shell, leads_csv: Path) -> None:
    """CLI.md: revert gives {removed, kept:[{id, reason}]}."""
    done = shell.json("import", str(leads_csv), "--kind", "requests")
    edited = shell.json("list", "лист")[0]["id"]
    shell("do", "note", edited, "--text", "важливий")

    told = shell.json("revert", done["import_id"])

    assert told["removed"] >= 2
    assert [one["id"] for one in told["kept"]] == [edited]
    assert "changed this since" in told["kept"][0]["reason"]
    assert [row["id"] for row in shell.json("list")] == [edited]
    assert shell.json("check")["ok"]


def test_a_list_without_requests_is_cold(shell: Shell, tmp_path: Path) -> None:
    """Decision 13: no clock, no inbox, outside conversion."""
    file = tmp_path / "badges.csv"
    file.write_text("Name,Phone\nJan Nowak,+48501234567\nAnna Zając,+48501234568\n", encoding="utf8")

    shell("import", str(file))

    rows = shell.json("list")
    assert {row["kind"] for row in rows} == {"cold"}
    assert {row["cooling"] for row in rows} == {None}
    assert shell.json("list", "is:new", "--count") == {"count": 0}


def test_the_owner_and_the_campaign_are_asked_once_for_the_file(shell: Shell, leads_csv: Path) -> None:
    """Issue 2, section 3."""
    shell.user = "Ірина Ткач"

    words = ("--kind", "requests", "--owner", "me", "--campaign", "Осінь")
    shell("import", str(leads_csv), *words)

    assert {row["owner"] for row in shell.json("list", "stage:new", "has:phone")} == {"Ірина Ткач"}
    assert shell.json("list", "campaign:Осінь", "--count")["count"] == 4


def test_a_map_names_the_columns(shell: Shell, tmp_path: Path) -> None:
    """--map MAP.json."""
    file, columns = tmp_path / "odd.csv", tmp_path / "map.json"
    file.write_text("xx,yy\nОлена Ковальчук,067 123 45 67\n", encoding="utf8")
    columns.write_text(json.dumps({"xx": "full_name", "yy": "phone"}), encoding="utf8")

    told = shell.json("import", str(file), "--map", str(columns), "--kind", "requests")

    assert told["new"] == 1
    assert shell.json("list")[0]["phone"] == "+380671234567"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "is empty; nothing was imported"),
        ("nuls.csv", b"\0" * 500, "only zero bytes"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + b"\0\xff" * 400, "neither a table"),
        ("cut.xlsx", b"PK\x03\x04" + b"x" * 300, "nothing was imported"),
        ("wide.csv", ",".join(f"c{i}" for i in range(600)).encode() + b"\n", "more than 512"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    shell: Shell, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    """Issue 2, 6.6: each gets its message, and nothing is lost or frozen."""
    file = tmp_path / name
    file.write_bytes(content)

    ran = shell("import", str(file), ok=False)

    assert ran.status == 1
    assert said in ran.err
    assert shell.json("list") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--channel", "pigeon"), "does not fit --channel"),
        (("--owner", "Nobody"), "Nobody in this base"),
        (("--encoding", "klingon"), "no text encoding “klingon”"),
        (("--map", "{tmp}/none.json"), "cannot be read"),
    ],
)
def test_what_was_told_wrongly_is_refused_before_anything_is_written(
    shell: Shell, leads_csv: Path, words: tuple[str, str], said: str
) -> None:
    """Wrong values of options."""
    ran = shell("import", str(leads_csv), *(word.format(tmp=leads_csv.parent) for word in words), ok=False)

    assert ran.status == 1
    assert said in ran.err
    assert shell.json("list") == []


def test_a_missing_file_is_said(shell: Shell, tmp_path: Path) -> None:
    """The commonest mistake of all."""
    ran = shell("import", str(tmp_path / "none.csv"), ok=False)

    assert ran.status == 1
    assert "none.csv cannot be opened" in ran.err


def test_rows_that_cannot_be_read_go_to_a_file_of_their_own(shell: Shell, tmp_path: Path) -> None:
    """Rejects keep their original bytes and get their reason."""
    file = tmp_path / "broken.csv"
    rows = [f"Person {i},+3805011100{i:02d},need {i}" for i in range(30)]
    file.write_text("Name,Phone,Need\n" + "\n".join(rows) + "\nTorn" + ",x" * 600 + "\n", encoding="utf8")

    told = shell.json("import", str(file), "--kind", "requests")

    rejects = Path(told["rejects_file"])
    assert (told["new"], told["rejected"]) == (30, 1)
    assert rejects.name == "broken.rejects.csv"
    assert "Torn" in rejects.read_text(encoding="utf-8-sig")


@pytest.mark.skipif(not ORGS.exists(), reason="the shared data are not here")
def test_the_real_organisations_come_in_with_every_fate_right(shell: Shell) -> None:
    """Issue 2, 6.2: every row has an address, so none is junk; only equal rows are duplicates."""
    with ORGS.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    bare = {tuple(value for key, value in row.items() if key != "lead_id") for row in rows}

    told = shell.json("import", str(ORGS), "--kind", "requests")

    assert told["rows"] == len(rows) == 3337
    assert (told["junk"], told["rejected"], told["updated"]) == (0, 0, 0)
    assert told["duplicate"] == len(rows) - len(bare)
    assert told["new"] == len(bare)


def test_everything_goes_out_and_comes_in_again_without_loss(
    shell: Shell, tmp_path: Path, leads_csv: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Issue 2, section 3: an export imports again without loss."""
    shell("import", str(leads_csv), "--kind", "requests")
    extra = ("--title", "директор", "--city", "Полтава", "--country", "UA", "--source", "Google")
    more = ("--product", "лазер", "--original", "Скільки?", "--external-id", "X1", "--campaign", "Осінь")
    shell("do", "capture", "--name", "Марія Чайка", "--phone", "0501234599", "--need", "Лазер", *extra, *more)
    out = tmp_path / "out.csv"
    written = shell.json("export", str(out))
    other = Shell(f"sqlite:///{tmp_path / 'other.sqlite'}", capsys)

    other("import", str(out))

    def told(base: Shell) -> list[tuple[object, ...]]:
        keys = ("kind", "name", "company", "need", "channel", "received", "phone", "email", "place")
        return sorted(tuple(row[key] for key in keys) for row in base.json("list", "--limit", "0"))

    assert written["rows"] == 5
    assert told(other) == told(shell)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "vcf"])
def test_leads_go_out_in_every_format(shell: Shell, tmp_path: Path, leads_csv: Path, ending: str) -> None:
    """CLI.md: --format csv|xlsx|vcf."""
    shell("import", str(leads_csv), "--kind", "requests")
    out = tmp_path / f"out.{ending}"

    shell("export", str(out), "has:phone")
    again = shell.json("import", str(out), "--kind", "requests", "--dry-run")

    assert again["rows"] == 3
    assert again["new"] == 0


def test_all_parts_go_to_files_of_a_folder(shell: Shell, tmp_path: Path) -> None:
    """CLI.md: leads, people, companies, deals, calls, notes, tasks, log."""
    shell("demo", "--leads", "60")

    told = shell.json("export", str(tmp_path / "all"))

    names = {Path(file).name for file in told["files"]}
    parts = ("leads", "people", "companies", "deals", "calls", "notes", "tasks", "log")
    assert names == {f"{part}.csv" for part in parts}
    with (tmp_path / "all" / "leads.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sum(1 for _ in csv.DictReader(file)) == 60


def test_a_cell_that_looks_like_a_formula_cannot_run(shell: Shell, tmp_path: Path) -> None:
    """RELIABILITY S4."""
    shell.capture(name="=1+1", need='=HYPERLINK("http://evil.example")')
    out = tmp_path / "out.csv"

    shell("export", str(out))

    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["full_name"] == "'=1+1"
    assert row["need"].startswith("'=")


def test_an_export_never_overwrites_by_itself(shell: Shell, tmp_path: Path) -> None:
    """What stands there may be the only copy."""
    shell.capture()
    out = tmp_path / "out.csv"
    out.write_text("precious")

    refused = shell("export", str(out), ok=False)
    shell("export", str(out), "--force")

    assert refused.status == 1
    assert out.read_text(encoding="utf-8-sig").startswith("leaddesk id")


@pytest.mark.parametrize("words", [("{tmp}/x.pdf",), ("{tmp}/x.csv", "--what", "secrets")])
def test_what_cannot_be_exported_is_said(shell: Shell, tmp_path: Path, words: tuple[str, ...]) -> None:
    """Wrong format or part."""
    ran = shell("export", *(word.format(tmp=tmp_path) for word in words), ok=False)

    assert ran.status == 1
    assert "cannot be exported" in ran.err


def test_without_the_right_nothing_leaves_the_base(shell: Shell, tmp_path: Path) -> None:
    """C7: sales may not export."""
    shell("do", "user", "--full-name", "Олег Лисюк", "--roles", "sales")
    shell.user = "Олег Лисюк"

    ran = shell("export", str(tmp_path / "out.csv"), ok=False)

    assert ran.status == 1
    assert not (tmp_path / "out.csv").exists()
