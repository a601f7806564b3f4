"""Simple mode on every store: hundreds of leads become deals in one step, which is taken back whole (C22)."""

from leaddesk.actions.deal_questions import Deals
from leaddesk.actions.questions import Card
from leaddesk.actions.simple_mode import Mode, SwitchMode
from tests.fakes.sample import add_user, capture, crowd, fill
from tests.storage.contract.bases import Base


def test_hundreds_of_leads_become_deals_and_come_back(base: Base) -> None:
    """More than one transaction, one step; projections equal the log before, between and after."""
    desk = base.desk
    sellers = {add_user(desk, name, ("sales",)).id for name in ("Ірина Мельник", "Павло Гай")}
    leads = fill(desk, crowd(230))
    before = [desk.ask(Card(lead)).row for lead in leads[:3]]
    told = desk.ask(Mode())
    desk.do(SwitchMode(True, told.leads))
    deals = desk.ask(Deals(limit=500))

    assert len(told.leads) == 230
    assert {row.deal.stage for row in deals} == {"accepted"}
    assert {row.deal.to for row in deals} == sellers
    assert base.store.check().projections
    desk.undo()
    assert [desk.ask(Card(lead)).row for lead in leads[:3]] == before
    assert desk.ask(Deals(limit=500)) == []
    assert not desk.ask(Mode()).without
    assert base.store.check().projections


def test_what_comes_in_without_leads_is_a_deal_on_every_store(base: Base) -> None:
    """The fast way of births knows it too: one import, one capture."""
    desk = base.desk
    desk.do(SwitchMode(True, ()))
    (imported,) = fill(desk, crowd(1))
    taken = capture(desk, phone="+380671112233", name="Новий Клієнт")

    for lead in (imported, taken):
        card = desk.ask(Card(lead))
        assert (card.row.place, card.lead.deals[0].stage) == ("deal", "accepted")
    assert base.store.check().projections
