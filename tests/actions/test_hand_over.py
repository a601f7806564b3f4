"""Handover: need, answers and advice go to sales, one deal a nurture round (A12, A20, C20)."""

from datetime import timedelta

import pytest

from leaddesk.actions.answer import Answer
from leaddesk.actions.edit import Edit
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.restore import Restore
from leaddesk.actions.sell import Accept, Lose, Postpone, ReturnLead, Win
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.take import Take
from leaddesk.domain.ids import deal_id
from leaddesk.domain.refusals import MoveRefused, NotReady
from tests.actions.desks import card, handed_over, junk_lead, lead_of, make_desk, refused, row_of, sales_of
from tests.fakes.sample import NOW, Clock, capture, clock_of

LATER = Clock().forward(days=5)


def ready(desk: object) -> str:
    lead = capture(desk)  # type: ignore[arg-type]
    for question in ("budget", "authority", "timing"):
        desk.do(Answer((lead,), question, 2, f"про {question}"))  # type: ignore[attr-defined]
    return lead


def test_a_ready_lead_goes_to_sales_with_all_that_is_known() -> None:
    """A20: a deal carries the need; C20: the advice stands in a fixed place of it."""
    desk = make_desk()
    lead = ready(desk)
    sales = sales_of(desk).session.user.id
    desk.do(HandOver((lead,), "не починайте з ціни", to=sales, step="зустріч", at=LATER))
    (deal,), row = lead_of(desk, lead).deals, row_of(desk, lead)

    assert (deal.stage, deal.advice, deal.to, deal.by) == (
        "awaiting", "не починайте з ціни", sales, desk.session.user.id,
    )  # fmt: skip
    assert deal.need == row.need
    assert {line.question: line.text for line in deal.summary}["budget"] == "про budget"
    assert {ok for _, ok in deal.criteria} == {True}
    assert (deal.override, deal.person_id) == ("", row.person_id)
    assert (row.stage, row.place) == ("handed_over", None)
    assert row.handed_at == round(NOW.timestamp() * 1000)
    (task,) = lead_of(desk, lead).open_tasks
    assert (task.title, task.due, task.to, task.kind) == ("зустріч", LATER, sales, "sales")


