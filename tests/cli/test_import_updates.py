"""`leaddesk import --update-by`: a known key brings its lead up to date; blank and older never overwrite."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell

Bring = Callable[..., dict[str, Any]]
HEAD = "Lead ID,Full name,Phone,Email,Need,Job title,Modified Time,Colour\n"


@pytest.fixture
def bring(shell: Shell, tmp_path: Path) -> Bring:
    def run(*rows: str, by: str = "id", dry: bool = False) -> dict[str, Any]:
        path = tmp_path / "export.csv"
        path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        words = ["--kind", "requests", "--update-by", by, *(["--dry-run"] if dry else [])]
        told: dict[str, Any] = shell.json("import", str(path), *words)
        return told

    return run


FIRST = "7,Ann Bell,+380671234567,ann@x.example,Pump,Buyer,2026-11-10T10:00:00Z,blue"


def the_lead(shell: Shell) -> dict[str, Any]:
    (row,) = shell.json("list")
    return shell.lead(row["id"])


def test_a_newer_row_of_the_same_id_changes_what_it_says_and_blanks_nothing(
    shell: Shell, bring: Bring
) -> None:
    """Issue 5.1: update by key; a blank never overwrites; contacts are a union."""
    first = bring(FIRST)
    rehearsed = bring("7,Ann Bell,+380501112233,,Two pumps,,2026-11-12T10:00:00Z,", dry=True)
    second = bring("7,Ann Bell,+380501112233,,Two pumps,,2026-11-12T10:00:00Z,")
    again = bring("7,Ann Bell,+380501112233,,Two pumps,,2026-11-12T10:00:00Z,")
    lead = the_lead(shell)

    assert (first["new"], rehearsed["updated"], second["updated"], again["duplicate"]) == (1, 1, 1, 1)
    assert (lead["need"], lead["original"], lead["person"]["title"]) == ("Two pumps", "Pump", "Buyer")
    assert {c["normal"] for c in lead["contacts"]} == {
        "+380671234567", "+380501112233", "ann@x.example",
    }  # fmt: skip
    assert lead["extra"]["Colour"] == "blue"


def test_an_older_row_changes_nothing_that_is_newer(shell: Shell, bring: Bring) -> None:
    """A value that a person or a newer row set stays."""
    bring(FIRST)
    bring("7,Ann Bell,,,Two pumps,,2026-11-12T10:00:00Z,")
    bring("7,Ann Bell,,,One fan,Director,2026-11-11T10:00:00Z,")
    lead = the_lead(shell)

    assert (lead["need"], lead["person"]["title"]) == ("Two pumps", "Director")


def test_what_a_person_typed_since_stays(shell: Shell, bring: Bring) -> None:
    bring(FIRST)
    (row,) = shell.json("list")
    shell("do", "edit", row["id"], "--field", "need", "--value", "Three pumps")
    bring("7,Ann Bell,,,Two pumps,,2026-11-12T10:00:00Z,")

    assert the_lead(shell)["need"] == "Three pumps"


@pytest.mark.parametrize("by", ["email", "phone"])
def test_a_contact_can_be_the_key(shell: Shell, bring: Bring, by: str) -> None:
    bring(FIRST, by=by)
    told = bring("9,Ann Bell,067 123 45 67,ANN@x.example,Two pumps,,,", by=by)

    assert told["updated"] == 1
    assert the_lead(shell)["need"] == "Two pumps"


def test_two_rows_of_one_key_in_one_file_and_the_way_back(shell: Shell, bring: Bring) -> None:
    bring(FIRST)
    done = bring(
        "7,Ann Bell,,,Two pumps,,2026-11-12T10:00:00Z,", "7,Ann Bell,,,Two pumps,,2026-11-12T10:00:00Z,",
        "8,Bo Day,+380671234568,,Fan,,,",
    )  # fmt: skip
    assert (done["updated"], done["duplicate"], done["new"]) == (1, 1, 1)

    shell.json("revert", str(done["import_id"]))
    assert the_lead(shell)["need"] == "Pump"
