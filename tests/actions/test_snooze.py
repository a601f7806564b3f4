"""Snooze: out of sight up to 30 days, still mine and in my load (decision 16)."""

from datetime import timedelta

import pytest

from leaddesk.actions.junk import Archive
from leaddesk.actions.restore import Restore, Wake
from leaddesk.actions.signal import RecordSignal
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.take import Take
from leaddesk.domain.refusals import MoveRefused
from tests.actions.desks import junk_lead, lead_of, make_desk, refused, row_of
from tests.fakes.sample import NOW, capture, clock_of


def test_a_snoozed_lead_stays_mine_on_the_board_and_out_of_the_inbox() -> None:
    """Decision 16."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Take((lead,)))
    desk.do(Snooze((lead,), NOW + timedelta(days=2), "у відпустці"))
    row, counts = row_of(desk, lead), desk.store.split_counts(NOW, desk.session.user.id)

    assert (row.place, row.stage, row.owner) == (None, "in_work", desk.session.user.id)
    assert (counts["snoozed"], counts["hot"], counts["unassigned"], counts["all"]) == (1, 0, 0, 1)
    assert lead_of(desk, lead).snooze_text == "у відпустці"
    assert [column.count for column in desk.store.board(5)] == [0, 1, 0, 0, 0]


def test_thirty_days_are_the_most() -> None:
    """Decision 16: beyond that it is nurture."""
    desk = make_desk()
    lead = capture(desk)
    told = refused(desk, Snooze((lead,), NOW + timedelta(days=30, seconds=1)))
    assert (told.key, told.said) == ("snooze.too_far", {"days": 30})
    desk.do(Snooze((lead,), NOW + timedelta(days=30)))
    assert row_of(desk, lead).snoozed_until is not None


@pytest.mark.parametrize("until", [None, NOW, NOW - timedelta(hours=1)])
def test_a_time_that_has_passed_is_refused(until: object) -> None:
    """It would not sleep at all."""
    desk = make_desk()
    assert refused(desk, Snooze((capture(desk),), until)).key == "snooze.until_is_past"  # type: ignore[arg-type]


def test_only_what_is_on_the_board_sleeps() -> None:
    """A6; what is put away is not waited for."""
    desk = make_desk()
    until = NOW + timedelta(days=1)
    refused(desk, Snooze((junk_lead(desk),), until), MoveRefused)
    lead = capture(desk)
    desk.do(Archive((lead,), "not_fit"))
    assert refused(desk, Snooze((lead,), until), MoveRefused).key == "funnel.off_board"


@pytest.mark.parametrize("action", [Restore, Wake, Take])
def test_it_is_woken_by_hand(action: type) -> None:
    """UX: brought back before its time."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Snooze((lead,), NOW + timedelta(days=1)))
    desk.do(action((lead,)))

    assert row_of(desk, lead).snoozed_until is None


@pytest.mark.parametrize(
    ("kind", "wakes"), [("message", True), ("price_visit", True), ("visits", True), ("subscribed", True)]
)
def test_a_signal_wakes_what_it_restarts_or_lifts_to_another_level(kind: str, wakes: bool) -> None:
    """Decision 10: other signals wake a snooze only where they change the level."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Snooze((lead,), NOW + timedelta(days=1)))
    desk.do(RecordSignal((lead,), kind))

    assert (row_of(desk, lead).snoozed_until is None) is wakes


def test_a_quiet_signal_of_a_lead_that_has_its_level_lets_it_sleep() -> None:
    """Decision 10."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(RecordSignal((lead,), "visits"))
    desk.do(Snooze((lead,), NOW + timedelta(days=1)))
    clock_of(desk).forward(hours=1)
    desk.do(RecordSignal((lead,), "visits"))

    assert row_of(desk, lead).snoozed_until is not None
