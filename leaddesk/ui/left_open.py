"""An import that a crash cut off: said once the base is open, with the way on and the way back (UX 1.6)."""

from PySide6.QtCore import QObject, QTimer

from leaddesk.actions.ports import TxRow
from leaddesk.actions.questions import History
from leaddesk.texts import _
from leaddesk.ui.link import Link, Notice

AGAIN_MS = 3_000
"""An import of another process that lives has brought in more rows by then."""

_STEPS = 50


class LeftOpen(QObject):
    """Looks twice, so that an import at work is not called dead."""

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._seen: TxRow | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._look)
        self._look()

    def _look(self) -> None:
        self._link.runner.ask(History(_STEPS), self._on_history, self)

    def _on_history(self, steps: list[TxRow]) -> None:
        left = next((one for one in steps if one.action == "import" and one.state == "open"), None)
        if left is None:
            return
        if self._seen is None:
            self._seen = left
            self._again.start()
        elif (self._seen.tx, self._seen.rows) == (left.tx, left.rows):
            words = _(
                "The import of {file} was cut off. Import the same file again to go on, or take it back."
            )
            self._link.noticed.emit(Notice(words.format(file=_file_of(left)), left.tx))


def _file_of(step: TxRow) -> str:
    """The name of a file from what an import is about: its name and a few letters of its content."""
    return step.about.rpartition("#")[0] or step.about
