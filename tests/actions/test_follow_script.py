"""Follow a script: the reply becomes an answer whose evidence is the script, and the talk goes on (C8)."""

import pytest

from leaddesk.actions.edit import Edit
from leaddesk.actions.follow_script import FollowScript
from leaddesk.actions.questions import Defined
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.refusals import NotAllowed, Refused
from leaddesk.domain.scripts import END, ScriptAt
from tests.actions.desks import card, junk_lead, lead_of, make_desk, ops_of, refused
from tests.fakes.sample import NOW, add_user, as_user, capture


def test_a_script_begins_at_its_first_step() -> None:
    """C8."""
    desk = make_desk()
    lead = capture(desk)

    desk.do(FollowScript((lead,), "first_call"))

    assert lead_of(desk, lead).script == ScriptAt("first_call", 1, "opening")


def test_one_reply_answers_the_question_and_goes_on_in_one_step_of_the_history() -> None:
    """C8: one tap lands in the answer with the script, its version and its step as evidence."""
    desk = make_desk()
    lead = capture(desk)

    change = desk.do(FollowScript((lead,), "first_call", "timing", 2, language="uk"))
    found = lead_of(desk, lead)
    answer = found.answers["timing"]

    assert (answer.level, answer.text) == (2, "1–3 міс")
    assert answer.until is not None
    assert answer.until > NOW
    assert answer.evidence is not None
    assert {key: answer.evidence[key] for key in ("kind", "script", "version", "step")} == {
        "kind": "script", "script": "first_call", "version": 1, "step": "timing",
    }  # fmt: skip
    assert str(answer.evidence["text"]).startswith("Коли це має запрацювати?")
    assert found.script == ScriptAt("first_call", 1, "authority")
    assert {("lead", "answer/timing"), ("lead", "script")} <= set(ops_of(desk, change.tx))


def test_undo_takes_the_answer_back_and_asks_the_same_question_again() -> None:
    """UX 1: undo for everything."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(FollowScript((lead,), "first_call", "need", 1))
    desk.do(FollowScript((lead,), "first_call", "budget", 2))

    desk.undo()

    assert "budget" not in lead_of(desk, lead).answers
    assert lead_of(desk, lead).script == ScriptAt("first_call", 1, "budget")


def test_a_reply_leads_into_its_branch() -> None:
    """C8: who has no need is asked when it could matter, and nothing more."""
    desk = make_desk()
    lead = capture(desk)

    desk.do(FollowScript((lead,), "first_call", "need", 4))
    assert lead_of(desk, lead).script == ScriptAt("first_call", 1, "later")
    desk.do(FollowScript((lead,), "first_call", "later", 1))

    assert lead_of(desk, lead).script == ScriptAt("first_call", 1, END)


def test_a_step_that_is_passed_over_answers_nothing() -> None:
    """C8."""
    desk = make_desk()
    lead = capture(desk)

    desk.do(FollowScript((lead,), "first_call", "budget"))

    assert lead_of(desk, lead).answers == {}
    assert lead_of(desk, lead).script == ScriptAt("first_call", 1, "timing")


def test_the_reply_does_not_know_leaves_the_level_unknown_and_keeps_the_words() -> None:
    """Unknown is not 0."""
    desk = make_desk()
    lead = capture(desk)

    desk.do(FollowScript((lead,), "first_call", "timing", 5, language="uk"))
    answer = lead_of(desk, lead).answers["timing"]

    assert (answer.level, answer.text, answer.known) == (None, "не знає", False)


def test_in_a_call_the_evidence_also_names_its_second() -> None:
    """B25: the recording opens where it was said."""
    desk = make_desk()
    lead = capture(desk)
    heard = {"kind": "call", "at": "2026-11-20T08:02:00.000Z", "second": 310}

    desk.do(FollowScript((lead,), "first_call", "budget", 1, heard=heard))
    evidence = lead_of(desk, lead).answers["budget"].evidence

    assert evidence is not None
    assert (evidence["kind"], evidence["call"], evidence["second"]) == ("script", heard["at"], 310)


def test_the_client_s_own_words_stand_instead_of_the_reply_s() -> None:
    desk = make_desk()
    lead = capture(desk)

    desk.do(FollowScript((lead,), "first_call", "budget", 2, text="до 400 тис"))

    assert lead_of(desk, lead).answers["budget"].text == "до 400 тис"


def test_a_friendly_client_is_asked_in_a_friendly_way_and_so_the_evidence_says() -> None:
    """C11: the tone of the person chooses the words."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Edit((lead,), "person.tone", "friendly"))

    desk.do(FollowScript((lead,), "first_call", "timing", 1, language="en"))
    evidence = lead_of(desk, lead).answers["timing"].evidence

    person = card(desk, lead).person
    assert person is not None
    assert person.tone == "friendly"
    assert evidence is not None
    assert evidence["text"] == "When do you need it? And three months later?"


def test_a_tone_that_nobody_declared_is_refused() -> None:
    """C11."""
    desk = make_desk()
    lead = capture(desk)

    assert refused(desk, Edit((lead,), "person.tone", "rude")).key == "edit.no_such_value"


def test_an_edit_of_a_script_is_a_new_version_and_the_answer_remembers_the_former() -> None:
    """C8, D21: versions are kept; what was asked then stays with the answer."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(FollowScript((lead,), "first_call", "budget", 1))
    told = desk.ask(Defined()).script_by_id["first_call"]

    desk.do(
        SetDefinition(
            "script", "first_call", (("names", {"en": "New name"}), ("steps", list(told.steps)[:2]))
        )
    )
    now = desk.ask(Defined()).script_by_id["first_call"]

    evidence = lead_of(desk, lead).answers["budget"].evidence
    assert (now.version, len(now.steps)) == (2, 2)
    assert evidence is not None
    assert evidence["version"] == 1
    desk.undo()
    assert desk.ask(Defined()).script_by_id["first_call"].version == 1


def test_a_new_script_of_the_company_begins_with_version_one() -> None:
    """C8: edited definitions in the log."""
    desk = make_desk()
    steps = [{"id": "a", "ask": {"uk": "Що?"}, "replies": []}]

    desk.do(SetDefinition("script", "ours", (("names", {"uk": "Наш"}), ("steps", steps))))

    assert desk.ask(Defined()).script_by_id["ours"].version == 1


@pytest.mark.parametrize(
    ("script", "step", "reply", "key"),
    [
        ("nothing", "", 0, "script.no_such_script"),
        ("first_call", "nothing", 1, "script.no_such_step"),
        ("first_call", "budget", 6, "script.no_such_step"),
        ("first_call", "budget", -1, "script.no_such_step"),
    ],
)
def test_what_the_script_does_not_have_is_refused(script: str, step: str, reply: int, key: str) -> None:
    desk = make_desk()
    lead = capture(desk)

    assert refused(desk, FollowScript((lead,), script, step, reply)).key == key


def test_a_record_without_contact_cannot_be_qualified_by_a_script_either() -> None:
    """A6."""
    desk = make_desk()
    lead = junk_lead(desk)

    with pytest.raises(Refused):
        desk.do(FollowScript((lead,), "first_call", "need", 1))


def test_whoever_may_not_qualify_may_not_follow_a_script() -> None:
    """C7."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(SetDefinition("role", "sales", (("rights", ["sell"]),)))
    seller = as_user(desk, add_user(desk, "Ірина Мельник", ("sales",)))

    with pytest.raises(NotAllowed):
        seller.do(FollowScript((lead,), "first_call", "need", 1))
