"""What the window adds to decisions: progress of thousands, places of the board, settings acting at once."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from leaddesk.actions import action
from leaddesk.actions.questions import Rows
from leaddesk.domain.row import LeadRow
from leaddesk.texts import set_language
from leaddesk.ui import bulk_work
from leaddesk.ui.capture.steps import JobStrip
from leaddesk.ui.decisions import decisions
from tests.fakes.memory_store import MemoryStore
from tests.fakes.sample import crowd, fill, make_desk
from tests.ui.window_at_work import AtWork, at_work

K, M = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[AtWork]:
    desk = make_desk()
    fill(desk, crowd(12))
    with at_work(qtbot, desk) as made:
        made.settle(lambda: bool(made.window.pages.selected_ids()))
        yield made


def row(work: AtWork, lead_id: str) -> LeadRow:
    return work.desk.ask(Rows((lead_id,)))[0]


def current(work: AtWork) -> str:
    return work.window.pages.selected_ids()[0]


def strip_of(work: AtWork) -> JobStrip:
    (strip,) = work.window.findChildren(JobStrip)
    return strip


# -- Thousands --


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """From two leads on a decision is a job whose strip is seen at once."""
    monkeypatch.setattr(decisions, "MANY", 2)
    monkeypatch.setattr(decisions, "CHUNK", 5)
    monkeypatch.setattr(action, "CHUNK", 5)
    monkeypatch.setattr(bulk_work, "SHOWN_AFTER_MS", 0)


@contextmanager
def held_up(work: AtWork) -> Iterator[None]:
    """Nothing is written for as long as the block lasts."""
    store = work.desk.store
    assert isinstance(store, MemoryStore)
    with store._lock:
        yield


@pytest.mark.usefixtures("few_are_many")
def test_a_cancel_that_came_too_late_says_what_was_done(work: AtWork) -> None:
    """UX 1.6: the last part was written before anybody could stop it."""
    work.press(K.Key_A, M.ControlModifier)
    made = work.window.deciding.decisions
    ends = made.long_ended
    made.long_work.connect(lambda job, _words: ends.connect(job.cancel))

    work.press(K.Key_W)
    work.settle(lambda: bool(work.toast()))

    assert "12 leads: taken on" in work.toast()


@pytest.mark.usefixtures("few_are_many")
def test_progress_counts_leads(work: AtWork) -> None:
    """UX 1.6: N of M."""
    work.press(K.Key_A, M.ControlModifier)
    told: list[tuple[int, int | None]] = []
    heard = work.window.deciding.decisions.progressed
    heard.connect(lambda progress: told.append((progress.done, progress.total)))

    work.press(K.Key_W)
    work.settle(lambda: len(told) == 3)

    assert told == [(5, 12), (10, 12), (12, 12)]
    assert strip_of(work).words() == "12 of 12"


@pytest.mark.usefixtures("few_are_many")
def test_a_decision_over_many_shows_its_progress_and_is_one_step(work: AtWork) -> None:
    """C16, UX 1.6: Ctrl+A, then one decision; the strip comes and goes, one Z brings all back."""
    work.press(K.Key_A, M.ControlModifier)
    seen: list[bool] = []
    work.window.deciding.decisions.long_work.connect(lambda *_: seen.append(work.window.deciding.bulk.busy()))

    work.press(K.Key_W)
    work.settle(lambda: work.desk.ask(Rows(work.window.pages.main_panel().model.ids())) == [])
    said = work.toast()
    work.press(K.Key_Z)
    work.settle(lambda: work.window.pages.main_panel().model.rowCount() == 12)

    assert seen == [True]
    assert "12 leads: taken on" in said
    assert not work.window.deciding.bulk.busy()
    assert not strip_of(work).isVisible()


@pytest.mark.usefixtures("few_are_many")
def test_cancel_gives_every_row_back(work: AtWork) -> None:
    """UX 1.6: Cancel that rolls back; the list is as it was."""
    ids = list(work.window.pages.main_panel().model.ids())
    work.press(K.Key_A, M.ControlModifier)

    with held_up(work):
        work.press(K.Key_W)
        strip_of(work).cancel.click()
    work.settle(lambda: "Cancelled" in work.toast())

    assert [row(work, lead).owner for lead in ids] == [None] * 12
    assert set(work.window.pages.main_panel().model.ids()) == set(ids)
    assert not strip_of(work).isVisible()


@pytest.mark.usefixtures("few_are_many")
def test_an_undo_pressed_while_thousands_are_written_takes_these_back(work: AtWork) -> None:
    """ARCHITECTURE 5: an undo pressed while a job is in flight waits for it."""
    first = current(work)
    work.press(K.Key_W)
    work.settle(lambda: row(work, first).owner is not None)
    work.press(K.Key_A, M.ControlModifier)
    chosen = work.window.pages.selected_ids()

    with held_up(work):
        work.press(K.Key_W)
        work.press(K.Key_Z)
    work.settle(lambda: "Taken back" in work.toast())

    assert row(work, first).owner is not None
    assert {row(work, lead).owner for lead in chosen} == {None}


def test_a_quick_decision_shows_no_strip(work: AtWork) -> None:
    """UX 1.6: progress only for what takes longer than 300 ms."""
    work.press(K.Key_W)
    work.settle(lambda: bool(work.toast()))

    assert work.window.findChildren(JobStrip) == []


# -- The board --


@pytest.mark.parametrize(
    ("key", "place"), [(K.Key_6, "nurture"), (K.Key_7, "archive"), (K.Key_8, "junk")], ids=["6", "7", "8"]
)
def test_a_key_of_the_board_puts_a_card_off_it(work: AtWork, key: K, place: str) -> None:
    """UX 4.1, board: 6 7 8 go to nurture, archive and junk, whose popup asks for the date or the reason."""
    work.open("board")
    work.settle(lambda: bool(work.window.pages.selected_ids()))
    lead = current(work)

    work.press(key)
    work.press(K.Key_1)
    work.settle(lambda: row(work, lead).place is not None)

    assert row(work, lead).place == place


# -- Settings that act at once --


def test_the_density_is_kept_and_taken_at_once(work: AtWork) -> None:
    """UX 1.7: Ctrl+Shift+D, 64 and 44 px."""
    view = work.window.pages.main_panel().view
    before = view.visualRect(view.model().index(0, 0)).height()

    work.press(K.Key_D, M.ControlModifier | M.ShiftModifier)
    QApplication.processEvents()

    assert work.kept.get("compact") is True
    assert view.visualRect(view.model().index(0, 0)).height() == before - 20


def test_where_a_decision_leads_follows_the_setting_at_once(work: AtWork) -> None:
    """UX 1.2: next, previous or back to the list, without a new start."""
    ids = list(work.window.pages.main_panel().model.ids())
    work.press(K.Key_J)
    work.press(K.Key_J)
    work.kept.set("after_decision", "previous")

    work.press(K.Key_W)

    assert current(work) == ids[1]


# -- Peek --


def test_space_turns_the_pages_of_the_card_and_the_keys_stay_in_the_list(work: AtWork) -> None:
    """UX 4.1: Space, peek without leaving the list."""
    page = work.window.pages.inbox_page()
    assert page is not None
    work.settle(lambda: page.card is not None)
    area: QScrollArea = page.card.area
    area.widget().setMinimumHeight(area.viewport().height() * 2)
    QApplication.processEvents()
    bar = area.verticalScrollBar()

    work.press(K.Key_Space)
    down = bar.value()
    bar.setValue(bar.maximum())
    work.press(K.Key_Space)

    assert (down > 0, bar.value()) == (True, 0)
    assert work.focus() is page.inbox.view


def test_in_a_narrow_window_space_shows_the_card_and_escape_the_list(qtbot: QtBot) -> None:
    """UX 3: at 1024x600 list and card are two steps."""
    desk = make_desk()
    fill(desk, crowd(3))
    with at_work(qtbot, desk, QSize(1024, 600)) as work:
        work.settle(lambda: bool(work.window.pages.selected_ids()))
        page = work.window.pages.inbox_page()
        assert page is not None
        work.settle(lambda: page.card is not None)

        work.press(K.Key_Space)
        shown = (page.inbox.isVisible(), page.card.isVisible())
        work.press(K.Key_U)

        assert shown == (False, True)
        assert page.inbox.isVisible()
