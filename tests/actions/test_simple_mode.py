"""Simple mode (C22): without leads intake goes straight to deals; switching has a preview and one undo."""

from datetime import timedelta

import pytest

from leaddesk.actions.answer import Answer
from leaddesk.actions.deal_questions import Deals
from leaddesk.actions.desk import Desk
from leaddesk.actions.junk import Archive
from leaddesk.actions.move import Move
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.questions import Card, Defined
from leaddesk.actions.sell import Win
from leaddesk.actions.simple_mode import Mode, SwitchMode, without_leads
from leaddesk.actions.snooze import Snooze
from leaddesk.domain.refusals import NotAllowed
from tests.actions.desks import handed_over, junk_lead, lead_of, make_desk, refused, row_of
from tests.fakes.sample import NOW, add_user, as_user, capture


def switch(desk: Desk, *, without: bool = True) -> str:
    return desk.do(SwitchMode(without, desk.ask(Mode()).leads if without else ())).tx


def without() -> Desk:
    desk = make_desk()
    switch(desk)
    return desk


def stages(desk: Desk) -> list[str]:
    return [row.deal.stage for row in desk.ask(Deals())]


def test_what_comes_in_is_a_deal_at_once() -> None:
    """C22: intake goes straight to a deal, with the need, the amount and everything of the arrival."""
    desk = without()
    seller = add_user(desk, "Ірина Мельник", ("sales",))
    lead = capture(desk, need="Лазер", amount_minor=200_000_000, currency="UAH", original="Скільки?")
    found = lead_of(desk, lead)
    (deal,) = found.deals

    assert (found.position.stage, found.position.place) == ("handed_over", "deal")
    assert (deal.stage, deal.to, deal.need) == ("accepted", seller.id, "Лазер")
    assert (deal.amount_minor, deal.person_id) == (200_000_000, found.person_id)
    assert found.original == "Скільки?"


def test_a_deal_made_so_can_be_won() -> None:
    """The funnel of sales is the same."""
    desk = without()
    sales = as_user(desk, add_user(desk, "Ірина Мельник", ("sales",)))
    lead = capture(desk)
    sales.do(Win((lead,)))

    assert lead_of(desk, lead).deals[0].stage == "won"


def test_deals_are_dealt_out_evenly_and_a_client_stays_with_the_own_seller() -> None:
    """Whoever has the fewest; a known client's last owner first."""
    desk = without()
    names = {add_user(desk, name, ("sales",)).id for name in ("Ірина", "Павло", "Олег")}
    leads = [capture(desk, phone=f"+38050111000{n}", name=f"Клієнт {n}") for n in range(6)]
    held = [lead_of(desk, lead).deals[0].to for lead in leads]

    assert set(held) == names
    assert all(held.count(name) == 2 for name in names)
    capture(desk, phone="+380501110000", name="Клієнт 0", need="Ще один верстат", owner=held[0])
    assert [row.deal.to for row in desk.ask(Deals())].count(held[0]) == 3


def test_where_nobody_sells_the_deal_is_mine() -> None:
    """A one-person company."""
    desk = without()

    assert lead_of(desk, capture(desk)).deals[0].to == desk.session.user.id


@pytest.mark.parametrize("item", [{"phone": None}, {"kind": "cold"}])
def test_who_cannot_be_reached_or_asked_nothing_is_no_deal(item: dict[str, object]) -> None:
    """A6, decision 13: junk stays junk, a cold list stays a cold list."""
    desk = without()
    lead = capture(desk, **item)

    assert lead_of(desk, lead).deals == ()
    assert stages(desk) == []


def test_the_same_need_twice_makes_one_deal() -> None:
    """A duplicate is a duplicate in every mode."""
    desk = without()
    capture(desk)
    capture(desk)

    assert stages(desk) == ["accepted"]


def test_the_preview_tells_what_would_become_of_whom_and_changes_nothing() -> None:
    """C22: switching converts open leads with preview."""
    desk = make_desk()
    leads = [capture(desk, phone=f"+38050111000{n}", name=f"Клієнт {n}") for n in range(4)]
    desk.do(Move((leads[1],), "in_work"))
    desk.do(Archive((leads[2],), "not_fit"))
    desk.do(Nurture((leads[3],), NOW + timedelta(days=1)))
    junk_lead(desk)
    handed_over(desk)
    told = desk.ask(Mode())

    assert not told.without
    assert set(told.leads) == {leads[0], leads[1]}
    assert dict(told.stages) == {"new": 1, "in_work": 1}
    assert (told.asleep, told.no_contact) == (1, 1)
    assert not without_leads(desk.ask(Defined()))


def test_switching_converts_what_the_preview_named_with_answers_and_history() -> None:
    """C22: nothing of the lead is lost; what sales had, slept or was put away stays."""
    desk = make_desk()
    fresh = capture(desk)
    desk.do(Answer((fresh,), "budget", 2, "до 2 млн"))
    desk.do(Snooze((fresh,), NOW + timedelta(hours=3)))
    away = capture(desk, phone="+380501110001", name="Архівний")
    desk.do(Archive((away,), "not_fit"))
    waiting = capture(desk, phone="+380501110002", name="Очікує")
    told = desk.ask(Mode())
    switch(desk)

    assert set(told.leads) == {fresh, waiting}
    assert (row_of(desk, fresh).place, row_of(desk, away).place) == ("deal", "archive")
    assert lead_of(desk, fresh).answers["budget"].text == "до 2 млн"
    assert lead_of(desk, fresh).snoozed_until is None
    assert len(desk.ask(Card(fresh)).events) >= 4
    assert without_leads(desk.ask(Defined()))


def test_a_switch_is_one_step_back() -> None:
    """C22: one undo step brings the leads, their places and the mode back."""
    desk = make_desk()
    leads = [capture(desk, phone=f"+38050111{n:04d}", name=f"Клієнт {n}") for n in range(5)]
    before = [row_of(desk, lead) for lead in leads]
    switch(desk)
    undone = desk.undo()

    assert undone.action == "simple_mode"
    assert [row_of(desk, lead) for lead in leads] == before
    assert stages(desk) == []
    assert not without_leads(desk.ask(Defined()))
    assert lead_of(desk, capture(desk, phone="+380509990000", name="Новий")).deals == ()


def test_back_to_leads_keeps_the_deals_and_makes_new_ones_leads() -> None:
    """Switching back turns no deal into a lead: its sale goes on."""
    desk = without()
    deal = capture(desk)
    switch(desk, without=False)
    lead = capture(desk, phone="+380501110009", name="Новий")

    assert row_of(desk, deal).place == "deal"
    assert (row_of(desk, lead).place, row_of(desk, lead).stage) == (None, "new")


def test_a_lead_that_became_a_deal_meanwhile_is_not_converted_twice() -> None:
    """A colleague may hand over between the preview and the switch: still exactly one deal."""
    desk = make_desk()
    lead = handed_over(desk)
    desk.do(SwitchMode(True, (lead,)))

    assert len(lead_of(desk, lead).deals) == 1
    assert lead_of(desk, lead).deals[0].stage == "awaiting"


def test_only_who_may_configure_switches() -> None:
    """C7."""
    desk = make_desk()
    sales = as_user(desk, add_user(desk, "Ірина", ("sales",)))
    refused(sales, SwitchMode(True, ()), NotAllowed)
