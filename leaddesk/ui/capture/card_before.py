"""Who came before by what a card says, asked while it is checked: shown before anything is saved (A10)."""

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.actions.desk import Desk
from leaddesk.actions.incoming import Incoming
from leaddesk.domain.list_row import ListRow
from leaddesk.texts import _
from leaddesk.ui.capture.scanned import Confirmed, Scanned
from leaddesk.ui.capture.words import came_before, earlier_leads
from leaddesk.ui.kit.strip import Strip
from leaddesk.ui.link import Link
from leaddesk.ui.runner import Ticket

KNOWN_AFTER_MS = 250


def read_card(desk: Desk, told: Confirmed) -> tuple[Incoming, list[ListRow]]:
    """The arrival of a card as it stands, and whom the base knows by its contacts; off the Qt thread."""
    assert desk.files is not None
    item = desk.files.card(*told)
    return item, earlier_leads(desk, item)


class CameBefore(QObject):
    """Fills the strip; `failed(Exception)` where the base could not be asked."""

    failed = Signal(object)

    def __init__(self, link: Link, strip: Strip, parent: QObject) -> None:
        super().__init__(parent)
        self._link, self._strip = link, strip
        self._card: Scanned | None = None
        self._lead = ""
        self._asked: Ticket | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KNOWN_AFTER_MS)
        self._soon.timeout.connect(lambda: self.ask(self._card))
        strip.acted.connect(self._open)

    def forget(self) -> None:
        """Another card comes: hide what was known of the last one."""
        self._strip.hide()
        self._lead = ""

    def ask_soon(self, card: Scanned | None) -> None:
        """Ask once the person stops typing."""
        self._card = card
        self._soon.start()

    def ask(self, card: Scanned | None) -> None:
        """Ask now."""
        self._card = card
        if card is None:
            return
        if self._asked is not None:
            self._asked.drop()
        told = card.confirmed()
        self._asked = self._link.runner.look(
            lambda desk: read_card(desk, told)[1], self._on_known, self, self.failed.emit
        )

    def _on_known(self, rows: list[ListRow]) -> None:
        strip = came_before(rows, self._link)
        self._lead = rows[0].id if rows else ""
        self._strip.setVisible(strip is not None)
        if strip is not None:
            self._strip.show_strip(strip, _("Open"))

    def _open(self) -> None:
        if self._lead:
            self._link.open_lead_requested.emit(self._lead)
