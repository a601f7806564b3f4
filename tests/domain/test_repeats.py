"""A client who comes again goes to the last owner who still works here (A10)."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.repeats import heir


class Lead(NamedTuple):
    id: str
    received: int
    owner: str | None
    open: bool = True


ACTIVE = {"anna", "petro"}
leads = st.builds(
    Lead, st.uuids().map(lambda i: i.hex), st.integers(0, 9), st.sampled_from([None, "anna", "petro", "gone"])
)


def test_the_newest_lead_tells_whose_the_client_is() -> None:
    """A10: to its last owner."""
    assert heir([Lead("1", 5, "anna"), Lead("2", 9, "petro"), Lead("3", 7, "anna")], ACTIVE) == "petro"


def test_who_has_left_is_passed_over() -> None:
    """A10: its last active owner."""
    assert heir([Lead("1", 5, "anna"), Lead("2", 9, "gone")], ACTIVE) == "anna"


def test_without_anybody_it_is_the_queue() -> None:
    """A10: else to the queue."""
    assert heir([], ACTIVE) is None
    assert heir([Lead("1", 5, None), Lead("2", 6, "gone")], ACTIVE) is None


@given(st.lists(leads))
def test_the_heir_is_always_somebody_active_who_owned_the_client(past: list[Lead]) -> None:
    """A10: never a stranger, never in the order in which the leads are read."""
    found = heir(past, ACTIVE)

    assert found in {lead.owner for lead in past if lead.owner in ACTIVE} | {None}
    assert found == heir(past[::-1], ACTIVE)
    assert (found is None) == (not any(lead.owner in ACTIVE for lead in past))
