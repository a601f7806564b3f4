"""The sales funnel as data, the norm of acceptance, and to whom a deal is proposed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.defaults import default_rows
from leaddesk.domain.deal_fold import CLOSED, fold_deal
from leaddesk.domain.deals import accept_due, accept_late, sellers
from leaddesk.domain.definitions import read_definitions
from leaddesk.domain.funnel import check_deal
from leaddesk.domain.lead import DealState
from leaddesk.domain.papers import Joined, Paper, SummaryLine
from leaddesk.domain.refusals import Refused
from leaddesk.domain.users import User
from tests.domain.leads import DEFINED, START, at, op

KYIV_FRIDAY_17 = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
WORKED = ("accepted", "proposal", "invoice")


def deal(stage: str = "awaiting", handed: datetime = START) -> DealState:
    return DealState("4" * 32, "1" * 32, 0, stage, "", "me", handed, handed_at=handed)


@pytest.mark.parametrize("end", CLOSED)
@pytest.mark.parametrize("stage", [one.id for one in DEFINED.deal_stages])
def test_a_deal_ends_only_from_a_stage_that_sales_work_in(stage: str, end: str) -> None:
    """A18, A25: what nobody accepted is neither won nor lost."""
    if stage in WORKED:
        check_deal(end, stage, end, DEFINED.deal_stages)
    else:
        with pytest.raises(Refused) as found:
            check_deal(end, stage, end, DEFINED.deal_stages)
        assert found.value.key == "deal.not_in_stage"


def test_only_what_waits_is_accepted_and_only_what_is_fresh_is_returned() -> None:
    """Issue 4: sales accept or return inside a norm."""
    for stage in (one.id for one in DEFINED.deal_stages):
        for to, allowed in (("accepted", ("awaiting",)), ("returned", ("awaiting", "accepted"))):
            if stage in allowed:
                check_deal("x", stage, to, DEFINED.deal_stages)
            elif not (to == "accepted" and stage == "accepted"):
                with pytest.raises(Refused):
                    check_deal("x", stage, to, DEFINED.deal_stages)


def test_a_company_adds_a_stage_of_its_own_and_deals_end_from_it() -> None:
    """Issue 4: the sales funnel is data."""
    own = ("deal_stage", "negotiation", {"names": {"en": "Negotiation"}})
    stages = read_definitions([*default_rows(), own]).deal_stages

    check_deal("move_deal", "accepted", "negotiation", stages)
    check_deal("won", "negotiation", "won", stages)
    with pytest.raises(Refused):
        check_deal("move_deal", "awaiting", "negotiation", stages)


def test_a_stage_that_nobody_declared_is_refused_by_name() -> None:
    """ARCHITECTURE 8.8: what happened, and what to do."""
    with pytest.raises(Refused) as found:
        check_deal("move_deal", "accepted", "nowhere", DEFINED.deal_stages)
    assert (found.value.key, found.value.said["stage"]) == ("deal.no_such_stage", "nowhere")


def test_the_norm_of_acceptance_runs_on_the_duty_clock() -> None:
    """Issue 4: two hours of duty; what comes on Friday at 17:00 is due on Monday at 10:00."""
    due = accept_due(deal(handed=KYIV_FRIDAY_17), DEFINED)

    assert due == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert not accept_late(deal(handed=KYIV_FRIDAY_17), DEFINED, due)
    assert accept_late(deal(handed=KYIV_FRIDAY_17), DEFINED, due + timedelta(seconds=1))


@pytest.mark.parametrize("stage", [one.id for one in DEFINED.deal_stages if one.id != "awaiting"])
def test_what_does_not_wait_is_never_late(stage: str) -> None:
    """Accepted in time or not is history by then."""
    assert accept_due(deal(stage), DEFINED) is None
    assert not accept_late(deal(stage), DEFINED, START + timedelta(days=900))


SELLERS = [
    User("a" * 32, "Андрій", ("sales",)),
    User("b" * 32, "Богдана", ("sales", "lead_generator")),
    User("c" * 32, "Головна", ("head",)),
    User("d" * 32, "Дарина", ("lead_generator",)),
    User("e" * 32, "Звільнений", ("sales",), active=False),
]


def test_the_last_seller_of_the_client_is_proposed_then_who_has_fewest_deals() -> None:
    """Issue 4: the recipient is proposed by load norm and last owner."""
    loads = {"a" * 32: 5, "b" * 32: 2}

    assert [u.name for u in sellers(SELLERS, loads, None, 30)] == ["Богдана", "Андрій", "Головна"]
    assert sellers(SELLERS, loads, "a" * 32, 30)[0].name == "Андрій"


def test_who_has_reached_the_norm_of_open_deals_comes_last_even_for_their_own_client() -> None:
    """D10: strictly follow load norms; by hand it is still possible."""
    found = sellers(SELLERS, {"a" * 32: 30}, "a" * 32, 30)

    assert found[-1].name == "Андрій"


@given(st.dictionaries(st.sampled_from([u.id for u in SELLERS]), st.integers(0, 40)), st.integers(1, 40))
def test_nobody_but_active_sellers_is_proposed_and_none_of_them_is_left_out(
    loads: dict[str, int], norm: int
) -> None:
    """C7: sales and their head sell."""
    found = sellers(SELLERS, loads, None, norm)

    assert {u.name for u in found} == {"Андрій", "Богдана", "Головна"}
    full = [loads.get(u.id, 0) >= norm for u in found]
    assert full == sorted(full)


def test_a_deal_knows_its_papers_its_further_leads_and_what_was_said() -> None:
    """C1, C20, D16: folded from the registers of the deal, the newest of each."""
    summary = [["budget", "2 млн", 2, {"kind": "call"}], ["need", "x"]]
    invoice = {"kind": "invoice", "at": "2026-11-21T08:00:00.000Z", "minor": 500, "currency": "UAH"}
    lost = {"stage": "lost", "reason": "slow", "cause": "internal", "satisfied": "no", "text": "пізно"}
    told = [
        op("*", {"lead": "1" * 32, "advice": "зранку", "summary": summary}),
        op("paper/b", invoice, 2),
        op("paper/a", {"kind": "proposal", "at": "2026-11-20T09:00:00.000Z"}, 1),
        op("joined/" + "7" * 32, {"need": "ще один", "advice": "разом"}, 3),
        op("state", lost, 4),
        op("barter", "зерно", 5),
        op("useful", False, 6),
    ]
    found = fold_deal("4" * 32, told)

    assert found is not None
    assert found.summary == (SummaryLine("budget", "2 млн", 2, {"kind": "call"}), SummaryLine("need", "x"))
    assert [paper.kind for paper in found.papers] == ["proposal", "invoice"]
    assert found.papers[1] == Paper("b", "invoice", datetime(2026, 11, 21, 8, tzinfo=UTC), "me", 500, "UAH")
    assert (found.count("proposal"), found.count("invoice"), found.count("none")) == (1, 1, 0)
    assert found.joined == (Joined("7" * 32, "ще один", "разом"),)
    assert found.lead_ids == ("1" * 32, "7" * 32)
    assert (found.cause, found.text, found.barter, found.useful) == ("internal", "пізно", "зерно", False)


def test_a_deal_handed_over_again_counts_from_then_and_goes_back_to_whoever_did_it() -> None:
    """Issue 4: the norm of acceptance starts anew; the deal stays the same."""
    told = [
        op("*", {"lead": "1" * 32, "advice": "перше"}, 0, actor="first"),
        op("state", {"stage": "returned", "reason": "no_answer"}, 5),
        op("*", {"lead": "1" * 32, "advice": "друге"}, 60, actor="second"),
        op("state", {"stage": "awaiting"}, 60, seq=9999),
    ]
    found = fold_deal("4" * 32, told)

    assert found is not None
    assert (found.at, found.handed_at, found.by) == (START, at(60), "second")


def test_the_reasons_of_a_loss_say_whose_cause_they_are() -> None:
    """D19: internal or external, known without asking (decision 15); only "other" leaves it open."""
    causes = {choice.id: choice.cause for choice in DEFINED.group("lost")}

    assert {causes[i] for i in causes if i != "other"} == {"internal", "external"}
    assert causes["other"] == ""
