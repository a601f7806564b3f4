"""The score that explains itself, temperature, levels and readiness."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.clocks import clocks
from leaddesk.domain.definitions import OriginAction
from leaddesk.domain.lead import LeadState, Position
from leaddesk.domain.score import (
    COOLING_POINTS,
    Verdict,
    computed_level,
    cooling_points,
    half_life,
    next_cooling,
    readiness,
    verdict,
)
from tests.domain.leads import DEFINED, START, answers, at, call, lead, signal

CHANNELS = tuple(channel.id for channel in DEFINED.channels)
KINDS = tuple(kind.id for kind in DEFINED.signals)
QUESTIONS = tuple(question.id for question in DEFINED.questions)


def worth(subject: LeadState, minutes: float = 0, reachable: bool = True) -> Verdict:
    return verdict(subject, clocks(subject, DEFINED), DEFINED, at(minutes), reachable=reachable)


LEADS = st.builds(
    lambda channel, levels, kinds, kind, talked: lead(
        channel=channel,
        kind=kind,
        answers=answers(**levels),
        signals=tuple(signal(name, n * 7, n) for n, name in enumerate(kinds)),
        touches=(call(99, 60, "talked"),) if talked else (),
    ),
    st.sampled_from((*CHANNELS, "unheard_of")),
    st.dictionaries(st.sampled_from(QUESTIONS), st.none() | st.integers(0, 3)),
    st.lists(st.sampled_from((*KINDS, "unheard_of")), max_size=8),
    st.sampled_from(("request", "cold")),
    st.booleans(),
)


@given(LEADS, st.integers(0, 200_000))
def test_the_ledger_sums_to_the_score_which_is_between_0_and_100(subject: LeadState, minutes: int) -> None:
    """Issue 2: additive, each point with its cause, summing exactly."""
    found = worth(subject, minutes)

    if found.score is None:
        assert found.ledger == ()
    else:
        assert sum(point.points for point in found.ledger) == found.score
        assert 0 <= found.score <= 100
        assert all(point.cause for point in found.ledger)


@given(LEADS, st.integers(0, 50_000))
def test_between_two_changes_the_verdict_stays_the_same(subject: LeadState, minutes: int) -> None:
    """ARCHITECTURE 4: `next_change_at` says when it would differ, not a moment later."""
    now = worth(subject, minutes)
    if now.next_change_at is None:
        later = worth(subject, minutes + 10**7)
        assert (later.score, later.temperature, later.level) == (now.score, now.temperature, now.level)
        return
    seen = clocks(subject, DEFINED)
    just_before = verdict(
        subject, seen, DEFINED, now.next_change_at - timedelta(milliseconds=5), reachable=True
    )
    then = verdict(subject, seen, DEFINED, now.next_change_at, reachable=True)

    assert now.next_change_at > at(minutes)
    worth_less = {(p.cause, p.about): p.points for p in now.ledger if p.cause in ("cooling", "signal")}
    steps = [worth_less[p.cause, p.about] - p.points for p in then.ledger if (p.cause, p.about) in worth_less]
    assert set(steps) <= {0, 1}
    assert 1 in steps
    if just_before.next_change_at == now.next_change_at:
        assert (just_before.score, just_before.temperature) == (now.score, now.temperature)


@given(st.floats(0, 100_000), st.sampled_from((1.0, 2.0, 6.0, 24.0, 48.0)))
def test_cooling_takes_more_with_every_hour_and_never_more_than_fifteen(hours: float, half: float) -> None:
    """D14: a deterministic function of the hours."""
    lost = cooling_points(hours, half)

    assert 0 <= lost <= COOLING_POINTS
    assert cooling_points(hours + 1, half) >= lost
    assert cooling_points(-hours, half) == 0


def test_half_of_the_warmth_is_gone_after_the_half_life() -> None:
    """D14: 15 * (1 - 2^(-h/H)), rounded."""
    assert [cooling_points(h, 24) for h in (0, 24, 48, 72, 10_000)] == [0, 8, 11, 13, 15]


def test_the_next_cooling_is_when_one_more_point_is_lost() -> None:
    """The minute job re-projects a row at its moment, not before it."""
    for lost in range(COOLING_POINTS):
        then = next_cooling(lost, START, 24)
        assert then is not None
        hours = (then - START).total_seconds() / 3600
        assert cooling_points(hours, 24) == lost + 1
        assert cooling_points(hours - 0.01, 24) == lost
    assert next_cooling(COOLING_POINTS, START, 24) is None


def test_the_half_life_is_that_of_the_channel() -> None:
    """A default table until learned; the base's own setting for a channel that nobody declared."""
    assert half_life(lead(channel="event"), DEFINED) == 48
    assert half_life(lead(channel="?"), DEFINED) == DEFINED.setting("half_life_h")


