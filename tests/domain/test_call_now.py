"""The order of work: what waiting costs, reachability, what is due, and the reasons in words."""

from dataclasses import replace
from datetime import timedelta
from math import exp2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.call_now import BIT, CLOSED, HOUR_MS, IDLE, Urge, level, moment_of, reasons, stake
from leaddesk.domain.log import ms_of
from leaddesk.domain.norms import norm_due
from leaddesk.domain.row import Before, lead_row
from leaddesk.domain.score import half_life
from tests.domain.leads import DEFINED, START, at, call, lead

HOME = str(DEFINED.setting("zone"))
NIGHT = START + timedelta(hours=12)


def urge(minutes: float | None = 0, *, due: float | None = None, **told: object) -> Urge:
    """A lead of a form that cools since some minutes after the start."""
    since = None if minutes is None else ms_of(at(minutes))
    made = Urge("1" * 32, 40 * BIT, 1, since, None if due is None else ms_of(at(due)), HOME, 50)
    return made._replace(**told)


def priority(one: Urge, minutes: float = 60) -> int:
    return moment_of(at(minutes), DEFINED).priority(one)


def worth(
    score: int | None = 50, amount: int | None = None, hours: int = 1, temperature: str = "warm"
) -> int:
    return stake(amount, "UAH", score, temperature, hours, DEFINED)


# What is at stake


def test_twice_the_amount_or_twice_the_chance_is_one_doubling() -> None:
    """Issue 3.5: value at stake."""
    assert worth(amount=2_000_000) - worth(amount=1_000_000) == BIT
    assert worth(score=80) - worth(score=40) == BIT


def test_a_lead_without_an_amount_or_in_another_currency_is_worth_the_usual_one() -> None:
    """No rates are known: another currency is not taken for ours."""
    usual = int(DEFINED.setting("usual_amount")) * 100

    assert worth(amount=None) == worth(amount=usual) == worth(amount=0)
    assert stake(usual * 50, "EUR", 50, "warm", 1, DEFINED) == worth(amount=None)


def test_what_a_person_knows_by_hand_counts_for_the_chance() -> None:
    """B1: hot set by hand has at least the chance of the score that makes hot; no score is no chance."""
    assert worth(score=10, temperature="hot") == worth(score=70)
    assert worth(score=None, temperature="cold") < worth(score=10, temperature="cold")


def test_a_longer_half_life_loses_less_in_each_minute() -> None:
    """D14: a form of an hour ago cannot wait, a business card can."""
    assert worth(hours=1) - worth(hours=4) == 2 * BIT


# What waiting costs


def test_after_each_half_life_the_loss_is_half() -> None:
    """D14: exponential by the half-life of the channel."""
    first, second, fourth = (priority(urge(), minutes) for minutes in (0, 60, 120))

    assert first - second == pytest.approx(BIT, abs=2)
    assert second - fourth == pytest.approx(BIT, abs=2)


@given(
    st.integers(0, 60 * BIT),
    st.integers(1, 200),
    st.integers(0, 10**9),
    st.integers(0, 10**9),
    st.integers(0, 10**9),
)
def test_time_takes_the_same_from_all_leads_of_one_half_life(
    value: int, hours: int, one: int, other: int, later: int
) -> None:
    """The order within a half-life never changes, so an index can hold it."""
    now = ms_of(START) + later
    first, second = (level(value, ms_of(START) - since, hours, now) for since in (one, other))

    assert (first > second) == (
        BIT * (ms_of(START) - one) // (HOUR_MS * hours) > BIT * (ms_of(START) - other) // (HOUR_MS * hours)
    )


def test_a_signal_dated_ahead_has_not_begun_to_cool() -> None:
    """A clock of another machine may run ahead."""
    assert priority(urge(600), 60) == priority(urge(60), 60)


def test_outside_the_clients_hours_a_call_saves_little() -> None:
    """C13: reachability now in the lead's own working hours."""
    here, far = urge(zone=HOME), urge(zone="America/New_York")

    assert exp2((priority(far) - priority(here)) / BIT) == pytest.approx(CLOSED, rel=1e-3)
    night = moment_of(NIGHT, DEFINED)
    assert night.priority(far._replace(cool_since=ms_of(NIGHT))) > night.priority(
        here._replace(cool_since=ms_of(NIGHT))
    )


