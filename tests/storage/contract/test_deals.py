"""Deals on every store: one a handover whoever presses how often, shared by leads, listed and counted."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from leaddesk.actions.deal import Invoice, Proposal, RateAdvice, Terms
from leaddesk.actions.deal_questions import Deals, Joinable, Recipients
from leaddesk.actions.desk import Desk, Session
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.sell import Accept, Lose, ReturnLead, Win
from leaddesk.domain.ids import deal_id
from leaddesk.domain.lead import DealState, LeadState
from leaddesk.domain.users import User
from tests.fakes.sample import NOW, Clock, add_user, as_user, capture, crowd, fill
from tests.storage.contract.bases import Base


def lead_of(base: Base, lead: str) -> LeadState:
    with base.store.view() as read:
        return read.lead(lead)


def deals(base: Base) -> list[DealState]:
    with base.store.view() as read:
        return read.deals_in([stage.id for stage in read.definitions().deal_stages], 10_000)


def seller(base: Base) -> Desk:
    return as_user(base.desk, add_user(base.desk, "Ірина Мельник", ("head", "sales")))


def test_handing_over_twice_makes_one_deal(base: Base) -> None:
    """Issue 4: a double click gives exactly one deal."""
    leads = fill(base.desk, crowd(3))
    with ThreadPoolExecutor(6) as pool:
        jobs = [
            pool.submit(base.desk.do, HandOver((i,), "порада", reason="urgent")) for i in (*leads, *leads)
        ]
        txs = [job.result(timeout=60).tx for job in jobs]

    assert sorted(deal.id for deal in deals(base)) == sorted(deal_id(lead, 0) for lead in leads)
    assert len([tx for tx in txs if tx]) == 3
    assert [row.stage for row in base.rows()] == ["handed_over"] * 3
    assert base.store.check().projections


def _hands_over(url: str, user: User, now: datetime, leads: list[str], number: int) -> None:
    from leaddesk.storage.door import open_store

    clock = Clock(now)
    store = open_store(url, site_key="suite", clock=clock)
    desk = Desk(store, Session(user, clock, clock))
    for lead in leads:
        desk.do(HandOver((lead,), f"порада {number}", reason="urgent"))
    store.close()


def test_two_processes_that_hand_over_the_same_leads_make_one_deal_of_each(shared: Base) -> None:
    """Issue 4: two windows give exactly one deal, with the words of one of them."""
    leads = fill(shared.desk, crowd(8))
    spawn = multiprocessing.get_context("spawn")
    args = (shared.url, shared.desk.session.user, shared.clock(), leads)
    children = [spawn.Process(target=_hands_over, args=(*args, n)) for n in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join(120)
        assert child.exitcode == 0

    found = deals(shared)
    assert sorted(deal.id for deal in found) == sorted(deal_id(lead, 0) for lead in leads)
    assert {deal.advice for deal in found} <= {"порада 0", "порада 1"}
    assert all(len(lead_of(shared, lead).deals) == 1 for lead in leads)
    assert shared.store.check().projections


def test_what_a_deal_went_through_is_read_back_the_same(base: Base) -> None:
    """Issue 4: everything of the lead is carried by reference; papers and terms stand in the deal."""
    lead = capture(base.desk)
    sales = seller(base)
    base.desk.do(HandOver((lead,), "порада", to=sales.session.user.id, reason="urgent"))
    for action in (
        Accept((lead,)),
        Proposal((lead,), "100k UAH"),
        Invoice((lead,), "90k UAH"),
        Terms((lead,), barter="насіння"),
        RateAdvice((lead,), False),
        Win((lead,)),
    ):
        sales.do(action)

    (deal,) = lead_of(base, lead).deals
    with base.store.view() as read:
        assert read.deal(deal.id) == deal
    assert (deal.stage, deal.amount_minor, deal.barter, deal.useful) == ("won", 9_000_000, "насіння", False)
    assert (deal.count("proposal"), deal.count("invoice")) == (1, 1)
    assert base.store.check().projections


def test_a_lead_that_joined_a_deal_goes_where_the_deal_goes_and_leaves_it_by_undo(base: Base) -> None:
    """Issue 4: attach to an existing deal of the same client."""
    sales = seller(base)
    first, second = capture(base.desk), capture(base.desk, need="І ще компресор")
    base.desk.do(HandOver((first,), "порада", reason="urgent"))
    (found,) = base.desk.ask(Joinable(second))
    joined = base.desk.do(HandOver((second,), "разом", reason="urgent", attach=found.deal.id))
    assert set(joined.ids) == {first, second}
    sales.do(Accept((second,)))
    assert {base.row(lead).place for lead in (first, second)} == {"deal"}
    sales.do(Lose((first,), "price", "no"))
    assert {(base.row(lead).place, base.row(lead).outcome) for lead in (first, second)} == {
        ("nurture", "lost")
    }
    assert base.store.check().projections

    sales.undo()
    sales.undo()
    base.desk.undo(joined.tx)
    assert lead_of(base, second).deals == ()
    assert (base.row(second).stage, base.row(first).stage) == ("new", "handed_over")
    assert base.store.check().projections


def test_deals_are_listed_by_stage_newest_first_and_those_past_the_norm_oldest_first(base: Base) -> None:
    """Issue 4: unaccepted past the norm is listed for the head."""
    leads = fill(base.desk, crowd(4))
    sales = seller(base)
    for lead in leads:
        base.clock.forward(minutes=40)
        base.desk.do(HandOver((lead,), "порада", to=sales.session.user.id, reason="urgent"))
    sales.do(Accept((leads[3],)))
    base.clock.forward(minutes=30)

    assert [row.deal.lead_id for row in sales.ask(Deals())] == leads[::-1]
    assert [row.deal.lead_id for row in sales.ask(Deals(("awaiting",)))] == leads[2::-1]
    assert [row.deal.lead_id for row in sales.ask(Deals(late=True))] == [leads[0]]
    assert [row.lead.id for row in sales.ask(Deals(limit=2)) if row.lead] == [leads[3], leads[2]]
    assert base.desk.ask(Deals(of="to")) == []
    assert len(base.desk.ask(Deals(of="by"))) == 4


def test_who_has_how_many_open_deals_is_counted_by_the_base(base: Base) -> None:
    """D10: the recipient is proposed by load."""
    leads = fill(base.desk, crowd(4))
    sales = seller(base)
    idle = add_user(base.desk, "Яна Вільна", ("sales",))
    for lead in leads[:3]:
        base.desk.do(HandOver((lead,), "порада", to=sales.session.user.id, reason="urgent"))
    sales.do(Accept((leads[0],)))
    sales.do(ReturnLead((leads[1],)))

    found = base.desk.ask(Recipients(leads[3]))
    assert [(one.user.id, one.load) for one in found] == [(idle.id, 0), (sales.session.user.id, 2)]


FINISH: dict[str, Callable[[str], object]] = {
    "won": lambda i: Win((i,)),
    "lost": lambda i: Lose((i,), "price", "no"),
    "met by us": lambda i: Lose((i,), "price", "us"),
    "met by a competitor": lambda i: Lose((i,), "competitor", "competitor"),
}


@pytest.mark.parametrize("end", FINISH)
def test_an_unmet_need_always_returns_to_nurture_and_a_met_one_never(base: Base, end: str) -> None:
    """A18, decision 11; journey 5: visible among those that return."""
    lead = capture(base.desk)
    sales = seller(base)
    base.desk.do(HandOver((lead,), "порада", reason="urgent"))
    sales.do(Accept((lead,)))
    sales.do(FINISH[end](lead))  # type: ignore[arg-type]

    ask = PageAsk(query="is:returning is:nurturing")
    assert base.store.count(ask, NOW + timedelta(hours=1), base.me) == (end == "lost")
    assert base.row(lead).place == {"won": "deal", "lost": "nurture"}.get(end, "archive")
