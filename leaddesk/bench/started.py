"""The process whose start is measured: it shows a window, tells its memory, and ends at once."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path


def main(words: list[str]) -> None:
    """`empty`, or `window|rows|pages|hours BASE HOME`."""
    if words[0] == "empty":
        empty()
    else:
        program(words[0], Path(words[1]), Path(words[2]))


PAGES, HOURS = 1_000, 8


def end(grown: float = 0.0) -> None:
    """Say how much memory was held at most, and how much it grew; go without tidying up."""
    sys.stdout.write(f'{{"memory": {largest_memory():.1f}, "grown": {grown:.1f}}}')
    sys.stdout.flush()
    os._exit(0)


def largest_memory() -> float:
    """The most memory that this process held, in MB; 0 where the system does not tell."""
    # On Linux getrusage gives what the parent held before exec, if that was more.
    told = _told("VmHWM")
    if told is not None:
        return told
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def memory_now() -> float:
    """The memory that this process holds, in MB; the most it held where the system tells no more."""
    told = _told("VmRSS")
    return largest_memory() if told is None else told


def _told(name: str) -> float | None:
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(one for one in status.read_text(encoding="ascii").splitlines() if one.startswith(name))
    return int(line.split()[1]) / 1024


def empty() -> None:
    """A main window with nothing in it, painted once."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, end)

    app = QApplication(sys.argv[:1])
    window = Window()
    window.resize(1366, 700)
    window.show()
    app.exec()


def program(until: str, base: Path, home: Path) -> None:
    """The program itself at a base, until its frame is painted or rows of the inbox are."""
    from leaddesk.app.place import Opening
    from leaddesk.app.window import run
    from leaddesk.bench.sheets import NOW

    home.mkdir(parents=True, exist_ok=True)
    options = argparse.Namespace(
        opening=Opening(url=f"sqlite:///{base}", data=home, now=NOW),
        platform=None, demo=False, screenshot=None, screens="", size=None, theme=None, lang="en",
        json=False, open=[],
    )  # fmt: skip
    then = {"rows": end, "pages": turn_pages, "hours": pass_hours}.get(until)
    run(
        options,
        painted=end if until == "window" else None,
        at_work=None if then is None else lambda: watch(then),
    )


def watch(then: Callable[[], None]) -> None:
    """Wait until the list has rows; then let it paint them, and go on."""
    from PySide6.QtWidgets import QApplication

    from leaddesk.ui.inbox.panel import InboxPanel

    # Once: to look at all widgets takes longer than to paint the list.
    panel = next(one for one in QApplication.allWidgets() if isinstance(one, InboxPanel))
    told: list[bool] = []

    def look() -> None:
        if panel.model.rowCount() and not told:
            told.append(True)
            panel.view.viewport().repaint()
            then()

    panel.model.modelReset.connect(look)
    look()


def turn_pages() -> None:
    """Read a thousand pages of the list downwards, from its beginning again at its end; then end."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from leaddesk.ui.inbox.panel import InboxPanel

    panel = next(one for one in QApplication.allWidgets() if isinstance(one, InboxPanel))
    panel.search("is:active")
    looking = QTimer(panel)
    left = [PAGES]

    def step() -> None:
        if panel.feed.loading:
            return
        left[0] -= 1
        if not left[0]:
            end()
        elif panel.model.canFetchMore():
            panel.feed.more()
        else:
            panel.feed.open(panel.feed.ask)

    looking.timeout.connect(step)
    looking.start(0)


def pass_hours() -> None:
    """Let every timer that runs by itself ring as often as in eight hours; then end."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    roots = [app, *app.topLevelWidgets()]
    timers = [one for root in roots for one in root.findChildren(QTimer)]
    timers = [one for one in dict.fromkeys(timers) if one.isActive() and not one.isSingleShot()]
    if any(one.interval() < 1_000 for one in timers):
        sys.exit("a timer rings more than once a second")
    rings = [one for one in timers for _ring in range(HOURS * 3_600_000 // one.interval())]
    before = memory_now()

    def ring() -> None:
        for _few in range(20):
            if not rings:
                end(memory_now() - before)
            rings.pop().timeout.emit()

    driving = QTimer(app)
    driving.timeout.connect(ring)
    driving.start(0)


if __name__ == "__main__":
    main(sys.argv[1:])
