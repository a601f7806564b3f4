"""Deals from acceptance to their end: papers, terms, causes, repeat sales, leads that share a deal."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from leaddesk.actions.action import Action
from leaddesk.actions.answer import Answer
from leaddesk.actions.assign import Assign
from leaddesk.actions.deal import Invoice, MoveDeal, Proposal, RateAdvice, Terms
from leaddesk.actions.deal_questions import Deals, Joinable, Recipients
from leaddesk.actions.desk import Desk
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.questions import Card
from leaddesk.actions.sell import Accept, Lose, Postpone, ReturnLead, Win
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.lead import DealState
from leaddesk.domain.refusals import Refused
from tests.actions.desks import as_user, handed_over, lead_of, make_desk, refused, row_of, sales_of
from tests.fakes.sample import NOW, add_user, capture, clock_of


@dataclass
class Sold:
    """A lead that sales accepted."""

    desk: Desk
    sales: Desk
    lead: str

    @property
    def deal(self) -> DealState:
        return lead_of(self.desk, self.lead).deals[-1]

    def do(self, action: Action) -> None:
        self.sales.do(action)


@pytest.fixture
def sold() -> Sold:
    desk = make_desk()
    lead = handed_over(desk)
    sales = sales_of(desk)
    sales.do(Accept((lead,)))
    return Sold(desk, sales, lead)


def test_proposals_and_invoices_are_counted_and_move_the_deal_on(sold: Sold) -> None:
    """D16: norms for invoices and commercial proposals are checked on these."""
    sold.do(Proposal((sold.lead,), "120 000 грн", "варіант А"))
    assert (sold.deal.stage, sold.deal.amount_minor, sold.deal.currency) == ("proposal", 12_000_000, "UAH")
    sold.do(Proposal((sold.lead,)))
    sold.do(Invoice((sold.lead,), "5k EUR"))

    assert (sold.deal.stage, sold.deal.count("proposal"), sold.deal.count("invoice")) == ("invoice", 2, 1)
    assert (sold.deal.amount_minor, sold.deal.currency) == (500_000, "EUR")
    assert {paper.text for paper in sold.deal.papers} == {"варіант А", ""}
    assert {paper.by for paper in sold.deal.papers} == {sold.sales.session.user.id}


def test_a_new_proposal_after_an_invoice_is_counted_but_does_not_take_the_deal_back(sold: Sold) -> None:
    """The funnel of sales goes forward."""
    sold.do(Invoice((sold.lead,)))
    sold.do(Proposal((sold.lead,)))

    assert (sold.deal.stage, sold.deal.count("proposal")) == ("invoice", 1)


@pytest.mark.parametrize("typed", ["багато", "-5", "₴"])
def test_an_amount_that_cannot_be_read_is_refused_with_what_was_typed(sold: Sold, typed: str) -> None:
    """B19: money is read, never guessed."""
    found = refused(sold.sales, Invoice((sold.lead,), typed))

    assert (found.key, found.said["value"]) == ("deal.no_amount", typed)


def test_a_sale_can_be_paid_by_barter_and_makes_the_person_a_client(sold: Sold) -> None:
    """C1: money or barter relations."""
    sold.do(Win((sold.lead,), barter="20 т пшениці"))

    assert (sold.deal.stage, sold.deal.barter) == ("won", "20 т пшениці")
    assert row_of(sold.desk, sold.lead).outcome == "won"


def test_terms_change_while_the_deal_goes_on(sold: Sold) -> None:
    """C1: the amount, or what is given in its place."""
    sold.do(Terms((sold.lead,), "1 млн грн", "частково зерном"))
    assert (sold.deal.amount_minor, sold.deal.barter) == (100_000_000, "частково зерном")
    sold.do(Terms((sold.lead,), barter=""))

    assert (sold.deal.amount_minor, sold.deal.barter) == (100_000_000, "")
    assert refused(sold.sales, Terms((sold.lead,))).key == "deal.no_amount"


@pytest.mark.parametrize(
    ("reason", "said", "cause"),
    [
        ("slow", "", "internal"),
        ("price", "", "external"),
        ("price", "internal", "internal"),
        ("other", "", ""),
    ],
)
def test_the_cause_of_a_loss_is_that_of_its_reason_unless_said_otherwise(
    sold: Sold, reason: str, said: str, cause: str
) -> None:
    """D19: internal causes are ours to mend."""
    sold.do(Lose((sold.lead,), reason, "no", "деталі", said))

    assert (sold.deal.cause, sold.deal.text, sold.deal.reason) == (cause, "деталі", reason)


def test_a_loss_is_not_recorded_before_it_is_said_whether_the_need_is_met(sold: Sold) -> None:
    """A18: closing a deal as lost asks "need satisfied?"."""
    assert refused(sold.sales, Lose((sold.lead,), "price")).key == "deal.is_need_satisfied"
    assert refused(sold.sales, Lose((sold.lead,))).key == "place.no_such_reason"
    assert refused(sold.sales, Lose((sold.lead,), "price", "no", cause="fate")).key == "deal.no_such_cause"


def test_an_unmet_need_goes_back_to_nurture_with_all_of_its_history(sold: Sold) -> None:
    """A18: with the loss reason and the deal link."""
    before = sold.desk.ask(Card(sold.lead)).events
    sold.do(Lose((sold.lead,), "no_budget", "no", "гроші в грудні"))
    lead = lead_of(sold.desk, sold.lead)

    assert (lead.position.place, lead.position.reason, lead.position.text) == (
        "nurture", "lost_no_budget", "гроші в грудні",
    )  # fmt: skip
    assert lead.deals[-1].stage == "lost"
    assert {event.tx_id for event in before} <= {
        event.tx_id for event in sold.desk.ask(Card(sold.lead)).events
    }


def test_a_postponed_deal_needs_its_day(sold: Sold) -> None:
    """A25: with a wake date."""
    assert refused(sold.sales, Postpone((sold.lead,))).key == "deal.postponed_until"
    past = Postpone((sold.lead,), NOW - timedelta(days=1))
    assert refused(sold.sales, past).key == "snooze.until_is_past"


def test_a_return_comes_back_to_whoever_handed_it_over_even_if_somebody_else_owns_it_now() -> None:
    """Issue 4: a return goes back to the same person and is kept as a label."""
    desk = make_desk()
    lead = handed_over(desk)
    other = add_user(desk, "Хтось Інший")
    as_user(desk, add_user(desk, "Голова", ("head", "admin"))).do(Assign((lead,), other.id))
    sales_of(desk).do(ReturnLead((lead,), "no_answer", "три дні тиші"))
    found = lead_of(desk, lead)

    assert (found.owner, found.returned, found.position.stage) == (desk.session.user.id, "no_answer", "ready")
    assert [(task.title, task.to, task.kind) for task in found.open_tasks] == [
        ("came_back", desk.session.user.id, "return")
    ]
    assert (found.deals[0].reason, found.deals[0].text) == ("no_answer", "три дні тиші")


def test_the_first_step_of_sales_ends_with_a_return() -> None:
    """Nobody is reminded of a step on a lead that they gave back."""
    desk = make_desk()
    lead = capture(desk)
    sales = sales_of(desk)
    tomorrow = NOW + timedelta(days=1)
    desk.do(
        HandOver((lead,), "зранку", to=sales.session.user.id, step="дзвінок", at=tomorrow, reason="urgent")
    )
    sales.do(ReturnLead((lead,), "not_ready"))

    done = [task for task in lead_of(desk, lead).tasks if task.kind == "sales"]
    assert [(task.result, task.done) for task in done] == [("returned", NOW)]


@pytest.mark.parametrize("useful", [True, False, None])
def test_sales_say_whether_the_advice_was_of_use(sold: Sold, useful: bool | None) -> None:
    """C20: sales can mark it useful or not."""
    sold.do(RateAdvice((sold.lead,), useful))

    assert sold.deal.useful is useful


def test_what_has_no_deal_cannot_be_rated() -> None:
    """The refusal names what to do first."""
    desk = make_desk(roles=("head",))
    assert refused(desk, RateAdvice((capture(desk),))).key == "deal.none_of_lead"


def test_the_summary_carries_every_answer_with_where_it_is_known_from() -> None:
    """Issue 4: automatic summary of answers and evidence."""
    desk = make_desk()
    lead = capture(desk)
    evidence = {"kind": "call", "at": "2026-11-20T08:00:00.000Z", "second": 72}
    desk.do(Answer((lead,), "timing", 3, "до 12.12", evidence))
    desk.do(Answer((lead,), "budget", None, ""))
    desk.do(HandOver((lead,), "порада", reason="urgent"))

    (line,) = lead_of(desk, lead).deals[0].summary
    assert (line.question, line.text, line.level, line.evidence) == ("timing", "до 12.12", 3, evidence)


def test_a_stage_of_the_company_is_reached_by_its_id_and_ends_have_their_own_actions(sold: Sold) -> None:
    """Issue 4: own funnel as data."""
    sold.desk.do(SetDefinition("deal_stage", "negotiation", (("names", {"en": "Negotiation"}),)))
    sold.do(MoveDeal((sold.lead,), "negotiation"))
    assert sold.deal.stage == "negotiation"
    for end in ("won", "lost", "postponed"):
        assert refused(sold.sales, MoveDeal((sold.lead,), end)).key == "deal.has_own_action"
    sold.do(Win((sold.lead,)))

    assert sold.deal.stage == "won"


def test_a_clients_second_sale_is_a_repeat_sale(sold: Sold) -> None:
    """C25: counts as a repeat sale, never as a new client."""
    sold.do(Win((sold.lead,), "10k EUR"))
    assert not sold.deal.repeat
    clock_of(sold.desk).forward(days=90)
    again = capture(sold.desk, need="Ще один верстат")
    sold.desk.do(HandOver((again,), "той самий клієнт", reason="urgent"))
    sold.do(Accept((again,)))
    sold.do(Win((again,), "12k EUR"))

    assert lead_of(sold.desk, again).deals[0].repeat
    assert not sold.deal.repeat


def test_a_second_lead_of_the_client_joins_the_open_deal_instead_of_making_one(sold: Sold) -> None:
    """Issue 4: attach to an existing deal of the same client instead of making a second one."""
    second = capture(sold.desk, need="І ще компресор")
    (found,) = sold.desk.ask(Joinable(second))
    assert found.deal.id == sold.deal.id
    sold.desk.do(HandOver((second,), "разом дешевше", reason="urgent", attach=found.deal.id))

    assert [deal.id for deal in lead_of(sold.desk, second).deals] == [sold.deal.id]
    assert [(one.lead_id, one.need, one.advice) for one in sold.deal.joined] == [
        (second, "І ще компресор", "разом дешевше")
    ]
    assert (row_of(sold.desk, second).stage, row_of(sold.desk, second).place) == ("handed_over", "deal")
    sold.do(Lose((sold.lead,), "price", "no"))
    assert {row_of(sold.desk, lead).place for lead in (sold.lead, second)} == {"nurture"}
    assert row_of(sold.desk, second).outcome == "lost"


def test_both_leads_of_a_shared_deal_are_one_deal_to_an_action_on_both(sold: Sold) -> None:
    """Exactly one paper, whichever of its leads was chosen."""
    second = capture(sold.desk, need="І ще компресор")
    sold.desk.do(HandOver((second,), "разом", reason="urgent", attach=sold.deal.id))
    head = as_user(sold.desk, add_user(sold.desk, "Голова", ("head",)))
    head.do(Proposal((sold.lead, second)))

    assert sold.deal.count("proposal") == 1


def test_nothing_joins_a_closed_deal_or_that_of_another_client(sold: Sold) -> None:
    """The choice is between open deals of the same client."""
    stranger = capture(sold.desk, name="Зовсім Інший", phone="+380677654321")
    join = HandOver((stranger,), "порада", reason="urgent", attach=sold.deal.id)
    assert refused(sold.desk, join).key == "hand_over.other_client"
    same = capture(sold.desk, need="Ще одне")
    sold.do(Win((sold.lead,)))
    late = HandOver((same,), "порада", reason="urgent", attach=sold.deal.id)
    assert refused(sold.desk, late).key == "hand_over.deal_closed"


def test_undoing_the_handover_takes_the_lead_out_of_the_shared_deal(sold: Sold) -> None:
    """UX 1.1: every step has its inverse."""
    second = capture(sold.desk, need="І ще компресор")
    sold.desk.do(HandOver((second,), "разом", reason="urgent", attach=sold.deal.id))
    sold.desk.undo()

    assert sold.deal.joined == ()
    assert lead_of(sold.desk, second).deals == ()
    assert row_of(sold.desk, second).stage == "new"


def test_what_nobody_accepts_within_two_hours_is_listed_for_the_head() -> None:
    """Issue 4: unaccepted past the norm it goes to the head, and stays in the sender's list."""
    desk = make_desk()
    lead = handed_over(desk)
    head = as_user(desk, add_user(desk, "Голова", ("head",)))
    clock_of(desk).forward(hours=2)
    assert head.ask(Deals(late=True)) == []
    clock_of(desk).forward(seconds=1)

    (late,) = head.ask(Deals(late=True))
    assert (late.deal.lead_id, late.late, late.due) == (lead, True, NOW + timedelta(hours=2))
    assert [row.deal.lead_id for row in desk.ask(Deals(("awaiting",), "by"))] == [lead]
    assert head.ask(Deals(("awaiting",), "by")) == []
    sales_of(desk).do(Accept((lead,)))
    assert head.ask(Deals(late=True)) == []


