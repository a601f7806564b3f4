"""The board by keys and by drops: moves are written, refused ones say why, forms open before saving."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.actions.assign import Assign
from leaddesk.actions.contact import Contact
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.move import Move
from leaddesk.actions.questions import Defined, Rows
from leaddesk.actions.task import AddTask
from leaddesk.domain.row import LeadRow
from leaddesk.ui.board import tile
from leaddesk.ui.board.model import MIME, ColumnModel, TileRole, ids_mime, mime_ids
from leaddesk.ui.board.panel import BoardPanel
from leaddesk.ui.board.rules import outlook
from leaddesk.ui.board.strip import PlaceStrip
from leaddesk.ui.board.tile import Tile, tile_of
from tests.fakes.sample import NOW, add_user, capture, clock_of, make_desk
from tests.ui.panel_scene import Stage, stage

K, M = Qt.Key, Qt.KeyboardModifier


def _board(qtbot: QtBot, count: int = 4, **more: object) -> tuple[Stage, list[str]]:
    desk = make_desk()
    leads = [
        capture(
            desk, phone=f"+3805033{n:05d}", name=f"Клієнт {n}", amount_minor=100_000, currency="UAH", **more
        )
        for n in range(count)
    ]
    return stage(qtbot, desk, BoardPanel), leads


def _row(made: Stage, lead: str) -> LeadRow:
    return made.desk.ask(Rows((lead,)))[0]


def _ids(model: ColumnModel) -> list[str]:
    return [str(model.data(model.index(row), TileRole.ID)) for row in range(model.rowCount())]


def _drop(target: object, mime: QMimeData) -> None:
    """Send what a drag over a widget sends; a QDrag itself never runs offscreen (DEPENDENCIES 3)."""
    from PySide6.QtWidgets import QWidget

    assert isinstance(target, QWidget)
    at = QPointF(20, 20)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(at.toPoint(), Qt.DropAction.MoveAction, mime, buttons, keys)
    target.dragEnterEvent(entered)
    dropped = QDropEvent(at, Qt.DropAction.MoveAction, mime, buttons, keys)
    target.dropEvent(dropped)


def test_columns_show_exact_counts_and_amounts(qtbot: QtBot) -> None:
    """UX 3.4: the head has the count and the money of its column."""
    made, leads = _board(qtbot, 3)

    head = made.panel.columns["new"].head

    assert head.accessibleName().startswith("New 3")
    assert "₴" in head.accessibleName()
    assert sorted(_ids(made.panel.columns["new"].model)) == sorted(leads)


def test_shift_right_moves_the_card_one_stage_and_keeps_the_focus_on_it(qtbot: QtBot) -> None:
    """UX 4.1: the same move by keyboard."""
    made, _leads = _board(qtbot)
    made.panel.take_focus()
    lead = made.panel.current_id()

    made.panel.handlers()["board.move_right"]()
    made.settled()

    assert _row(made, lead).stage == "in_work"
    assert _ids(made.panel.columns["in_work"].model) == [lead]
    assert made.panel.current_id() == lead
    assert made.told[-1].tx


def test_a_move_is_taken_back_by_one_undo(qtbot: QtBot) -> None:
    """UX 1.1: Z undoes a move on the board."""
    made, _leads = _board(qtbot)
    made.panel.take_focus()
    lead = made.panel.current_id()
    made.panel.handlers()["board.to.3"]()
    made.settled()

    made.runner.undo(made.told[-1].tx, None, made.panel)
    made.settled()

    assert _row(made, lead).stage == "new"
    assert lead in _ids(made.panel.columns["new"].model)


def test_a_drop_on_a_column_moves_the_lead(qtbot: QtBot) -> None:
    """UX 3.4: drag and drop by MIME with ids only."""
    made, leads = _board(qtbot)

    _drop(made.panel.columns["qualifying"].view, ids_mime((leads[0],)))
    made.settled()

    assert _row(made, leads[0]).stage == "qualifying"


def test_a_drop_of_several_moves_all_as_one_step(qtbot: QtBot) -> None:
    """UX 1.1: a group is undone as one."""
    made, leads = _board(qtbot)

    _drop(made.panel.columns["in_work"].view, ids_mime(tuple(leads[:3])))
    made.settled()

    assert [_row(made, lead).stage for lead in leads] == ["in_work", "in_work", "in_work", "new"]
    made.desk.undo()
    assert {_row(made, lead).stage for lead in leads} == {"new"}


@pytest.mark.parametrize(
    ("to", "command"),
    [
        ("handed_over", "lead.handover"),
        ("nurture", "lead.nurture"),
        ("archive", "lead.archive"),
        ("junk", "lead.junk"),
    ],
)
def test_a_drop_that_needs_data_asks_before_anything_is_written(qtbot: QtBot, to: str, command: str) -> None:
    """UX 3.4: the form opens before saving."""
    made, leads = _board(qtbot)

    made.panel.put((leads[0],), to)
    made.settled()

    assert made.decisions == [(command, (leads[0],))]
    assert _row(made, leads[0]).stage == "new"
    assert _row(made, leads[0]).place is None


def test_a_refused_drop_says_why_and_changes_nothing(qtbot: QtBot) -> None:
    """UX 3.4: a forbidden column tells the reason; only a return leaves Handed over."""
    made, leads = _board(qtbot)
    made.desk.do(HandOver((leads[0],), advice="чекає рахунок", reason="горить"))
    made.panel.reload()
    made.settled()

    _drop(made.panel.columns["in_work"].view, ids_mime((leads[0],)))
    made.settled()

    assert _row(made, leads[0]).stage == "handed_over"
    assert made.told[-1].text
    assert not made.told[-1].tx


def test_foreign_drags_are_ignored(qtbot: QtBot) -> None:
    """RELIABILITY S15: only ids of ours are taken from a drag."""
    made, leads = _board(qtbot)
    mime = QMimeData()
    mime.setText(leads[0])

    _drop(made.panel.columns["in_work"].view, mime)
    made.settled()

    assert _row(made, leads[0]).stage == "new"


@pytest.mark.parametrize("raw", [b"", b"x", b"../../etc", b"0" * 31, b"0" * 32 + b",evil", b"\xff" * 32])
def test_a_drag_that_is_not_ids_gives_none(raw: bytes) -> None:
    """RELIABILITY S15: what is not an id never becomes one."""
    mime = QMimeData()
    mime.setData(MIME, raw)

    assert mime_ids(mime) == ()


def test_ids_survive_the_way_through_a_drag() -> None:
    """ARCHITECTURE 6: a drag carries ids."""
    ids = ("0" * 32, "f" * 32)

    assert mime_ids(ids_mime(ids)) == ids


def test_arrows_walk_the_cards_across_columns(qtbot: QtBot) -> None:
    """UX 4.1: arrows move the focus; empty columns are passed over."""
    made, leads = _board(qtbot)
    made.desk.do(Move((leads[0],), "ready"))
    made.panel.reload()
    made.settled()
    made.panel.take_focus()

    QTest.keyClick(made.panel, K.Key_Right)
    assert made.panel.current_id() == leads[0]

    QTest.keyClick(made.panel, K.Key_Left)
    assert made.panel.current_id() in leads[1:]


def test_enter_opens_the_card(qtbot: QtBot) -> None:
    """UX 4.1: Enter opens the lead."""
    made, _leads = _board(qtbot)
    made.panel.take_focus()

    QTest.keyClick(made.panel, K.Key_Return)

    assert made.opened == [made.panel.current_id()]


def test_a_change_of_somebody_else_moves_the_card(qtbot: QtBot) -> None:
    """ARCHITECTURE 6: a colleague's change comes as the same Change."""
    made, leads = _board(qtbot)

    change = made.desk.do(Move((leads[1],), "ready"))
    made.runner.changed.emit(change)
    made.settled()

    assert _ids(made.panel.columns["ready"].model) == [leads[1]]


