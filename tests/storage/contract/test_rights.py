"""What a role may do to the steps of others, to the users, and to owners: the same on every base."""

from datetime import timedelta

import pytest

from leaddesk.actions.assign import Assign
from leaddesk.actions.capture import Capture
from leaddesk.actions.desk import Desk
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.marks import Priority
from leaddesk.actions.ports import Intent
from leaddesk.actions.users import SetDefinition, SetUser
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import NotAllowed, Refused, UndoRefused
from leaddesk.domain.users import User
from tests.fakes.sample import NOW, add_user, as_user, capture, crowd, fill, incoming
from tests.storage.contract.bases import Base

HOSTILE = "Ганна \u202e<b>O'Neil</b>; DROP TABLE tx"


def _person(base: Base, name: str, *roles: str) -> Desk:
    return as_user(base.desk, add_user(base.desk, name, roles))


def _last_tx(base: Base) -> str:
    return base.store.history(1)[0].tx


@pytest.mark.parametrize("role", ["lead_generator", "marketer", "sales"])
def test_a_step_of_somebody_else_is_theirs_to_take_back(base: Base, role: str) -> None:
    """C7: the refusal names whose step it is and when it was made; the step stays."""
    lead = capture(base.desk)
    base.desk.do(Priority((lead,), "high"))
    made, tx = base.clock(), _last_tx(base)
    other = _person(base, HOSTILE, role)
    base.clock.forward(minutes=5)

    with pytest.raises(NotAllowed) as refused:
        other.undo(tx)

    assert refused.value.key == "undo.not_yours"
    assert refused.value.said == {"actor": base.me, "at": iso(made)}
    assert base.row(lead).priority == "high"
    assert base.store.history(1)[0].tx != tx or not base.store.history(1)[0].undone


@pytest.mark.parametrize("role", ["head", "admin"])
def test_head_and_admin_take_back_the_steps_of_others(base: Base, role: str) -> None:
    """C7: somebody must be able to take back what a colleague on leave did."""
    lead = capture(base.desk)
    base.desk.do(Priority((lead,), "high"))
    tx = _last_tx(base)

    undone = _person(base, "Керівниця", role).undo(tx)

    assert undone.tx == tx
    assert base.row(lead).priority == "normal"
    assert base.store.check().problems == ()


def test_an_import_of_somebody_else_is_not_taken_back_either(base: Base) -> None:
    """C7: revert is an undo."""
    fill(base.desk, crowd(5))
    tx = _last_tx(base)

    with pytest.raises(NotAllowed):
        _person(base, "Тарас", "lead_generator").undo(tx)

    assert len(base.ids()) == 5


def test_the_own_step_is_taken_back_by_its_name_without_any_right(base: Base) -> None:
    """UX 1.1: undo is of one's own."""
    other = _person(base, "Ілля", "sales")
    lead = capture(base.desk)
    tx = other.do(Priority((lead,), "high")).tx

    other.undo(tx)

    assert base.row(lead).priority == "normal"


# Users


def _roles(base: Base, user_id: str) -> tuple[str, ...]:
    with base.store.view() as read:
        return next(user.roles for user in read.users() if user.id == user_id)


def test_the_last_administrator_stays_one(base: Base) -> None:
    """C7: without one nobody could ever give rights again."""
    me = base.desk.session.user
    for change in (
        SetUser(me.name, ("sales",), me.id),
        SetUser(me.name, me.roles, me.id, active=False),
    ):
        with pytest.raises(Refused) as refused:
            base.desk.do(change)
        assert refused.value.key == "users.last_admin"

    assert "admin" in _roles(base, me.id)


def test_with_a_second_administrator_the_first_may_go(base: Base) -> None:
    """C7: rights move on."""
    me = base.desk.session.user
    add_user(base.desk, "Друга", ("admin",))

    base.desk.do(SetUser(me.name, ("sales",), me.id))

    assert _roles(base, me.id) == ("sales",)


def test_an_administrator_who_works_here_no_more_does_not_count(base: Base) -> None:
    """C7."""
    me = base.desk.session.user
    gone = add_user(base.desk, "Друга", ("admin",))
    base.desk.do(SetUser(gone.name, gone.roles, gone.id, active=False))

    with pytest.raises(Refused) as refused:
        base.desk.do(SetUser(me.name, ("sales",), me.id))

    assert refused.value.key == "users.last_admin"


