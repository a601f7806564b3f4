"""The counts beside the list, asked one at a time: bounded first, then exact where they were cut (P8)."""

from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from leaddesk.actions.ports import Store
from leaddesk.actions.questions import Question
from leaddesk.domain.refusals import Refused
from leaddesk.domain.users import User
from leaddesk.ui.inbox.queues import own_queries
from leaddesk.ui.inbox.reading import Tallied, Tally
from leaddesk.ui.link import Link
from leaddesk.ui.runner import Ticket


@dataclass(frozen=True, slots=True)
class ExactCounts(Question[tuple[int, ...]]):
    """How many leads each query finds, however many they are."""

    queries: tuple[str, ...]

    def answer(self, store: Store, now: datetime, me: User) -> tuple[int, ...]:
        return store.counts(self.queries, now, me.id)


class Tallying(QObject):
    """Asks for the counts. `tallied(Tallied)`; `again()` where another count was wished meanwhile."""

    tallied = Signal(object)
    again = Signal()

    def __init__(self, link: Link, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self._asking, self._wished = False, False
        self._exact: Ticket | None = None

    @property
    def busy(self) -> bool:
        """Whether the first counts are on their way."""
        return self._asking

    def ask(self, query: str, split: str | None) -> bool:
        """Count; False where a count is on its way, after which `again` is emitted."""
        if self._asking:
            self._wished = True
            return False
        self._asking, self._wished = True, False
        if self._exact is not None:
            self._exact.drop()
            self._exact = None
        own = own_queries(self._link)
        self._link.runner.ask(Tally(query, split, own=own), self._on_tally, self, self._on_failed)
        return True

    def _on_tally(self, told: Tallied) -> None:
        self._asking = False
        self.tallied.emit(told)
        cut = [one for one in own_queries(self._link) if one[0] in told.bounded]
        if self._wished:
            self.again.emit()
        elif cut:
            ids, queries = zip(*cut, strict=True)
            self._exact = self._link.runner.ask(
                ExactCounts(queries), lambda counts: self._on_exact(told, ids, counts), self, self._on_failed
            )

    def _on_exact(self, told: Tallied, ids: tuple[str, ...], counts: tuple[int, ...]) -> None:
        self._exact = None
        exact = dict(zip(ids, counts, strict=True))
        self.tallied.emit(replace(told, splits=told.splits | exact, bounded=frozenset()))

    def _on_failed(self, error: Exception) -> None:
        """What is only beside the rows stays as it was."""
        self._asking = False
        if not isinstance(error, Refused):
            raise error
