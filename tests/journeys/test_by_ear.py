"""Journey 11: ten leads sorted by a person who hears the screen, and finds every part of it by Tab."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.actions.marks import Star, Temperature
from leaddesk.domain.row import LeadRow
from leaddesk.ui.board.model import TileRole
from leaddesk.ui.kit.speech import speech
from tests.fakes.sample import crowd, fill
from tests.journeys.desk_scene import DeskScene, scene_on

SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYS = ("W", "E1", "H3", "N1", "R1", "#1", "W", "N2", "#4", "W")


class Ears:
    """What a screen reader was given to say."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        speech().said.connect(self.heard.append)

    def close(self) -> None:
        speech().said.disconnect(self.heard.append)


@pytest.fixture
def ears() -> Iterator[Ears]:
    made = Ears()
    yield made
    made.close()


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskScene]:
    """The window at ten new leads, one of them starred and hot."""
    with ExitStack() as stack:
        made = scene_on(qtbot, f"sqlite:///{tmp_path / 'base.sqlite'}", tmp_path / "data", monkeypatch, stack)
        ids = fill(made.desk, [replace(item, company=item.company or "Brandt") for item in crowd(10)])
        made.desk.do(Star((ids[0],), True))
        made.desk.do(Temperature((ids[0],), "hot"))
        made.window.own.open_section("inbox")
        made.panel().open_split("new")
        made.settled(lambda: made.panel().model.rowCount() == 10)
        yield made


def row_said(scene: DeskScene) -> str:
    """What is said of the current row."""
    index = scene.panel().view.currentIndex()
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def name_of(widget: QWidget | None) -> str:
    """What is said of a widget that has the keys."""
    if widget is None:
        return ""
    said = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    return said or name_of(widget.focusProxy())


def test_each_row_is_one_sentence_with_all_that_is_seen(scene: DeskScene) -> None:
    """Journey 11: name, company, temperature, score, cooling, flags."""
    words = {"hot": "hot", "warm": "warm", "cold": "cold"}
    for _step in range(10):
        row: LeadRow = scene.row(scene.current())
        said = row_said(scene)
        assert said.startswith(f"{row.name}, {row.company}, {words[row.temperature]}")
        assert ("not enough data" if row.score is None else f"score {row.score}") in said
        assert "cooling for" in said
        assert ("starred" in said) == row.starred
        assert "\n" not in said
        scene.key("J")


def test_ten_leads_are_sorted_by_ear(scene: DeskScene, ears: Ears) -> None:
    """Journey 11: every decision is said with the name of the lead, and nothing needs the eyes."""
    met = []
    for keys in KEYS:
        met.append(scene.current())
        name = scene.row(met[-1]).name
        for key in keys:
            scene.key(Qt.Key.Key_Delete if key == "#" else key)
        scene.settled(lambda name=name: any(name in said for said in ears.heard))
        ears.heard.clear()

    assert len(set(met)) == len(KEYS)
    taken = [lead for lead, keys in zip(met, KEYS, strict=True) if keys == "W"]
    assert [scene.row(lead).stage for lead in taken] == ["in_work"] * len(taken)


def test_a_row_of_a_popup_is_said_when_it_becomes_current(scene: DeskScene) -> None:
    """UX 4.1: number keys, and arrows for whoever listens to the choices first."""
    scene.key("H")
    popup = scene.window.deciding.decisions.popup()
    assert popup is not None

    first = popup.list.accessibleName()
    scene.key(Qt.Key.Key_Down)
    second = popup.list.accessibleName()
    scene.key(Qt.Key.Key_Escape)

    assert first.startswith("1 In 15 minutes")
    assert second.startswith("2 In 2 hours")


def test_a_move_on_the_board_is_announced(scene: DeskScene, ears: Ears) -> None:
    """Journey 11: board move announced."""
    scene.window.own.open_section("board")
    scene.settled(lambda: bool(scene.window.pages.selected_ids()))
    lead = scene.current()
    name = scene.row(lead).name

    scene.key(Qt.Key.Key_Right, SHIFT)
    scene.settled(lambda: scene.row(lead).stage == "in_work")
    scene.settled(lambda: any(name in said for said in ears.heard))

    told = [said for said in ears.heard if name in said]
    assert "In work" in told[-1] or "in work" in told[-1].lower()


def test_tab_goes_through_every_part_of_the_window_and_each_has_a_name(scene: DeskScene) -> None:
    """Journey 11, UX 4.6: no unnamed focusable widget, a tab order, and Shift+Tab the same way back."""
    scene.settled(lambda: scene.window.pages.inbox_page().card is not None)
    view = scene.panel().view
    view.setFocus()
    there: list[str] = []
    back: list[str] = []

    for way, told in ((Qt.Key.Key_Tab, there), (Qt.Key.Key_Backtab, back)):
        for _step in range(200):
            scene.key(way, SHIFT if way == Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier)
            told.append(name_of(QApplication.focusWidget()))
            if QApplication.focusWidget() is view:
                break

    assert "" not in there
    assert there[-1] == back[-1] == "Leads"
    assert there[:-1] == back[:-1][::-1]
    for part in ("Queues", "Card of the lead", "Budget: unknown", "Score", "Take on", "Inbox", "Search"):
        assert any(name.startswith(part) for name in there), part


def test_a_tile_of_the_board_is_said_with_its_stage_and_age(scene: DeskScene) -> None:
    """UX 3.4: what a tile shows is in its sentence."""
    scene.window.own.open_section("board")
    scene.settled(lambda: bool(scene.window.pages.selected_ids()))
    column = scene.window.pages.main_panel().columns["new"]
    index = column.model.index(0)
    column.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))

    assert scene.row(str(index.data(TileRole.ID))).name in said
    assert column.view.accessibleName() == "New"
