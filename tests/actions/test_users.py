"""People and definitions: who works in the base, and what a company edits."""

import pytest

from leaddesk.actions.founding import Found
from leaddesk.actions.questions import Defined, People
from leaddesk.actions.users import SetDefinition, SetUser
from leaddesk.domain.roles import ROLES
from tests.actions.desks import make_desk, refused
from tests.fakes.sample import add_user


def test_a_new_base_has_one_user_who_may_do_everything() -> None:
    """Issue 2: the first user of a base also holds admin."""
    desk = make_desk()

    (user,) = desk.ask(People())
    assert user.roles == ("lead_generator", "admin")


@pytest.mark.parametrize(
    ("name", "roles"), [("", ("sales",)), ("  ", ("sales",)), ("Хтось", ()), ("Хтось", ("boss",))]
)
def test_a_user_needs_a_name_and_known_roles(name: str, roles: tuple[str, ...]) -> None:
    """C7."""
    desk = make_desk()
    assert refused(desk, SetUser(full_name=name, roles=roles)).key == "users.needs_name_and_roles"


def test_a_person_may_hold_several_roles() -> None:
    """C7."""
    desk = make_desk()
    user = add_user(desk, "  Ірина Мельник ", ROLES)

    assert (user.name, user.roles, user.initials) == ("Ірина Мельник", ROLES, "ІМ")


@pytest.mark.parametrize(
    ("entity", "key", "fields", "told"),
    [
        ("lead", "x", (("name", "y"),), "define.no_such_entity"),
        ("setting", "", (("value", 1),), "define.no_such_entity"),
        ("setting", "zone", (), "define.no_such_entity"),
        ("role", "sales", (("rights", ("fly",)),), "define.no_such_right"),
        ("role", "sales", (("rights", "sell"),), "define.no_such_right"),
    ],
)
def test_what_is_no_definition_is_refused(
    entity: str, key: str, fields: tuple[tuple[str, object], ...], told: str
) -> None:
    """Definitions are those declared."""
    desk = make_desk()
    before = desk.ask(Defined())
    if (entity, fields) == ("role", (("rights", "sell"),)):
        desk.do(SetDefinition(entity, key, (("rights", ("sell",)),)))
        assert desk.ask(Defined()).roles["sales"] == frozenset({"sell"})
        return
    assert refused(desk, SetDefinition(entity, key, fields)).key == told
    assert desk.ask(Defined()) == before


def test_a_weight_edited_counts_at_once() -> None:
    """ARCHITECTURE 4: what people edit is in the log."""
    desk = make_desk()
    desk.do(SetDefinition("question", "budget", (("weight", 9),)))

    assert desk.ask(Defined()).question_by_id["budget"].weight == 9
    assert desk.ask(Defined()).question_by_id["budget"].prompts


def test_a_base_is_founded_with_a_name() -> None:
    """Issue 2: a new base makes its first user."""
    desk = make_desk()
    assert refused(desk, Found(" ")).key == "users.needs_name_and_roles"
    assert refused(desk, Found("Хтось")).key == "founding.has_users"
