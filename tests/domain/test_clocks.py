"""The two clocks of a lead: the first-contact norm and cooling (decision 10)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.clocks import Clocks, clocks
from leaddesk.domain.lead import LeadState
from tests.domain.leads import DEFINED, START, at, call, lead, message, signal

HOUR = 60


def seen(subject: LeadState) -> Clocks:
    return clocks(subject, DEFINED)


def test_both_clocks_of_a_request_start_when_it_is_received() -> None:
    """C14, D14: response timer and cooling."""
    found = seen(lead())

    assert (found.norm_since, found.cool_since, found.last_signal_at) == (START, START, START)
    assert (found.first_contact_at, found.attempts) == (None, 0)


def test_a_record_of_a_cold_list_has_no_clock_until_it_does_something() -> None:
    """Decision 13."""
    cold = lead(kind="cold")

    assert seen(cold) == Clocks()
    found = seen(replace(cold, signals=(signal("message", 90),)))
    assert (found.norm_since, found.cool_since) == (at(90), at(90))


def test_any_attempt_ends_the_norm_but_only_an_answer_ends_cooling() -> None:
    """Decision 10: any outgoing attempt ends the norm; cooling runs until an answered contact."""
    tried = seen(lead(touches=(call(7, outcome="no_answer"),)))
    talked = seen(lead(touches=(call(7, outcome="no_answer"), call(30, 120, "talked", number=1))))

    assert (tried.norm_since, tried.cool_since, tried.attempts) == (None, START, 1)
    assert (talked.norm_since, talked.cool_since, talked.attempts) == (None, None, 0)
    assert (talked.first_contact_at, talked.answered_at, talked.last_touch_at) == (at(7), at(30), at(30))


def test_a_message_of_ours_ends_the_norm_but_not_cooling() -> None:
    """Decision 10: a message is an attempt; nobody has answered yet."""
    found = seen(lead(touches=(message(5),)))

    assert (found.norm_since, found.cool_since, found.attempts) == (None, START, 0)


@pytest.mark.parametrize("kind", ["message", "call", "form", "comment", "price_visit"])
def test_such_a_signal_restarts_the_norm(kind: str) -> None:
    """Decision 10: a message, call, form, comment or visit of the price page."""
    found = seen(lead(touches=(call(5, 60),), signals=(signal(kind, 50),)))

    assert (found.norm_since, found.cool_since) == (at(50), at(50))


def test_a_second_message_before_any_attempt_does_not_reset_the_norm() -> None:
    """C24: who waits ten minutes has waited ten minutes, however often they write."""
    found = seen(lead(signals=(signal("message", 8),)))

    assert (found.norm_since, found.cool_since) == (START, at(8))


def test_other_signals_raise_a_lead_once_in_a_day_and_never_touch_the_norm() -> None:
    """Decision 10: counted from the last time it was raised, not from the last signal."""
    times = (2, 10, 20, 30, 40)
    visits = tuple(signal("visits", hours * HOUR, hours) for hours in times)
    found = [seen(lead(touches=(call(5, 60),), signals=visits[:n])) for n in range(1, len(times) + 1)]

    assert [one.cool_since for one in found] == [None, None, None, at(30 * HOUR), at(30 * HOUR)]
    assert {one.norm_since for one in found} == {None}
    assert found[-1].last_signal_at == at(40 * HOUR)


def test_the_client_who_wrote_back_is_marked_until_somebody_tries_to_answer() -> None:
    """UX 3.2, split "replied": the client wrote, nobody answered."""
    wrote = lead(touches=(message(5),), signals=(signal("message", 20),))

    assert seen(wrote).replied
    assert not seen(lead(signals=(signal("message", 20),))).replied
    assert not seen(replace(wrote, touches=(message(5), call(40)))).replied
    assert not seen(lead(touches=(message(5),), signals=(signal("price_visit", 20),))).replied


def test_a_missed_call_of_the_client_is_a_signal_that_waits() -> None:
    """C14: any new signal starts the response timer."""
    found = seen(lead(touches=(call(5, 60), call(50, way="in", outcome="no_answer", number=1))))

    assert (found.norm_since, found.cool_since, found.last_signal_at) == (at(50), at(50), at(50))
    assert found.first_contact_at == at(5)


def test_a_call_of_the_client_that_was_answered_is_a_contact() -> None:
    """Decision 10."""
    found = seen(lead(touches=(call(3, 200, way="in"),)))

    assert (found.norm_since, found.cool_since, found.first_contact_at) == (None, None, at(3))


def test_only_calls_in_a_row_without_answer_are_attempts() -> None:
    """UX 4.1: "2 of 5" counts unanswered calls since the last talk."""
    calls = [call(10 * n, 0, "no_answer", number=n) for n in range(1, 4)]
    talked = call(35, 60, "talked", number=9)

    assert seen(lead(touches=tuple(calls))).attempts == 3
    assert seen(lead(touches=(*calls, talked))).attempts == 0
    assert seen(lead(touches=(*calls, talked, call(50, 0, "no_answer", number=10)))).attempts == 1


EVENTS = st.lists(
    st.tuples(
        st.integers(0, 5000),
        st.sampled_from(("message", "visits", "missed", "tried", "talked", "wrote")),
    ),
    max_size=12,
    unique_by=lambda event: event[0],
)


@given(EVENTS, st.randoms())
def test_the_clocks_do_not_depend_on_the_order_in_which_events_came_to_be_known(
    events: list[tuple[int, str]], random: object
) -> None:
    """ARCHITECTURE 4: a pure function of the set of ops; late ones of a laptop count at their time."""
    from leaddesk.domain.lead import Signal, Touch

    signals: list[Signal] = []
    touches: list[Touch] = []
    for minutes, kind in events:
        if kind in ("message", "visits"):
            signals.append(signal(kind, minutes, minutes))
        elif kind == "missed":
            touches.append(call(minutes, 0, "no_answer", "in", minutes))
        else:
            touches.append(call(minutes, 60 if kind == "talked" else 0, kind, number=minutes))
    straight = seen(lead(signals=tuple(signals), touches=tuple(touches)))
    random.shuffle(signals)  # type: ignore[attr-defined]
    random.shuffle(touches)  # type: ignore[attr-defined]
    mixed = seen(lead(signals=tuple(signals), touches=tuple(touches)))

    assert mixed == straight
    if straight.norm_since is not None:
        assert straight.cool_since is not None
    ours = [touch.at for touch in touches if touch.way == "out"]
    assert straight.first_contact_at == min(ours, default=None)
