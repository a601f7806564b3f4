"""Issue 3: a decision by its keys until the next lead is painted in the whole window, beside a plain list."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any

from leaddesk.app.place import Opening
from leaddesk.bench.meter import Pair, Spent, late, on_thread
from leaddesk.bench.sheets import NOW
from leaddesk.bench.world import World

if TYPE_CHECKING:
    from leaddesk.app.program import Program
    from leaddesk.ui.window import Window

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


@contextmanager
def _decision(world: World) -> Iterator[Pair]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from leaddesk.bench.keys import down
    from leaddesk.bench.stage import INBOX, Stretches, let_go, plain_view, until

    with _window(world) as program:
        window: Window | None = program.window
        assert window is not None
        runner = window.link.runner
        panel = window.pages.main_panel()
        panel.search("is:active stage:new")
        until(lambda: panel.model.rowCount() > 2 and runner.idle() and not panel.feed.busy)
        program.shell.activateWindow()
        panel.take_focus()
        until(lambda: QApplication.focusWidget() is panel.view)
        plain = plain_view([(f"{number}", "1 000") for number in range(_ROWS)], _HIGH)
        plain.resize(*INBOX)
        plain.show()
        busy, turn = Stretches(), [0]

        def press(key: str) -> None:
            QTest.keyClick(QApplication.focusWidget() or program.shell, Qt.Key[f"Key_{key}"])

        def decide() -> Spent:
            before = window.pages.selected_ids()
            *popup, last = list(_KEYS[turn[0] % len(_KEYS)])
            turn[0] += 1
            for key in popup:
                press(key)
                QApplication.processEvents()

            def to_the_next() -> None:
                press(last)
                until(lambda: window.pages.selected_ids() not in (before, ()))
                panel.view.viewport().repaint()

            return on_thread(to_the_next)()

        try:
            yield Pair(decide, down(plain), calls=_CALLS, late=lambda: late(busy.taken))
        finally:
            busy.end()
            let_go(plain)
            until(lambda: runner.idle() and not panel.feed.busy)
            for _decided in range(turn[0]):
                runner.undo()
            until(runner.idle)


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {"decision": _decision}
