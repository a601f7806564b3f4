"""The chosen leads as vCards: into the clipboard, or into a file."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QApplication

from leaddesk.actions.desk import Desk
from leaddesk.app.exporting import Exporter
from leaddesk.intake.export_vcards import write_vcards
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.ui.kit.plain import short
from leaddesk.ui.runner import Runner
from leaddesk.ui.window import Window


def write_cards(desk: Desk, ids: Sequence[str], path: Path) -> int:
    """Write the people of leads as vCards; how many."""
    return write_vcards(path, Exporter(desk, ids=ids).rows("people")).rows


def cards_text(desk: Desk, ids: Sequence[str]) -> str:
    """The people of leads as the text of their vCards."""
    with TemporaryDirectory(prefix="leaddesk-") as folder:
        path = Path(folder) / "cards.vcf"
        write_cards(desk, ids, path)
        return path.read_text(encoding="utf8")


class CardsOut(QObject):
    """Reads off the Qt thread what the window in front has chosen."""

    def __init__(self, runner: Runner, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._window = runner, window
        self._ids = window.pages.selected_ids()

    def copy(self) -> None:
        """Into the clipboard, as text and as what address books take."""
        ids = self._ids
        self._runner.look(lambda desk: cards_text(desk, ids), self._on_cards, self)

    def _on_cards(self, text: str) -> None:
        data = QMimeData()
        data.setText(text)
        data.setData("text/vcard", text.encode("utf8"))
        QApplication.clipboard().setMimeData(data)
        names = ", ".join(line[3:] for line in text.splitlines() if line.startswith("FN:"))
        self._window.parts.say(_("Copied as a vCard: {names}").format(names=short(names, 120)))
        self.deleteLater()

    def save(self, path: Path) -> None:
        """Into a file."""
        desk, ids = self._runner.desk, self._ids

        def told(rows: int) -> None:
            words = ngettext("{n} row written: {file}", "{n} rows written: {file}", rows)
            self._window.parts.say(words.format(n=number(rows), file=path))
            self.deleteLater()

        self._runner.job(lambda said, stop: write_cards(desk, ids, path), told, self)
