"""The repeat rule on every store: who gets a client that comes again (A10)."""

from datetime import timedelta

from leaddesk.actions.assign import Assign
from leaddesk.actions.department import DepartmentDay
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.junk import Archive
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.users import SetDefinition, SetUser
from tests.fakes.sample import NOW, add_user, capture, clock_of, incoming
from tests.storage.contract.bases import Base

PHONE = "+380671112233"


def again(base: Base, need: str, **more: object) -> str:
    clock_of(base.desk).forward(minutes=1)
    return capture(base.desk, incoming(name="Ігор Бондаренко", phone=PHONE, need=need, **more))


def test_another_need_of_a_client_goes_to_the_last_owner(base: Base) -> None:
    """A10: a repeat goes to its last active owner."""
    anna, petro = (add_user(base.desk, name).id for name in ("Анна", "Петро"))
    first = again(base, "токарний верстат")
    base.desk.do(Assign((first,), to=anna))
    second = again(base, "фрезерний верстат")
    base.desk.do(Assign((second,), to=petro))

    third = again(base, "лазер")

    assert base.row(second).owner == petro
    assert base.row(third).owner == petro
    assert base.row(third).before_n == 2


def test_a_new_client_and_one_of_nobody_go_to_the_queue(base: Base) -> None:
    """A10: else to the queue."""
    first = again(base, "токарний верстат")
    second = again(base, "фрезерний верстат")

    assert (base.row(first).owner, base.row(second).owner) == (None, None)


def test_an_owner_who_has_left_gets_nothing_more(base: Base) -> None:
    """A10: its last active owner."""
    anna = add_user(base.desk, "Анна")
    base.desk.do(Assign((again(base, "токарний верстат"),), to=anna.id))
    base.desk.do(SetUser("Анна", anna.roles, anna.id, active=False))

    assert base.row(again(base, "лазер")).owner is None


def test_the_setting_sends_every_repeat_to_the_queue(base: Base) -> None:
    """A10: a setting."""
    base.desk.do(Assign((again(base, "токарний верстат"),), to=add_user(base.desk, "Анна").id))
    base.desk.do(SetDefinition("setting", "repeat_to_owner", (("value", False),)))

    assert base.row(again(base, "лазер")).owner is None


def test_an_owner_that_was_said_wins(base: Base) -> None:
    """A file or a person may name somebody else."""
    anna, petro = (add_user(base.desk, name).id for name in ("Анна", "Петро"))
    base.desk.do(Assign((again(base, "токарний верстат"),), to=anna))

    assert base.row(again(base, "лазер", owner=petro)).owner == petro


def test_the_rule_works_on_an_import_too(base: Base) -> None:
    """A10: works on import and card scan too."""
    anna = add_user(base.desk, "Анна").id
    base.desk.do(Assign((again(base, "токарний верстат"),), to=anna))
    rows = tuple(
        incoming(name="Ігор Бондаренко", phone=PHONE, need=f"верстат {n}", received=NOW + timedelta(hours=n))
        for n in range(3)
    )

    change = base.desk.do(ImportRows([rows], lambda _n, _fates: None, "повтори.csv"))

    assert len(change.ids) >= 3
    assert {base.row(lead).owner for lead in base.ids()} == {anna}


def test_a_client_with_open_leads_of_two_owners_is_listed_for_the_head(base: Base) -> None:
    """A10: disputes are listed for the head, and each number opens its rows."""
    anna, petro = (add_user(base.desk, name).id for name in ("Анна", "Петро"))
    first, second, third = (again(base, need) for need in ("токарний верстат", "фрезерний верстат", "лазер"))
    alone = capture(base.desk, incoming(name="Інша Людина", phone="+380679998877", owner=anna))
    base.desk.do(Assign((first, third), to=anna))
    assert base.desk.ask(DepartmentDay()).disputed == 0
    base.desk.do(Assign((second,), to=petro))

    found = set(base.store.ids_where(PageAsk(query="is:disputed"), NOW, base.me))

    assert found == {first, second, third}
    assert alone not in found
    assert base.desk.ask(DepartmentDay()).disputed == 3
    base.desk.do(Archive((second,), reason="not_fit"))
    assert base.desk.ask(DepartmentDay()).disputed == 0
