"""Nurture on every store: lists in their order, after undo too, and nobody in a deal on any of them."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.junk import Junk
from leaddesk.actions.nurture import Nurse, Nurture, Warm
from leaddesk.actions.nurture_questions import Marketing, Nursery, SegmentOf
from leaddesk.actions.restore import Wake
from leaddesk.actions.segment import LogSegment
from leaddesk.actions.sell import Accept, Lose, Win
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.nurture import LISTS
from tests.fakes.sample import NOW, add_user, as_user, capture, crowd, fill
from tests.storage.contract.bases import Base

DAYS = timedelta(days=1)


def listed(base: Base, what: str, days: int | None = None) -> list[str]:
    return [one.lead.id for one in base.desk.ask(Nursery(what, days))]


def test_touches_are_due_in_the_order_of_their_days_and_a_touch_moves_the_lead_on(base: Base) -> None:
    """B30: programmes with steps and due touches."""
    leads = fill(base.desk, crowd(3))
    for lead in leads:
        base.desk.do(Nurture((lead,)))
        base.clock.forward(hours=1)
    assert listed(base, "due") == []
    base.clock.forward(days=3)
    assert listed(base, "due") == leads
    base.desk.do(Warm((leads[0],)))
    assert listed(base, "due") == leads[1:]
    base.desk.undo()
    assert listed(base, "due") == leads
    base.clock.forward(days=11)
    base.desk.do(Warm((leads[1],)))
    assert [(one.lead.id, one.nursed.next_step) for one in base.desk.ask(Nursery("due"))] == [
        (leads[0], 0), (leads[2], 0), (leads[1], 1),
    ]  # fmt: skip
    assert base.store.check().projections


def test_those_who_wake_soon_and_those_left_alone_are_listed(base: Base) -> None:
    """A23: report of nurture leads with no touch for N days; issue 4: due to wake."""
    leads = fill(base.desk, crowd(3))
    for n, lead in enumerate(leads):
        base.desk.do(Nurture((lead,), base.clock() + (30 - n * 10) * DAYS))
    assert listed(base, "waking") == []
    assert listed(base, "waking", 21) == [leads[2], leads[1]]
    base.clock.forward(days=20, hours=1)
    base.desk.do(Warm((leads[1],), "call"))
    assert set(listed(base, "quiet", 20)) == {leads[0], leads[2]}
    assert listed(base, "quiet") == []
    base.store.tick(base.clock())
    assert leads[2] not in listed(base, "all")
    assert base.store.check().projections


def test_those_whom_nobody_looks_after_are_listed_until_somebody_does(base: Base) -> None:
    """A23: no owner means the program says so."""
    (lead,) = fill(base.desk, crowd(1))
    base.desk.do(Nurture((lead,)))
    assert base.desk.ask(Marketing()) == []
    assert listed(base, "ownerless") == [lead]
    marta = add_user(base.desk, "Марта", ("marketer",))
    base.desk.do(Nurse((lead,), owner=marta.id))

    assert base.desk.ask(Marketing()) == [marta]
    assert listed(base, "ownerless") == []


def test_a_programme_that_is_edited_holds_for_those_who_are_in_it(base: Base) -> None:
    """ARCHITECTURE 4: what people edit is in the log; rows follow by the next minute."""
    (lead,) = fill(base.desk, crowd(1))
    base.desk.do(Nurture((lead,)))
    steps = [{"day": 1, "kind": "sms", "names": {"en": "x"}}]
    base.desk.do(SetDefinition("programme", "warm_up", (("steps", steps),)))
    base.clock.forward(days=1, hours=1)
    base.store.tick(base.clock())

    assert listed(base, "due") == [lead]
    base.desk.do(Warm((lead,)))
    with base.store.view() as read:
        assert read.lead(lead).warmings[0].kind == "sms"
    assert listed(base, "due") == []
    assert base.store.check().projections


def test_an_open_deal_takes_every_lead_of_its_person_off_all_lists_and_a_loss_puts_them_back(
    base: Base,
) -> None:
    """B11: mailings, pushes and ads do not see those already in a deal; loss restores."""
    first = capture(base.desk)
    second = capture(base.desk, need="Зовсім інша потреба")
    other = capture(base.desk, name="Інша Людина", phone="+380671112233")
    for lead in (first, other):
        base.desk.do(Nurture((lead,), base.clock() + 5 * DAYS))
    base.clock.forward(days=4)
    everything = {what: set(listed(base, what, 0 if what == "quiet" else None)) for what in LISTS}
    assert all(found == {first, other} for found in everything.values())
    assert len(base.desk.ask(SegmentOf()).ids) == 2

    head = as_user(base.desk, add_user(base.desk, "Голова", ("head",)))
    base.desk.do(HandOver((second,), "порада", reason="urgent"))
    assert {what: set(listed(base, what, 0 if what == "quiet" else None)) for what in LISTS} == {
        what: {other} for what in LISTS
    }
    segment = base.desk.ask(SegmentOf())
    assert segment.ids == (other,)
    assert {one.reason: one.n for one in segment.left} == {"in_deal": 2}
    head.do(Accept((second,)))
    assert base.desk.ask(SegmentOf()).ids == (other,)
    head.do(Lose((second,), "price", "no"))
    assert set(listed(base, "all")) == {first, second, other}
    assert len(base.desk.ask(SegmentOf()).ids) == 2


def test_a_won_client_may_be_written_to_again(base: Base) -> None:
    """C25: stimulate the repeat sale."""
    lead = capture(base.desk)
    head = as_user(base.desk, add_user(base.desk, "Голова", ("head",)))
    base.desk.do(HandOver((lead,), "порада", reason="urgent"))
    head.do(Accept((lead,)))
    assert base.desk.ask(SegmentOf()).ids == ()
    head.do(Win((lead,)))

    assert base.desk.ask(SegmentOf()).ids == (lead,)


def test_a_list_that_goes_out_has_nobody_twice_no_junk_and_nobody_without_a_contact(base: Base) -> None:
    """B27: only to the part of the base that needs them."""
    first = capture(base.desk)
    capture(base.desk, need="Зовсім інша потреба")
    junk = capture(base.desk, name="Спам", phone="+380670000001")
    capture(base.desk, name="Без Контакту", phone=None)
    base.desk.do(Junk((junk,), "spam"))
    segment = base.desk.ask(SegmentOf())

    assert len(segment.ids) == 1
    with base.store.view() as read:
        assert read.rows(segment.ids)[0].person_id == read.lead(first).person_id
    assert {one.reason: one.n for one in segment.left} == {"no_contact": 1, "junk": 1}


def test_that_a_list_went_out_stays_in_the_history_and_is_not_undone(base: Base) -> None:
    """B27: export logged."""
    lead = capture(base.desk)
    base.desk.do(LogSegment("is:nurturing", 41, 3, "list.csv"))
    (line, *_) = base.store.history(5)

    assert (line.action, line.about) == ("segment", "is:nurturing (41)")
    base.desk.undo()
    assert lead not in base.ids()
    assert base.store.check().projections


MOVES = st.lists(
    st.tuples(st.sampled_from(("nurture", "hand over", "accept", "lose", "win", "wake")), st.integers(0, 5)),
    max_size=14,
)


@pytest.mark.parametrize("base", ["memory"], indirect=True)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(MOVES)
def test_whoever_is_in_an_open_deal_is_never_on_a_list(base: Base, moves: list[tuple[str, int]]) -> None:
    """Issue 4, must hold: lost-unsatisfied always returns, suppressed never exported."""
    from leaddesk.domain.refusals import Refused
    from tests.storage.contract.bases import memory_base

    base = memory_base()
    leads = [
        capture(base.desk, need=f"потреба {n} {'інша ' * n}", phone=f"+38050000000{n % 3}") for n in range(6)
    ]
    head = as_user(base.desk, add_user(base.desk, "Голова", ("head",)))
    lost = set()
    for move, n in moves:
        lead = leads[n]
        action = {
            "nurture": Nurture((lead,), NOW + 30 * DAYS),
            "hand over": HandOver((lead,), "порада", reason="urgent"),
            "accept": Accept((lead,)),
            "lose": Lose((lead,), "price", "no"),
            "win": Win((lead,)),
            "wake": Wake((lead,)),
        }[move]
        try:
            head.do(action)
        except Refused:
            continue
        lost = (lost | {lead}) if move == "lose" else lost - {lead} if move in ("wake", "hand over") else lost

    with base.store.view() as read:
        states = {lead.id: lead for lead in read.leads(leads)}
    sold = {
        state.person_id
        for state in states.values()
        if any(deal.stage in ("awaiting", "accepted") for deal in state.deals)
    }
    named = {*base.desk.ask(SegmentOf()).ids, *(i for what in LISTS for i in listed(base, what, 0))}
    assert not {states[i].person_id for i in named} & sold
    assert all(states[i].position.place == "nurture" for i in lost)