def test_an_answered_contact_gives_back_what_cooling_took() -> None:
    """D14: cooling counts since the last unanswered signal."""
    cold = worth(lead(channel="form"), 60 * 24)
    warm = worth(lead(channel="form", touches=(call(60, 90, "talked"),)), 60 * 24)

    assert (cold.score, warm.score) == (1, 16)
    assert warm.next_change_at is None


def test_a_record_without_contact_is_not_scored() -> None:
    """A6."""
    found = worth(lead(answers=answers(budget=3)), reachable=False)

    assert (found.score, found.level, found.ledger) == (None, None, ())


def test_a_cold_list_has_no_score_before_anything_is_known() -> None:
    """Decision 13: nothing arrived by itself, so arrival is worth nothing."""
    assert worth(lead(kind="cold")).score is None
    assert worth(lead(kind="cold", answers=answers(budget=2))).score == 12


def test_unknown_is_not_nought() -> None:
    """UX 3.3: unknown is not 0: both give no points, but only one has an answer to show."""
    unknown = worth(lead(answers=answers(budget=None)))
    nought = worth(lead(answers=answers(budget=0)))

    assert unknown.score == nought.score
    assert next(p for p in unknown.ledger if p.about == "budget").cause == "unknown"
    assert next(p for p in nought.ledger if p.about == "budget").cause == "answer"
    assert next(p for p in unknown.ledger if p.about == "budget").most == 18


def test_more_of_the_same_signal_is_counted_once_with_its_number() -> None:
    """A client who visits often is not worth more than one who asks."""
    once = worth(lead(signals=(signal("visits", 1),)))
    often = worth(lead(signals=tuple(signal("visits", n, n) for n in range(1, 6))))

    assert once.score == often.score
    assert next(p for p in often.ledger if p.cause == "signal").level == 5


def test_a_score_above_a_hundred_is_capped_by_a_row_of_the_ledger() -> None:
    """The sum stays exact."""
    full = lead(answers=answers(**dict.fromkeys(QUESTIONS, 3)), signals=tuple(map(signal, KINDS, range(99))))
    found = worth(full)

    assert found.score == 100
    assert found.ledger[-1].cause == "cap"
    assert found.ledger[-1].points < 0


@pytest.mark.parametrize(
    ("levels", "kinds", "temperature"),
    [
        ({}, (), "cold"),
        ({"budget": 2}, ("price_request",), "warm"),
        ({"budget": 3, "need": 3, "timing": 2}, ("price_request",), "hot"),
    ],
)
def test_the_temperature_follows_the_score(
    levels: dict[str, int], kinds: tuple[str, ...], temperature: str
) -> None:
    """C2: hot from 70, warm from 40."""
    signals = tuple(signal(kind, 0, n) for n, kind in enumerate(kinds))
    assert worth(lead(answers=answers(**levels), signals=signals)).temperature == temperature


def test_a_comment_is_at_least_warm_but_a_cold_list_is_not() -> None:
    """C18: default temperature warm."""
    assert worth(lead(channel="comment"), 60 * 24 * 30).temperature == "warm"
    assert worth(lead(channel="comment", kind="cold")).temperature == "cold"


