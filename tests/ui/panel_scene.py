"""One panel on the screen with its runner and link, for the tests of the board, the card and the charts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.actions.desk import Desk
from leaddesk.actions.questions import Defined, People
from leaddesk.analysis.door import StoreFigures
from leaddesk.texts import set_language
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.runner import Runner
from leaddesk.ui.theme.switch import theme_switch


@dataclass
class Stage:
    """A panel and what it told the window."""

    qtbot: QtBot
    desk: Desk
    runner: Runner
    link: Link
    panel: Any
    told: list[Notice] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    decisions: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def settled(self) -> None:
        """Wait until nothing runs and every answer has been shown."""
        for _again in range(6):
            self.qtbot.waitUntil(self.runner.idle, timeout=30_000)
            QApplication.processEvents()


def stage(
    qtbot: QtBot, desk: Desk, make: Callable[[Link], QWidget], width: int = 1310, height: int = 652
) -> Stage:
    """Show a panel of `desk`; the runner is closed with the panel."""
    set_language("en")
    theme_switch().start()
    desk.figures = StoreFigures(desk.store)
    runner = Runner(desk)
    link = Link(runner, desk.ask(Defined()), desk.ask(People()))
    panel = make(link)
    made = Stage(qtbot, desk, runner, link, panel)
    link.setParent(panel)
    runner.setParent(panel)
    link.noticed.connect(made.told.append)
    link.open_lead_requested.connect(made.opened.append)
    link.list_requested.connect(made.listed.append)
    link.decision_requested.connect(lambda command, ids: made.decisions.append((command, tuple(ids))))
    panel.resize(width, height)
    qtbot.addWidget(panel, before_close_func=lambda _panel: runner.close())
    with qtbot.waitExposed(panel):
        panel.show()
    made.settled()
    return made


def owner_of(made: Stage) -> QObject:
    """An object that lives as long as the panel."""
    assert isinstance(made.panel, QObject)
    return made.panel
