"""The history of actions: lines in words, and any own step taken back from the list."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from leaddesk.actions.ports import TxRow
from leaddesk.actions.take import Take
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.users import User
from leaddesk.texts import set_language
from leaddesk.ui.history.lines import HistoryLine, history_line
from leaddesk.ui.history.panel import HistoryPanel, HistoryRole
from tests.fakes.sample import NOW, add_user, as_user, capture, incoming, make_desk
from tests.ui.window_at_work import AtWork, at_work

ME = User("me", "Iryna Tkach", ("lead_generator",))
KYIV = ZoneInfo("Europe/Kyiv")


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


STEP = TxRow(
    tx="t",
    at=NOW - timedelta(minutes=4),
    actor="me",
    action="take",
    state="closed",
    rows=1,
    about="",
    lead_id="l",
    lead_name="Mia Brandt",
    undone=False,
)


def line(**told: Any) -> HistoryLine:
    return history_line(replace(STEP, **told), Definitions(), {"me": ME}, "me", KYIV, NOW)


def test_a_line_says_when_who_what_and_over_whom() -> None:
    """UX 1.1: the journal survives a restart and names the object."""
    told = line()

    assert (told.when, told.who, told.what, told.over, told.reason) == (
        *("10:10", "Iryna Tkach", "Take on", "Mia Brandt", ""),
    )


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"undone": True}, "taken back"),
        ({"action": "found"}, "final"),
        ({"state": "open"}, "still running"),
        ({"actor": "other"}, "another person's step"),
    ],
)
def test_what_cannot_be_taken_back_says_why(told: dict[str, object], reason: str) -> None:
    """UX 1.1: undo of another person's change is refused with the reason."""
    assert line(**told).reason == reason


def test_a_step_over_several_leads_counts_them() -> None:
    """One line, undone as one."""
    assert line(rows=12).over == "12 leads"
    assert line(rows=1).over == "Mia Brandt"


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[AtWork]:
    desk = make_desk()
    ids = [capture(desk, incoming(name=f"Client {n}", phone=f"+38050123456{n}")) for n in range(3)]
    for lead_id in ids:
        desk.do(Take((lead_id,)))
    other = as_user(desk, add_user(desk, "Petro Romko"))
    other.do(Take((ids[0],)))
    with at_work(qtbot, desk) as made:
        made.open("history")
        made.settle(lambda: panel_of(made).model.rowCount() > 0)
        yield made


def panel_of(work: AtWork) -> HistoryPanel:
    panel = work.window.pages.main_panel()
    assert isinstance(panel, HistoryPanel)
    return panel


def row_of(panel: HistoryPanel, name: str) -> int:
    rows = range(panel.model.rowCount())
    return next(
        n for n in rows if (told := panel.model.line(n)) and told.over == name and told.what == "Take on"
    )


def stage(work: AtWork, name: str) -> str:
    with work.desk.store.view() as read:
        return next(
            row.stage
            for row in read.rows([r.lead_id for r in work.desk.store.history(99) if r.lead_id])
            if row.name == name
        )


def test_z_takes_the_current_step_back_not_the_last_one(work: AtWork) -> None:
    """Screen 16: the whole session from the history, G H."""
    panel = panel_of(work)
    panel.view.setCurrentIndex(panel.model.index(row_of(panel, "Client 1")))

    work.press(Qt.Key.Key_Z)
    work.settle(lambda: stage(work, "Client 1") == "new")

    assert stage(work, "Client 2") == "in_work"
    assert "Client 1" in work.toast()


def test_j_and_k_move_in_the_list(work: AtWork) -> None:
    """The same keys as in the inbox."""
    panel = panel_of(work)
    panel.view.setCurrentIndex(panel.model.index(0))

    work.press(Qt.Key.Key_J)
    down = panel.view.currentIndex().row()
    work.press(Qt.Key.Key_K)

    assert (down, panel.view.currentIndex().row()) == (1, 0)


def test_another_persons_step_is_refused_in_words(work: AtWork) -> None:
    """UX 1.1."""
    panel = panel_of(work)
    rows = range(panel.model.rowCount())
    foreign = next(n for n in rows if (told := panel.model.line(n)) and told.who == "Petro Romko")
    panel.view.setCurrentIndex(panel.model.index(foreign))

    work.press(Qt.Key.Key_Return)

    assert "another person's step" in work.toast()


def test_o_opens_the_lead_of_a_step(work: AtWork) -> None:
    """From what was done to whom it was done."""
    panel = panel_of(work)
    panel.view.setCurrentIndex(panel.model.index(row_of(panel, "Client 2")))

    work.press(Qt.Key.Key_O)
    work.settle()

    page = work.window.pages.inbox_page()
    assert work.window.pages.section == "inbox"
    assert page is not None
    assert page.lead_id()


def test_a_line_is_spoken_whole(work: AtWork) -> None:
    """Journey 11: a row is one sentence."""
    panel = panel_of(work)
    index = panel.model.index(row_of(panel, "Client 2"))

    assert isinstance(index.data(HistoryRole.LINE), HistoryLine)
    assert "Client 2" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
