"""The main job end to end: a file comes in, is triaged, qualified, dragged, handed over, read and kept."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Leads, SplitCounts
from leaddesk.texts.figures import finding_of
from leaddesk.ui.board.model import TileRole
from leaddesk.ui.board.panel import BoardPanel
from leaddesk.ui.capture.wizard import COLUMNS, DONE, READING, REHEARSAL, ImportPanel
from leaddesk.ui.handover.dialog import HandoverDialog
from leaddesk.ui.kit.segmented import LevelKeys
from tests.fakes.sample import capture, incoming
from tests.journeys.desk_scene import DeskScene, scene_on
from tests.journeys.organisations import fates_of, organisations

ALT = Qt.KeyboardModifier.AltModifier

TAKE, PUT_AWAY, SLEEP, NURTURE, NO_ANSWER, JUNK = "W", "E1", "H3", "N1", "R1", "#1"
TRIAGE = (
    *(TAKE, TAKE, PUT_AWAY, SLEEP, NURTURE, NO_ANSWER, JUNK),
    *(TAKE, PUT_AWAY, TAKE, NURTURE, SLEEP, TAKE, NO_ANSWER),
    *(PUT_AWAY, TAKE, NURTURE, TAKE, JUNK, TAKE),
)
"""Twenty decisions; each is one key, or a key and the digit of a reason or a moment."""

ANSWERS = (
    ("We can spend 40 000 UAH this year", 3),
    ("The director signs", 2),
    ("The roof leaks in every rain", 3),
    ("Before the winter", 1),
)
"""What the client said, and the level of each."""


Marks = dict[str, list[tuple[str, str, int, int]]]


@dataclass
class Story:
    """What was done to whom, to be found again after the restart."""

    decided: dict[str, str] = field(default_factory=dict)
    undone: str = ""
    qualified: str = ""
    dragged: list[str] = field(default_factory=list)
    handed: str = ""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def base_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty base of each kind."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'base.sqlite'}"


@pytest.fixture
def scene(
    qtbot: QtBot, base_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DeskScene]:
    """The window at work on the base."""
    with ExitStack() as stack:
        yield scene_on(qtbot, base_url, tmp_path / "data", monkeypatch, stack)


def bring_in(scene: DeskScene, path: Path, kind: str) -> None:
    """Ctrl+O, the file, Ctrl+Enter through the steps, the one question, Ctrl+Enter."""
    scene.key("O", Qt.KeyboardModifier.ControlModifier)
    panel = scene.panel()
    assert isinstance(panel, ImportPanel)
    panel.open_file(str(path))
    for step in (READING, COLUMNS, REHEARSAL):
        scene.settled(lambda step=step: panel.step() == step and not panel.work.busy())
        if step != REHEARSAL:
            scene.ctrl_enter()
    (panel.rehearsal_page.requests if kind == "request" else panel.rehearsal_page.cold).click()
    scene.ctrl_enter()
    scene.settled(lambda: panel.step() == DONE and not panel.work.busy() and panel._done is not None)


def decide(scene: DeskScene, keys: str) -> str:
    """One decision about the current lead by its keys; the lead. The next lead is current at once."""
    lead = scene.current()
    assert lead
    for key in keys:
        scene.key(Qt.Key.Key_Delete if key == "#" else key)
        if key != keys[-1]:
            scene.settled(lambda: scene.overlay() is not None)
    scene.settled(lambda: scene.overlay() is None and scene.current() not in ("", lead))
    return lead


def triage(scene: DeskScene, story: Story) -> None:
    """Twenty leads by keys, and the last but one mistake taken back by Z."""
    scene.window.own.open_section("inbox")
    scene.panel().open_split("new")
    scene.settled(lambda: scene.panel().model.rowCount() > len(TRIAGE))
    for keys in TRIAGE:
        story.decided[decide(scene, keys)] = keys
    mistake = decide(scene, PUT_AWAY)
    assert scene.row(mistake).place == "archive"
    scene.key("Z")
    scene.settled(lambda: scene.row(mistake).place is None)
    story.undone = mistake


def qualify(scene: DeskScene, story: Story) -> None:
    """Four questions of one lead: Alt+digit, words, Tab, the digit of the level."""
    story.qualified = next(lead for lead, keys in story.decided.items() if keys == TAKE)
    scene.window.pages.open_lead(story.qualified)
    page = scene.window.pages.inbox_page()
    assert page is not None
    scene.settled(lambda: page.card is not None and page.card.row_of(story.qualified) is not None)
    for place, (words, level) in enumerate(ANSWERS):
        scene.key(str(place + 1), ALT)
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit)
        assert page.card.isAncestorOf(line)
        scene.keys(words)
        scene.key(Qt.Key.Key_Tab)
        assert isinstance(QApplication.focusWidget(), LevelKeys)
        scene.key(str(level))
        scene.settled()


def open_board(scene: DeskScene) -> None:
    """G B."""
    scene.key("G")
    scene.key("B")
    scene.settled(lambda: scene.window.pages.section == "board")


def untouched(board: BoardPanel, story: Story) -> tuple[str, int]:
    """The first card of the first column that nothing was decided about, and its row."""
    model = board.columns["new"].model
    rows = ((str(model.data(model.index(at), TileRole.ID)), at) for at in range(model.rowCount()))
    return next((lead, at) for lead, at in rows if lead not in story.decided and lead != story.undone)


def drag_cards(scene: DeskScene, story: Story) -> None:
    """Three cards of the first column to the second, the third and the fourth, with the mouse."""
    open_board(scene)
    board = scene.panel()
    scene.settled(lambda: board.columns["new"].model.rowCount() >= 3)
    for stage in ("in_work", "qualifying", "ready"):
        source, target = board.columns["new"].view, board.columns[stage].view
        lead, at = untouched(board, story)
        source.scrollTo(source.model().index(at))
        place = source.visualRect(source.model().index(at)).center()
        scene.drag(source.viewport(), place, target.viewport(), QPoint(40, 30))
        scene.settled(lambda lead=lead, stage=stage: scene.row(lead).stage == stage)
        scene.settled(lambda lead=lead, stage=stage: board.columns[stage].model.place_of(lead) is not None)
        story.dragged.append(lead)


def hand_over(scene: DeskScene, story: Story) -> None:
    """Q on a card of the board: the advice, the reason, Ctrl+Enter."""
    story.handed = story.dragged[-1]
    board = scene.panel()
    board.focus_card(story.handed)
    scene.key("Q")
    scene.settled(lambda: isinstance(scene.overlay(), HandoverDialog))
    dialog = scene.overlay()
    assert isinstance(dialog, HandoverDialog)
    assert QApplication.focusWidget() is dialog.advice.editor
    scene.keys("Call the director before noon")
    reason = dialog.reason.editor
    assert isinstance(reason, QLineEdit)
    while QApplication.focusWidget() is not reason:
        scene.key(Qt.Key.Key_Tab)
    scene.keys("a known client asks again")
    scene.ctrl_enter()
    scene.settled(lambda: scene.overlay() is None)


def read_charts(scene: DeskScene) -> Marks:
    """G C; each chart as picture and as table; its marks: series, place, how many of how many."""
    scene.key("G")
    scene.key("C")
    charts = scene.panel()
    charts.reload()
    names = ("conversion_handed", "cooling")
    scene.settled(lambda: all(charts.frames[name].figure is not None for name in names))
    told = {}
    for name in names:
        frame = charts.frames[name]
        assert frame.accessibleName() == finding_of(frame.figure)
        frame.drawing.setFocus()
        scene.key("B")
        assert frame._stack.currentWidget() is frame._twin
        scene.key("B")
        assert frame._stack.currentWidget() is frame.drawing
        told[name] = [(mark.series, mark.label, mark.k, mark.n) for mark in frame.figure.marks]
    return told


def shown_splits(scene: DeskScene) -> object:
    """The numbers on the tabs of the inbox."""
    scene.window.own.open_section("inbox")
    scene.settled(lambda: scene.panel().around.tallied is not None)
    return scene.panel().around.tallied


def assert_all_is_there(scene: DeskScene, story: Story) -> None:
    """Every decision of the story, as the base tells it."""
    places = {PUT_AWAY: "archive", NURTURE: "nurture", JUNK: "junk"}
    for lead, keys in story.decided.items():
        row = scene.row(lead)
        assert row.place == places.get(keys), keys
        if keys == TAKE:
            assert row.stage == "in_work"
            assert row.owner == scene.desk.session.user.id
        if keys == SLEEP:
            assert row.snoozed_until is not None
        if keys == NO_ANSWER:
            assert (row.attempts, row.snoozed_until is not None) == (1, False)
    assert scene.row(story.undone).place is None
    answers = scene.card(story.qualified).lead.answers
    assert sorted((a.text, a.level) for a in answers.values() if a.known) == sorted(ANSWERS)
    assert [scene.row(lead).stage for lead in story.dragged] == ["in_work", "qualifying", "handed_over"]
    (deal,) = scene.card(story.handed).deals
    assert deal.advice == "Call the director before noon"


def assert_seen_on_the_board(scene: DeskScene, story: Story) -> None:
    """The dragged cards stand where they were let go, the handed one in the last column."""
    open_board(scene)
    board = scene.panel()
    for lead, stage in zip(story.dragged, ("in_work", "qualifying", "handed_over"), strict=True):
        scene.settled(lambda lead=lead, stage=stage: board.columns[stage].model.place_of(lead) is not None)


@pytest.mark.xcb
def test_the_main_job_from_a_file_to_the_charts_and_found_again(scene: DeskScene, tmp_path: Path) -> None:
    """Issue 2, section 6 point 2: one scripted journey through the real window, on SQLite and PostgreSQL."""
    path = organisations(tmp_path)
    fresh, repeated = fates_of(path)
    story = Story()

    bring_in(scene, path, "request")
    assert scene.panel()._done.counts == {"new": fresh, "duplicate": repeated}
    triage(scene, story)
    qualify(scene, story)
    drag_cards(scene, story)
    hand_over(scene, story)
    before = read_charts(scene)
    scene.restart()

    assert_all_is_there(scene, story)
    assert_seen_on_the_board(scene, story)
    assert read_charts(scene) == before
    assert sum(k for series, _week, k, _n in before["conversion_handed"]) == 1
    assert sum(n for series, _week, _k, n in before["conversion_handed"]) == fresh - TRIAGE.count(JUNK)
    assert scene.count("") == fresh
    checked = scene.check()
    assert checked.integrity
    assert checked.problems == ()


def test_a_cold_list_touches_neither_inbox_nor_norm_nor_conversion(scene: DeskScene, tmp_path: Path) -> None:
    """Decision 13: a list that nobody asked from stays beside the queues until it is worked on."""
    for n in range(6):
        capture(scene.desk, incoming(phone=f"+38050331{n:04d}", name=f"Клієнт {n}"))
    path = organisations(tmp_path)
    fresh, _repeated = fates_of(path)
    splits, charts = scene.desk.ask(SplitCounts()), read_charts(scene)
    late, shown = scene.count("is:late"), shown_splits(scene)

    bring_in(scene, path, "cold")

    assert scene.count("is:coldlist") == fresh
    assert scene.desk.ask(SplitCounts()) == splits
    assert shown_splits(scene) == shown
    assert read_charts(scene) == charts
    assert scene.count("is:late") == late
    page = scene.desk.ask(Leads(PageAsk("is:coldlist")))
    assert page.rows
    assert {row.norm_since for row in page.rows} == {None}