def test_refilling_a_column_never_resets_it(qtbot: QtBot) -> None:
    """ARCHITECTURE 8.12: exact changes, so that scroll and selection stay."""
    made, leads = _board(qtbot)
    model = made.panel.columns["new"].model
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))

    made.desk.do(AddTask((leads[0],), title="зустріч", due=NOW + timedelta(hours=2)))
    made.panel.reload()
    made.settled()
    made.panel.put((leads[2],), "ready")
    made.settled()

    assert resets == []
    assert leads[2] not in _ids(model)


def test_strips_name_their_places_and_open_their_lists(qtbot: QtBot) -> None:
    """UX 3.4: nurture, archive and junk at the right edge."""
    made, _leads = _board(qtbot)
    strip = made.panel.strips["archive"]
    assert isinstance(strip, PlaceStrip)

    QTest.mouseClick(strip, Qt.MouseButton.LeftButton)

    assert made.listed == ["is:archived"]


def test_a_hint_tells_what_the_drop_would_do(qtbot: QtBot) -> None:
    """UX 3.4: the text at the bottom says what will happen."""
    made, leads = _board(qtbot)

    made.panel.dragging.over((leads[0],), "qualifying")
    assert "Клієнт 0" in made.panel.hint.words()
    assert "Qualification" in made.panel.hint.words()

    made.panel.dragging.left()
    assert made.panel.hint.words() == ""