def test_taking_back_the_second_administrator_is_refused_when_the_first_has_gone(base: Base) -> None:
    """ARCHITECTURE 4: an undo obeys the rules too; nothing of it stays in the log."""
    me = base.desk.session.user
    base.desk.do(SetUser("Друга", ("admin",)))
    tx = _last_tx(base)
    base.desk.do(SetUser(me.name, ("sales",), me.id))
    n = len(base.log())

    with pytest.raises(UndoRefused) as refused:
        base.store.undo(Intent("undo", me.id, base.clock()), tx)

    assert refused.value.key == "users.last_admin"
    assert len(base.log()) == n
    assert base.store.check().problems == ()


def test_the_role_of_administrators_keeps_the_right_to_manage_users(base: Base) -> None:
    """C7: the door must not be locked from the inside."""
    with pytest.raises(Refused) as refused:
        base.desk.do(SetDefinition("role", "admin", (("rights", ("capture",)),)))

    assert refused.value.key == "users.last_admin"
    base.desk.do(SetDefinition("role", "sales", (("rights", ("capture",)),)))


def test_somebody_whom_the_base_does_not_know_cannot_be_changed(base: Base) -> None:
    """A typing error makes no user without a name."""
    with pytest.raises(Refused) as refused:
        base.desk.do(SetUser("Хтось", ("sales",), "0" * 32))

    assert refused.value.key == "users.no_such_user"


# Owners


@pytest.mark.parametrize("kind", ["unknown", "gone"])
def test_a_lead_cannot_arrive_for_somebody_who_is_not_here(base: Base, kind: str) -> None:
    """B3: an owner nobody knows would be a lead that nobody sees; nothing is stored."""
    owner = "1" * 32
    if kind == "gone":
        user = add_user(base.desk, "Колишня", ("sales",))
        base.desk.do(SetUser(user.name, user.roles, user.id, active=False))
        owner = user.id

    with pytest.raises(Refused) as refused:
        base.desk.do(Capture(incoming(owner=owner)))
    assert (refused.value.key, refused.value.said) == ("capture.no_such_owner", {"user": owner})
    with pytest.raises(Refused):
        base.desk.do(ImportRows([crowd(2), [incoming("Хтось", owner=owner)]], lambda n, fates: None, "f"))

    assert base.ids() == []
    assert base.figures() == {}
    assert base.store.unfinished() == []
    assert base.store.check().problems == ()


def test_a_lead_arrives_for_whoever_works_here(base: Base) -> None:
    """B3."""
    user = add_user(base.desk, HOSTILE, ("sales",))
    lead = capture(base.desk, incoming(owner=user.id))

    assert base.row(lead).owner == user.id
    base.desk.do(Assign((lead,), None))
    assert base.row(lead).owner is None


# What is open


def test_an_import_left_open_long_ago_is_still_known(base: Base) -> None:
    """RELIABILITY: however many steps were made since, the next start offers to go on."""
    store = base.store
    if base.kind == "memory":
        tx = store.ledger.open(Intent("import", base.me, NOW, "per_row", "old.csv"))  # type: ignore[attr-defined]
        tx.state, name = "open", tx.id
    else:
        name = store.new_tx()  # type: ignore[attr-defined]
        intent = Intent("import", base.me, NOW, "per_row", "old.csv")
        born = {"lead": {"received": iso(NOW - timedelta(days=1)), "need": HOSTILE, "imported": True}}
        store.write_part(intent, lambda read: [Set("lead", "2" * 32, "*", born)], name)  # type: ignore[attr-defined]
    lead = capture(base.desk)
    for number in range(60):
        base.desk.do(Priority((lead,), ("high", "low")[number % 2]))

    (line,) = store.unfinished()

    assert (line.tx, line.state, line.about, line.action) == (name, "open", "old.csv", "import")
    assert name not in {row.tx for row in store.history(50)}


def test_users_by_the_way_are_as_they_were(base: Base) -> None:
    """The rule looks at who is here, and changes nobody."""
    me = base.desk.session.user
    base.desk.do(SetUser(me.name, ("lead_generator", "admin", "head"), me.id))

    with base.store.view() as read:
        assert read.users() == [User(me.id, me.name, ("lead_generator", "admin", "head"))]
