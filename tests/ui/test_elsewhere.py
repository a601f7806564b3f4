"""An import that runs on while the person works on another page: N of M, the time left, Cancel (UX 1.6)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Count
from leaddesk.app.reading import DeskFiles
from leaddesk.ui.capture.wizard import DONE, READING, REHEARSAL, ImportPanel
from leaddesk.ui.elsewhere import Elsewhere
from tests.fakes.sample import make_desk
from tests.ui.capture_scene import CTRL, rows_of
from tests.ui.window_at_work import AtWork, at_work

ROWS = 700


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[AtWork]:
    desk = make_desk()
    desk.files = DeskFiles(desk)
    with at_work(qtbot, desk) as made:
        yield made


@pytest.fixture
def panel(work: AtWork, tmp_path: Path) -> ImportPanel:
    """The import panel with the rehearsal of a file of many rows."""
    file = tmp_path / "many.csv"
    rows = [f"Людина {n},+3806712{n:05d},потреба {n}" for n in range(ROWS)]
    file.write_text("\n".join(["Name,Phone,Need", *rows]) + "\n", encoding="utf8")
    work.window.own.open_section("import")
    made = work.window.pages.main_panel()
    assert isinstance(made, ImportPanel)
    made.open_file(str(file))
    work.settle(lambda: made.step() == READING)
    QTest.keyClick(made, Qt.Key.Key_Return, CTRL)
    QTest.keyClick(made, Qt.Key.Key_Return, CTRL)
    work.settle(lambda: made.step() == REHEARSAL and not made.work.busy())
    return made


def elsewhere(work: AtWork) -> Elsewhere:
    return work.window.elsewhere


def test_the_import_can_be_seen_from_the_inbox(work: AtWork, panel: ImportPanel) -> None:
    """Nobody has to stay with it to know how far it is."""
    told: list[str] = []
    QTest.keyClick(panel, Qt.Key.Key_Return, CTRL)
    beside = elsewhere(work).strips()

    work.window.own.open_section("inbox")
    away = elsewhere(work).strips()
    panel.work.strip_changed.connect(lambda: told.extend(s.words() for s in elsewhere(work).strips()))
    work.settle(lambda: not panel.work.busy())

    assert beside == []
    assert len(away) == 1
    assert any("700" in words for words in told)
    assert elsewhere(work).strips() == []
    assert work.desk.ask(Count(PageAsk())) == ROWS


def test_the_strip_is_not_shown_twice(work: AtWork, panel: ImportPanel) -> None:
    """Back at the import its own strip tells it."""
    QTest.keyClick(panel, Qt.Key.Key_Return, CTRL)
    work.window.own.open_section("inbox")
    away = elsewhere(work).strips()

    work.window.own.open_section("import")
    back = elsewhere(work).strips()
    work.settle(lambda: not panel.work.busy())

    assert (len(away), back) == (1, [])
    assert panel.step() == DONE


def test_it_is_cancelled_from_the_inbox(work: AtWork, panel: ImportPanel) -> None:
    """UX 1.6: Cancel rolls back, from wherever it is pressed."""
    QTest.keyClick(panel, Qt.Key.Key_Return, CTRL)
    work.window.own.open_section("inbox")
    (strip,) = elsewhere(work).strips()

    QTest.mouseClick(strip.cancel, Qt.MouseButton.LeftButton)
    answered = strip.cancel.isEnabled()
    work.settle(lambda: not panel.work.busy())

    assert not answered
    assert rows_of(work.desk) == []
    assert elsewhere(work).strips() == []


def test_a_window_whose_import_was_never_opened_has_no_strip(work: AtWork) -> None:
    assert elsewhere(work).strips() == []
