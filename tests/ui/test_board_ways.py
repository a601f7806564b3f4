"""The board in other ways: lanes, next steps, collapsed columns, an own order, a card in the hand."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.actions.arrange import Arrange
from leaddesk.actions.assign import Assign
from leaddesk.actions.board import Board
from leaddesk.actions.move import Move
from leaddesk.actions.questions import Defined, Rows
from leaddesk.actions.task import AddTask
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.refusals import Refused
from leaddesk.domain.row import LeadRow
from leaddesk.ui.board.limits import LimitsDialog
from leaddesk.ui.board.model import ids_mime
from leaddesk.ui.board.panel import BoardPanel
from tests.fakes.sample import NOW, add_user, capture, make_desk
from tests.ui.panel_scene import Stage, stage

K, M = Qt.Key, Qt.KeyboardModifier


def _board(qtbot: QtBot, count: int = 4) -> Stage:
    desk = make_desk()
    for n in range(count):
        capture(desk, phone=f"+3805033{n:05d}", name=f"Клієнт {n}", amount_minor=100_000, currency="UAH")
    return stage(qtbot, desk, BoardPanel)


def _row(made: Stage, lead: str) -> LeadRow:
    return made.desk.ask(Rows((lead,)))[0]


def _cards(made: Stage, column: str) -> list[str]:
    return list(made.panel.columns[column].model.ids())


def _run(made: Stage, command: str) -> None:
    made.panel.handlers()[command]()
    made.settled()


def _drop_at(view: object, mime: QMimeData, y: float, *, drop: bool = True) -> None:
    from leaddesk.ui.board.tiles import ColumnView

    assert isinstance(view, ColumnView)
    buttons, keys = Qt.MouseButton.LeftButton, M.NoModifier
    action = Qt.DropAction.MoveAction
    view.dragEnterEvent(QDragEnterEvent(QPoint(20, round(y)), action, mime, buttons, keys))
    if drop:
        view.dropEvent(QDropEvent(QPointF(20, y), action, mime, buttons, keys))


# -- An order of one's own


def test_shift_down_puts_a_card_lower_and_keeps_the_ring_on_it(qtbot: QtBot) -> None:
    """UX 4.1: Shift+up and down reorder within the column."""
    made = _board(qtbot)
    made.panel.take_focus()
    first, second, *rest = _cards(made, "new")

    _run(made, "board.move_down")

    assert _cards(made, "new") == [second, first, *rest]
    assert made.panel.current_id() == first
    _run(made, "board.move_up")
    assert _cards(made, "new") == [first, second, *rest]


def test_an_own_order_outlives_the_window_and_is_taken_back_by_undo(qtbot: QtBot) -> None:
    """ARCHITECTURE 4: what people arrange is in the log; UX 1.1: Z takes it back."""
    made = _board(qtbot)
    made.panel.take_focus()
    before = _cards(made, "new")
    _run(made, "board.move_down")
    arranged = _cards(made, "new")

    again = made.desk.ask(Board(50)).columns[0].rows

    assert [row.id for row in again] == arranged != before
    made.runner.undo(made.told[-1].tx, None, made.panel)
    made.settled()
    assert _cards(made, "new") == before


def test_an_own_order_is_nobody_elses(qtbot: QtBot) -> None:
    """UX 3.4: the order of work is everybody's, an arrangement is one person's."""
    made = _board(qtbot)
    desk = made.desk
    before = [row.id for row in desk.ask(Board(50)).columns[0].rows]
    desk.do(Arrange(before[0], "new", tuple(before), 2))
    olena = add_user(desk, "Олена", ("lead_generator",))

    theirs = Board(50).answer(desk.store, NOW, olena)
    own = Board(50).answer(desk.store, NOW, desk.session.user)

    assert [row.id for row in theirs.columns[0].rows] == before
    assert [row.id for row in own.columns[0].rows] != before


@pytest.mark.parametrize(
    "action", [Arrange("x" * 32, "new", ("x" * 32,), 0), Arrange("a" * 32, "deal", ("a" * 32,), 0), Arrange()]
)
def test_a_place_that_does_not_exist_is_refused(action: Arrange) -> None:
    """RELIABILITY: what comes from a door is checked where it is written."""
    with pytest.raises(Refused):
        make_desk().do(action)


def test_a_drop_inside_its_column_puts_the_card_between_two_others(qtbot: QtBot) -> None:
    """UX 3.4: the mouse reorders too."""
    made = _board(qtbot)
    a, b, c, d = _cards(made, "new")

    _drop_at(made.panel.columns["new"].view, ids_mime((a,)), 3 * 92)
    made.settled()

    assert _cards(made, "new") == [b, c, a, d]
    assert _row(made, a).stage == "new"


def test_a_ghost_stands_where_the_card_would_stand(qtbot: QtBot) -> None:
    """UX 3.4: a dashed ghost at the drop place; nothing is left of it when the drag goes."""
    made = _board(qtbot)
    (a, *_rest) = _cards(made, "new")
    target = made.panel.columns["ready"]

    _drop_at(target.view, ids_mime((a,)), 20, drop=False)

    assert target.model.rowCount() == 1
    assert target.model.ids() == ()
    target.view.dragLeaveEvent(None)  # type: ignore[arg-type]  # what the event says is not looked at
    assert target.model.rowCount() == 0


# -- In the hand


def test_space_arrows_space_carry_a_card_to_another_column(qtbot: QtBot) -> None:
    """UX 4.1: Space grabs, arrows carry, Space drops."""
    made = _board(qtbot)
    made.panel.take_focus()
    lead = made.panel.current_id()
    view = made.panel.columns["new"].view

    for key in (K.Key_Space, K.Key_Right, K.Key_Right):
        QTest.keyClick(view, key)
    assert "Qualification" in made.panel.hint.words()
    assert _row(made, lead).stage == "new"
    QTest.keyClick(view, K.Key_Space)
    made.settled()

    assert _row(made, lead).stage == "qualifying"
    assert made.panel.current_id() == lead
    assert made.panel.hint.words() == ""


def test_escape_lets_the_card_go_back(qtbot: QtBot) -> None:
    """UX 4.1: Esc cancels, and nothing was written."""
    made = _board(qtbot)
    made.panel.take_focus()
    lead, view = made.panel.current_id(), made.panel.columns["new"].view
    version = made.desk.store.version()

    for key in (K.Key_Space, K.Key_Right, K.Key_Down, K.Key_Escape):
        QTest.keyClick(view, key)
    made.settled()

    assert made.desk.store.version() == version
    assert (made.panel.current_id(), made.panel.hand.held) == (lead, False)
    assert all(column.model.rowCount() == len(column.model.ids()) for column in made.panel.columns.values())


def test_a_card_in_the_hand_is_put_down_among_its_neighbours(qtbot: QtBot) -> None:
    """UX 4.1: up and down carry it within the column."""
    made = _board(qtbot)
    made.panel.take_focus()
    a, b, c, d = _cards(made, "new")
    view = made.panel.columns["new"].view

    for key in (K.Key_Space, K.Key_Down, K.Key_Down, K.Key_Space):
        QTest.keyClick(view, key)
    made.settled()

    assert _cards(made, "new") == [b, c, a, d]


def test_a_card_carried_to_nurture_asks_for_its_form(qtbot: QtBot) -> None:
    """UX 3.4: what needs data asks before anything is written, also from the hand."""
    made = _board(qtbot)
    made.panel.take_focus()
    lead, view = made.panel.current_id(), made.panel.columns["new"].view

    for key in (K.Key_Space, *[K.Key_Right] * 5, K.Key_Space):
        QTest.keyClick(view, key)
    made.settled()

    assert made.decisions == [("lead.nurture", (lead,))]


def test_a_forbidden_column_says_why_while_the_card_is_in_the_hand(qtbot: QtBot) -> None:
    """UX 3.4: hatched, with the reason; letting go there changes nothing."""
    desk = make_desk()
    capture(desk, phone=None, name="Без контакту")
    lead = capture(desk, phone="+380503300001")
    desk.do(Move((lead,), "ready"))
    made = stage(qtbot, desk, BoardPanel)
    made.panel.focus_card(lead)
    view = made.panel.columns["ready"].view
    made.desk.do(Assign((lead,), to=None))

    for key in (K.Key_Space, K.Key_Right):
        QTest.keyClick(view, key)

    assert made.panel.hint.words()
    QTest.keyClick(view, K.Key_Escape)


# -- Lanes


def test_lanes_part_the_board_by_owner_with_exact_counts(qtbot: QtBot) -> None:
    """UX 3.4: swimlanes by manager; every lead stands in exactly one."""
    made = _board(qtbot, 5)
    olena = add_user(made.desk, "Олена", ("lead_generator",))
    leads = _cards(made, "new")
    made.desk.do(Assign(tuple(leads[:2]), to=olena.id))
    made.desk.do(Move((leads[0],), "in_work"))
    made.link.users = {**made.link.users, olena.id: olena}

    _run(made, "board.lanes")

    rows = made.panel.body.grid.rows
    assert [row.title.text() for row in rows] == ["Олена: 2 leads", "no owner: 3 leads"]
    shown = [one for row in rows for cell in row.cells for one in cell.model.ids()]
    assert sorted(shown) == sorted(leads)
    assert rows[0].cells[1].model.ids() == (leads[0],)


def test_lanes_by_channel_follow_and_then_the_whole_board(qtbot: QtBot) -> None:
    """UX 4.1: Shift+S goes by manager, by channel, and back."""
    desk = make_desk()
    capture(desk, phone="+380503300001", channel="form")
    capture(desk, phone="+380503300002", channel="email")
    made = stage(qtbot, desk, BoardPanel)
    kept: list[object] = []
    made.panel.arranged.connect(kept.append)

    _run(made, "board.lanes")
    _run(made, "board.lanes")
    names = [row.key for row in made.panel.body.grid.rows]
    _run(made, "board.lanes")

    assert sorted(map(str, names)) == ["email", "form"]
    assert made.panel.body.lanes == ""
    assert [told["lanes"] for told in kept if isinstance(told, dict)] == ["owner", "channel", ""]


def test_a_drop_on_a_colleagues_lane_hands_the_lead_over_to_them(qtbot: QtBot) -> None:
    """UX 3.4: another lane of the same stage is another owner, by one step."""
    made = _board(qtbot, 3)
    olena = add_user(made.desk, "Олена", ("lead_generator",))
    first, second, _third = _cards(made, "new")
    made.desk.do(Assign((first,), to=olena.id))
    made.link.users = {**made.link.users, olena.id: olena}
    _run(made, "board.lanes")
    lane = made.panel.body.grid.rows[0]

    _drop_at(lane.cells[0].view, ids_mime((second,)), 10)
    made.settled()

    assert (_row(made, second).owner, _row(made, second).stage) == (olena.id, "new")
    made.desk.undo()
    assert _row(made, second).owner is None


def test_a_drop_on_another_lane_and_stage_at_once_is_refused(qtbot: QtBot) -> None:
    """UX 3.4: one gesture is one step; the bar says so."""
    made = _board(qtbot, 3)
    olena = add_user(made.desk, "Олена", ("lead_generator",))
    first, second, _third = _cards(made, "new")
    made.desk.do(Assign((first,), to=olena.id))
    _run(made, "board.lanes")
    lane = made.panel.body.grid.rows[0]

    _drop_at(lane.cells[2].view, ids_mime((second,)), 10)
    made.settled()

    assert (_row(made, second).owner, _row(made, second).stage) == (None, "new")
    assert made.told[-1].text


def test_arrows_walk_from_lane_to_lane(qtbot: QtBot) -> None:
    """UX 4.1: arrows move the focus, also over the edge of a lane."""
    made = _board(qtbot, 2)
    olena = add_user(made.desk, "Олена", ("lead_generator",))
    first, second = _cards(made, "new")
    made.desk.do(Assign((first,), to=olena.id))
    _run(made, "board.lanes")
    made.panel.focus_card(first)

    QTest.keyClick(made.panel, K.Key_Down)
    below = made.panel.current_id()
    QTest.keyClick(made.panel, K.Key_Up)

    assert (below, made.panel.current_id()) == (second, first)


def test_a_lane_deep_under_others_is_still_filled(qtbot: QtBot) -> None:
    """P9: a lane whose leads are not among the best of a column asks for its own."""
    desk = make_desk()
    olena = add_user(desk, "Олена", ("lead_generator",))
    for n in range(12):
        capture(desk, phone=f"+3805033{n:05d}")
    low = desk.ask(Board(50)).columns[0].rows[-1].id
    desk.do(Assign((low,), to=olena.id))

    view = desk.ask(Board(3, lanes="owner"))

    lane = next(lane for lane in view.lanes if lane.key == olena.id)
    assert [row.id for row in lane.columns[0].rows] == [low]
    assert sum(lane.count for lane in view.lanes) == 12


# -- The activity board


def test_the_activity_board_parts_leads_by_when_their_step_is_due(qtbot: QtBot) -> None:
    """UX 4.1: B toggles to overdue, today, this week, next, none; the counts are those of its leads."""
    made = _board(qtbot, 5)
    leads = _cards(made, "new")
    waits = (timedelta(days=-3), timedelta(minutes=30), timedelta(days=40))
    for lead, wait in zip(leads, waits, strict=False):
        made.desk.do(AddTask((lead,), title="крок", due=NOW + wait))

    _run(made, "board.activity")

    assert list(made.panel.columns) == ["overdue", "today", "week", "next", "none"]
    assert _cards(made, "overdue") == [leads[0]]
    assert _cards(made, "today") == [leads[1]]
    assert _cards(made, "next") == [leads[2]]
    assert sorted(_cards(made, "none")) == sorted(leads[3:])
    assert made.panel.columns["none"].head.accessibleName().startswith("Without a step 2")
    _run(made, "board.activity")
    assert sorted(_cards(made, "new")) == sorted(leads)


def test_a_drop_on_a_day_asks_for_the_time_of_the_step(qtbot: QtBot) -> None:
    """UX 3.4: a drop that needs data asks first; the past and "without" say why not."""
    made = _board(qtbot, 2)
    planned, stepless = _cards(made, "new")
    made.desk.do(AddTask((planned,), title="крок", due=NOW + timedelta(hours=1)))
    _run(made, "board.activity")

    made.panel.put((planned,), "week")
    made.panel.put((stepless,), "today")
    made.panel.put((planned,), "overdue")
    made.settled()

    assert made.decisions == [("tasks.reschedule", (planned,)), ("lead.task", (stepless,))]
    assert "past" in made.told[-1].text


# -- Collapsed columns, limits, filters


def test_a_collapsed_column_keeps_its_keys_and_takes_drops(qtbot: QtBot) -> None:
    """UX 4.1: `,` collapses the column under the ring; the arrows still find it and `,` opens it."""
    made = _board(qtbot, 3)
    lead, *_rest = _cards(made, "new")
    made.panel.put((lead,), "ready")
    made.settled()
    made.panel.focus_card(lead)
    _run(made, "board.collapse")
    column = made.panel.columns["ready"]
    assert (column.folded, column.width()) == (True, 36)
    assert column.accessibleName() or column.has_keys()

    QTest.keyClick(made.panel, K.Key_Left)
    QTest.keyClick(made.panel, K.Key_Right)
    assert column.hasFocus()
    _run(made, "board.collapse")

    assert (column.folded, made.panel.current_id()) == (False, lead)


def test_a_click_opens_a_collapsed_column(qtbot: QtBot) -> None:
    """UX 2: what the keys do, the mouse does too."""
    made = _board(qtbot, 2)
    made.panel.take_focus()
    _run(made, "board.collapse")

    QTest.mouseClick(made.panel.columns["new"], Qt.MouseButton.LeftButton)

    assert not made.panel.columns["new"].folded


def test_one_column_always_stays_open(qtbot: QtBot) -> None:
    """UX 3.4: a board of nothing but strips shows no lead."""
    made = _board(qtbot, 1)

    for stage_id in list(made.panel.columns):
        made.panel.body.folding.emit(stage_id)

    assert sum(column.folded for column in made.panel.columns.values()) == 4


def test_what_was_chosen_is_shown_again_at_the_next_start(qtbot: QtBot) -> None:
    """UX 3.4: lanes, the activity board and collapsed columns are remembered."""
    made = _board(qtbot, 2)

    made.panel.restore({"by": "due", "lanes": "", "folded": ["next"]})
    made.panel.reload()
    made.settled()

    assert made.panel.columns["next"].folded
    made.panel.restore({"by": "<b>", "lanes": 7, "folded": None})
    assert (made.panel.body.by, made.panel.body.lanes) == ("stage", "")


def test_a_limit_that_is_near_is_shown_as_n_of_m(qtbot: QtBot) -> None:
    """Screen 03: "14 / 15", warm from 90 %, hot above."""
    made = _board(qtbot, 10)
    made.desk.do(SetDefinition("stage", "new", (("limit", 11),)))
    made.panel.reload()
    made.settled()
    head = made.panel.columns["new"].head.words()

    assert (head.count, head.near, head.over) == ("10 / 11", True, False)


def test_limits_are_set_in_one_form_and_taken_away_by_an_empty_line(qtbot: QtBot) -> None:
    """UX 4.2, board.limits: numbers only; what did not change is not written."""
    made = _board(qtbot, 1)
    dialog = LimitsDialog(made.link, made.panel)
    dialog.open_dialog()
    lines = {stage_id: field.editor for stage_id, field in dialog.fields.items()}
    lines["new"].setText("багато")  # type: ignore[attr-defined]  # a line editor
    dialog.save.click()
    assert dialog.is_open()
    assert dialog.fields["new"].note()

    lines["new"].setText("15")  # type: ignore[attr-defined]  # a line editor
    lines["qualifying"].setText("")  # type: ignore[attr-defined]  # a line editor
    dialog.save.click()
    made.settled()

    limits = {one.id: one.limit for one in made.desk.ask(Defined()).stages}
    assert (limits["new"], limits["qualifying"]) == (15, None)
    assert not dialog.is_open()


def test_the_filter_offers_saved_views(qtbot: QtBot) -> None:
    """UX 4.3: one grammar for inbox and board; board.filter opens its choices."""
    from leaddesk.actions.views import SaveView

    desk = make_desk()
    dear = capture(desk, phone="+380503300001", amount_minor=900_000_00, currency="UAH")
    capture(desk, phone="+380503300002", amount_minor=100, currency="UAH")
    desk.do(SaveView("Великі", "budget:>500k"))
    made = stage(qtbot, desk, BoardPanel)
    view = desk.ask(Defined()).views[0]

    made.panel.filters.channel.choose(view.query)
    made.settled()

    assert _cards(made, "new") == [dear]
    assert "board.filter" in made.panel.handlers()
