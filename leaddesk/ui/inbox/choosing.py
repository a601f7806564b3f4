"""Choosing several rows by key and mouse: one by one, a span, all of the list."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from leaddesk.ui.inbox.feed import Feed
from leaddesk.ui.inbox.marks import Marks
from leaddesk.ui.inbox.model import InboxModel
from leaddesk.ui.inbox.reading import Found
from leaddesk.ui.inbox.view import InboxView
from leaddesk.ui.link import Link


class Choosing(QObject):
    """What is chosen for one decision. `changed()` after every change of it."""

    changed = Signal()

    def __init__(
        self, link: Link, marks: Marks, model: InboxModel, view: InboxView, feed: Feed, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._link, self._marks, self._model, self._view, self._feed = link, marks, model, view, feed
        self._anchor = ""

    def ids(self) -> tuple[str, ...]:
        """Chosen leads in the order of the list."""
        return self._marks.in_order(self._model.ids()) if self._marks else ()

    def toggle(self, lead_id: str) -> None:
        """X, Ctrl and click: choose a row, or no longer."""
        self._anchor = lead_id
        self._change(lambda: self._marks.toggle(lead_id))

    def extend(self, by: int) -> None:
        """Shift+J and Shift+K: the current row and its neighbour, which becomes current."""
        before = self._view.current_id()
        self._view.step(by)
        both = [i for i in (before, self._view.current_id()) if i]
        self._change(lambda: self._marks.add(both))

    def extend_to(self, lead_id: str) -> None:
        """Shift and click: all from the last chosen or current row to this one."""
        start = max(self._model.row_of(self._anchor or self._view.current_id()), 0)
        low, high = sorted((start, self._model.row_of(lead_id)))
        span = self._model.ids()[low : high + 1]
        self._view.make_current(lead_id)
        self._change(lambda: self._marks.add(span))

    def everything(self) -> None:
        """Every lead of the list, also those that are not loaded (Ctrl+A)."""
        self._change(lambda: self._marks.add(self._model.ids()))
        if self._model.canFetchMore():
            ask = self._feed.ask

            def add(ids: tuple[str, ...]) -> None:
                if ask == self._feed.ask and self._marks:
                    self._change(lambda: self._marks.add(ids))

            self._link.runner.ask(Found(ask), add, self)

    def invert(self) -> None:
        """What is loaded and was not chosen."""
        self._change(lambda: self._marks.invert(self._model.ids()))

    def leave(self, ids: Iterable[str]) -> None:
        """These are decided or gone."""
        if self._marks:
            self._change(lambda: self._marks.leave(ids))

    def clear(self) -> None:
        """Nothing is chosen."""
        if self._marks:
            self._change(self._marks.clear)

    def _change(self, change: Callable[[], None]) -> None:
        change()
        self._view.viewport().update()
        self.changed.emit()
