"""Merging, taking apart and erasing on the command line: the same actions as everywhere."""

from typing import Any

import pytest

from tests.cli.conftest import Shell

HOSTILE = "<b>Ґ'; DROP TABLE lead; --"


@pytest.fixture
def two(shell: Shell) -> tuple[str, str]:
    """One client who came twice."""
    first = shell.capture("Дмитро Ковальчук", "067 111 22 33", need="верстат")
    done = shell.json(
        "do", "capture", "--name", "D. Kovalchuk", "--email", "dk@zavod.ua", "--need", "верстат",
        "--original", HOSTILE,
    )  # fmt: skip
    return first, str(done["changed"][0])


def _listed(shell: Shell, query: str = "") -> list[str]:
    return sorted(row["id"] for row in shell.json("list", query))


@pytest.mark.parametrize("name", ["merge", "lead.merge"])
def test_two_records_are_merged_shown_as_one_and_taken_apart(
    shell: Shell, two: tuple[str, str], name: str
) -> None:
    """A10, CLI.md: `do merge ID ID`; show tells the merged ids; the id of either finds the one lead."""
    first, second = two
    done = shell.json("do", name, first, second)

    assert sorted(done["changed"]) == sorted(two)
    assert _listed(shell) == [first]
    assert _listed(shell, "is:merged") == [first]
    told = shell.lead(second)
    assert told["id"] == first
    assert [one["id"] for one in told["merged"]] == sorted(two)
    assert {contact["kind"] for contact in told["contacts"]} == {"phone", "email"}
    assert f"merged from {second}" in shell("show", first).out
    assert HOSTILE in str(told["timeline"])

    shell("do", "lead.split", first)
    assert _listed(shell) == sorted(two)
    assert shell.lead(second)["merged"] == []
    shell("undo")
    assert _listed(shell) == [first]
    assert shell.json("check")["ok"]


def test_a_record_is_named_by_the_beginning_of_its_id_when_it_is_taken_out(shell: Shell, two: Any) -> None:
    """ARCHITECTURE 4: of more than two the person says which."""
    third = shell.capture("Дмитро", "067 444 55 66", need="верстат")
    shell("do", "merge", *two, third)

    refused = shell("do", "unmerge", two[0], ok=False)
    assert refused.status == 1
    assert two[1][:12] in refused.err
    shell("do", "unmerge", two[0], "--apart", third)

    assert len(_listed(shell)) == 2
    assert shell.json("check")["ok"]


def test_what_is_no_double_is_remembered(shell: Shell, two: tuple[str, str]) -> None:
    """A10: lead.not_duplicate."""
    done = shell.json("do", "lead.not_duplicate", *two)
    assert done["tx"]
    refused = shell("do", "not-duplicate", two[0], ok=False)
    assert refused.status == 1


def test_a_person_is_erased_only_when_it_is_said_twice(shell: Shell, two: tuple[str, str]) -> None:
    """ARCHITECTURE 4: there is no way back, so the command asks for a yes."""
    first, second = two
    refused = shell("do", "erase", first, ok=False)
    assert refused.status == 1
    assert "--sure" in refused.err

    done = shell.json("do", "lead.erase_personal_data", first, "--sure", "yes")

    assert shell.lead(first)["person"]["name"] == ""
    assert shell.lead(second)["person"]["name"] == "D. Kovalchuk"
    assert _listed(shell, "ковальчук") == []
    gone = shell("undo", done["tx"], ok=False)
    assert gone.status == 1
    assert "erased" in gone.err
    assert shell.json("check")["ok"]


def test_check_tells_what_the_base_has_to_say_of_itself(shell: Shell) -> None:
    """DEPENDENCIES: a server without an extension is told in words; a file has nothing to say."""
    shell.capture()
    assert shell.json("check")["notices"] == []
