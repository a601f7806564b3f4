"""Move: to another stage of the board (drag, Shift+arrows, key V)."""

import pytest

from leaddesk.actions.junk import Archive
from leaddesk.actions.move import Move
from leaddesk.domain.refusals import MoveRefused, NotFound
from tests.actions.desks import handed_over, junk_lead, make_desk, refused, row_of
from tests.fakes.sample import capture, clock_of


def test_forward_moves_may_skip_and_backward_moves_are_free() -> None:
    """Issue 2: allowed moves as data."""
    desk = make_desk()
    lead = capture(desk)
    for stage in ("ready", "in_work", "qualifying", "new", "ready"):
        desk.do(Move((lead,), stage))
        assert row_of(desk, lead).stage == stage


def test_a_move_out_of_new_records_the_take() -> None:
    """Issue 2: a later stage counts every earlier one as passed then; going back takes nothing."""
    desk = make_desk()
    lead = capture(desk)
    clock_of(desk).forward(minutes=9)
    desk.do(Move((lead,), "ready"))
    taken = row_of(desk, lead).taken_at
    clock_of(desk).forward(minutes=9)
    desk.do(Move((lead,), "new"))

    assert taken == round(clock_of(desk)().timestamp() * 1000) - 9 * 60_000
    assert row_of(desk, lead).taken_at == taken


def test_handing_over_is_no_move() -> None:
    """A12: it asks for more."""
    desk = make_desk()
    assert refused(desk, Move((capture(desk),), "handed_over"), MoveRefused).key == "funnel.hand_over_asks"


@pytest.mark.parametrize("stage", ["in_work", "qualifying", "ready"])
def test_without_a_contact_nothing_goes_past_intake(stage: str) -> None:
    """A6: not put on the board past intake."""
    desk = make_desk()
    assert refused(desk, Move((junk_lead(desk),), stage), MoveRefused).key == "funnel.no_contact"


def test_what_is_off_the_board_or_with_sales_is_not_moved() -> None:
    """Decision 14; only a return leaves handed_over."""
    desk = make_desk()
    away, handed = capture(desk), handed_over(desk := make_desk())
    assert refused(desk, Move((handed,), "ready"), MoveRefused).key == "funnel.return_only"
    desk = make_desk()
    away = capture(desk)
    desk.do(Archive((away,), "not_fit"))
    assert refused(desk, Move((away,), "ready"), MoveRefused).key == "funnel.off_board"


def test_one_refusal_among_many_leaves_all_where_they_were() -> None:
    """A step is all or nothing."""
    desk = make_desk()
    good, bad = capture(desk), junk_lead(desk)
    refused(desk, Move((good, bad), "ready"), MoveRefused)

    assert row_of(desk, good).stage == "new"


def test_a_lead_that_does_not_exist_is_refused() -> None:
    """NotFound, and nothing written."""
    desk = make_desk()
    refused(desk, Move(("0" * 32,), "ready"), NotFound)


def test_a_stage_without_such_a_name_is_refused() -> None:
    """A drop carries ids only; a wrong one changes nothing."""
    desk = make_desk()
    assert refused(desk, Move((capture(desk),), "nowhere"), MoveRefused).key == "funnel.no_such_stage"
