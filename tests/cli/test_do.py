"""`leaddesk do`, `undo`, `redo` and `log`: every action through the same desk as the window."""

import pytest

from leaddesk.actions.registry import ACTIONS, ALIASES
from tests.cli.conftest import Shell

ANSWERS = ("budget", "authority", "need", "timing")


def qualify(shell: Shell, lead: str) -> None:
    """Answers that meet every criterion."""
    for question in ANSWERS:
        shell("do", "answer", lead, "--question", question, "--level", "2", "--text", "так")


def test_a_lead_goes_from_capture_to_a_won_deal(shell: Shell) -> None:
    """The main job on the command line: A7, A12, A20, C1."""
    lead = shell.capture(need="Різати лист 12 мм", channel="form", company="Агро-Схід")
    shell("do", "take", lead)
    qualify(shell, lead)
    shell("do", "move", lead, "--stage", "ready")
    shell(
        "do", "handover", lead, "--advice", "не починайте з ціни", "--step", "call", "--at", "tomorrow 11:00"
    )
    handed = shell.lead(lead)
    shell("do", "deal.accept", lead)
    shell("do", "won", lead)

    told = shell.lead(lead)

    assert handed["stage"] == "handed_over"
    assert handed["deals"][0]["advice"] == "не починайте з ціни"
    assert handed["next_step"]["due"] == "2026-11-21T09:00:00.000Z"
    assert told["place"] == "deal"
    assert told["deals"][0]["stage"] == "won"


@pytest.mark.parametrize(("alias", "named"), sorted((a, n) for a, (n, _) in ALIASES.items()))
def test_a_command_id_is_the_action_of_that_name(alias: str, named: str) -> None:
    """UX 4.2: command ids are aliases of the actions."""
    assert named in ACTIONS, alias


def test_the_list_names_every_action_and_the_ids_it_takes(shell: Shell) -> None:
    """CLI.md: do --list."""
    told = shell.json("do", "--list")

    assert told["actions"].keys() == ACTIONS.keys()
    assert told["actions"]["take"]["aliases"] == ["lead.take"]
    assert "ready" in told["stages"]
    assert "budget" in told["questions"]
    assert "form" in told["channels"]
    assert "spam" in told["reasons"]["junk"]
    move = told["actions"]["move"]["parameters"][0]
    assert move["name"] == "stage"
    assert "handed_over" in move["choices"]


def test_an_action_over_several_leads_is_one_step(shell: Shell) -> None:
    """ARCHITECTURE 4: one gesture, one tx; undone as one."""
    leads = [shell.capture(name=f"Person {i}", phone=f"+38067000000{i}") for i in range(3)]

    done = shell.json("do", "assign", *leads, "--to", "me")
    owners = [shell.lead(lead)["owner"] for lead in leads]
    undone = shell.json("undo")

    assert sorted(done["changed"]) == sorted(leads)
    assert len(set(owners)) == 1
    assert owners[0] is not None
    assert undone["tx"] == done["tx"]
    assert [shell.lead(lead)["owner"] for lead in leads] == [None] * 3


def test_undo_and_redo_bring_a_lead_there_and_back(shell: Shell) -> None:
    """UX 1: undo for everything, after a restart too: each command here is a process of its own."""
    lead = shell.capture()
    shell("do", "temperature", lead, "--temperature", "hot")

    undone = shell.json("undo")
    cold = shell.lead(lead)["temperature"]
    shell("redo")

    assert undone["changed"] == [lead]
    assert undone["kept"] == []
    assert cold == "cold"
    assert shell.lead(lead)["temperature"] == "hot"


def test_undo_of_what_somebody_changed_since_is_refused_and_says_who(shell: Shell) -> None:
    """ARCHITECTURE 4: over nobody else's later work."""
    shell.user = "Ірина"
    lead = shell.capture()
    step = shell.json("do", "note", lead, "--text", "перша")
    priority = shell.json("do", "priority", lead, "--value", "high")
    shell.user = "Максим"
    shell("do", "priority", lead, "--value", "low")
    shell.user = "Ірина"

    refused = shell("undo", priority["tx"], ok=False)
    free = shell("undo", step["tx"])

    assert refused.status == 1
    assert "Максим has changed this since" in refused.err
    assert free.status == 0


def test_there_may_be_nothing_to_undo(shell: Shell) -> None:
    """The founding of a base is no step of a person."""
    ran = shell("undo", ok=False)

    assert ran.status == 1
    assert "nothing of yours to undo" in ran.err


