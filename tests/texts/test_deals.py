"""How a deal goes and how it ended, in words."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from leaddesk.actions.answer import Answer
from leaddesk.actions.deal import Invoice, Proposal, Terms
from leaddesk.actions.desk import Desk
from leaddesk.actions.sell import Accept, Lose, Win
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.lead import DealState
from leaddesk.texts import set_language
from leaddesk.texts.deals import CAUSES, SATISFIED, end_words, paper_words
from tests.actions.desks import card, handed_over, lead_of, make_desk, sales_of


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def sold() -> tuple[Desk, str]:
    desk = make_desk()
    lead = handed_over(desk)
    sales = sales_of(desk)
    sales.do(Accept((lead,)))
    return sales, lead


def deal_of(desk: Desk, lead: str) -> DealState:
    return lead_of(desk, lead).deals[-1]


def test_proposals_and_invoices_are_counted() -> None:
    """Issue 4, point 10; D16: counters of invoices and proposals."""
    sales, lead = sold()
    assert paper_words(deal_of(sales, lead)) == ""
    sales.do(Proposal((lead,), amount="2 млн"))
    sales.do(Proposal((lead,), amount="1,8 млн"))
    sales.do(Invoice((lead,), amount="1,8 млн"))

    assert paper_words(deal_of(sales, lead)) == "2 proposals, 1 invoice"


def test_barter_is_told_where_there_is_no_money() -> None:
    """C1: money or barter relations."""
    sales, lead = sold()
    sales.do(Terms((lead,), barter="верстат на навчання"))
    assert paper_words(deal_of(sales, lead)) == "barter: верстат на навчання"
    sales.do(Win((lead,)))

    assert paper_words(deal_of(sales, lead)) == "barter: верстат на навчання"
    assert end_words(deal_of(sales, lead), Definitions()) == ""


@pytest.mark.parametrize(
    ("satisfied", "words"),
    [
        ("no", "Price, not ours, need not satisfied"),
        ("competitor", "Price, not ours, need satisfied by a competitor"),
        ("us", "Price, not ours, need satisfied by us"),
    ],
)
def test_a_lost_deal_tells_whose_cause_and_what_became_of_the_need(satisfied: str, words: str) -> None:
    """A18, D19: reason internal or external; need satisfied by us, by a competitor, or not."""
    sales, lead = sold()
    sales.do(Lose((lead,), "price", satisfied, ""))

    assert end_words(deal_of(sales, lead), card(sales, lead).definitions) == words


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_every_word_of_an_end_exists_in_each_language(language: str) -> None:
    """Nothing is left in English."""
    at = datetime(2026, 11, 20, tzinfo=UTC)
    set_language(language)
    for cause in CAUSES:
        for satisfied in SATISFIED:
            deal = DealState("d", None, 0, "lost", "", "", at, cause=cause, satisfied=satisfied, barter="x")
            said = end_words(deal, Definitions()) + paper_words(deal)
            assert not any(word.isascii() and word.isalpha() and len(word) > 1 for word in said.split())


def test_an_answer_given_before_stays_on_the_lead_of_a_lost_deal() -> None:
    """A18: not satisfied returns the lead with its history; A20: the deal never rewrites the lead."""
    desk = make_desk()
    lead = handed_over(desk)
    desk.do(Answer((lead,), "need", 2, "різати лист"))
    sales = sales_of(desk)
    sales.do(Accept((lead,)))
    sales.do(Lose((lead,), "price", "no", ""))
    found = lead_of(desk, lead)

    assert found.position.place == "nurture"
    assert found.answers["need"].text == "різати лист"
    assert found.deals[-1].stage == "lost"
