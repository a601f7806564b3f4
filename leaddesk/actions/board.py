"""What the board asks: columns by stage or by the next step, whole or parted into lanes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from leaddesk.actions.arrange import order_key
from leaddesk.actions.ports import Column, PageAsk, Store
from leaddesk.actions.questions import Question
from leaddesk.domain.arranging import arranged
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.list_row import ListRow
from leaddesk.domain.users import User

By = Literal["stage", "due"]
Lanes = Literal["", "owner", "channel"]

DUE: Mapping[str, str] = {
    "overdue": "due:<today",
    "today": "due:today",
    "week": "due:>today due:<=eow",
    "next": "due:>eow",
    "none": "-has:step -is:snoozed",
}
"""Columns of the activity board, and the steps that stand in them."""
_AT_WORK = "is:active has:contact"
_LANE_LEAST = 4
"""Cards that a lane shows of a column at least, where it has them."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane across the board: whose or which channel's leads it holds, and its part of every column."""

    key: str | None
    columns: tuple[Column, ...]

    @property
    def count(self) -> int:
        """Leads in the lane."""
        return sum(column.count for column in self.columns)


@dataclass(frozen=True, slots=True)
class BoardView:
    """The board: columns in order, counts of the places off it; `lanes` are the same leads by lane."""

    columns: tuple[Column, ...]
    places: Mapping[str, int]
    definitions: Definitions
    lanes: tuple[Lane, ...] = ()


@dataclass(frozen=True, slots=True)
class Board(Question[BoardView]):
    """The board with the first `limit` rows of each column; with a `query` only the leads that it finds.

    Columns are counted exactly; amounts of a query are those of the rows shown.
    """

    limit: int = 50
    query: str = ""
    by: By = "stage"
    lanes: Lanes = ""

    def answer(self, store: Store, now: datetime, me: User) -> BoardView:
        with store.view() as read:
            definitions = read.definitions()
        queries = self._queries(definitions)
        if self.by == "stage" and not self.query:
            columns = store.board(self.limit)
        else:
            columns = tuple(self._found(store, name, text, now, me) for name, text in queries.items())
        if self.by == "stage":
            columns = tuple(_own_order(column, definitions, me) for column in columns)
        lanes = self._lanes(store, columns, queries, now, me) if self.lanes else ()
        return BoardView(columns, store.place_counts(), definitions, lanes)

    def _queries(self, definitions: Definitions) -> dict[str, str]:
        """The leads of each column."""
        narrowed = f"({self.query}) " if self.query else ""
        if self.by == "due":
            return {name: f"{narrowed}{text} {_AT_WORK} -stage:handed_over" for name, text in DUE.items()}
        return {stage.id: f"{narrowed}stage:{stage.id} {_AT_WORK}" for stage in definitions.stages}

    def _found(self, store: Store, name: str, query: str, now: datetime, me: User) -> Column:
        sort = "due" if self.by == "due" and name != "none" else "score-"
        ask = PageAsk(query, sort=sort, limit=self.limit)
        rows = store.page(ask, now, me.id).rows
        sums = Counter[str]()
        for row in rows:
            if row.amount_minor:
                sums[row.currency] += row.amount_minor
        count = len(rows) if len(rows) < self.limit else store.count(ask, now, me.id)
        return Column(name, count, tuple(sorted(sums.items())), rows)

    def _lanes(
        self,
        store: Store,
        columns: Sequence[Column],
        queries: Mapping[str, str],
        now: datetime,
        me: User,
    ) -> tuple[Lane, ...]:
        """Lanes in which there is anything, the one with the most leads first, nobody's last."""
        counts = store.counts_by(self.lanes, tuple(queries.values()), now, me.id)
        total: Counter[str | None] = Counter()
        for found in counts:
            total.update(found)
        keys = sorted(total, key=lambda key: (not key, -total[key], key or ""))
        return tuple(
            Lane(
                key,
                tuple(
                    self._cell(store, column, queries[column.stage], key, found.get(key, 0), now, me)
                    for column, found in zip(columns, counts, strict=True)
                ),
            )
            for key in keys
        )

    def _cell(
        self, store: Store, column: Column, query: str, key: str | None, n: int, now: datetime, me: User
    ) -> Column:
        """A lane's part of a column: of the rows that are there, else asked for itself."""
        rows: tuple[ListRow, ...] = tuple(row for row in column.rows if getattr(row, self.lanes) == key)
        if len(rows) < min(n, _LANE_LEAST):
            named = f'{self.lanes}:"{key}"' if key else f"{self.lanes}:none"
            rows = store.page(PageAsk(f"{query} {named}", limit=self.limit), now, me.id).rows
        return Column(column.stage, n, (), rows)


def _own_order(column: Column, definitions: Definitions, me: User) -> Column:
    pins = definitions.orders.get(order_key(me.id, column.stage), ())
    if not pins:
        return column
    rows = {row.id: row for row in column.rows}
    return replace(column, rows=tuple(rows[one] for one in arranged(tuple(rows), pins)))
