"""`leaddesk report`, `demo` and `scan`: figures with the rows behind them, samples, cards."""

import csv
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def filled(shell: Shell) -> Shell:
    shell("demo", "--leads", "400", "--seed", "3")
    return shell


def test_the_figures_are_listed_by_name(shell: Shell) -> None:
    """CLI.md: report --names."""
    names = shell.json("report", "--names")

    assert {"conversion_handed", "conversion_won", "cooling", "waiting", "funnel"} <= set(names)


def test_every_figure_has_its_definition_its_n_and_the_rows_behind_it(filled: Shell) -> None:
    """CLI.md: {name, definition, n, rows:[{..., ids:[...]}]}."""
    for name in filled.json("report", "--names"):
        told = filled.json("report", name)

        assert told["name"] == name
        assert told["definition"]
        assert told["n"] > 0
        assert all("ids" in row for row in told["rows"])


def test_the_ids_behind_a_mark_are_as_many_as_its_n(filled: Shell) -> None:
    """A point opens the rows behind it, and they are the same ones."""
    told = filled.json("report", "conversion_handed", "--from", "2026-10-05", "--to", "2026-11-15")

    assert [len(row["ids"]) for row in told["rows"]] == [row["n"] for row in told["rows"]]
    assert sum(row["k"] for row in told["rows"]) > 0


def test_a_figure_of_one_channel_counts_that_channel(filled: Shell) -> None:
    """--query channel:form."""
    whole = filled.json("report", "funnel")["n"]
    form = filled.json("report", "funnel", "--query", "channel:form")["n"]

    assert 0 < form < whole


def test_a_figure_is_written_as_csv(filled: Shell, tmp_path: Path) -> None:
    """--csv FILE: what is drawn."""
    out = tmp_path / "figure.csv"

    filled("report", "conversion_won", "--csv", str(out))

    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 12
    assert {"label", "n", "k", "value"} <= rows[0].keys()


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 1, "No figure was named"),
        (("moon",), 1, "no figure “moon”"),
        (("funnel", "--query", "is:hots"), 1, "is:hots"),
        (("funnel", "--from", "soon"), 2, "not a day"),
    ],
)
def test_a_figure_that_cannot_be_told_is_refused(
    shell: Shell, words: tuple[str, ...], status: int, said: str
) -> None:
    """Wrong names and searches."""
    ran = shell("report", *words, ok=False)

    assert ran.status == status
    assert said in ran.err


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_a_figure_can_be_read_by_a_person(filled: Shell, language: str) -> None:
    """Without --json: its finding, its definition, a table."""
    said = filled("report", "funnel", "--lang", language).out

    assert "{" not in said
    assert len(said.splitlines()) > 10


def test_the_sample_says_how_much_it_made(shell: Shell) -> None:
    """CLI.md: {leads, people, companies, deals, calls}."""
    told = shell.json("demo", "--leads", "120", "--seed", "5")

    assert told["leads"] == 120
    assert {"people", "companies", "deals", "calls"} <= told.keys()
    assert shell.json("list", "--count")["count"] == 120
    assert shell.json("check")["ok"]


def test_the_sample_is_the_same_for_the_same_seed(shell: Shell, tmp_path: Path) -> None:
    """Deterministic: ids, names, scores."""
    other = Shell(f"sqlite:///{tmp_path / 'other.sqlite'}", shell.capsys)
    shell("demo", "--leads", "80", "--seed", "5")
    other("demo", "--leads", "80", "--seed", "5")

    assert shell("list", "--limit", "0", "--json").out == other("list", "--limit", "0", "--json").out


def test_a_sample_does_not_mix_with_real_leads(shell: Shell) -> None:
    """UX 4.5, 10: never mixed with real data, unless told to."""
    shell.capture()

    refused = shell("demo", "--leads", "10", ok=False)
    shell("demo", "--leads", "10", "--force")

    assert refused.status == 1
    assert "holds leads already" in refused.err
    assert shell.json("list", "--count")["count"] == 11


def test_a_sample_is_one_step_that_can_be_taken_back(shell: Shell) -> None:
    """UX 4.5, 10: removed in one command."""
    shell("demo", "--leads", "30")

    shell("undo")

    assert shell.json("list", "--count")["count"] == 0


@pytest.mark.parametrize("leads", ["0", "-1", "x", "9999999"])
def test_a_size_of_a_sample_that_makes_no_sense_is_wrong_usage(shell: Shell, leads: str) -> None:
    """2: wrong usage."""
    assert shell("demo", "--leads", leads, ok=False).status == 2


