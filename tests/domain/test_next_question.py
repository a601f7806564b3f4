"""What an answer would change, which question to ask next, how signals fade, and the score of a past day."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.clocks import clocks
from leaddesk.domain.lead import Answer, LeadState
from leaddesk.domain.log import iso
from leaddesk.domain.next_question import Consequence, consequence, next_best
from leaddesk.domain.past import lead_at, verdict_at
from leaddesk.domain.score import Verdict, faded, next_fading, verdict
from tests.domain.leads import DEFINED, START, answers, at, born, lead, op, signal
from tests.domain.test_score import LEADS

QUESTIONS = tuple(question.id for question in DEFINED.questions)
RANKS = (None, "mql", "sal", "sql")
HEATS = ("cold", "warm", "hot")


def told(subject: LeadState) -> Verdict:
    return verdict(subject, clocks(subject, DEFINED), DEFINED, START, reachable=True)


def with_answer(subject: LeadState, question: str, level: int) -> Verdict:
    return told(replace(subject, answers={**subject.answers, question: Answer(question, level, at=START)}))


@given(LEADS)
def test_the_next_best_question_is_that_of_the_largest_change_of_all_answers(subject: LeadState) -> None:
    """Issue 4: the unanswered one that could change the verdict most, against exhaustive enumeration."""
    found = next_best(subject, clocks(subject, DEFINED), DEFINED, START)
    open_ = [q for q in QUESTIONS if subject.answers.get(q) is None or subject.answers[q].level is None]
    now = told(subject)

    def distance(question: str, level: int) -> tuple[int, int, int]:
        then = with_answer(subject, question, level)
        return (
            abs(RANKS.index(then.level) - RANKS.index(now.level)),
            abs(HEATS.index(then.temperature) - HEATS.index(now.temperature)),
            abs((then.score or 0) - (now.score or 0)),
        )

    if not open_:
        assert found is None
        return
    largest = max(distance(question, level) for question, level in product(open_, range(4)))
    assert found is not None
    assert found.about in open_
    assert max(distance(found.about, level) for level in range(4)) == largest
    first = next(q for q in open_ if max(distance(q, level) for level in range(4)) == largest)
    assert found.about == first


@given(LEADS, st.sampled_from(QUESTIONS), st.none() | st.integers(0, 3))
def test_the_consequence_told_before_is_what_happens_after(
    subject: LeadState, question: str, level: int | None
) -> None:
    """UX 1.5: before a key is pressed the consequence is shown."""
    foretold = consequence(subject, clocks(subject, DEFINED), DEFINED, START, question, level)
    now = told(subject)
    after = told(replace(subject, answers={**subject.answers, question: Answer(question, level, at=START)}))

    assert (now.score or 0) + foretold.points == (after.score or 0) == foretold.score
    assert foretold.level == (after.level if after.level != now.level else None)
    assert foretold.temperature == (after.temperature if after.temperature != now.temperature else None)


def test_a_change_of_level_is_asked_for_before_points() -> None:
    """Timing alone can make SQL, so it is asked before what gives as many points."""
    subject = lead(answers=answers(budget=2))
    found = next_best(subject, clocks(subject, DEFINED), DEFINED, START)

    assert found is not None
    assert (found.about, found.level, found.most) == ("timing", "sql", 18)
    assert consequence(subject, clocks(subject, DEFINED), DEFINED, START, "timing", 3) == Consequence(
        18, 46, "sql", "warm"
    )


def test_an_answer_that_is_known_to_be_nothing_counts_as_data() -> None:
    """Issue 4: unknown is not 0, and not enough data is a state, never 0."""
    nothing = lead(kind="cold")
    assert told(nothing).score is None
    assert told(replace(nothing, answers=answers(budget=None))).score is None
    assert told(replace(nothing, answers=answers(budget=0))).score == 0


# -- Fading --


@given(st.integers(-30, 30).filter(bool), st.integers(1, 90), st.floats(0, 20_000))
def test_a_signal_fades_towards_nothing_and_never_grows(points: int, days: int, hours: float) -> None:
    """B9: signals with weight, decay and date of each."""
    worth = faded(points, hours, days)

    assert abs(worth) <= abs(points)
    assert worth == 0 or (worth > 0) == (points > 0)
    assert abs(faded(points, hours + 10, days)) <= abs(worth)
    assert faded(points, hours, 0) == points


@given(st.integers(1, 30), st.integers(1, 90), st.floats(0, 5_000))
def test_the_next_fading_is_the_moment_of_one_point_less(points: int, days: int, hours: float) -> None:
    """ARCHITECTURE 4: the minute job re-projects a row at its moment."""
    worth = faded(points, hours, days)
    then = next_fading(points, worth, START, days)
    if worth == 0:
        assert then is None
        return
    assert then is not None
    later = (then - START).total_seconds() / 3600
    assert faded(points, later, days) == worth - 1
    assert faded(points, later - 0.01, days) == worth


@pytest.mark.parametrize(("days", "points"), [(0, 4), (30, 2), (60, 1), (400, 0)])
def test_a_weak_signal_is_worth_half_after_its_half_life(days: int, points: int) -> None:
    """B9: often on the site, a month ago, says less."""
    subject = lead(signals=(signal("visits", 0),))
    when = START + timedelta(days=days)
    ledger = verdict(subject, clocks(subject, DEFINED), DEFINED, when, reachable=True).ledger

    assert [point.points for point in ledger if point.cause == "signal"] == [points]
    assert [point.most for point in ledger if point.cause == "signal"] == [4]


def test_a_request_for_an_invoice_does_not_fade() -> None:
    """What was asked for counts until it is answered."""
    subject = lead(signals=(signal("invoice", 0),))
    ledger = verdict(subject, clocks(subject, DEFINED), DEFINED, at(10**6), reachable=True).ledger

    assert [point.points for point in ledger if point.cause == "signal"] == [20]


# -- The past --


CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.sampled_from(QUESTIONS), st.none() | st.integers(0, 3)),
        st.tuples(st.just("signal"), st.sampled_from(("demo", "visits", "invoice", "message")), st.just(0)),
        st.tuples(st.just("touch"), st.sampled_from(("talked", "no_answer")), st.just(0)),
    ),
    max_size=12,
)


def history(changes: list[tuple[str, str, int | None]]) -> list:  # type: ignore[type-arg]
    """Ops of a lead, a change every hundred minutes."""
    ops = [born(0, channel="form")]
    for n, (kind, about, level) in enumerate(changes, 1):
        when = n * 100
        if kind == "answer":
            ops.append(op(f"answer/{about}", {"level": level, "text": ""}, when))
        elif kind == "signal":
            ops.append(op(f"signal/{n}", {"kind": about, "at": iso(at(when))}, when))
        else:
            ops.append(op(f"touch/{n}", {"kind": "call", "at": iso(at(when)), "outcome": about}, when))
    return ops


@given(CHANGES, st.integers(-50, 2000))
def test_the_ledger_sums_to_the_score_at_any_past_date(
    changes: list[tuple[str, str, int | None]], minutes: int
) -> None:
    """Issue 4, must hold: contributions sum exactly to the score, at any past date."""
    ops = history(changes)
    found = verdict_at("1" * 32, ops, DEFINED, at(minutes), reachable=True)

    if minutes < 0:
        assert found is None
        return
    assert found is not None
    assert sum(point.points for point in found.ledger) == (found.score or 0)
    assert all(point.at is None or point.at <= at(minutes) for point in found.ledger)


@given(CHANGES, st.integers(0, 1200))
def test_what_was_learned_later_does_not_count_on_a_former_day(
    changes: list[tuple[str, str, int | None]], minutes: int
) -> None:
    """A11: the value then, not only now."""
    whole, then = history(changes), history(changes[: minutes // 100])

    assert verdict_at("1" * 32, whole, DEFINED, at(minutes), reachable=True) == (
        verdict_at("1" * 32, then, DEFINED, at(minutes), reachable=True)
    )
    assert lead_at("1" * 32, whole, at(-1)) is None
