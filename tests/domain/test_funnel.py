"""Which moves between stages and places are allowed, and when a stage counts as passed."""

import pytest

from leaddesk.domain.funnel import PLACES, STAGES, check_move, passed_at, stage_since
from leaddesk.domain.lead import Passed, Position
from leaddesk.domain.refusals import MoveRefused
from tests.domain.leads import at


def step(minutes: float, stage: str, place: str | None = None) -> Passed:
    return Passed(at(minutes), "me", stage, place)


@pytest.mark.parametrize("source", STAGES[:-1])
@pytest.mark.parametrize("target", STAGES)
def test_a_lead_on_the_board_goes_to_any_stage(source: str, target: str) -> None:
    """Issue 2: forward moves may skip; backward moves are free."""
    check_move(Position(source), target, reachable=True)


@pytest.mark.parametrize("target", STAGES[:-1])
def test_from_handed_over_only_a_return_leads_back(target: str) -> None:
    """Issue 2: except from handed_over, which only a return leaves."""
    with pytest.raises(MoveRefused) as refused:
        check_move(Position("handed_over"), target, reachable=True)
    assert refused.value.key == "funnel.return_only"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("target", STAGES)
def test_a_lead_off_the_board_is_not_moved_on_it(place: str, target: str) -> None:
    """Decision 14: nurture, archive, junk and deal are not on the active board."""
    with pytest.raises(MoveRefused):
        check_move(Position("in_work", place), target, reachable=True)


@pytest.mark.parametrize("target", STAGES[1:])
def test_without_a_contact_nothing_goes_past_intake(target: str) -> None:
    """A6: not put on the board past intake."""
    with pytest.raises(MoveRefused) as refused:
        check_move(Position("new"), target, reachable=False)
    assert refused.value.key == "funnel.no_contact"
    check_move(Position("new"), "new", reachable=False)


def test_a_stage_that_does_not_exist_is_refused() -> None:
    """Places are no stages."""
    for target in ("", "junk", "won", "New"):
        with pytest.raises(MoveRefused) as refused:
            check_move(Position("new"), target, reachable=True)
        assert refused.value.key == "funnel.no_such_stage"


def test_a_later_stage_counts_every_earlier_one_as_passed_at_that_moment() -> None:
    """Issue 2: the funnel has no holes."""
    way = (step(0, "new"), step(5, "ready"), step(9, "in_work"))

    for stage in ("in_work", "qualifying", "ready"):
        found = passed_at(way, stage)
        assert found is not None
        assert found.at == at(5)
    assert passed_at(way, "handed_over") is None


def test_the_age_of_a_stage_starts_when_the_lead_came_to_it() -> None:
    """C19: setting the same position again does not make it younger; coming back does."""
    again = (step(0, "new"), step(5, "in_work"), step(9, "in_work"))
    back = (*again, step(12, "in_work", "nurture"), step(15, "in_work"))

    assert stage_since(again).at == at(5)
    assert stage_since(back[:4]).at == at(12)
    assert stage_since(back).at == at(15)
