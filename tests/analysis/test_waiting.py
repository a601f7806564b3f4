"""Kaplan and Meier's estimate against a plain count of who is still at risk."""

from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.contact import Contact
from leaddesk.actions.figures import FigureAsk
from leaddesk.analysis.door import StoreFigures
from leaddesk.analysis.waiting import kaplan_meier
from tests.fakes.sample import NOW, capture, clock_of, make_desk


def _plain(events: list[int], censored: list[int]) -> dict[int, float]:
    """S(t) by the textbook: at each event time, those met or cut off later, or at it, are at risk."""
    share, found = 1.0, {}
    for time in sorted(set(events)):
        at_risk = sum(1 for t in events if t >= time) + sum(1 for t in censored if t >= time)
        share *= 1 - events.count(time) / at_risk
        found[time] = share
    return found


def _estimate(events: list[int], censored: list[int]) -> dict[int, float]:
    ones = np.ones(len(events), np.int64), np.ones(len(censored), np.int64)
    times, _died, share = kaplan_meier(
        np.array(events, np.int64), ones[0], np.array(censored, np.int64), ones[1]
    )
    return dict(zip(times.tolist(), share.tolist(), strict=True))


def test_the_estimate_of_a_textbook_example() -> None:
    """D14: 6-MP arm of Freireich (1963), the example of every textbook: S(6)=.857, S(10)=.753, S(23)=.448."""
    events = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]

    found = _estimate(events, censored)

    assert abs(found[6] - 0.857) < 1e-3
    assert abs(found[10] - 0.753) < 1e-3
    assert abs(found[23] - 0.448) < 1e-3


@given(st.lists(st.integers(0, 40), max_size=30), st.lists(st.integers(0, 40), max_size=30))
def test_the_estimate_equals_the_plain_count(events: list[int], censored: list[int]) -> None:
    """D14: whatever the waits, the fast estimate is the textbook's."""
    found, plain = _estimate(events, censored), _plain(events, censored)

    assert found.keys() == plain.keys()
    for time, share in plain.items():
        assert abs(found[time] - share) < 1e-9


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), min_size=1, max_size=15))
def test_weights_stand_for_so_many_leads(told: list[tuple[int, int]]) -> None:
    """D14: a rollup row of n leads counts as n leads."""
    times = np.array([t for t, _ in told], np.int64)
    weights = np.array([w for _, w in told], np.int64)
    none = np.zeros(0, np.int64)

    grouped = kaplan_meier(times, weights, none, none)
    single = _estimate([t for t, w in told for _ in range(w)], [])

    assert np.allclose(grouped[2], list(single.values()))


def test_without_a_single_contact_the_share_stays_one() -> None:
    """D14: nobody met yet: no steps, and those who wait are told."""
    desk = make_desk()
    for number in range(3):
        capture(desk, phone=f"+38050111223{number}", name=f"Клієнт {number}")

    figure = StoreFigures(desk.store).figure("waiting", FigureAsk(clock_of(desk).forward(hours=2)))

    assert [mark.value for mark in figure.marks] == [1.0]
    assert figure.numbers["open"] == 3
    assert figure.n == 3


def test_the_median_is_when_half_were_contacted() -> None:
    """D14: three leads met after 4, 10 and 60 minutes: half by minute 10."""
    desk = make_desk()
    clock = clock_of(desk)
    leads = [capture(desk, phone=f"+38050111224{n}", name=f"Клієнт {n}") for n in range(3)]
    for lead, minutes in zip(leads, (4, 10, 60), strict=True):
        clock.now = NOW + timedelta(minutes=minutes)
        desk.do(Contact((lead,), outcome="talked"))

    figure = StoreFigures(desk.store).figure("waiting", FigureAsk(clock.forward(hours=1)))

    assert figure.numbers["minutes"] == 10
    assert [round(mark.value or 0, 3) for mark in figure.marks] == [1.0, 0.667, 0.333, 0.0]


def test_a_channel_is_counted_alone() -> None:
    """D14: the filter leaves the other channels out."""
    desk = make_desk()
    capture(desk, phone="+380501112251", name="Перший", channel="form")
    capture(desk, phone="+380501112252", name="Другий", channel="email")

    figures = StoreFigures(desk.store)
    asked = FigureAsk(clock_of(desk).forward(hours=1), channel="email")

    assert figures.figure("waiting", asked).n == 1
