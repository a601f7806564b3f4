"""The process whose start is measured: it shows a window, tells its memory, and ends at once."""

import argparse
import os
import sys
from pathlib import Path


def main(words: list[str]) -> None:
    """`empty`, or `window|rows BASE HOME`."""
    if words[0] == "empty":
        empty()
    else:
        program(words[0], Path(words[1]), Path(words[2]))


def end() -> None:
    """Say how much memory was held at most, and go without tidying up."""
    sys.stdout.write(f'{{"memory": {largest_memory():.1f}}}')
    sys.stdout.flush()
    os._exit(0)


def largest_memory() -> float:
    """The most memory that this process held, in MB; 0 where the system does not tell."""
    # On Linux getrusage gives what the parent held before exec, if that was more.
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text(encoding="ascii").splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


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
    run(options, painted=end if until == "window" else None, at_work=watch if until == "rows" else None)


def watch() -> None:
    """Wait until the list has rows; then let it paint them, and end."""
    from PySide6.QtWidgets import QApplication

    from leaddesk.ui.inbox.panel import InboxPanel

    # Once: to look at all widgets takes longer than to paint the list.
    panel = next(one for one in QApplication.allWidgets() if isinstance(one, InboxPanel))

    def look() -> None:
        if panel.model.rowCount():
            panel.view.viewport().repaint()
            end()

    panel.model.modelReset.connect(look)
    look()


if __name__ == "__main__":
    main(sys.argv[1:])
