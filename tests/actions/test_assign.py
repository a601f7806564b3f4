"""Assign: whose lead it is (key A)."""

from leaddesk.actions.assign import Assign
from leaddesk.actions.users import SetUser
from leaddesk.domain.refusals import MoveRefused
from tests.actions.desks import junk_lead, make_desk, refused, row_of, sales_of
from tests.fakes.sample import capture


def test_a_lead_goes_to_a_person_and_back_to_the_queue() -> None:
    """D5: the head distributes."""
    desk = make_desk()
    lead = capture(desk)
    sales = sales_of(desk).session.user.id
    desk.do(Assign((lead,), sales))
    assert row_of(desk, lead).owner == sales
    assert row_of(desk, lead).stage == "new"

    desk.do(Assign((lead,), None))
    assert row_of(desk, lead).owner is None


def test_nobody_is_given_leads_who_is_unknown_or_left() -> None:
    """A name that is not in the base owns nothing."""
    desk = make_desk()
    lead = capture(desk)
    sales = sales_of(desk).session.user
    desk.do(SetUser(full_name=sales.name, roles=sales.roles, user_id=sales.id, active=False))

    for to in ("0" * 32, sales.id, "Олена"):
        assert refused(desk, Assign((lead,), to)).key == "assign.no_such_user"


def test_a_record_without_contact_is_not_assigned() -> None:
    """A6."""
    desk = make_desk()
    refused(desk, Assign((junk_lead(desk),), desk.session.user.id), MoveRefused)