@pytest.mark.parametrize(
    ("name", "content", "said"), [("none.png", None, "cannot be opened"), ("x.png", b"x", "")]
)
def test_a_picture_that_is_none_is_refused(
    shell: Shell, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    """RELIABILITY S7: in a process of its own, in a sentence."""
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)

    ran = shell("scan", str(file), ok=False)

    assert ran.status == 1
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_a_card_is_read_and_saved_as_a_lead(shell: Shell, tmp_path: Path) -> None:
    """CLI.md: scan --save adds lead_id; A3: a card is a working entry path."""
    from PIL import Image, ImageDraw, ImageFont

    from leaddesk.resources import resource

    picture = Image.new("RGB", (1000, 580), "white")
    draw = ImageDraw.Draw(picture)
    for top, size, text in (
        (70, 64, "Olena Kovalchuk"),
        (160, 38, "Commercial director"),
        (300, 40, "+380 67 123 45 67"),
        (370, 40, "kovalchuk@metalprom.com.ua"),
    ):
        draw.text(
            (80, top), text, "black", ImageFont.truetype(str(resource("fonts", "Inter-Medium.otf")), size)
        )
    file = tmp_path / "card.png"
    picture.save(file)

    (told,) = shell.json("scan", str(file), "--save")

    assert told["full_name"] == "Olena Kovalchuk"
    assert [phone["number"] for phone in told["phones"]] == ["+380671234567"]
    lead = shell.lead(told["lead_id"])
    assert lead["channel"] == "card"
    assert lead["person"]["name"] == "Olena Kovalchuk"
    assert lead["extra"]["picture"] == sha256(file.read_bytes()).hexdigest()
    assert set(lead["extra"]["picture_fields"]) == {"full_name", "job_title", "phone", "email"}


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_figure_is_painted_as_the_window_shows_it(
    filled: Shell, tmp_path: Path, qtbot: object, ending: str
) -> None:
    """CLI.md: --png FILE, --svg FILE."""
    out = tmp_path / f"figure.{ending}"

    filled("report", "cooling", f"--{ending}", str(out))

    start = out.read_bytes()[:400]
    assert start.startswith(b"\x89PNG") if ending == "png" else b"<svg" in start
    assert out.stat().st_size > 5000


def test_a_figure_of_a_search_counts_what_the_search_finds(filled: Shell) -> None:
    """UX 4.3: one grammar; the ids behind each mark are found by the same search."""
    query = "(channel:form OR channel:email) -is:archived"
    found = filled.json("list", f"{query} added:2026-10-05..2026-11-15", "--limit", "5000")
    listed = {row["id"] for row in found}
    days = ("--from", "2026-10-05", "--to", "2026-11-15")

    told = filled.json("report", "conversion_handed", *days, "--query", query)

    behind = [set(row["ids"]) for row in told["rows"]]
    assert [len(ids) for ids in behind] == [row["n"] for row in told["rows"]]
    assert 0 < len(set().union(*behind)) < filled.json("report", "conversion_handed", *days)["n"]
    assert set().union(*behind) <= listed


def test_a_search_that_is_not_understood_is_refused(filled: Shell) -> None:
    """A figure of more leads than were meant would be believed."""
    ran = filled("report", "funnel", "--query", "chanel:form", ok=False)

    assert ran.status == 1
    assert "chanel:form" in ran.err


def test_a_figure_as_of_a_day_counts_what_had_happened_by_then(shell: Shell) -> None:
    """ARCHITECTURE 4: the log is the source of every figure "as of" a date."""
    lead = shell.capture()
    later = Shell(shell.db, shell.capsys, now="2026-11-27T10:14:05+02:00")
    later("do", "move", lead, "--stage", "ready")
    later.capture(name="Нова", phone="067 765 43 21")
    week = ("--from", "2026-11-16", "--to", "2026-11-29")

    before = later.json("report", "funnel", *week, "--as-of", "2026-11-21T00:00+02:00")
    after = later.json("report", "funnel", *week)

    passed = [
        {row["label"]: row["k"] for row in told["rows"] if row["series"] == "now"} for told in (before, after)
    ]
    assert (passed[0]["received"], passed[0]["ready"]) == (1, 0)
    assert (passed[1]["received"], passed[1]["ready"]) == (2, 1)
    assert before["rows"][0]["ids"] == [lead]


def test_the_past_changes_nothing_in_the_base(shell: Shell) -> None:
    """The past is told from a copy."""
    shell.capture()
    before = shell.json("log")

    shell.json("report", "funnel", "--as-of", "2026-11-19T00:00+02:00")

    assert shell.json("log") == before
    assert shell.json("check")["ok"]


def test_conversion_is_told_by_the_asset_that_the_lead_came_for(shell: Shell, tmp_path: Path) -> None:
    """B29, C6: a lead magnet is a detail of the source, and each asset has its own conversion."""
    file = tmp_path / "leads.csv"
    file.write_text(
        "Name,Phone,Message,Lead magnet,Source\n"
        "Ann Bell,+442079460018,Pump,Pump checklist,Facebook\n"
        "Bob Cole,+442079460019,Pump,Pump checklist,\n"
        "Cid Dean,+442079460020,Pipe,Pipe guide,Facebook\n",
        encoding="utf8",
    )
    shell("import", str(file), "--kind", "requests")
    won = shell.json("list", "name:Bob")[0]["id"]
    shell("do", "handover", won, "--advice", "call today", "--reason", "asked for it")

    counted = {
        asset: [
            sum(row[part] for row in shell.json("report", "conversion_handed", "--query", query)["rows"])
            for part in ("n", "k")
        ]
        for asset, query in (("checklist", 'source:"Pump checklist"'), ("guide", 'source:"Pipe guide"'))
    }

    assert counted == {"checklist": [2, 1], "guide": [1, 0]}
    sources = {row["name"]: shell.json("show", row["id"])["source"] for row in shell.json("list")}
    assert sources["Ann Bell"] == "Facebook, lead magnet: Pump checklist"
    assert sources["Bob Cole"] == "lead magnet: Pump checklist"