def test_a_record_without_contact_cannot_leave_intake() -> None:
    """A6: it is not put on the board past intake."""
    desk = make_desk()
    capture(desk, phone=None, name="Без контакту")
    (row,) = desk.ask(Rows(tuple(_all(desk))))

    told = outlook((row,), "in_work", desk.ask(Defined()))

    assert not told.allowed
    assert told.words


def _all(desk: object) -> list[str]:
    from leaddesk.actions.desk import Desk
    from leaddesk.actions.ports import PageAsk

    assert isinstance(desk, Desk)
    return list(desk.store.ids_where(PageAsk(query="is:junk"), NOW, desk.session.user.id))


def test_a_tile_tells_score_step_and_age() -> None:
    """UX 3.4: name, score, amount, next step and cooling on the card."""
    desk = make_desk()
    lead = capture(
        desk, name="Ігор Бондаренко", company="Агро-Схід", amount_minor=210_000_000, currency="UAH"
    )
    zone = ZoneInfo("Europe/Kyiv")

    tile = tile_of(desk.ask(Rows((lead,)))[0], NOW + timedelta(minutes=18), zone)

    assert tile.name == "Ігор Бондаренко"
    assert tile.company == "Агро-Схід"
    assert tile.age_ink == "hot"
    assert not tile.has_step
    desk.do(Contact((lead,), outcome="no_answer"))
    later = tile_of(desk.ask(Rows((lead,)))[0], NOW, zone)
    assert later.has_step


def test_html_in_a_name_stays_letters(qtbot: QtBot) -> None:
    """Issue 2, 4: a lead called <img ...> shows its letters."""
    evil = "<img src=file:///etc/hostname>"
    desk = make_desk()
    capture(desk, name=evil)
    made = stage(qtbot, desk, BoardPanel)
    model = made.panel.columns["new"].model

    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)

    assert evil in str(spoken)
    assert model.data(model.index(0), Qt.ItemDataRole.ToolTipRole) is None


def test_a_head_tells_how_long_leads_stand_on_the_stage(qtbot: QtBot) -> None:
    """Screen 03: conversion from the stage before, and median days."""
    made, leads = _board(qtbot, 2)
    clock_of(made.desk).forward(hours=36)
    made.desk.do(Move(tuple(leads), "in_work"))
    made.panel.reload()
    made.settled()

    assert "median 1.5 d" in made.panel.columns["new"].head.accessibleName()
    assert "100% of new" in made.panel.columns["in_work"].head.accessibleName()


