"""Answer: a level, own words and where it is known from (B19-B25)."""

from datetime import timedelta

import pytest

from leaddesk.actions.answer import Answer
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.marks import Maturity
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.refusals import MoveRefused, NotReady
from tests.actions.desks import card, junk_lead, lead_of, make_desk, refused, row_of, sales_of
from tests.fakes.sample import NOW, capture, clock_of


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


@pytest.mark.parametrize(
    ("text", "days"), [("1-3 months", 91), ("запуск 12.12, бо контракт", 22), ("до 1 міс", 30)]
)
def test_a_time_that_is_typed_becomes_the_purchase_horizon(text: str, days: int) -> None:
    """C5: the same field feeds D25-27; issue 4: dates and horizon are parsed from what is typed."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Answer((lead,), "timing", 2, text))
    answer = lead_of(desk, lead).answers["timing"]

    assert answer.until is not None
    assert abs((answer.until - NOW).days - days) <= 1
    assert (answer.since is not None) == text.startswith("1-3")


def test_a_day_that_is_given_wins_over_the_words_and_a_near_one_is_sql() -> None:
    """B16: a purchase date within N days makes SQL, as soon as it is near."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Answer((lead,), "timing", 2, "колись навесні", by=NOW + timedelta(days=20)))
    assert row_of(desk, lead).level == "mql"
    desk.store.tick(clock_of(desk).forward(days=6))

    assert row_of(desk, lead).level == "sql"


def test_an_answer_about_something_else_has_no_horizon() -> None:
    """Only the question about time is read as time."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Answer((lead,), "need", 2, "до 12.12"))

    assert lead_of(desk, lead).answers["need"].until is None


def test_how_far_the_need_has_grown_can_be_set_by_hand_and_given_back() -> None:
    """A17: need-maturity level, changes logged."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Maturity((lead,), "comparing"))
    assert lead_of(desk, lead).maturity_set == "comparing"
    desk.do(Maturity((lead,), None))

    assert lead_of(desk, lead).maturity_set is None
    kinds = [event.kind for event in card(desk, lead).events]
    assert kinds.count("maturity") == 2


def test_a_budget_below_every_price_blocks_the_handover_until_a_reason_is_given() -> None:
    """A13: blocks handoff; C4: overridable with a reason, which is reported."""
    desk = make_desk()
    lathe = (("names", {"en": "Lathe"}), ("least", 50_000_000), ("currency", "UAH"), ("words", ["верстат"]))
    desk.do(SetDefinition("product_group", "lathe", lathe))
    lead = capture(desk, need="Потрібен верстат", amount_minor=9_000_000, currency="UAH")
    for question in ("budget", "authority", "timing"):
        desk.do(Answer((lead,), question, 2, "так"))
    assert refused(desk, HandOver((lead,), "порада"), NotReady).said["failed"] == ("affordable",)
    desk.do(HandOver((lead,), "порада", reason="urgent"))

    assert dict(lead_of(desk, lead).deals[0].criteria)["affordable"] is False
