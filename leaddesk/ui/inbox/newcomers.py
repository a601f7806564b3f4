"""What newly stands above the frozen list: leads that came, woke or grew hot since it was read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from leaddesk.actions.ports import Cursor, PageAsk, Store
from leaddesk.actions.questions import Question
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.users import User
from leaddesk.ui.inbox.order import placing, stands_after


class Arrived(NamedTuple):
    """A lead that is not in the list as it was read."""

    id: str
    hot: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait above the frozen order."""

    hot: int = 0
    other: int = 0


@dataclass(frozen=True, slots=True)
class WhoArrived(Question[tuple[Arrived, ...]]):
    """Leads of the first page that were not in it and stand above `limit_place`, its last row then."""

    ask: PageAsk
    known: frozenset[str]
    limit_place: Cursor | None
    definitions: Definitions

    def answer(self, store: Store, now: datetime, me: User) -> tuple[Arrived, ...]:
        rows = store.page(self.ask, now, me.id).rows
        fresh = [row for row in rows if row.id not in self.known]
        if self.limit_place is not None:
            limit = self.limit_place
            place = placing(self.ask, self.definitions, now)
            fresh = [row for row in fresh if not stands_after(place(row), limit, self.ask.sort)]
        return tuple(Arrived(row.id, row.temperature == "hot") for row in fresh)


class Newcomers:
    """Remembers the first page as it was read, and who came since."""

    def __init__(self) -> None:
        self._first: frozenset[str] = frozenset()
        self._limit: Cursor | None = None
        self._arrived: tuple[Arrived, ...] = ()
        self._risen: dict[str, Arrived] = {}

    def seen(self, places: Sequence[Cursor], *, whole: bool, anywhere: bool) -> None:
        """A list was read: `whole` to its end, or from `anywhere` but its beginning (that keeps the past)."""
        if not anywhere:
            self._first = frozenset(place.id for place in places)
            self._limit = None if whole or not places else places[-1]
        self._arrived, self._risen = (), {}

    def question(self, ask: PageAsk, held: frozenset[str], definitions: Definitions) -> WhoArrived:
        """Who came since."""
        return WhoArrived(ask, self._first | held, self._limit, definitions)

    def arrived(self, arrived: tuple[Arrived, ...]) -> None:
        """These came."""
        self._arrived = arrived

    def risen(self, risen: Iterable[Arrived]) -> None:
        """These grew hot in their frozen place."""
        self._risen |= {one.id: one for one in risen}

    def _all(self) -> list[Arrived]:
        found = {one.id: one for one in self._arrived} | self._risen
        return sorted(found.values(), key=lambda one: not one.hot)

    def waiting(self) -> Waiting:
        """How many."""
        everyone = self._all()
        hot = sum(one.hot for one in everyone)
        return Waiting(hot, len(everyone) - hot)

    def first(self) -> str:
        """Whom to go to first."""
        return next((one.id for one in self._all()), "")
