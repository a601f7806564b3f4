"""Loads, lanes, own orders and proposals: the same on every store."""

from datetime import timedelta

from leaddesk.actions.answer import Answer
from leaddesk.actions.arrange import Arrange
from leaddesk.actions.assign import Assign
from leaddesk.actions.board import Board
from leaddesk.actions.distribute import Distribution, SetLoad
from leaddesk.actions.junk import Junk
from leaddesk.actions.ports import PageAsk
from leaddesk.domain.load import LoadNorm
from tests.fakes.sample import add_user, crowd, fill
from tests.storage.contract.bases import Base


def _ids(base: Base, query: str) -> list[str]:
    return sorted(base.store.ids_where(PageAsk(query), base.clock(), base.me))


def test_who_holds_how_many_is_counted_with_those_given_since(base: Base) -> None:
    """D10: open leads, and those given today; what has left the board burdens nobody."""
    leads = fill(base.desk, crowd(6))
    user = add_user(base.desk, "Олена", ("lead_generator",))
    base.desk.do(Assign(tuple(leads[:2]), to=user.id))
    since = base.clock.forward(hours=5)
    base.desk.do(Assign(tuple(leads[2:5]), to=user.id))
    base.desk.do(Junk((leads[4],), "spam"))

    with base.store.view() as read:
        held = read.held(since)

    assert held[user.id] == (4, 2)


def test_leads_are_counted_by_channel(base: Base) -> None:
    """UX 3.4: lanes by channel; by any fact that is a column."""
    fill(base.desk, crowd(12))

    (found,) = base.store.counts_by("channel", ("is:active",), base.clock(), base.me)

    assert sum(found.values()) == base.store.count(PageAsk("is:active"), base.clock(), base.me)
    assert set(found) == {row.channel for row in base.rows() if row.place is None}


def test_lanes_are_the_same_leads_once_more(base: Base) -> None:
    """UX 3.4: every lead of the board stands in one lane."""
    leads = fill(base.desk, crowd(15))
    user = add_user(base.desk, "Олена", ("lead_generator",))
    base.desk.do(Assign(tuple(leads[:4]), to=user.id))

    view = base.desk.ask(Board(100, lanes="owner"))

    whole = sorted(row.id for column in view.columns for row in column.rows)
    assert sorted(r.id for lane in view.lanes for column in lane.columns for r in column.rows) == whole
    assert {lane.key: lane.count for lane in view.lanes}[user.id] == 4


def test_an_own_order_is_kept_and_undone(base: Base) -> None:
    """UX 4.1: reorder is a step of a person."""
    fill(base.desk, crowd(5))
    shown = [row.id for row in base.desk.ask(Board()).columns[0].rows]

    base.desk.do(Arrange(shown[-1], "new", tuple(shown), 0))
    moved = [row.id for row in base.desk.ask(Board()).columns[0].rows]
    base.desk.undo()

    assert moved == [shown[-1], *shown[:-1]]
    assert [row.id for row in base.desk.ask(Board()).columns[0].rows] == shown


def test_a_proposal_is_applied_as_it_was_shown(base: Base) -> None:
    """Journey 3: preview = applied, one undo, on every store."""
    fill(base.desk, crowd(20))
    base.desk.do(SetLoad(base.me, LoadNorm(takes=False)))
    for n, room in enumerate((5, 9)):
        user = add_user(base.desk, f"Людина {n}", ("lead_generator",))
        base.desk.do(SetLoad(user.id, LoadNorm(open=room)))
    told = base.desk.ask(Distribution())

    base.desk.do(told.action())
    owners = {row.id: row.owner for row in base.rows()}
    base.desk.undo()

    assert len(told.placed) == 14
    assert all(owners[one.lead] == one.to for one in told.placed)
    assert base.desk.ask(Distribution()).given == told.given


def test_a_lead_is_found_by_when_it_was_given(base: Base) -> None:
    """UX 4.3: given: is when its owner got it, and goes with the owner."""
    leads = fill(base.desk, crowd(3))
    base.desk.do(Assign((leads[0],), to=base.me))
    base.clock.forward(days=2)
    base.desk.do(Assign((leads[1],), to=base.me))

    today, older = _ids(base, "given:today is:mine"), _ids(base, "given:<today is:mine")
    base.desk.do(Assign((leads[1],), to=None))

    assert (today, older) == ([leads[1]], [leads[0]])
    assert _ids(base, "given:today is:mine") == []


def test_a_lead_is_found_by_when_they_mean_to_buy(base: Base) -> None:
    """C5, UX 4.3: horizon: is counted from now, so that a quarter becomes a month as time goes."""
    (lead, *_others) = fill(base.desk, crowd(3))
    base.desk.do(Answer((lead,), "timing", 3, "до 2 міс"))

    first = (_ids(base, "horizon:quarter"), _ids(base, "horizon:month"))
    base.clock.forward(days=40)

    assert first == ([lead], [])
    assert _ids(base, "горизонт:місяць") == [lead]
    assert lead not in _ids(base, "horizon:unknown")


def test_a_lead_is_stuck_after_the_days_of_its_stage(base: Base) -> None:
    """D9, UX 4.3: is:stuck, by the days that the stage allows."""
    (lead, *_others) = fill(base.desk, crowd(1))

    before = _ids(base, "is:stuck")
    base.clock.forward(days=3, seconds=1)

    assert (before, _ids(base, "is:stuck")) == ([], [lead])
    assert timedelta(days=3) == timedelta(
        days=next(s.days or 0 for s in base.desk.ask(Board()).definitions.stages if s.id == "new")
    )
