"""The counts of the leads that a search finds, folded anew from those leads."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import islice
from zoneinfo import ZoneInfo

from leaddesk.actions.figures import Counted, FigureAsk, Rollup
from leaddesk.actions.ports import PageAsk, Store
from leaddesk.domain.figures import contribution
from leaddesk.domain.refusals import Refused

_CHUNK = 2_000


class Narrowed(Counted):
    """Counts as a store would keep them if it held only the leads of `ask.query`.

    Reads every such lead once. Raises Refused where a part of the search is not understood: a figure of
    more leads than were meant would be believed.
    """

    def __init__(self, store: Store, ask: FigureAsk, zone: ZoneInfo) -> None:
        self._store, self._ask, self._zone = store, ask, zone
        if store.page(PageAsk(ask.query, limit=1), ask.now, ask.me).problems:
            raise Refused("report.query", query=ask.query)

    @cached_property
    def _counts(self) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        ids = self._store.ids_where(PageAsk(self._ask.query), self._ask.now, self._ask.me)
        while chunk := list(islice(ids, _CHUNK)):
            with self._store.view() as read:
                rows = read.rows(chunk)
            for row in rows:
                for key, (n, total) in contribution(row, self._zone).items():
                    before = found.get(key, (0, 0))
                    found[key] = (before[0] + n, before[1] + total)
        return found

    def counts_by(
        self, fact: str, queries: Sequence[str], now: datetime, me: str
    ) -> tuple[Mapping[str | None, int], ...]:
        """Counts by a fact, as the store gives them: the queries of a figure name its search already."""
        return self._store.counts_by(fact, queries, now, me)

    def rollups(self, prefixes: Sequence[str]) -> list[Rollup]:
        """Counts whose key begins with one of `prefixes`, in key order."""
        starts = tuple(prefixes)
        return [Rollup(key, *self._counts[key]) for key in sorted(self._counts) if key.startswith(starts)]
