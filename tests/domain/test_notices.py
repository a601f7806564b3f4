"""Notices: quiet hours, and many at once as one."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.notices import MOST, Alert, Message, is_quiet, messages
from tests.domain.leads import START

ALERTS = [Alert(kind, f"{n:032x}", f"Особа {n}", START) for n, kind in enumerate(("due", "norm", "hot"))]


@pytest.mark.parametrize(
    ("hour", "quiet"), [(7, True), (8, False), (12, False), (19, False), (20, True), (23, True), (0, True)]
)
def test_quiet_hours_reach_over_midnight(hour: int, quiet: bool) -> None:
    """B32: quiet hours."""
    assert is_quiet(START.replace(hour=hour), 20, 8) is quiet


def test_quiet_hours_of_one_day_and_none_at_all() -> None:
    """B32: a pause at noon; equal hours mean none."""
    assert is_quiet(START.replace(hour=13), 13, 14)
    assert not is_quiet(START.replace(hour=14), 13, 14)
    assert not any(is_quiet(START.replace(hour=hour), 9, 9) for hour in range(24))


def test_few_alerts_are_told_one_by_one_the_hot_first() -> None:
    """UX 2: each opens its lead."""
    told = messages(ALERTS[1:], [], START)

    assert told == (Message((ALERTS[2],)), Message((ALERTS[1],)))


def test_three_in_a_minute_become_one_message() -> None:
    """UX 2: batched from three a minute."""
    (told,) = messages(ALERTS, [], START)

    assert [alert.kind for alert in told.alerts] == ["hot", "norm", "due"]
    assert told.lead_id == ALERTS[2].lead_id


def test_messages_shown_within_the_minute_count() -> None:
    """UX 2: two were shown, the third waits for no more."""
    shown: list[datetime] = [START - timedelta(seconds=50), START - timedelta(seconds=5)]

    assert len(messages(ALERTS[:1], shown, START)) == 1
    assert len(messages(ALERTS[:2], shown, START)) == 1
    assert len(messages(ALERTS[:2], [START - timedelta(seconds=61)], START)) == 2


@given(st.lists(st.sampled_from(ALERTS), max_size=8), st.lists(st.integers(0, 200), max_size=5))
def test_every_alert_is_told_once_and_never_more_than_two_messages_in_a_minute(
    alerts: list[Alert], before: list[int]
) -> None:
    """B32: nothing is left out, nobody is flooded."""
    shown = [START - timedelta(seconds=seconds) for seconds in before]

    told = messages(alerts, shown, START)

    assert sorted(alert for message in told for alert in message.alerts) == sorted(set(alerts))
    recent = sum(seconds < 60 for seconds in before)
    assert len(told) <= 1 or recent + len(told) < MOST
