"""The real program at work on a base of a test: opens, presses keys, drags by mouse, closes, reopens."""

import argparse
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDrag
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from leaddesk import texts
from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import Checked, PageAsk
from leaddesk.actions.questions import Card, CardView, Count, Rows
from leaddesk.app.place import Opening
from leaddesk.app.program import Program
from leaddesk.domain.row import LeadRow
from leaddesk.ui.kit.overlay import Overlay
from leaddesk.ui.shell import Shell
from leaddesk.ui.window import Window

NOW = datetime.fromisoformat("2026-11-20T10:14:05+02:00")
PATIENCE_MS = 60_000
DRAG_LIMIT_MS, DRAG_STEP_MS = 5_000, 40
NO_KEY = Qt.KeyboardModifier.NoModifier


def options_for(url: str, folder: Path) -> argparse.Namespace:
    """What `leaddesk --db URL --data DIR --as Олена --now ... --lang en` would give."""
    opening = Opening(url=url, data=folder, user="Олена Гнатюк", now=NOW)
    return _options(opening, data=folder, theme="light", lang="en")


def bare_options() -> argparse.Namespace:
    """What `leaddesk --now ...` would give: everything else is asked, or kept from the last time."""
    return _options(Opening(now=NOW), data=None, theme=None, lang=None)


def _options(opening: Opening, **told: object) -> argparse.Namespace:
    return argparse.Namespace(
        opening=opening,
        size=(1366, 700),
        demo=False,
        screenshot=None,
        platform=None,
        json=False,
        screens="",
        **told,
    )


class DeskScene:
    """One person at one base; `restart` closes the window and opens the base again."""

    def __init__(self, qtbot: QtBot, options: Callable[[], argparse.Namespace]) -> None:
        self.qtbot, self.options = qtbot, options
        self.program: Program | None = None

    # -- The window --

    def open(self) -> "DeskScene":
        """Open the base in the real window and wait until its panels stand."""
        self.show()
        self.at_work()
        return self

    def show(self) -> Shell:
        """Show the program, whatever it begins with."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.program = program = Program(self.options(), app)
        program.show()
        self.qtbot.waitUntil(lambda: program.shell.content() is not None, timeout=PATIENCE_MS)
        program.shell.activateWindow()
        return program.shell

    def at_work(self) -> None:
        """Wait until panels stand in the window."""
        program = self.program
        self.qtbot.waitUntil(lambda: program is not None and program.window is not None, timeout=PATIENCE_MS)
        self.settled()

    def close(self) -> None:
        """Close the window as its cross does."""
        if self.program is None:
            return
        shell, self.program = self.program.shell, None
        shell.close()
        shell.deleteLater()

    def restart(self) -> None:
        """Close the window, open the base again."""
        self.close()
        self.open()

    @property
    def window(self) -> Window:
        assert self.program is not None
        assert self.program.window is not None
        return self.program.window

    @property
    def desk(self) -> Desk:
        return self.window.link.runner.desk

    def panel(self) -> Any:
        return self.window.pages.main_panel()

    def overlay(self) -> Overlay | None:
        """The dialog or popup that is open."""
        shell = self.window.window()
        return next((one for one in shell.findChildren(Overlay) if one.is_open()), None)

    # -- Hands --

    def settled(self, until: Callable[[], bool] = lambda: True) -> None:
        """Wait until nothing is asked or written and `until` holds."""
        runner = self.window.link.runner
        self.qtbot.waitUntil(lambda: runner.idle() and until(), timeout=PATIENCE_MS)

    def press(self, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key in a widget."""
        QTest.keyClick(widget, key, held)

    def type_into(self, widget: QWidget, text: str) -> None:
        """Type a text of ASCII letters into a widget."""
        QTest.keyClicks(widget, text)

    def key(self, key: Qt.Key | str, held: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window.window(), key, held)  # type: ignore[call-overload]

    def keys(self, text: str) -> None:
        """Type a text where the focus is."""
        QTest.keyClicks(QApplication.focusWidget() or self.window.window(), text)

    def ctrl_enter(self) -> None:
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def search(self, query: str) -> None:
        """`/`, the query, Enter; the list that it finds has the focus."""
        self.key("/")
        field = self.window.frame.bar.search
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is field, timeout=PATIENCE_MS)
        field.selectAll()
        self.keys(query)
        self.key(Qt.Key.Key_Return)
        self.settled(lambda: self.panel().query() == query and not self.panel().feed.loading)

    def current(self) -> str:
        """The lead that a key would decide about."""
        ids = self.window.pages.selected_ids()
        return ids[0] if ids else ""

    def drag(self, start: QWidget, at: QPoint, target: QWidget, to: QPoint) -> None:
        """Drag with the mouse from a point of one widget to a point of another; needs a real window.

        QDrag.exec spins a loop of its own, so that every move of the mouse waits in the queue beforehand.
        """
        handle = self.window.window().windowHandle()
        shell = self.window.window()
        begin, end = start.mapTo(shell, at), target.mapTo(shell, to)
        left = Qt.MouseButton.LeftButton
        guard = QTimer()
        guard.setSingleShot(True)
        guard.timeout.connect(QDrag.cancel)
        guard.start(DRAG_LIMIT_MS)
        done: list[bool] = []

        def point(share: float) -> QPoint:
            return begin + (end - begin) * share

        def let_go() -> None:
            QTest.mouseRelease(handle, left, NO_KEY, end)
            done.append(True)

        for step in range(1, 11):
            QTimer.singleShot(
                step * DRAG_STEP_MS, handle, lambda s=step: QTest.mouseMove(handle, point(s / 10))
            )
        QTimer.singleShot(12 * DRAG_STEP_MS, handle, let_go)
        QTest.mouseMove(handle, begin)
        QTest.mousePress(handle, left, NO_KEY, begin)
        self.qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE_MS)
        guard.stop()
        self.settled()

    # -- What the base says --

    def row(self, lead_id: str) -> LeadRow:
        return self.desk.ask(Rows((lead_id,)))[0]

    def card(self, lead_id: str) -> CardView:
        return self.desk.ask(Card(lead_id))

    def count(self, query: str) -> int:
        return self.desk.ask(Count(PageAsk(query)))

    def check(self) -> Checked:
        return self.desk.store.check()


def scene_on(
    qtbot: QtBot, url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, stack: ExitStack
) -> DeskScene:
    """The window at work on a base; closed, and the language put back, when `stack` ends."""
    return scene_with(qtbot, lambda: options_for(url, folder), monkeypatch, stack).open()


def scene_with(
    qtbot: QtBot,
    options: Callable[[], argparse.Namespace],
    monkeypatch: pytest.MonkeyPatch,
    stack: ExitStack,
) -> DeskScene:
    """A program that is not shown yet."""
    # Faults reach pytest instead of the log of faults.
    monkeypatch.setenv("LEADDESK_DEBUG", "1")
    stack.callback(texts.set_language, texts.language())
    scene = DeskScene(qtbot, options)
    stack.callback(scene.close)
    return scene
