"""Pictures of screens (`--screenshot`): opens each, waits until nothing is asked, paints it to a file."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from leaddesk.app.program import Program
from leaddesk.ui.sections import SECTIONS

STEP_MS, QUIET_STEPS, LONGEST_STEPS = 20, 6, 1_500
SCREENS = ("inbox", "card", "board", "charts", "history", "settings", "palette", "keys", "first_start")


class Pictures(QObject):
    """`done(paths, screens that could not be opened)` at the end."""

    done = Signal(list, list)

    def __init__(self, program: Program, folder: Path, screens: tuple[str, ...]) -> None:
        super().__init__(program)
        self._program, self._folder = program, folder
        # The first start takes the window's place, so it comes last.
        self._left = iter(sorted(screens or SCREENS, key=lambda name: name == "first_start"))
        self._screen = ""
        self._quiet = self._steps = 0
        self._written: list[str] = []
        self._unknown: list[str] = []
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._on_step)

    def begin(self) -> None:
        """Start once the window is at work."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._next()

    def _next(self) -> None:
        self._close_overlay()
        screen = next(self._left, None)
        if screen is None:
            self._timer.stop()
            self.done.emit(self._written, self._unknown)
            return
        self._screen, self._quiet, self._steps = screen, 0, 0
        opens = self._openers().get(screen)
        if opens is None:
            self._unknown.append(screen)
            self._next()
            return
        opens()
        self._timer.start()

    def _openers(self) -> Mapping[str, Callable[[], object]]:
        window = self._program.window
        assert window is not None
        own = window.own
        opens: dict[str, Callable[[], object]] = {
            section.id: partial(own.open_section, section.id) for section in SECTIONS
        }
        opens["card"] = self._open_card
        opens["palette"] = self._open_palette
        opens["keys"] = self._open_keys
        opens["first_start"] = self._program.show_first_start
        return opens

    def _open_card(self) -> None:
        """The qualification of the second lead of the list, as on screen 02."""
        window = self._program.window
        assert window is not None
        window.own.open_section("inbox")
        self._after(lambda: window.commander.run("lead.focus"))

    def _open_keys(self) -> None:
        window = self._program.window
        assert window is not None
        own = window.own
        own.open_section("inbox")
        own.open_section("help")

    def _open_palette(self) -> None:
        window = self._program.window
        assert window is not None
        window.own.open_section("inbox")
        window.overlays.open_palette(window.parts.subject(), window.pages.open_lead)

    def _after(self, then: Callable[[], None]) -> None:
        """Do something once what was opened stands still."""
        QTimer.singleShot(STEP_MS * QUIET_STEPS, self, then)

    def _close_overlay(self) -> None:
        from leaddesk.ui.kit.overlay import Overlay

        for overlay in self._program.shell.findChildren(Overlay):
            if overlay.is_open():
                overlay.cancel()

    def _idle(self) -> bool:
        window = self._program.window
        return window is None or window.link.runner.idle()

    def _on_step(self) -> None:
        self._steps += 1
        self._quiet = self._quiet + 1 if self._idle() else 0
        patience = QUIET_STEPS * (3 if self._screen == "card" else 1)
        if self._quiet < patience and self._steps < LONGEST_STEPS:
            return
        self._timer.stop()
        path = self._folder / f"{self._screen}.png"
        QApplication.sendPostedEvents()
        if self._program.shell.grab().save(str(path)):
            self._written.append(str(path))
        else:
            self._unknown.append(self._screen)
        self._next()
