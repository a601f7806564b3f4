"""What the window does with one lead besides decisions: dials, writes a letter, copies the contact."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from leaddesk.actions.questions import Card, CardView, Rows
from leaddesk.domain.row import LeadRow
from leaddesk.texts import _
from leaddesk.ui.lead_papers import LeadPapers
from leaddesk.ui.link import Link, Notice

if TYPE_CHECKING:
    from leaddesk.ui.reply.dialog import ReplyDialog


class LeadTools(QObject):
    """Gives handlers by command id. `result_wanted(row)` when the person comes back from a call.

    Of a number that is dialled by hand: `dialled(row)`, then `answered` or `call_ended`.
    """

    result_wanted = Signal(object)
    dialled = Signal(object)
    answered = Signal()
    call_ended = Signal()

    def __init__(self, link: Link, chosen: Callable[[], tuple[str, ...]], parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._chosen, self._window = link, chosen, parent
        self.papers = LeadPapers(link, chosen, parent)
        self._called: LeadRow | None = None
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._on_state_changed)
        self._left = False

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Commands on one lead."""
        return {
            "lead.dial": lambda: self.with_row(self._dial),
            "lead.reply": self._reply,
            "lead.crib": self._open_crib,
            "lead.copy_contact": lambda: self.with_row(self._copy),
            "lead.history": lambda: self.with_row(self._open_history),
            **self.papers.handlers(),
        }

    def with_row(self, then: Callable[[LeadRow], None]) -> None:
        """Give `then` the row of the chosen lead as the base has it now."""
        ids = self._chosen()[:1]
        if not ids:
            self._say(_("Choose a lead first"))
            return
        self._link.runner.ask(Rows(ids), lambda rows: then(rows[0]) if rows else None, self)

    def _say(self, words: str) -> None:
        self._link.noticed.emit(Notice(words))

    def _dial(self, row: LeadRow) -> None:
        if not row.phone:
            self._say(_("“{name}” has no phone").format(name=row.name or _("No name")))
            return
        QGuiApplication.clipboard().setText(row.phone)
        url = QUrl()
        url.setScheme("tel")
        url.setPath(row.phone)
        self._called = row if self.open_url(url) else None
        if self._called is not None:
            self._say(_("Calling {phone}; R logs the result").format(phone=row.phone))
        else:
            self._dial_by_hand(row)

    def _dial_by_hand(self, row: LeadRow) -> None:
        """No program of this computer makes calls: a telephone stands beside it, or the mobile scans."""
        from leaddesk.ui.dial import DialDialog

        dialog = DialDialog(self._window, row, self._link.runner)
        dialog.answered.connect(self.answered)
        dialog.result_wanted.connect(self.call_ended)
        self.dialled.emit(row)
        dialog.open_dialog(dialog.pick)

    def _reply(self) -> None:
        from leaddesk.ui.reply.opening import open_reply

        ids = self._chosen()[:1]
        if not ids:
            self._say(_("Choose a lead first"))
            return
        open_reply(self._link, self._window, ids[0], self._on_reply)

    def _on_reply(self, dialog: "ReplyDialog") -> None:
        """The dialog opens links as this window does."""
        dialog.open_url = self.open_url

    def _open_crib(self) -> None:
        from leaddesk.ui.crib import CribDialog

        def show(view: CardView) -> None:
            dialog = CribDialog(self._link, view, self._window)
            dialog.open_url = self.open_url
            dialog.open_dialog(dialog.line)

        ids = self._chosen()[:1]
        if ids:
            self._link.runner.ask(Card(ids[0]), show, self)

    def _open_history(self, row: LeadRow) -> None:
        from leaddesk.ui.lead_history import open_lead_history

        open_lead_history(self._link, self._window, row)

    def _copy(self, row: LeadRow) -> None:
        lines = [part for part in (row.name, row.company, row.phone, row.email) if part]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._say(_("Copied: {contact}").format(contact=", ".join(lines)))

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        """After D the program of calls has the focus; back here, the result is asked by itself (UX 4.1)."""
        if self._called is None:
            return
        if state != Qt.ApplicationState.ApplicationActive:
            self._left = True
        elif self._left:
            row, self._called, self._left = self._called, None, False
            self.result_wanted.emit(row)
