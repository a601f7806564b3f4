"""Whether a client came before, and what came of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.before import Earlier, before
from leaddesk.domain.log import at_ms
from leaddesk.domain.row import Before

ONE = Earlier("a" * 32, "request", 1000, "new", None, "", None, None, None)


def test_somebody_new_has_nothing_before() -> None:
    """A10: brand new."""
    assert before("f" * 32, 2000, []) == Before()
    assert before(ONE.id, ONE.received, [ONE]) == Before()


def test_earlier_leads_are_counted_and_the_last_one_is_told() -> None:
    """A10: came before: n times, last on, what came of it."""
    others = [
        ONE,
        replace(ONE, id="b" * 32, received=1500, place="archive"),
        replace(ONE, id="c" * 32, received=9000),
    ]

    assert before("f" * 32, 2000, others) == Before(2, at_ms(1500), "archive")


def test_of_two_that_arrived_at_one_moment_only_one_was_earlier() -> None:
    """Equal times: by id, so that they do not count each other both."""
    other = replace(ONE, id="b" * 32)

    assert before(ONE.id, 1000, [other]).n == 0
    assert before(other.id, 1000, [ONE]).n == 1


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ({}, "new"),
        ({"stage": "ready"}, "ready"),
        ({"place": "junk"}, "junk"),
        ({"place": "deal", "won_at": 5}, "won"),
        ({"place": "nurture", "lost_at": 5}, "lost"),
        ({"won_at": 5, "lost_at": 4}, "won"),
    ],
)
def test_what_came_of_a_lead_is_told_by_one_word(told: dict[str, object], outcome: str) -> None:
    """A10: over every state."""
    assert replace(ONE, **told).outcome == outcome


@given(st.lists(st.integers(0, 20), unique=True), st.integers(0, 20))
def test_the_number_is_that_of_those_received_earlier(times: list[int], mine: int) -> None:
    """A10, for any order."""
    others = [replace(ONE, id=f"{time:032x}", received=time) for time in times if time != mine]
    found = before("f" * 32, mine, others)

    assert found.n == sum(time < mine for time in times)
