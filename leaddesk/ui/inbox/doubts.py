"""Which rows of the list are probably of one client with somebody else; asked after painting (A10)."""

from PySide6.QtCore import QObject, QTimer

from leaddesk.actions.ports import Change
from leaddesk.actions.suspects import Doubtful
from leaddesk.ui.inbox.model import InboxModel, InboxRole
from leaddesk.ui.link import Link

_REST_MS = 250
"""How long the list rests before it is asked."""
_MOST = 400


class Doubts(QObject):
    """Asks about the rows that are held, and tells the model which carry the mark."""

    def __init__(self, link: Link, model: InboxModel, parent: QObject) -> None:
        super().__init__(parent)
        self._link, self._model = link, model
        self.ids: frozenset[str] = frozenset()
        self._soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._soon.timeout.connect(self._ask)
        model.modelReset.connect(self._later)
        model.rowsInserted.connect(lambda *_rows: self._later())
        link.changed.connect(self._on_changed)

    def _later(self) -> None:
        self._soon.start()

    def _on_changed(self, _change: Change) -> None:
        self._later()

    def _ask(self) -> None:
        ids = tuple(self._model.ids()[:_MOST])
        if ids:
            self._link.runner.ask(Doubtful(ids), self._on_found, self)

    def _on_found(self, found: frozenset[str]) -> None:
        changed, self.ids = found ^ self.ids, found
        for lead_id in changed:
            row = self._model.row_of(lead_id)
            if row >= 0:
                index = self._model.index(row)
                self._model.dataChanged.emit(index, index, [int(InboxRole.RECORD)])