@pytest.mark.parametrize("zone", [None, "Nowhere/Land", ""])
def test_a_client_of_unknown_zone_is_where_we_are(zone: str | None) -> None:
    """UX 1.9: an unknown zone is no reason to wait."""
    assert priority(urge(zone=zone)) == priority(urge())


def test_what_is_due_is_added_and_cools_as_a_signal_does() -> None:
    """Issue 3.5: plus what is due; a promise broken waits like a question unanswered."""
    quiet, promised = urge(None), urge(None, due=60)

    assert priority(quiet, 60) < IDLE + 101 < priority(promised, 60)
    assert priority(urge(60, due=60), 60) == priority(promised, 60) + BIT
    assert priority(promised, 120) == pytest.approx(priority(promised, 60) - BIT, abs=2)


def test_a_step_counts_ten_minutes_ahead_and_not_before() -> None:
    """The next minutes are for what comes due in them."""
    step = urge(None, due=60)

    assert priority(step, 49) == IDLE + 50
    assert priority(step, 50) == priority(step, 60)


def test_who_waits_for_nothing_comes_last_by_score() -> None:
    """Nobody is left out of the list."""
    scores = [priority(urge(None, score=score)) for score in (100, 60, 0, None)]

    assert scores == sorted(scores, reverse=True)
    assert scores == [IDLE + 100, IDLE + 60, IDLE, IDLE - 1]
    assert priority(urge(-60 * 24 * 365 * 50)) > scores[0]


# Reasons


def why(one: Urge, minutes: float, channel: str = "form", norm: float | None = None) -> list[str]:
    ends = None if norm is None else at(norm)
    return [reason.key for reason in reasons(one, at(minutes), ends, channel, DEFINED)]


def test_the_reasons_say_the_norm_first_then_the_step_then_cooling() -> None:
    """Issue 3.5: the row says why."""
    assert why(urge(0, due=4), 4, norm=10) == ["answer_due", "step_due", "fresh"]
    assert why(urge(0, due=4), 40, norm=10) == ["answer_late", "step_late", "cooling"]
    assert why(urge(0), 500) == ["nearly_cold"]
    assert why(urge(None), 5) == []


def test_percent_are_said_only_when_enough_cases_are_known() -> None:
    """Decision 17: until then words and hours."""
    channels = tuple(replace(one, cases=30) if one.id == "form" else one for one in DEFINED.channels)
    learned = replace(DEFINED, channels=channels)

    (said,) = reasons(urge(0, half_life_h=6), at(30), None, "form", learned)
    (words,) = reasons(urge(0, half_life_h=6), at(30), None, "email", learned)

    assert (said.key, said.args) == ("loses_percent", {"percent": 11})
    assert words.key == "fresh"
    assert words.args["seconds"] == 1800


# In the row


def test_the_row_holds_what_the_order_needs() -> None:
    """Issue 3.5: value at stake and half-life, nothing that depends on now."""
    state = lead(channel="email", amount_minor=5_000_000, currency="UAH")
    row = lead_row(state, None, None, Before(), DEFINED, at(5))

    assert row.half_life_h == half_life(state, DEFINED) == 6
    assert row.stake == stake(5_000_000, "UAH", row.score, row.temperature, 6, DEFINED)


def test_whether_the_first_attempt_came_in_the_norm_is_kept_in_the_row() -> None:
    """C24: share within the norm; a norm that never ran and a lead not contacted are neither."""
    made = [
        lead_row(lead(touches=touches, kind=kind), None, None, Before(), DEFINED, at(90))
        for kind, touches in (
            ("request", (call(9),)),
            ("request", (call(11), call(12, number=1))),
            ("request", ()),
            ("cold", (call(9),)),
        )
    ]

    assert [row.in_norm for row in made] == [True, False, None, None]
    assert [row.contacted_by for row in made] == ["me", "me", None, "me"]
    assert norm_due(START, "form", DEFINED) == at(10)
