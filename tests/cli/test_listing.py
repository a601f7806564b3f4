"""`leaddesk list` and `show`: searches and single leads in the shapes of CLI.md."""

import pytest

from tests.cli.conftest import Shell

LIST_KEYS = {
    *("id", "name", "company", "need", "stage", "temperature", "score", "level", "channel", "owner"),
    *("received", "next_due", "cooling", "reason"),
}
SHOW_KEYS = {
    *(
        "id",
        "kind",
        "stage",
        "place",
        "level",
        "temperature",
        "need",
        "product",
        "channel",
        "source",
        "owner",
    ),
    *("received", "score", "ledger", "answers", "readiness", "person", "contacts", "next_step", "deals"),
    *("timeline", "came_before"),
}


def test_a_row_has_the_keys_that_others_rely_on(shell: Shell) -> None:
    """CLI.md: fields may be added, never removed."""
    lead = shell.capture(need="Різати лист", channel="form", company="Агро-Схід")

    (row,) = shell.json("list")

    assert row.keys() >= LIST_KEYS
    assert row["id"] == lead
    assert row["cooling"] == 0
    assert row["received"] == "2026-11-20T08:14:05.000Z"
    assert row["phone"] == "+380671234567"


def test_cooling_grows_with_the_business_time(shell: Shell) -> None:
    """D14: deterministic under a fixed clock."""
    shell.capture(channel="form")

    shell.now = "2026-11-20T12:20:05+02:00"

    assert shell.json("list")[0]["cooling"] == 2 * 3600 + 6 * 60


def test_a_search_finds_and_counts(shell: Shell) -> None:
    """UX 4.3: one grammar everywhere."""
    shell.capture("Олена Ковальчук", "+380501110001", need="Точити вали", channel="site")
    shell.capture("Ігор Бондаренко", "+380501110002", need="Різати лист", channel="form")

    found = shell.json("list", "channel:form")
    count = shell.json("list", "вали", "--count")
    without = shell.json("list", "-channel:form")

    assert [row["name"] for row in found] == ["Ігор Бондаренко"]
    assert count == {"count": 1}
    assert [row["name"] for row in without] == ["Олена Ковальчук"]


def test_rows_can_be_sorted_and_limited(shell: Shell) -> None:
    """CLI.md: --sort KEY, --limit N."""
    for number, name in enumerate(("Б", "А", "В")):
        shell.capture(f"{name} Тест", f"+38050111000{number}")

    names = [row["name"] for row in shell.json("list", "--sort", "name", "--limit", "2")]

    assert names == ["А Тест", "Б Тест"]


def test_all_rows_come_without_a_limit(shell: Shell) -> None:
    """Pages are joined: more rows than one page holds."""
    shell("demo", "--leads", "620")

    assert len(shell.json("list", "--limit", "0", "--sort", "received-")) == 620
    assert len(shell.json("list")) == 100


def test_an_unknown_field_is_told_and_the_rest_still_runs(shell: Shell) -> None:
    """UX 4.3: malformed input never raises and never silently gives 0."""
    shell.capture(need="Різати лист")

    ran = shell("list", "stge:new", "лист")

    assert "no search field “stge”" in ran.err
    assert "Did you mean" in ran.err
    assert "1 lead" in ran.err


def test_a_count_says_too_what_the_search_left_out(shell: Shell) -> None:
    """A number of a search that was half understood is never silent about it."""
    shell.capture()

    ran = shell("list", "stge:new", "--count")

    assert ran.out.strip() == "1"
    assert "no search field “stge”" in ran.err


def test_a_sort_that_does_not_exist_is_told(shell: Shell) -> None:
    """A typo must not give an arbitrary order silently."""
    shell.capture()

    ran = shell("list", "--sort", "moon")

    assert "moon" in ran.err


def test_a_lead_is_shown_whole(shell: Shell) -> None:
    """CLI.md: show."""
    lead = shell.capture(need="Різати лист", channel="form", company="Агро-Схід", title="інженер")
    shell("do", "answer", lead, "--question", "budget", "--level", "2", "--text", "до 2,1 млн")

    told = shell.lead(lead)

    assert told.keys() >= SHOW_KEYS
    assert sum(point["points"] for point in told["ledger"]) == told["score"]
    assert told["answers"]["budget"]["level"] == 2
    assert told["answers"]["budget"]["evidence"]["kind"] == "note"
    assert told["person"]["company"] == "Агро-Схід"
    assert told["contacts"][0]["normal"] == "+380671234567"
    assert {check["criterion"] for check in told["readiness"]} >= {"contact", "need", "budget"}
    assert told["timeline"][-1]["kind"] == "arrived"


def test_a_lead_without_enough_data_has_no_score(shell: Shell) -> None:
    """CLI.md: null where not enough data; A6: no contact, no score."""
    done = shell.json("do", "capture", "--name", "Хтось", "--need", "щось")

    told = shell.lead(done["changed"][0])

    assert told["score"] is None
    assert told["place"] == "junk"
    assert told["reason"] == "no_contact"


def test_a_client_who_came_before_is_shown_with_what_came_of_it(shell: Shell) -> None:
    """A10."""
    first = shell.capture(need="Гільйотина")
    shell("do", "archive", first, "--reason", "cannot_afford")
    shell.now = "2026-11-21T10:00:00+02:00"

    second = shell.capture(need="Листозгин")

    (before,) = shell.lead(second)["came_before"]
    assert before["id"] == first
    assert before["outcome"] == "archive"
    assert before["when"] == "2026-11-20T08:14:05.000Z"
    assert shell.json("list", "листозгин")[0]["before"] == 1


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_a_lead_can_be_read_by_a_person(shell: Shell, language: str) -> None:
    """Without --json the same lead is lines for the eye."""
    lead = shell.capture(need="Різати лист", channel="form")

    said = shell("show", lead, "--lang", language).out

    assert "Олена Гнатюк" in said
    assert "+380671234567" in said
    assert "+16" in said
    assert "{" not in said
