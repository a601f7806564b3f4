"""Papers of one lead that leave the window: the dossier as PDF, a step for the calendar."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import gettempdir

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from leaddesk.actions.questions import Card, CardView
from leaddesk.domain.calendar_file import ics
from leaddesk.domain.row import LeadRow
from leaddesk.texts import _
from leaddesk.texts.names import name_of
from leaddesk.ui.link import Link, Notice


class LeadPapers(QObject):
    """Gives handlers by command id; `ask_path` and `open_url` are the system's, and a test's."""

    def __init__(self, link: Link, chosen: Callable[[], tuple[str, ...]], parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._chosen, self._window = link, chosen, parent
        self.ask_path: Callable[[str], str] = self._ask_path
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self.folder = Path(gettempdir())

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Commands on one lead."""
        return {
            "lead.print": lambda: self._with_card(self._print),
            "lead.calendar": lambda: self._with_card(self._next_step),
        }

    def _with_card(self, then: Callable[[CardView], None]) -> None:
        ids = self._chosen()[:1]
        if ids:
            self._link.runner.ask(Card(ids[0]), then, self)

    def _ask_path(self, proposed: str) -> str:
        title = _("Save the dossier")
        path, _filter = QFileDialog.getSaveFileName(self._window, title, proposed, "PDF (*.pdf)")
        return path

    def _print(self, card: CardView) -> None:
        from leaddesk.ui.dossier.paper import write_pdf

        name = "".join(sign for sign in card.row.name if sign.isalnum() or sign in " -").strip()
        path = self.ask_path(f"{name or 'lead'}.pdf")
        if not path:
            return
        try:
            write_pdf(card, Path(path), self._link.now())
        except OSError as fault:
            said = _("{path} was not written ({reason}); choose another place.")
            self._say(said.format(path=path, reason=fault.strerror or fault))
            return
        self._say(_("Dossier saved: {path}").format(path=path))

    def _next_step(self, card: CardView) -> None:
        step = next(iter(card.lead.open_tasks), None)
        if step is None:
            self._say(_("This lead has no next step"))
            return
        self.to_calendar(card.row, name_of("step", step.title), step.due)

    def to_calendar(self, row: LeadRow, title: str, at: datetime) -> None:
        """Let the calendar of this computer open a step."""
        who = ", ".join(part for part in (row.name, row.company) if part)
        words = _("{step}: {who}").format(step=title, who=who)
        about = "\n".join(part for part in (row.need, row.phone, row.email) if part)
        path = self.folder / f"leaddesk-{row.id[-12:]}.ics"
        path.write_text(ics(row.id, words, at, self._link.now(), about=about), encoding="utf8", newline="")
        if not self.open_url(QUrl.fromLocalFile(str(path))):
            self._say(_("No calendar is set up: the step is in {path}").format(path=path))

    def _say(self, words: str) -> None:
        self._link.noticed.emit(Notice(words))
