"""A desk on a SQLite base with the ports to files and cards, its runner and link: for tests of capture."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Defined, Leads, People, Rows
from leaddesk.app.compose import files, recogniser
from leaddesk.domain.row import LeadRow
from leaddesk.storage.attachments import Attachments
from leaddesk.storage.door import open_store
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.runner import Runner
from tests.fakes.sample import Clock, make_desk

CTRL = Qt.KeyboardModifier.ControlModifier


def file_desk(folder: Path) -> Desk:
    """A founded SQLite base in `folder` whose desk has the ports that the window's desk has."""
    clock = Clock()
    desk = make_desk(open_store(f"sqlite:///{folder / 'base.sqlite'}", clock=clock), clock)
    desk.files = files(desk)
    desk.attachments = Attachments(folder / "attachments")
    desk.recogniser = recogniser(folder)
    return desk


def rows_of(desk: Desk, query: str = "") -> list[LeadRow]:
    """What the base finds."""
    return desk.ask(Rows(tuple(row.id for row in desk.ask(Leads(PageAsk(query))).rows)))


@dataclass
class CaptureScene:
    """What a test acts on; `told` is what the toast said, `opened` and `listed` what the window was asked."""

    qtbot: QtBot
    desk: Desk
    runner: Runner
    link: Link
    window: QWidget
    told: list[Notice] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)

    def settled(self, until: Callable[[], bool] = lambda: True) -> None:
        """Wait until nothing runs and `until` holds."""
        self.qtbot.waitUntil(lambda: self.runner.idle() and until(), timeout=60_000)

    def told_times(self, n: int) -> None:
        """Wait until the toast has spoken `n` times."""
        self.settled(lambda: len(self.told) == n)

    def put(self, panel: QWidget) -> None:
        """Show a panel in the window."""
        layout = self.window.layout()
        assert layout is not None
        layout.addWidget(panel)
        panel.show()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)


def capture_scene(qtbot: QtBot, folder: Path) -> CaptureScene:
    """An empty window on a base in `folder`; pytest-qt closes it and all that runs."""
    desk = file_desk(folder)
    runner = Runner(desk)
    window = QWidget()
    QVBoxLayout(window).setContentsMargins(0, 0, 0, 0)
    link = Link(runner, desk.ask(Defined()), desk.ask(People()))
    link.setParent(window)
    runner.setParent(window)
    window.resize(1310, 652)

    def close(_widget: QWidget) -> None:
        assert desk.recogniser is not None
        assert desk.files is not None
        runner.close()
        desk.files.close()
        desk.recogniser.close()
        desk.store.close()

    qtbot.addWidget(window, before_close_func=close)
    made = CaptureScene(qtbot, desk, runner, link, window)
    link.noticed.connect(made.told.append)
    link.open_lead_requested.connect(made.opened.append)
    link.list_requested.connect(made.listed.append)
    window.show()
    window.activateWindow()
    return made
