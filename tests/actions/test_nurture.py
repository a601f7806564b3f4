"""Nurture: off the board and the norm until a date or a signal (A14-A16)."""

from leaddesk.actions.junk import Archive, Junk
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.sell import Accept, Lose
from leaddesk.actions.snooze import Snooze
from leaddesk.domain.refusals import MoveRefused
from tests.actions.desks import handed_over, junk_lead, lead_of, make_desk, refused, row_of, sales_of
from tests.fakes.sample import NOW, Clock, capture, clock_of

LATER = Clock().forward(days=90)


def test_a_lead_sleeps_in_nurture_with_its_date_and_what_was_said_last() -> None:
    """A14: wake-up date, leaves the active board."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Nurture((lead,), LATER, "бюджет у грудні"))
    row = row_of(desk, lead)

    assert (row.place, row.stage, row.wake_at) == ("nurture", "new", round(LATER.timestamp() * 1000))
    assert lead_of(desk, lead).position.text == "бюджет у грудні"
    assert desk.store.split_counts(NOW, desk.session.user.id)["all"] == 0


def test_without_a_date_it_waits_for_a_signal_or_a_hand() -> None:
    """A15: immature need."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Nurture((lead,)))
    clock_of(desk).forward(days=900)
    desk.store.tick(clock_of(desk)())

    assert row_of(desk, lead).place == "nurture"


def test_rounds_are_counted_and_another_date_is_no_round() -> None:
    """Decision 6: events and unique leads are counted separately."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Nurture((lead,), LATER))
    desk.do(Nurture((lead,), Clock().forward(days=120)))

    assert row_of(desk, lead).nurture_rounds == 1


def test_a_date_in_the_past_is_refused() -> None:
    """It would wake at once."""
    desk = make_desk()
    assert refused(desk, Nurture((capture(desk),), NOW)).key == "snooze.until_is_past"


def test_junk_and_what_sales_hold_do_not_go_to_nurture() -> None:
    """A6; a deal goes back by its own actions."""
    desk = make_desk()
    refused(desk, Nurture((junk_lead(desk),), LATER), MoveRefused)
    assert refused(desk, Nurture((handed_over(desk),), LATER), MoveRefused).key == "funnel.return_only"


def test_what_came_back_from_a_lost_deal_is_ours_again() -> None:
    """A18: another date, or junk, or the archive: it is not with sales any more."""
    for action in (Nurture, Archive, Junk):
        desk = make_desk()
        lead = handed_over(desk)
        sales = sales_of(desk)
        sales.do(Accept((lead,)))
        sales.do(Lose((lead,), "price", "no"))
        desk.do(Nurture((lead,), LATER) if action is Nurture else action((lead,), "other", "пішов"))
        assert row_of(desk, lead).place == action.name


def test_a_snooze_ends_when_the_lead_goes_to_nurture() -> None:
    """Decision 16: one way of waiting at a time."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Snooze((lead,), Clock().forward(days=2)))
    desk.do(Nurture((lead,), LATER))

    assert row_of(desk, lead).snoozed_until is None
