"""What time does to the seen rows: ages are written each minute, running norms each second."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from leaddesk.actions.marks import SetRead
from leaddesk.ui.inbox.model import InboxModel
from leaddesk.ui.inbox.reading import Held
from leaddesk.ui.inbox.record import RowPaint, look, paint_record
from leaddesk.ui.inbox.view import InboxView
from leaddesk.ui.link import Link

_MINUTE_MS, _SECOND_MS, _READ_MS = 60_000, 1_000, 1_000


class Watch(QObject):
    """Runs while the list is seen; asks the base nothing."""

    def __init__(self, link: Link, model: InboxModel, view: InboxView, parent: QObject) -> None:
        super().__init__(parent)
        self._link, self._model, self._view = link, model, view
        self._looked_at = ""
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self.write_times)
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self.count_on)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_READ_MS)
        self._look.timeout.connect(self._mark_read)

    def start(self) -> None:
        """The list is seen."""
        self._minute.start()
        self.write_times()

    def stop(self) -> None:
        """The list is hidden."""
        for timer in (self._minute, self._second, self._look):
            timer.stop()

    def look_at(self, lead_id: str) -> None:
        """A lead became current: after a second it is no longer bold."""
        self._looked_at = lead_id
        held = self._model.held(lead_id)
        if held is not None and not held.row.read and self._view.isVisible():
            self._look.start()
        else:
            self._look.stop()

    def write_times(self) -> None:
        """Write the times of the seen rows again where they are of another minute."""
        seen = look(self._link.definitions, self._link.now())

        def again(held: Held) -> RowPaint | None:
            return paint_record(held.row, seen) if held.record.minute != seen.minute else None

        self._model.refresh(*self._view.shown_rows(), again)
        if self._minute.isActive() and any(held.record.ticks for held in self._shown()):
            if not self._second.isActive():
                self._second.start()
        else:
            self._second.stop()

    def count_on(self) -> None:
        """Write the seen rows again whose norm runs to the second (C24)."""
        seen = look(self._link.definitions, self._link.now())

        def again(held: Held) -> RowPaint | None:
            return paint_record(held.row, seen) if held.record.ticks else None

        self._model.refresh(*self._view.shown_rows(), again)
        if not any(held.record.ticks for held in self._shown()):
            self._second.stop()

    def _shown(self) -> Sequence[Held]:
        first, last = self._view.shown_rows()
        return self._model.rows_held()[max(first, 0) : last + 1]

    def _mark_read(self) -> None:
        held = self._model.held(self._looked_at)
        if held is not None and not held.row.read:
            self._link.runner.do(SetRead((self._looked_at,), True), owner=self)
