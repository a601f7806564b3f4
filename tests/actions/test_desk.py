"""The desk: one door to every action and question."""

import pytest

from leaddesk.actions.action import CHUNK
from leaddesk.actions.board import Board
from leaddesk.actions.capture import Capture
from leaddesk.actions.chunks import in_chunks
from leaddesk.actions.marks import Priority, Star
from leaddesk.actions.move import Move
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import (
    Card,
    Count,
    Defined,
    History,
    Known,
    Leads,
    People,
    Rows,
    SplitCounts,
)
from leaddesk.actions.take import Take
from leaddesk.domain.refusals import NotFound, UndoRefused
from tests.actions.desks import card, make_desk, row_of, sales_of
from tests.fakes.sample import NOW, Clock, capture, clock_of, crowd, fill, incoming


def test_an_action_happens_at_business_time_which_may_be_fixed() -> None:
    """ARCHITECTURE 4: --now sets business time only."""
    from dataclasses import replace

    desk = make_desk()
    lead = capture(desk)
    past = Clock().forward(days=-9)
    desk.session = replace(desk.session, now=lambda: past)
    change = desk.do(Take((lead,)))

    (line,) = [row for row in desk.ask(History(10)) if row.tx == change.tx]
    assert line.at == past
    assert row_of(desk, lead).taken_at == round(past.timestamp() * 1000)


def test_ids_of_new_rows_follow_the_machines_clock() -> None:
    """UUIDv7: in order of time."""
    desk = make_desk()
    first = capture(desk)
    clock_of(desk).forward(seconds=1)
    second = capture(desk, name="Хтось", phone="+380970000000")

    assert first < second
    assert first[12] == "7"


def test_undo_and_redo_take_the_last_step_of_the_user() -> None:
    """Z and Ctrl+Y."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Take((lead,)))
    assert desk.undo().action == "take"
    assert row_of(desk, lead).stage == "new"
    assert desk.redo().action == "take"
    assert row_of(desk, lead).stage == "in_work"
    with pytest.raises(UndoRefused):
        sales_of(desk).undo()


def test_a_large_selection_is_done_in_parts_that_fit_one_transaction() -> None:
    """ARCHITECTURE 5: bulk in chunks, one step."""
    desk = make_desk()
    leads = tuple(fill(desk, crowd(CHUNK + 3)))
    told: list[int] = []
    change = desk.do(Priority(leads, "high"), said=lambda progress: told.append(progress.done))

    assert len(told) == 2
    assert {row.priority for row in desk.ask(Rows(leads))} == {"high"}
    assert desk.undo().tx == change.tx


def test_a_selection_of_nothing_is_no_step() -> None:
    """A key without a selection."""
    desk = make_desk()
    before = desk.store.version()

    assert desk.do(Star((), True)).ids == ()
    assert desk.store.version() == before


def test_ids_are_cut_into_chunks() -> None:
    """None lost, none empty."""
    assert list(in_chunks("abcde", 2)) == [("a", "b"), ("c", "d"), ("e",)]
    assert list(in_chunks("", 2)) == []


def test_questions_answer_with_frozen_rows() -> None:
    """ARCHITECTURE 6: widgets hold frozen rows."""
    desk = make_desk()
    leads = fill(desk, crowd(6))
    desk.do(Move((leads[0],), "ready"))

    page = desk.ask(Leads(PageAsk(sort="received-", limit=4)))
    assert [row.id for row in page.rows] == leads[:4]
    assert page.next is not None
    assert desk.ask(Count(PageAsk())) == 6
    assert desk.ask(Count(PageAsk(), limit=2)) == 2
    assert desk.ask(SplitCounts())["new"] == 5
    assert [row.id for row in desk.ask(Rows((leads[2], "0" * 32, leads[1])))] == [leads[2], leads[1]]
    view = desk.ask(Board(3))
    assert [column.count for column in view.columns] == [5, 0, 0, 1, 0]
    assert len(view.columns[0].rows) == 3
    assert view.definitions == desk.ask(Defined())
    assert [user.name for user in desk.ask(People())] == ["Олена Гнатюк"]


def test_a_card_tells_everything_about_one_lead() -> None:
    """UX 3.2: one question, one consistent answer."""
    desk = make_desk()
    capture(desk, need="перше", company="Завод")
    clock_of(desk).forward(hours=1)
    lead = capture(desk, need="друге")
    view = card(desk, lead)

    assert view.person is not None
    assert view.company is not None
    assert view.company.name == "Завод"
    assert view.verdict.score == view.row.score
    assert [earlier.kind for earlier in view.came_before] == ["request"]
    assert view.users[desk.session.user.id].name == "Олена Гнатюк"
    assert {check.id for check in view.readiness} == {"contact", "need", "budget", "authority", "timing"}
    with pytest.raises(NotFound):
        desk.ask(Card("0" * 32))


def test_who_holds_a_contact_is_known_while_it_is_typed() -> None:
    """A10: came before, on the row and while typing."""
    desk = make_desk()
    one = capture(desk, need="перше")
    clock_of(desk).forward(hours=1)
    two = capture(desk, need="друге")
    capture(desk, name="Хтось", phone="+380970000000")

    assert [row.id for row in desk.ask(Known((("phone", "+380501234567"),)))] == [two, one]
    assert desk.ask(Known((("phone", "+1"),))) == []


def test_a_change_names_the_tx_and_the_leads() -> None:
    """ARCHITECTURE 6: `Change(ids, topics)`."""
    desk = make_desk()
    change = desk.do(Capture(incoming()))

    assert len(change.ids) == 1
    assert "lead" in change.topics
    assert [row.tx for row in desk.ask(History(1))] == [change.tx]
    assert clock_of(desk)() == NOW