def test_the_cooling_runs_on_while_a_deal_waits_for_acceptance() -> None:
    """Issue 4: and cooling runs on."""
    desk = make_desk()
    lead = handed_over(desk)
    since = row_of(desk, lead).cool_since

    assert since is not None
    sales_of(desk).do(Accept((lead,)))
    assert row_of(desk, lead).cool_since == since


def test_my_deals_are_those_given_to_me_and_still_open(sold: Sold) -> None:
    """D6: a seller's own list."""
    assert [row.deal.lead_id for row in sold.sales.ask(Deals(of="to"))] == [sold.lead]
    assert sold.desk.ask(Deals(of="to")) == []
    sold.do(Win((sold.lead,)))
    assert sold.sales.ask(Deals(of="to")) == []
    assert [row.deal.lead_id for row in sold.sales.ask(Deals(("won",)))] == [sold.lead]


def test_the_seller_of_the_clients_last_deal_is_proposed(sold: Sold) -> None:
    """Issue 4: by load norm and last owner."""
    idle = add_user(sold.desk, "Абрам Вільний", ("sales",))
    second = capture(sold.desk, need="Ще верстат")
    found = sold.desk.ask(Recipients(second))
    assert [(one.user.id, one.load, one.last) for one in found] == [
        (sold.sales.session.user.id, 1, True), (idle.id, 0, False),
    ]  # fmt: skip
    stranger = capture(sold.desk, name="Новий Клієнт", phone="+380671112233")
    assert sold.desk.ask(Recipients(stranger))[0].user.id == idle.id


def test_a_deal_that_nobody_accepted_can_be_neither_won_nor_papered() -> None:
    """Sales accept first."""
    desk = make_desk(roles=("head",))
    lead = handed_over(desk)
    for action in (Win((lead,)), Proposal((lead,)), Invoice((lead,)), MoveDeal((lead,), "proposal")):
        with pytest.raises(Refused) as found:
            desk.do(action)
        assert found.value.key == "deal.not_in_stage"
