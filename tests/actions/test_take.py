"""Take: mine, and into work; brings back what sleeps or was put away (key W)."""

import pytest

from leaddesk.actions.junk import Archive, Junk
from leaddesk.actions.move import Move
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.take import Take
from leaddesk.domain.refusals import MoveRefused
from tests.actions.desks import handed_over, junk_lead, make_desk, ops_of, refused, row_of, sales_of
from tests.fakes.sample import Clock, capture, clock_of

LATER = Clock().forward(days=5)


def test_a_new_lead_is_mine_and_in_work_by_one_step() -> None:
    """A7: an explicit decision with author and time."""
    desk = make_desk()
    lead = capture(desk)
    clock_of(desk).forward(minutes=4)
    change = desk.do(Take((lead,)))
    row = row_of(desk, lead)

    assert (row.stage, row.owner, row.taken_at) == (
        "in_work", desk.session.user.id, round(clock_of(desk)().timestamp() * 1000),
    )  # fmt: skip
    assert sorted(ops_of(desk, change.tx)) == [("lead", "owner"), ("lead", "position")]


def test_what_is_already_mine_and_in_work_is_left_alone() -> None:
    """No step without a change."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Take((lead,)))

    assert desk.do(Take((lead,))).ids == ()


def test_a_lead_of_somebody_else_becomes_mine_and_keeps_its_stage() -> None:
    """D17: who takes it has it."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Move((lead,), "qualifying"))
    sales = sales_of(desk)
    sales.do(Take((lead,)))

    assert (row_of(desk, lead).stage, row_of(desk, lead).owner) == ("qualifying", sales.session.user.id)


@pytest.mark.parametrize("away", ["nurture", "archive", "junk", "snooze"])
def test_what_sleeps_or_was_put_away_comes_back(away: str) -> None:
    """UX 4.1: on sleeping, archived, junk: bring back."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Move((lead,), "qualifying"))
    desk.do(
        {
            "nurture": Nurture((lead,), LATER),
            "archive": Archive((lead,), "not_fit"),
            "junk": Junk((lead,), "spam"),
            "snooze": Snooze((lead,), LATER),
        }[away]
    )
    desk.do(Take((lead,)))
    row = row_of(desk, lead)

    assert (row.stage, row.place, row.snoozed_until) == ("qualifying", None, None)


def test_without_a_contact_nothing_is_taken() -> None:
    """A6."""
    desk = make_desk()

    assert refused(desk, Take((junk_lead(desk),)), MoveRefused).key == "funnel.no_contact"


def test_what_sales_hold_is_not_taken_back() -> None:
    """Only a return leads back."""
    desk = make_desk()

    assert refused(desk, Take((handed_over(desk),)), MoveRefused).key == "funnel.return_only"
