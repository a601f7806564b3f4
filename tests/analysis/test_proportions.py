"""Shares and their intervals: against published values and against the exact formula's properties."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.analysis.proportions import differs, trend_of, wilson


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (1, 10, 0.0179, 0.4042),
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (5, 10, 0.2366, 0.7634),
        (50, 100, 0.4038, 0.5962),
    ],
)
def test_the_interval_equals_published_values(k: int, n: int, low: float, high: float) -> None:
    """A21: Wilson's score interval (Newcombe 1998 prints 81/263 and 15/148)."""
    found = wilson(k, n)

    assert isclose(found[0], low, abs_tol=2e-4)
    assert isclose(found[1], high, abs_tol=2e-4)


def test_nothing_counted_says_nothing() -> None:
    """A21: with n = 0 the share can be anything."""
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_in_bounds(case: tuple[int, int]) -> None:
    """A21: 0 <= low <= k/n <= high <= 1."""
    k, n = case

    low, high = wilson(k, n)

    assert 0 <= low <= k / n + 1e-12
    assert k / n - 1e-12 <= high <= 1


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_more_cases_of_the_same_share_narrow_the_interval(case: tuple[int, int]) -> None:
    """A21: ten times the cases give a narrower band."""
    k, n = case

    few, many = wilson(k, n), wilson(10 * k, 10 * n)

    assert many[1] - many[0] < few[1] - few[0]


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_the_rest_mirrors_it(case: tuple[int, int]) -> None:
    """A21: successes and failures are treated alike."""
    k, n = case

    low, high = wilson(k, n)
    rest_low, rest_high = wilson(n - k, n)

    assert isclose(rest_low, 1 - high, abs_tol=1e-9)
    assert isclose(rest_high, 1 - low, abs_tol=1e-9)


def test_a_clear_rise_is_up_and_a_clear_fall_is_down() -> None:
    """D8, A22: 10 % against 20 % of a thousand each is beyond noise."""
    assert trend_of(100, 1000, 200, 1000) == "up"
    assert trend_of(200, 1000, 100, 1000) == "down"


def test_a_small_change_of_few_is_noise() -> None:
    """A22: 1 of 10 against 2 of 10 says nothing."""
    assert trend_of(1, 10, 2, 10) == "noise"


def test_no_cases_are_noise() -> None:
    """A22: an empty half never cries wolf."""
    assert trend_of(0, 0, 5, 10) == "noise"
    assert trend_of(0, 10, 0, 10) == "noise"


@given(st.integers(1, 500), st.integers(1, 500), st.data())
def test_the_test_is_antisymmetric(n1: int, n2: int, data: st.DataObject) -> None:
    """A22: swapping the halves swaps the sign."""
    k1, k2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))

    assert isclose(differs(k1, n1, k2, n2), -differs(k2, n2, k1, n1), abs_tol=1e-9)
