"""Rights by role as data."""

import pytest

from leaddesk.domain.refusals import NotAllowed
from leaddesk.domain.roles import RIGHTS, ROLES, check_right, rights_of
from tests.domain.leads import DEFINED


def test_every_role_has_rights_and_every_right_somebody_who_has_it() -> None:
    """C7: lead generator, marketer, sales, head, admin."""
    assert set(DEFINED.roles) == set(ROLES)
    assert set().union(*DEFINED.roles.values()) == set(RIGHTS)
    assert DEFINED.roles["admin"] == frozenset(RIGHTS)


def test_several_roles_have_the_rights_of_each() -> None:
    """A person may hold several roles."""
    both = rights_of(("sales", "lead_generator"), DEFINED.roles)

    assert both == DEFINED.roles["sales"] | DEFINED.roles["lead_generator"]
    assert {"sell", "hand_over"} <= both
    assert rights_of((), DEFINED.roles) == frozenset()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("right", RIGHTS)
def test_a_right_is_checked_against_the_roles(role: str, right: str) -> None:
    """C7: at every door."""
    if right in DEFINED.roles[role]:
        check_right(right, (role,), DEFINED.roles)
    else:
        with pytest.raises(NotAllowed) as refused:
            check_right(right, (role,), DEFINED.roles)
        assert refused.value.said == {"right": right, "roles": role}


def test_a_role_that_nobody_declared_allows_nothing() -> None:
    """A typo gives no rights."""
    with pytest.raises(NotAllowed):
        check_right("capture", ("boss",), DEFINED.roles)
