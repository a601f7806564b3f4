"""Restore and wake: back to the board, to the stage it had."""

import pytest

from leaddesk.actions.junk import Archive
from leaddesk.actions.move import Move
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.restore import Restore, Wake
from leaddesk.actions.sell import Accept, Lose
from leaddesk.domain.refusals import MoveRefused
from tests.actions.desks import handed_over, junk_lead, make_desk, refused, row_of, sales_of
from tests.fakes.sample import Clock, capture


@pytest.mark.parametrize("action", [Restore, Wake])
def test_a_lead_comes_back_to_the_stage_it_had(action: type[Restore]) -> None:
    """A16: back from nurture with its history."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Move((lead,), "qualifying"))
    desk.do(Nurture((lead,), Clock().forward(days=90)))
    desk.do(action((lead,)))
    row = row_of(desk, lead)

    assert (row.stage, row.place, row.wake_at, row.nurture_rounds) == ("qualifying", None, None, 1)


def test_what_is_on_the_board_is_left_alone() -> None:
    """No step without a change."""
    desk = make_desk()
    assert desk.do(Restore((capture(desk),))).ids == ()


def test_a_record_without_contact_and_a_deal_are_not_restored() -> None:
    """A6; a deal goes back by its own actions."""
    desk = make_desk()
    assert refused(desk, Restore((junk_lead(desk),)), MoveRefused).key == "funnel.no_contact"
    lead = handed_over(desk)
    sales_of(desk).do(Accept((lead,)))
    assert refused(desk, Restore((lead,)), MoveRefused).key == "funnel.in_deal"


def test_after_a_lost_deal_it_comes_back_to_work_not_to_sales() -> None:
    """A16: nobody of sales waits for it."""
    desk = make_desk()
    lead = handed_over(desk)
    sales = sales_of(desk)
    sales.do(Accept((lead,)))
    sales.do(Lose((lead,), "competitor", "competitor"))
    desk.do(Restore((lead,)))

    assert (row_of(desk, lead).stage, row_of(desk, lead).place) == ("in_work", None)
    desk.do(Archive((lead,), "not_fit"))
