"""A whole window on a base in memory, for tests that drive it by keys."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.actions.desk import Desk
from leaddesk.actions.questions import Defined, People
from leaddesk.ui.link import Link
from leaddesk.ui.preferences import Preferences
from leaddesk.ui.runner import Runner
from leaddesk.ui.shell import Shell
from leaddesk.ui.theme.switch import theme_switch
from leaddesk.ui.theme.tokens import LIGHT
from leaddesk.ui.window import Window


class AtWork:
    """The window with its shell, and what a test does with it."""

    def __init__(self, qtbot: QtBot, desk: Desk, size: QSize) -> None:
        theme_switch().start()
        self.qtbot, self.desk = qtbot, desk
        self.kept = Preferences()
        self.runner = Runner(desk)
        self.link = Link(self.runner, desk.ask(Defined()), desk.ask(People()))
        self.shell = Shell(LIGHT, size)
        self.window = Window(self.link, self.kept, "On this computer: base", self.shell)
        self.shell.show_content(self.window)
        self.shell.show()
        qtbot.addWidget(self.shell)
        self.shell.activateWindow()
        self.open("inbox")

    def open(self, section: str) -> None:
        """Open a section and wait until it stands still."""
        self.window.own.open_section(section)
        self.settle()

    def settle(self, until: Callable[[], bool] | None = None) -> None:
        """Wait until nothing is asked any more (and `until` holds)."""
        self.qtbot.waitUntil(lambda: self.runner.idle() and (until is None or until()), timeout=10_000)
        QApplication.processEvents()
        self.qtbot.waitUntil(self.runner.idle, timeout=10_000)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focus(), key, held)
        QApplication.processEvents()

    def focus(self) -> QWidget:
        """Where keys go."""
        return QApplication.focusWidget() or self.shell

    def toast(self) -> str:
        """What the toast says; empty when it is gone."""
        toast = self.window.frame.toast
        return toast.accessibleName() if toast.isVisible() else ""


@contextmanager
def at_work(qtbot: QtBot, desk: Desk, size: QSize | None = None) -> Iterator[AtWork]:
    """A window for as long as the block lasts."""
    made = AtWork(qtbot, desk, size or QSize(1366, 700))
    try:
        yield made
    finally:
        made.runner.close()
        made.shell.close()
