"""Answer: a level, own words and where it is known from (B19-B25)."""

import pytest

from leaddesk.actions.answer import Answer
from leaddesk.domain.refusals import MoveRefused
from tests.actions.desks import card, junk_lead, lead_of, make_desk, refused, row_of, sales_of
from tests.fakes.sample import capture


def test_an_answer_gives_points_and_tells_who_said_it() -> None:
    """B25: who, when, from what source; the score explains itself."""
    desk = make_desk()
    lead = capture(desk)
    evidence = {"kind": "call", "text": "0:45"}
    desk.do(Answer((lead,), "budget", 3, "гроші виділені", evidence))
    found = lead_of(desk, lead).answers["budget"]

    assert (found.level, found.text, found.evidence, found.by) == (
        3, "гроші виділені", evidence, desk.session.user.id,
    )  # fmt: skip
    assert row_of(desk, lead).score == 16 + 18
    assert row_of(desk, lead).answers_known == 1


def test_without_evidence_the_answer_is_from_a_note_of_now() -> None:
    """Decision 15: set by itself where the program knows."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Answer((lead,), "need", 1))

    assert lead_of(desk, lead).answers["need"].evidence == {"kind": "note", "at": "2026-11-20T08:14:05.000Z"}


def test_unknown_takes_an_answer_back_and_is_not_nought() -> None:
    """UX 3.3: ? 0 1 2 3."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Answer((lead,), "budget", 0))
    assert row_of(desk, lead).answers_known == 1
    desk.do(Answer((lead,), "budget", None, "не сказав"))

    assert row_of(desk, lead).answers_known == 0
    assert lead_of(desk, lead).answers["budget"].text == "не сказав"


@pytest.mark.parametrize("level", [-1, 4, 100])
def test_a_level_that_no_question_has_is_refused(level: int) -> None:
    """0-3."""
    desk = make_desk()
    assert refused(desk, Answer((capture(desk),), "budget", level)).key == "answer.no_such_level"


def test_a_question_that_nobody_declared_is_refused() -> None:
    """Questions are data."""
    desk = make_desk()
    assert refused(desk, Answer((capture(desk),), "shoe_size", 1)).key == "answer.no_such_question"


def test_a_record_without_contact_is_not_qualified() -> None:
    """A6."""
    desk = make_desk()
    assert refused(desk, Answer((junk_lead(desk),), "budget", 1), MoveRefused).key == "funnel.no_contact"


def test_the_last_answer_counts_and_earlier_ones_stay_in_the_history() -> None:
    """The log forgets nothing."""
    desk = make_desk()
    lead = capture(desk)
    sales = sales_of(desk)
    desk.do(Answer((lead,), "budget", 1, "мало"))
    sales.do(Answer((lead,), "budget", 3, "багато"))

    assert lead_of(desk, lead).answers["budget"].by == sales.session.user.id
    assert [e.value["text"] for e in card(desk, lead).events if e.kind == "answer"] == ["багато", "мало"]
