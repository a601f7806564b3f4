"""Issue 3: a decision by its keys until the next lead is painted in the whole window, beside a plain list."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any

from leaddesk.app.place import Opening
from leaddesk.bench.meter import MANY, Left, Pair, Spent, late, on_thread
from leaddesk.bench.sheets import NOW
from leaddesk.bench.world import World

if TYPE_CHECKING:
    from leaddesk.app.program import Program

_KEYS = ("W", "E1", "H3", "R1", "N1", "W")
"""Decisions, each the key of the decision and the digit of its popup."""

_CALLS, _ROWS, _HIGH = 7, 200, 72
"""In nine turns some sixty decisions."""


@contextmanager
def _window(world: World) -> Iterator["Program"]:
    from PySide6.QtWidgets import QApplication

    from leaddesk.app.program import Program
    from leaddesk.bench.stage import until

    opening = Opening(url=f"sqlite:///{world.base}", data=world.scratch / "home", now=NOW)
    options = argparse.Namespace(
        opening=opening, platform=None, demo=False, screenshot=None, screens="", size=(1366, 700), theme=None,
        lang="en", json=False, open=(),
    )  # fmt: skip
    app: Any = QApplication.instance() or QApplication([])
    program = Program(options, app)
    program.show()
    try:
        until(lambda: program.window is not None and program.window.link.runner.idle())
        yield program
    finally:
        program.shell.close()
        program.shell.deleteLater()
        QApplication.sendPostedEvents()
        QApplication.processEvents()


class _Hands:
    """One person deciding about the new leads of a window, lead after lead."""

    def __init__(self, program: "Program") -> None:
        window = program.window
        assert window is not None
        self.shell, self.window = program.shell, window
        self.runner, self.panel, self.turn = window.link.runner, window.pages.main_panel(), 0

    def begin(self) -> None:
        """Open the list of new leads, with the keyboard in it."""
        from leaddesk.bench.stage import until

        panel = self.panel
        panel.search("is:active stage:new")
        until(lambda: panel.model.rowCount() > 2 and self.runner.idle() and not panel.feed.busy)
        if panel.model.rowCount() < _CALLS * (MANY + 1):
            raise Left("left out, because there are too few new leads to decide about")
        self._come_back()

    def _come_back(self) -> None:
        """The keyboard is in this window again, wherever the floor's list took it."""
        from PySide6.QtWidgets import QApplication

        from leaddesk.bench.stage import until

        if QApplication.activeWindow() is not self.shell:
            self.shell.activateWindow()
            self.panel.take_focus()
        until(lambda: QApplication.focusWidget() is self.panel.view)

    def _press(self, key: str) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        QTest.keyClick(QApplication.focusWidget() or self.shell, Qt.Key[f"Key_{key}"])
        QApplication.processEvents()

    def decide(self) -> Spent:
        """The next decision: its last key until the next lead is painted."""
        self._come_back()
        before = self.window.pages.selected_ids()
        *popup, last = list(_KEYS[self.turn % len(_KEYS)])
        self.turn += 1
        for key in popup:
            self._press(key)
        return on_thread(lambda: self._to_the_next(last, before))()

    def _to_the_next(self, key: str, before: tuple[str, ...]) -> None:
        from leaddesk.bench.stage import until

        self._press(key)
        until(lambda: self.window.pages.selected_ids() not in (before, ()))
        self.panel.view.viewport().repaint()

    def take_back(self) -> None:
        """Undo every decision."""
        from leaddesk.bench.stage import until

        until(lambda: self.runner.idle() and not self.panel.feed.busy)
        for _decided in range(self.turn):
            self.runner.undo()
        until(self.runner.idle)


@contextmanager
def _decision(world: World) -> Iterator[Pair]:
    from leaddesk.bench.keys import down
    from leaddesk.bench.stage import INBOX, Stretches, let_go, plain_view

    with _window(world) as program:
        hands = _Hands(program)
        hands.begin()
        plain = plain_view([(f"{number}", "1 000") for number in range(_ROWS)], _HIGH)
        plain.resize(*INBOX)
        plain.show()
        busy = Stretches()
        try:
            yield Pair(hands.decide, down(plain), calls=_CALLS, late=lambda: late(busy.taken))
        finally:
            busy.end()
            let_go(plain)
            hands.take_back()


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {"decision": _decision}