def test_a_temperature_set_by_hand_wins() -> None:
    """B1: one key."""
    assert worth(lead(channel="comment", temperature_set="cold")).temperature == "cold"
    assert worth(lead(temperature_set="hot"), reachable=False).temperature == "hot"


@pytest.mark.parametrize(
    ("told", "level"),
    [
        ({}, None),
        ({"signals": (signal("visits", 1),)}, "mql"),
        ({"answers": answers(need=1)}, "mql"),
        ({"answers": answers(need=0, budget=None)}, None),
        ({"answers": answers(need=2, budget=2, authority=2)}, "sal"),
        ({"position": Position("ready")}, "sal"),
        ({"position": Position("handed_over")}, "sal"),
        ({"position": Position("handed_over", "deal")}, "sal"),
        ({"answers": answers(timing=3)}, "sql"),
        ({"signals": (signal("invoice", 1),)}, "sql"),
    ],
)
def test_levels_are_computed_by_the_rules(told: dict[str, object], level: str | None) -> None:
    """B13, B15, B16, decision 12."""
    assert computed_level(lead(**told), DEFINED) == level


def test_a_level_set_by_hand_wins() -> None:
    """Decision 12: a manual level is possible."""
    assert worth(lead(level_set="mql", answers=answers(timing=3))).level == "mql"


def test_readiness_tells_met_unmet_and_unknown() -> None:
    """A12: the company's criteria, evaluated; unknown is neither."""
    subject = lead(need="верстат", answers=answers(budget=2, authority=1, timing=None))
    found = {check.id: check.ok for check in readiness(subject, DEFINED, reachable=True)}

    assert found == {"contact": True, "need": True, "budget": True, "authority": False, "timing": None}
    assert not dict(readiness(subject, DEFINED, reachable=False))["contact"]
    assert not dict(readiness(replace(subject, need="  "), DEFINED, reachable=True))["need"]


def test_without_a_signal_or_an_answer_there_is_no_score_not_even_nought() -> None:
    """Issue 4, point 3: "not enough data" is a state; a card from a stand alone tells nothing yet."""
    for channel in ("event", "card", "import", "other"):
        found = worth(lead(channel=channel, answers=answers(budget=None)))

        assert (found.score, found.ledger, found.temperature) == (None, (), "cold")
        assert worth(lead(channel=channel, answers=answers(budget=0))).score is not None


def test_a_level_is_known_also_where_the_score_is_not() -> None:
    """B13: the rules look at more than points; a stage is one of their clauses."""
    found = worth(lead(channel="import", position=Position("ready")))

    assert (found.score, found.level) == (None, "sal")


def test_the_action_that_gave_birth_to_a_lead_gives_its_starting_points() -> None:
    """D1: start score differs by action, and the ledger names the action."""
    asked, read = worth(lead(action="invoice")), worth(lead(action="subscribed"))

    assert (asked.ledger[0].points, asked.ledger[0].about) == (26, "invoice")
    assert (read.ledger[0].points, read.ledger[0].about) == (6, "subscribed")


def test_an_edited_action_gives_other_points() -> None:
    """D1: an edited definition; nothing of it is written into the program."""
    invoice = next(one for one in DEFINED.actions if one.id == "invoice")
    edited = replace(DEFINED, actions=(replace(invoice, points=40),))
    subject = lead(action="invoice")

    assert verdict(subject, clocks(subject, edited), edited, START, reachable=True).score == 40


def test_an_action_that_tells_nothing_by_itself_is_not_enough() -> None:
    """A contest entry may start with points and still be no sign of interest."""
    contest = OriginAction("contest", {"en": "Contest"}, 9, signal=False)
    edited = replace(DEFINED, actions=(contest,))
    quiet, told = lead(action="contest"), lead(action="contest", answers=answers(need=1))

    assert verdict(quiet, clocks(quiet, edited), edited, START, reachable=True).score is None
    assert verdict(told, clocks(told, edited), edited, START, reachable=True).score == 9 + 6
