"""What qualification came to: whether the need is real, and which of the outcomes it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.lead import Position
from leaddesk.domain.qualification import OUTCOMES, need_is_real, outcome_of
from leaddesk.domain.score import Check
from tests.domain.leads import answers, lead

MET = (Check("contact", True), Check("need", True))
UNMET = (Check("contact", True), Check("need", None))


def test_a_need_is_unknown_until_somebody_asks() -> None:
    """A8: preset unknown, whatever the form said."""
    assert need_is_real(lead(need="верстат")) is None
    assert need_is_real(lead(answers=answers(need=None))) is None


@pytest.mark.parametrize(("level", "real"), [(0, False), (1, True), (2, True), (3, True)])
def test_the_answer_says_whether_it_is_real(level: int, real: bool) -> None:
    """A8, decision 15: yes once it is written down in the client's words."""
    assert need_is_real(lead(answers=answers(need=level))) is real


@pytest.mark.parametrize("reason", ["accidental", "no_need", "spam"])
def test_junk_with_one_reason_says_no_without_a_form(reason: str) -> None:
    """A8: junk and archive need one reason key."""
    assert need_is_real(lead(position=Position("new", "junk", reason))) is False


@pytest.mark.parametrize(
    ("place", "reason"), [("junk", "duplicate"), ("archive", "cannot_afford"), ("nurture", "")]
)
def test_other_reasons_do_not_speak_of_the_need(place: str, reason: str) -> None:
    """Who cannot afford it may need it very much (B8)."""
    assert need_is_real(lead(position=Position("new", place, reason))) is None


def test_an_answer_wins_over_the_reason_of_a_heap() -> None:
    """What the client said goes first."""
    assert need_is_real(lead(answers=answers(need=2), position=Position("new", "junk", "spam"))) is True


@pytest.mark.parametrize("checks", [MET, UNMET])
def test_nobody_decided_yet_is_not_the_same_as_not_qualified(checks: tuple[Check, ...]) -> None:
    """B8: not processed yet, and processed and not qualified, are two states."""
    assert outcome_of(lead(), checks) == "unprocessed"
    assert outcome_of(lead(position=Position("new", "archive", "cannot_afford")), checks) == "not_qualified"


def test_a_record_without_contact_was_never_looked_at() -> None:
    """A6, B8: its place is junk, but nobody decided so."""
    assert outcome_of(lead(position=Position("new", "junk", "no_contact")), UNMET) == "unprocessed"


@pytest.mark.parametrize(
    "position", [Position("ready"), Position("handed_over"), Position("handed_over", "deal")]
)
def test_ready_now_is_what_goes_to_sales(position: Position) -> None:
    """B7: ready now."""
    assert outcome_of(lead(position=position), UNMET) == "ready_now"


def test_meeting_every_criterion_is_ready_now_in_any_stage_of_work() -> None:
    """B7: computed, reproducible and explained by the criteria (B5)."""
    assert outcome_of(lead(position=Position("qualifying")), MET) == "ready_now"
    assert outcome_of(lead(position=Position("qualifying")), UNMET) == "in_work"


def test_nurture_is_ready_later() -> None:
    """B7: ready later."""
    assert outcome_of(lead(position=Position("qualifying", "nurture")), MET) == "ready_later"


@given(
    st.sampled_from(("new", "in_work", "qualifying", "ready", "handed_over")),
    st.sampled_from((None, "nurture", "archive", "junk", "deal")),
    st.sampled_from(("", "spam", "no_contact", "cannot_afford")),
    st.booleans(),
)
def test_every_lead_is_in_exactly_one_group(stage: str, place: str | None, reason: str, ready: bool) -> None:
    """B5: the group is computed and reproducible: the same twice, and one of those declared."""
    subject = lead(position=Position(stage, place, reason))
    checks = MET if ready else UNMET

    assert outcome_of(subject, checks) in OUTCOMES
    assert outcome_of(subject, checks) == outcome_of(subject, checks)