def test_the_foot_counts_the_cards_below_those_seen(qtbot: QtBot) -> None:
    """UX 3.4: "33 more ↓"; only whole cards are shown."""
    made, _leads = _board(qtbot, 12)
    column = made.panel.columns["new"]
    seen = column.view.height() // 92

    assert column.view.height() % 92 == 0
    assert column.below() == 12 - seen
    assert column.foot.text() == f"{12 - seen} more ↓"

    column.view.verticalScrollBar().setValue(column.view.verticalScrollBar().maximum())

    assert column.foot.text() == ""


def test_scrolling_down_a_column_loads_more_cards(qtbot: QtBot) -> None:
    """P9: a column holds thousands; what is seen is loaded."""
    made, _leads = _board(qtbot, 75)
    column = made.panel.columns["new"]
    assert (column.loaded(), column.below() > 60) == (60, True)

    column.view.verticalScrollBar().setValue(column.view.verticalScrollBar().maximum())
    made.settled()

    assert column.loaded() == 75


def test_a_filter_shows_only_some_leads_with_their_own_counts(qtbot: QtBot) -> None:
    """Screen 03: filters in the top bar; counts and amounts are those of the leads shown."""
    desk = make_desk()
    capture(desk, phone="+380503300001", name="Із сайту", channel="form", amount_minor=100, currency="UAH")
    capture(desk, phone="+380503300002", name="З пошти", channel="email", amount_minor=500, currency="UAH")
    made = stage(qtbot, desk, BoardPanel)

    made.panel.filters.channel.choose("channel:email")
    made.settled()

    new = made.panel.columns["new"]
    assert new.head.accessibleName().startswith("New 1")
    assert "₴5" in new.head.accessibleName()
    assert new.loaded() == 1


def test_the_filter_by_person_offers_everybody_and_finds_only_theirs(qtbot: QtBot) -> None:
    """Screen 03: "Усі" is the ordinary choice; mine and each colleague's are offered."""
    desk = make_desk()
    olena = add_user(desk, "Олена «О» Ткач", ("lead_generator",))
    theirs = capture(desk, phone="+380503300001", name="Її")
    mine = capture(desk, phone="+380503300002", name="Мій")
    desk.do(Assign((theirs,), to=olena.id))
    desk.do(Assign((mine,), to=desk.session.user.id))
    made = stage(qtbot, desk, BoardPanel)
    whose = made.panel.filters.whose

    whose.choose("is:mine")
    made.settled()
    own = _ids(made.panel.columns["new"].model)
    whose.choose(f'owner:"{olena.id}"')
    made.settled()

    assert own == [mine]
    assert _ids(made.panel.columns["new"].model) == [theirs]
    assert whose.text() == "Олена «О» Ткач"


def _tiles(made: Stage, column: str) -> dict[str, Tile]:
    model = made.panel.columns[column].model
    found = (model.data(model.index(row), TileRole.TILE) for row in range(model.rowCount()))
    return {one.id: one for one in found}


def test_a_move_reads_the_board_once_and_tells_only_the_moved_card_anew(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PERFORMANCE P10: the figures of the heads come later, and do not have the board read again."""
    made, leads = _board(qtbot, 4)
    before = _tiles(made, "new")
    told: list[str] = []
    monkeypatch.setattr(tile, "tile_of", lambda row, *now: told.append(row.id) or tile_of(row, *now))
    reads: list[bool] = []
    made.panel.loaded.connect(lambda: reads.append(True))

    made.panel.put((leads[0],), "in_work")
    made.settled()

    assert told == [leads[0]]
    assert len(reads) == 1
    assert all(card is before[one] for one, card in _tiles(made, "new").items())


def test_every_card_is_told_by_the_clock_each_minute(qtbot: QtBot) -> None:
    """A card kept through changes is never older than a minute."""
    made, leads = _board(qtbot, 2)
    before = _tiles(made, "new")[leads[0]].age
    clock_of(made.desk).forward(hours=5)
    made.desk.do(Move((leads[1],), "in_work"))

    made.panel._minute.timeout.emit()
    made.settled()

    assert _tiles(made, "new")[leads[0]].age != before