def test_unmet_criteria_are_named_and_can_be_overridden_with_a_reason_that_is_kept() -> None:
    """A12, decision 15: everything can be overridden; the reason is reported."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Answer((lead,), "budget", 2))
    told = refused(desk, HandOver((lead,), "порада"), NotReady).said

    assert told["failed"] == ("authority", "timing")
    assert told["of"] == 5
    desk.do(HandOver((lead,), "порада", reason="urgent"))
    (deal,) = lead_of(desk, lead).deals
    assert deal.override == "urgent"
    assert dict(deal.criteria)["timing"] is False


@pytest.mark.parametrize("advice", ["", "  \n"])
def test_advice_is_compulsory(advice: str) -> None:
    """C20: useful comments or advice to sales."""
    desk = make_desk()
    assert refused(desk, HandOver((ready(desk),), advice)).key == "hand_over.advice_missing"


def test_nobody_unknown_is_given_a_lead() -> None:
    """To a user of the base, or to whoever of sales accepts."""
    desk = make_desk()
    assert refused(desk, HandOver((ready(desk),), "порада", to="0" * 32)).key == "assign.no_such_user"


def test_a_second_handover_of_the_same_lead_is_none() -> None:
    """One deal a round: pressing twice makes no second deal."""
    desk = make_desk()
    lead = handed_over(desk)

    assert desk.do(HandOver((lead,), "ще раз", reason="urgent")).ids == ()
    assert len(lead_of(desk, lead).deals) == 1


def test_what_is_junk_or_sleeps_is_not_handed_over() -> None:
    """A6; what sleeps is woken first."""
    desk = make_desk()
    assert refused(desk, HandOver((junk_lead(desk),), "порада"), MoveRefused).key == "funnel.no_contact"
    lead = ready(desk)
    desk.do(Nurture((lead,), LATER))
    assert refused(desk, HandOver((lead,), "порада"), MoveRefused).key == "funnel.off_board"


def test_a_snooze_ends_with_the_handover() -> None:
    """It is not mine any more."""
    desk = make_desk()
    lead = ready(desk)
    desk.do(Snooze((lead,), LATER))
    desk.do(HandOver((lead,), "порада"))

    assert row_of(desk, lead).snoozed_until is None


def test_a_return_goes_back_with_its_reason_and_a_second_handover_opens_the_same_deal() -> None:
    """ARCHITECTURE 4: a handover after a return reopens the same deal."""
    desk = make_desk()
    lead = ready(desk)
    sales = sales_of(desk)
    desk.do(HandOver((lead,), "перше"))
    sales.do(ReturnLead((lead,), "wrong_data", "інший номер"))
    row = row_of(desk, lead)
    assert (row.stage, row.place) == ("ready", None)
    assert lead_of(desk, lead).returned == "wrong_data"
    assert lead_of(desk, lead).deals[0].stage == "returned"

    clock_of(desk).forward(hours=1)
    desk.do(HandOver((lead,), "друге"))

    (deal,) = lead_of(desk, lead).deals
    assert (deal.id, deal.stage, deal.advice) == (deal_id(lead, 0), "awaiting", "друге")
    assert row_of(desk, lead).handed_at == round(NOW.timestamp() * 1000)


@pytest.mark.parametrize("back", [Take, Restore])
def test_after_a_lost_deal_with_an_unmet_need_the_next_round_is_a_new_deal(
    back: type,
) -> None:
    """A16, A18: second handoff makes a new deal linked to the same lead."""
    desk = make_desk()
    lead = ready(desk)
    sales = sales_of(desk)
    desk.do(HandOver((lead,), "перше"))
    sales.do(Accept((lead,)))
    sales.do(Lose((lead,), "price", "no"))
    row = row_of(desk, lead)
    assert (row.place, row.place_reason, row.nurture_rounds) == ("nurture", "lost_price", 1)
    assert row.lost_at is not None

    desk.do(back((lead,)))
    assert (row_of(desk, lead).stage, row_of(desk, lead).place) == ("in_work", None)
    desk.do(HandOver((lead,), "друге"))

    assert [(deal.id, deal.stage, deal.round) for deal in lead_of(desk, lead).deals] == [
        (deal_id(lead, 0), "lost", 0),
        (deal_id(lead, 1), "awaiting", 1),
    ]


@pytest.mark.parametrize(("satisfied", "reason"), [("us", "lost_competitor"), ("competitor", "competitor")])
def test_a_lost_deal_with_a_met_need_goes_to_the_archive(satisfied: str, reason: str) -> None:
    """A18, decision 11: satisfied by a competitor is satisfied."""
    desk = make_desk()
    lead = handed_over(desk)
    sales = sales_of(desk)
    sales.do(Accept((lead,)))
    sales.do(Lose((lead,), "competitor", satisfied))

    assert (row_of(desk, lead).place, row_of(desk, lead).place_reason) == ("archive", reason)


def test_a_postponed_deal_sleeps_until_its_day_and_is_not_lost() -> None:
    """A25: closed as postponed, outside loss reasons."""
    desk = make_desk()
    lead = handed_over(desk)
    sales = sales_of(desk)
    sales.do(Accept((lead,)))
    until = NOW + timedelta(days=60)
    sales.do(Postpone((lead,), until))
    row = row_of(desk, lead)

    assert (row.place, row.place_reason, row.wake_at) == (
        "nurture",
        "too_early",
        round(until.timestamp() * 1000),
    )
    assert row.lost_at is None
    assert lead_of(desk, lead).deals[0].stage == "postponed"


def test_accepting_makes_it_a_deal_of_who_accepts() -> None:
    """D6: place deal; what nobody was named for belongs to who takes it."""
    desk = make_desk()
    lead = handed_over(desk)
    sales = sales_of(desk)
    sales.do(Accept((lead,)))
    row, (deal,) = row_of(desk, lead), lead_of(desk, lead).deals

    assert (row.stage, row.place, deal.stage, deal.to) == (
        "handed_over",
        "deal",
        "accepted",
        sales.session.user.id,
    )
    assert row.accepted_at == round(NOW.timestamp() * 1000)


def test_winning_is_the_only_way_to_a_client() -> None:
    """C1: only a won deal makes a person a client."""
    desk = make_desk()
    lead = handed_over(desk)
    sales = sales_of(desk)
    sales.do(Accept((lead,)))
    assert desk.store.count(_client(), NOW, "") == 0
    sales.do(Win((lead,)))

    assert desk.store.count(_client(), NOW, "") == 1
    assert row_of(desk, lead).won_at == round(NOW.timestamp() * 1000)


def _client() -> object:
    from leaddesk.actions.ports import PageAsk

    return PageAsk(query="is:client")


@pytest.mark.parametrize(
    ("action", "key"),
    [
        (lambda i: Accept((i,)), "deal.not_in_stage"),
        (lambda i: Win((i,)), "deal.not_in_stage"),
        (lambda i: Lose((i,), "price"), "deal.not_in_stage"),
        (lambda i: ReturnLead((i,)), "deal.not_in_stage"),
    ],
)
def test_without_a_deal_there_is_nothing_to_accept_or_win(action: object, key: str) -> None:
    """A lead that was not handed over has no deal."""
    desk = make_desk(roles=("head",))
    lead = capture(desk)
    assert refused(desk, action(lead)).key == key  # type: ignore[operator]


def test_reasons_of_return_and_loss_are_those_declared() -> None:
    """B6, A18: one reason of a declared list, and whether the need is satisfied."""
    desk = make_desk()
    lead = handed_over(desk)
    sales = sales_of(desk)
    assert refused(sales, ReturnLead((lead,), "because")).key == "place.no_such_reason"
    sales.do(Accept((lead,)))
    assert refused(sales, Lose((lead,), "because")).key == "place.no_such_reason"
    assert refused(sales, Lose((lead,), "price", "maybe")).key == "deal.is_need_satisfied"


def test_edits_of_the_lead_do_not_rewrite_the_deal_and_the_other_way_round() -> None:
    """A20: two entities."""
    desk = make_desk()
    lead = handed_over(desk)
    desk.do(Edit((lead,), "need", "змінено"))

    assert lead_of(desk, lead).deals[0].need != "змінено"
    assert card(desk, lead).deals == lead_of(desk, lead).deals