def test_the_log_tells_the_steps_newest_first(shell: Shell) -> None:
    """CLI.md: rows {tx, at, actor, title, undone}."""
    lead = shell.capture()
    shell("do", "junk", lead, "--reason", "spam")
    shell("undo")

    rows = shell.json("log", "--limit", "3")

    assert [row["action"] for row in rows] == ["undo", "junk", "capture"]
    assert rows[1]["title"] == "To junk: Spam"
    assert rows[1]["undone"]
    assert {"tx", "at", "actor", "title", "undone"} <= rows[0].keys()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("do", "fly", "{lead}"), "There is no action “fly”"),
        (("do", "take"), "was told no lead"),
        (("do", "move", "{lead}", "--stage", "moon"), "no stage “moon”"),
        (("do", "move", "{lead}", "--speed", "9"), "does not know --speed"),
        (("do", "move", "{lead}", "--stage", "handed_over"), "asks for your advice"),
        (("do", "answer", "{lead}", "--question", "budget", "--level", "7"), "a level from 0 to 3"),
        (("do", "answer", "{lead}", "--question", "budget", "--level", "much"), "does not fit --level"),
        (("do", "handover", "{lead}"), "advice to sales is empty"),
        (("do", "handover", "{lead}", "--advice", "x"), "criteria are not met"),
        (("do", "junk", "{lead}", "--reason", "bored"), "is no reason for"),
        (("do", "junk", "{lead}", "--reason", "other"), "needs your own words"),
        (("do", "snooze", "{lead}", "--until", "yesterday"), "not ahead"),
        (("do", "snooze", "{lead}", "--until", "in 90 days"), "30 days at most"),
        (("do", "snooze", "{lead}", "--until", "blah"), "does not fit --until"),
        (("do", "assign", "{lead}", "--to", "Nobody"), "Nobody in this base is called"),
        (("do", "won", "{lead}"), "needs a deal"),
        (("do", "contact", "{lead}", "--outcome", "refused"), "needs its reason"),
        (("do", "temperature", "{lead}", "--value", "boiling"), "does not fit --value"),
        (("do", "complete", "{lead}"), "no such open task"),
        (("do", "note", "{lead}", "--text", "  "), "note is empty"),
        (("do", "capture", "--channel", "pigeon"), "does not fit --channel"),
    ],
)
def test_what_a_rule_forbids_is_said_and_changes_nothing(
    shell: Shell, words: tuple[str, ...], said: str
) -> None:
    """ARCHITECTURE 8.8: what happened, what is safe, what to do."""
    lead = shell.capture()
    before = shell("show", lead, "--json").out

    ran = shell(*(word.format(lead=lead) for word in words), ok=False)

    assert ran.status == 1
    assert said in ran.err
    assert shell("show", lead, "--json").out == before


def test_a_time_is_meant_in_the_zone_of_the_lead(shell: Shell) -> None:
    """UX 1.4: wakes at 10:00 of the lead's own day."""
    lead = shell.capture(zone="Asia/Almaty")

    shell("do", "snooze", lead, "--until", "mon")

    assert shell.lead(lead)["snoozed_until"] == "2026-11-23T05:00:00.000Z"


def test_an_id_may_be_given_by_its_beginning(shell: Shell) -> None:
    """Nobody types 32 letters."""
    lead = shell.capture()

    done = shell.json("do", "take", lead[:20])

    assert done["changed"] == [lead]


def test_a_beginning_that_fits_several_leads_is_refused(shell: Shell) -> None:
    """A guess would change the wrong lead."""
    first, second = shell.capture(), shell.capture(name="Юрій Палій", phone="+380501112233", need="інше")
    shared = next(first[:n] for n in range(31, 0, -1) if first[:n] == second[:n])

    ran = shell("do", "take", shared, ok=False)

    assert ran.status == 1
    assert "Several leads" in ran.err


def test_no_answer_plans_the_next_attempt(shell: Shell) -> None:
    """UX 4.1, R 1: next attempt +2 h."""
    lead = shell.capture()

    shell("do", "contact", lead, "--outcome", "no_answer")

    step = shell.lead(lead)["next_step"]
    assert step["due"] == "2026-11-20T10:14:05.000Z"
    assert step["kind"] == "attempt"


def test_values_may_be_glued_to_their_names(shell: Shell) -> None:
    """--key=value, and a value that begins with a minus."""
    lead = shell.capture()

    shell("do", "note", lead, "--text=--- мінуси")

    assert shell.lead(lead)["notes"][0]["text"] == "--- мінуси"


def test_an_amount_is_read_as_people_write_it(shell: Shell) -> None:
    """B19."""
    lead = shell.capture()

    shell("do", "edit", lead, "--field", "amount", "--value", "2,1 млн")

    told = shell.lead(lead)
    assert (told["amount"], told["currency"]) == ("2100000.00", "UAH")


def test_a_role_without_the_right_is_told_so_and_does_nothing(shell: Shell) -> None:
    """C7: the desk checks the right at every door."""
    lead = shell.capture()
    shell("do", "user", "--full-name", "Олег Лисюк", "--roles", "sales")
    shell.user = "Олег Лисюк"

    ran = shell("do", "nurture", lead, ok=False)

    assert ran.status == 1
    assert "Your role (salesperson) does not include nurture" in ran.err
    assert shell.lead(lead)["place"] is None


def test_undo_is_also_an_action_by_its_command_id(shell: Shell) -> None:
    """UX 4.2: app.undo, app.redo."""
    lead = shell.capture()
    shell("do", "star", lead)

    shell("do", "app.undo")
    dark = shell.lead(lead)["starred"]
    shell("do", "app.redo")

    assert not dark
    assert shell.lead(lead)["starred"]


def test_without_an_action_it_says_how_to_find_one(shell: Shell) -> None:
    """Wrong usage."""
    ran = shell("do", ok=False)

    assert ran.status == 2
    assert "do --list" in ran.err


def test_a_mark_of_a_contact_is_shown_with_its_day(shell: Shell) -> None:
    """A9: verified, bounced, wrong, each with its date."""
    lead = shell.capture()
    (contact,) = shell.lead(lead)["contacts"]
    shell("do", "mark_contact", lead, "--contact-id", contact["id"], "--mark", "verified")
    (marked,) = shell.lead(lead)["contacts"]

    assert (contact["mark"], contact["marked_at"]) == (None, None)
    assert (marked["mark"], marked["marked_at"]) == ("verified", "2026-11-20T08:14:05.000Z")
    assert shell.lead(lead)["person"]["zone_certain"] is None
