"""A desk with leads, its runner and link, and an inbox on the screen, for the tests of the inbox."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.actions.answer import Answer
from leaddesk.actions.desk import Desk
from leaddesk.actions.marks import Temperature
from leaddesk.actions.questions import Defined, People
from leaddesk.ui.decisions.decisions import Decisions
from leaddesk.ui.inbox.panel import InboxPanel
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.runner import Runner
from tests.fakes.sample import NOW, capture, crowd, fill, incoming, make_desk


@dataclass
class Scene:
    """What a test of the inbox acts on; `told` is what the toast said, `current` what the card showed."""

    qtbot: QtBot
    desk: Desk
    runner: Runner
    link: Link
    window: QWidget
    panel: InboxPanel
    decisions: Decisions
    told: list[Notice] = field(default_factory=list)
    current: list[str] = field(default_factory=list)

    def settled(self) -> None:
        """Wait until nothing runs, nothing is planned to run at once, and every answer has arrived."""
        self.qtbot.waitUntil(lambda: self.runner.idle() and not self.panel.feed.busy, timeout=30_000)

    def ids(self) -> list[str]:
        """Ids of the list in order."""
        return self.panel.model.ids()

    def names(self) -> list[str]:
        """Names of the list in order."""
        return [held.record.name for held in self.panel.model.rows_held()]

    def key(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys in the list."""
        for one in keys:
            QTest.keyClick(self.panel.view, one, modifier)

    def decide(self, command: str, keys: str = "", *, settle: bool = True) -> None:
        """Do what the window does with a decision key: hand the chosen ids over, then type into the popup."""
        ids = self.panel.selected_ids()
        self.decisions.decide(command, ids, self.panel.row_of(ids[0]) if len(ids) == 1 else None)
        for one in keys:
            popup = self.decisions.popup()
            assert popup is not None
            QTest.keyClicks(popup.list if popup.list.rows() else popup.line, one)
        if settle:
            self.settled()

    def current_name(self) -> str:
        """Name of the lead that the card shows."""
        held = self.panel.model.held(self.panel.view.current_id())
        return held.record.name if held else ""


def scene(qtbot: QtBot, desk: Desk, *, show: bool = True) -> Scene:
    """An inbox of `desk`; pytest-qt closes its window, `close_scene` its runner."""
    runner = Runner(desk)
    link = Link(runner, desk.ask(Defined()), desk.ask(People()))
    window = QWidget()
    link.setParent(window)
    runner.setParent(window)
    lay = QHBoxLayout(window)
    lay.setContentsMargins(0, 0, 0, 0)
    panel = InboxPanel(link)
    lay.addWidget(panel)
    lay.addWidget(panel.nothing_pane, 1)
    window.resize(1310, 652)
    qtbot.addWidget(window, before_close_func=lambda _widget: runner.close())
    made = Scene(qtbot, desk, runner, link, window, panel, Decisions(link, window))
    link.noticed.connect(made.told.append)
    panel.current_changed.connect(made.current.append)
    made.decisions.deciding.connect(lambda verb, ids, on: panel.decided(verb, ids, advances=on))
    made.decisions.refused.connect(lambda ids, _sentence: panel.undone(ids))
    if show:
        window.show()
        panel.take_focus()
        made.settled()
    return made


def crowded(n: int) -> Desk:
    """A base with `n` leads, in falling order of their score."""
    desk = make_desk()
    fill(desk, crowd(n))
    return desk


PEOPLE = ("Анна Перша", "Богдан Другий", "Віра Третя", "Ганна Четверта", "Данило П’ятий")


QUESTIONS = ("budget", "authority", "need", "timing", "priority")


def few(*, hot: Sequence[int] = (), names: Sequence[str] = PEOPLE) -> tuple[Desk, list[str]]:
    """A base with a lead for each of `names`, the first with the highest score; ids in that order."""
    desk = make_desk()
    ids = []
    for n, name in enumerate(names):
        item = incoming(
            name=name,
            phone=f"+3806700000{n:02d}",
            company=f"Завод {n}",
            need=f"Верстат {n}",
            received=NOW - timedelta(minutes=5),
        )
        ids.append(capture(desk, item))
        for question in QUESTIONS[n:]:
            desk.do(Answer((ids[-1],), question=question, level=1, text="так"))
    for n in hot:
        desk.do(Temperature((ids[n],), "hot"))
    return desk, ids
