"""Going on after a decision: the next lead at once, the decided ones counted, and back again on undo."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal

from leaddesk.ui.inbox.choosing import Choosing
from leaddesk.ui.inbox.model import InboxModel
from leaddesk.ui.inbox.moving import Advance, next_current
from leaddesk.ui.inbox.session import Session
from leaddesk.ui.inbox.view import InboxView
from leaddesk.ui.link import Link


class Triage(QObject):
    """Moves the current row. `told()` when the session's counts changed, `back_requested()` by setting."""

    told = Signal()
    back_requested = Signal()

    def __init__(
        self, link: Link, model: InboxModel, view: InboxView, choosing: Choosing, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._link, self._model, self._view, self._choosing = link, model, view, choosing
        self.session = Session()
        self.advance: Advance = "next"

    def begin(self) -> None:
        """A list is shown: working time counts from now."""
        self.session.begin(self._link.now())

    def decided(self, verb: str, ids: tuple[str, ...], *, advances: bool) -> None:
        """A decision about `ids` was sent off; the rows follow when it is done."""
        if advances:
            self.session.decided(verb, ids, self._link.now())
            self.step_aside(ids)
            if self.advance == "back":
                self.back_requested.emit()
        self._choosing.leave(ids)
        self.told.emit()

    def taken_back(self, ids: tuple[str, ...]) -> None:
        """Decisions were undone or refused: they no longer count, and their lead is current again."""
        self.session.taken_back(ids)
        self.told.emit()
        next((lead_id for lead_id in ids if self._view.make_current(lead_id)), None)

    def leaving(self, ids: frozenset[str]) -> None:
        """Rows are about to go: the current one first steps aside."""
        self.step_aside(ids)
        self._choosing.leave(ids)

    def step_aside(self, ids: Collection[str]) -> None:
        """The current row moves on where it is one of `ids`."""
        current = self._view.current_id()
        if current in ids:
            order = self._model.ids()
            self._view.make_current(next_current(order, current, frozenset(ids), self.advance))
