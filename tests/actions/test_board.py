"""What the board asks: stages, next steps, lanes, and the order of one person."""

from datetime import timedelta

import pytest

from leaddesk.actions.arrange import Arrange
from leaddesk.actions.assign import Assign
from leaddesk.actions.board import DUE, Board, BoardView
from leaddesk.actions.desk import Desk
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.move import Move
from leaddesk.actions.questions import Defined
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.task import AddTask
from leaddesk.domain.refusals import Refused
from tests.fakes.sample import NOW, add_user, capture, crowd, fill, make_desk


def _ids(view: BoardView, column: str) -> list[str]:
    return [row.id for row in next(one for one in view.columns if one.stage == column).rows]


def _leads(desk: Desk, n: int) -> list[str]:
    return [capture(desk, phone=f"+38050330{at:04d}") for at in range(n)]


def test_the_activity_board_has_its_five_columns_in_order() -> None:
    """UX 4.1: overdue, today, this week, next, none."""
    assert [column.stage for column in make_desk().ask(Board(by="due")).columns] == list(DUE)


@pytest.mark.parametrize(
    ("wait", "column"),
    [
        (timedelta(days=-1), "overdue"),
        (timedelta(hours=1), "today"),
        (timedelta(days=1), "week"),
        (timedelta(days=9), "next"),
        (None, "none"),
    ],
)
def test_a_lead_stands_where_its_next_step_is_due(wait: timedelta | None, column: str) -> None:
    """UX 4.1: B parts the board by the next step; NOW is a Friday."""
    desk = make_desk()
    (lead,) = _leads(desk, 1)
    if wait is not None:
        desk.do(AddTask((lead,), title="крок", due=NOW + wait))

    view = desk.ask(Board(by="due"))

    assert [one.stage for one in view.columns if one.count] == [column]
    assert _ids(view, column) == [lead]


def test_a_sleeping_lead_is_not_without_a_step() -> None:
    """Decision 16: it waits for its hour, and nothing is forgotten."""
    desk = make_desk()
    (lead,) = _leads(desk, 1)
    desk.do(Snooze((lead,), NOW + timedelta(days=3)))

    assert _ids(desk.ask(Board(by="due")), "none") == []


def test_what_is_handed_over_is_not_on_the_activity_board() -> None:
    """UX 3.4: it waits for sales, not for our next step."""
    desk = make_desk()
    (lead,) = _leads(desk, 1)
    desk.do(HandOver((lead,), advice="чекає рахунок", reason="горить"))

    assert all(lead not in _ids(desk.ask(Board(by="due")), column) for column in DUE)


def test_the_earliest_step_comes_first_on_the_activity_board() -> None:
    """UX 4.1: within a column by when the step is due."""
    desk = make_desk()
    first, second, third = _leads(desk, 3)
    for lead, hours in ((first, 3), (second, 1), (third, 2)):
        desk.do(AddTask((lead,), title="крок", due=NOW + timedelta(hours=hours)))

    assert _ids(desk.ask(Board(by="due")), "today") == [second, third, first]


@pytest.mark.parametrize("lanes", ["owner", "channel"])
def test_lanes_hold_every_lead_of_the_board_once(lanes: str) -> None:
    """UX 3.4: swimlanes by manager or channel; counts are exact."""
    desk = make_desk()
    fill(desk, crowd(40))
    whole = desk.ask(Board(1_000))

    view = desk.ask(Board(1_000, lanes="owner" if lanes == "owner" else "channel"))

    by_column = [sum(lane.columns[at].count for lane in view.lanes) for at in range(len(whole.columns))]
    assert by_column == [column.count for column in whole.columns]
    shown = [row.id for lane in view.lanes for column in lane.columns for row in column.rows]
    assert sorted(shown) == sorted(row.id for column in whole.columns for row in column.rows)


def test_the_lane_of_nobody_comes_last() -> None:
    """UX 3.4: people first, the queue below."""
    desk = make_desk()
    leads = _leads(desk, 5)
    olena = add_user(desk, "Олена", ("lead_generator",))
    desk.do(Assign((leads[0],), to=olena.id))

    view = desk.ask(Board(lanes="owner"))

    assert [(lane.key, lane.count) for lane in view.lanes] == [(olena.id, 1), (None, 4)]


def test_lanes_and_next_steps_go_together() -> None:
    """UX 4.1: Shift+S on the activity board."""
    desk = make_desk()
    first, second = _leads(desk, 2)
    desk.do(AddTask((first,), title="крок", due=NOW + timedelta(hours=1)))
    olena = add_user(desk, "Олена", ("lead_generator",))
    desk.do(Assign((second,), to=olena.id))

    view = desk.ask(Board(by="due", lanes="owner"))

    found = {lane.key: [column.stage for column in lane.columns if column.count] for lane in view.lanes}
    assert found == {olena.id: ["none"], None: ["today"]}


def test_lanes_of_a_filter_count_only_what_it_finds() -> None:
    """UX 4.3: one grammar for the board too."""
    desk = make_desk()
    first, second = _leads(desk, 2)
    desk.do(Move((first,), "ready"))

    view = desk.ask(Board(query="stage:ready", lanes="channel"))

    assert [lane.count for lane in view.lanes] == [1]
    assert second not in [row.id for lane in view.lanes for column in lane.columns for row in column.rows]


def test_an_arrangement_moves_a_card_for_one_person_only() -> None:
    """UX 4.1: Shift+up; the declared order stays everybody else's."""
    desk = make_desk()
    _leads(desk, 4)
    a, b, c, d = _ids(desk.ask(Board()), "new")

    desk.do(Arrange(d, "new", (a, b, c, d), 1))

    assert _ids(desk.ask(Board()), "new") == [a, d, b, c]
    other = add_user(desk, "Олена", ("lead_generator",))
    assert _ids(Board().answer(desk.store, NOW, other), "new") == [a, b, c, d]


def test_an_arrangement_is_taken_back_by_undo_and_done_again_by_redo() -> None:
    """UX 1.1: every change is a command with its inverse."""
    desk = make_desk()
    _leads(desk, 3)
    a, b, c = _ids(desk.ask(Board()), "new")
    desk.do(Arrange(c, "new", (a, b, c), 0))

    desk.undo()
    back = _ids(desk.ask(Board()), "new")
    desk.redo()

    assert (back, _ids(desk.ask(Board()), "new")) == ([a, b, c], [c, a, b])


def test_an_arrangement_is_one_small_definition() -> None:
    """ARCHITECTURE 4: one row a person and column, however often cards are moved."""
    desk = make_desk()
    _leads(desk, 3)
    a, b, c = _ids(desk.ask(Board()), "new")
    for place in (0, 1, 2, 0):
        shown = _ids(desk.ask(Board()), "new")
        desk.do(Arrange(b, "new", tuple(shown), place))

    (pins,) = desk.ask(Defined()).orders.values()

    assert len(pins) == 1
    assert _ids(desk.ask(Board()), "new") == [b, a, c]


@pytest.mark.parametrize("stage", ["deal", "", "overdue"])
def test_only_stages_can_be_arranged(stage: str) -> None:
    """UX 4.1: the columns of the activity board are ordered by time."""
    desk = make_desk()
    (lead,) = _leads(desk, 1)

    with pytest.raises(Refused):
        desk.do(Arrange(lead, stage, (lead,), 0))
