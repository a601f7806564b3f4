"""The door of the window: reads its options, runs the program, gives the exit status."""

import argparse
import gc
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaddesk.app.program import Program

DRAWN_AT = datetime(2026, 11, 20, 8, 14, 5, tzinfo=UTC)
"""The clock of the drawn screens; pictures of the sample are taken at it unless --now says otherwise."""

COLLECT_AFTER_MS = 1_000

Heard = Callable[[], None]


def collect() -> None:
    """Collect from now on, but never look again through what the start has made."""
    gc.freeze()
    gc.enable()


def run(options: argparse.Namespace, painted: Heard | None = None, at_work: Heard | None = None) -> int:
    """Open the window and stay until it closes; 0, or 1 where pictures could not all be taken.

    `painted` is called after the first paint, `at_work` once panels stand in it (the bench measures both).
    """
    # Half of the start is imports, none of them garbage: without the collector it takes a tenth less.
    gc.disable()
    if options.platform:
        os.environ["QT_QPA_PLATFORM"] = options.platform
    if options.demo and options.screenshot and options.opening.now is None:
        options.opening = replace(options.opening, now=DRAWN_AT)
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from leaddesk.app.program import Program

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    alone = options.demo or options.screenshot
    if not alone and _runs_already(options):
        gc.enable()
        return 0
    program = Program(options, app)
    if not alone:
        program.at_work.connect(lambda: _listen(options, program))
    if painted is not None:
        program.shell.painted.connect(painted)
    if at_work is not None:
        program.at_work.connect(at_work)
    pictures = _pictures(options, program) if options.screenshot else None
    program.at_work.connect(lambda: QTimer.singleShot(COLLECT_AFTER_MS, collect))
    program.troubled.connect(lambda _words: collect())
    program.show()
    try:
        app.exec()
    finally:
        program.close()
        gc.enable()
    return pictures.status if pictures is not None else 0


def _runs_already(options: argparse.Namespace) -> bool:
    """Whether a program at this folder took the files of this start; its window comes to the front."""
    from leaddesk.app.alone import may_run

    if not may_run(options.opening):
        return False
    from leaddesk.app.single import pass_on

    return pass_on(options.opening, options.open)


def _listen(options: argparse.Namespace, program: "Program") -> None:
    """Once panels stand, open what this start was given, and hear of later starts."""
    from leaddesk.app.single import Single

    if program.findChild(Single) is None:
        single = Single(options.opening, program)
        single.started.connect(program.come_forward)
        program.shell.closing.connect(single.close)
        if options.open:
            program.come_forward(options.open)


class _Taken:
    """What became of the pictures."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self.status = 1

    def done(self, written: list[str], unknown: list[str]) -> None:
        """Tell the files, and end."""
        import json

        from PySide6.QtWidgets import QApplication

        from leaddesk.texts import _

        told = json.dumps(written, ensure_ascii=False) if self._as_json else "\n".join(written)
        sys.stdout.write(told + "\n")
        if unknown:
            words = _("There is no screen called {names}; the others were painted.")
            sys.stderr.write(words.format(names=", ".join(unknown)) + "\n")
        self.status = 1 if unknown or not written else 0
        QApplication.quit()

    def failed(self, words: str) -> None:
        """The base did not open."""
        from PySide6.QtWidgets import QApplication

        sys.stderr.write(words + "\n")
        QApplication.exit(1)


def _pictures(options: argparse.Namespace, program: "Program") -> _Taken:
    from leaddesk.app.pictures import Pictures

    taken = _Taken(options.json)
    names = tuple(name.strip() for name in options.screens.split(",") if name.strip())
    pictures = Pictures(program, options.screenshot, names)
    pictures.done.connect(taken.done)
    program.at_work.connect(pictures.begin)
    program.troubled.connect(taken.failed)
    return taken
