"""The ports of the program: what actions need of a store, of figures and of a recogniser."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple, Protocol

from leaddesk.actions.figures import Figure, FigureAsk, Rollup
from leaddesk.actions.met import Alike as Alike
from leaddesk.actions.met import Brief as Brief
from leaddesk.actions.met import Known as Known
from leaddesk.actions.met import Pair as Pair
from leaddesk.actions.waiting import Waiting
from leaddesk.domain.before import Earlier
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.lead import CompanyState, DealState, LeadState, PersonState
from leaddesk.domain.list_row import ListRow
from leaddesk.domain.log import Op, Set
from leaddesk.domain.matching_verdict import Verdict as Likeness
from leaddesk.domain.merging import Component
from leaddesk.domain.nurture import Nursed
from leaddesk.domain.row import LeadRow
from leaddesk.domain.users import User

Undo = Literal["whole", "per_row", "never"]
"""`never`: no step of a person, so that undo passes over it (reading marks, the founding of a base)."""


class Read(Protocol):
    """One consistent view of the base. Missing ids raise NotFound, except where None is said.

    `threads`: leads of message keys; `waits`: how many steps said that signals wait, `waiting`: those of
    contacts; `traffic`: ops of months of daily numbers.
    """

    def lead(self, lead_id: str) -> LeadState: ...
    def leads(self, lead_ids: Sequence[str]) -> list[LeadState]: ...
    def person(self, person_id: str) -> PersonState | None: ...
    def persons(self, person_ids: Sequence[str]) -> dict[str, PersonState]: ...
    def company(self, company_id: str) -> CompanyState | None: ...
    def deal(self, deal_id: str) -> DealState: ...
    def deals_in(self, stages: Sequence[str], limit: int) -> list[DealState]:
        """Deals that stand in one of these stages, the one handed over last first."""

    def nursed(self, what: str, at: datetime, limit: int) -> list[Nursed]:
        """Leads in nurture of one of `domain.nurture.LISTS`, in its order; see `listed` for `at`."""

    def in_deals(self) -> set[str]:
        """Persons with an open deal, whom no list of marketing may name (B11)."""

    def loads(self, stages: Sequence[str]) -> dict[str, int]:
        """How many deals in these stages each user has."""

    def held(self, since: datetime) -> dict[str, tuple[int, int]]:
        """How many leads at work each user has, and how many of them were given since a moment."""

    def ops(self, lead_id: str) -> list[Op]: ...
    def together(self, row_id: str) -> Component:
        """The lead or person with all that was merged with it, and the merges."""

    def as_one(self, person_ids: Sequence[str]) -> PersonState | None:
        """The one person that these would be if they were merged."""

    def alike(self, person_id: str) -> list[Alike]:
        """Other persons who may be this one, the most probable first, colleagues too."""

    def likeness(self, one: str, other: str) -> Likeness:
        """What the pair score says of two persons."""

    def suspected(self, most: int) -> list[Pair]:
        """The most probable pairs of persons who are one, as the last search and newcomers since told."""

    def suspected_of(self, person_ids: Sequence[str]) -> list[Pair]:
        """Those of some persons."""

    def known(self, contacts: Sequence[tuple[str, str]]) -> list[Known]: ...
    def briefs(self, person_ids: Sequence[str]) -> list[Brief]: ...
    def arriving(
        self, prints: Sequence[str], contacts: Sequence[tuple[str, str]], skeletons: Sequence[str]
    ) -> None:
        """Say what is looked up next: fingerprints, contacts, companies; a far base fetches all in one go."""

    def fingerprints(self, prints: Sequence[str]) -> dict[str, str]: ...
    def threads(self, keys: Sequence[str]) -> dict[str, str]: ...
    def waits(self) -> int: ...
    def waiting(self, contacts: Sequence[tuple[str, str]]) -> list[Waiting]: ...
    def traffic(self, rows: Sequence[str]) -> list[Op]: ...
    def companies(self, skeletons: Sequence[str]) -> dict[str, str]: ...
    def earlier(self, lead_id: str) -> list[Earlier]: ...
    def users(self) -> list[User]: ...
    def definitions(self) -> Definitions: ...
    def rows(self, lead_ids: Sequence[str]) -> list[LeadRow]: ...
    def resolve(self, prefix: str) -> str: ...


Plan = Callable[[Read], Sequence[Set]]
May = Callable[[], bool]


def nobody_may() -> bool:
    """The answer of a door that asked nobody: only one's own steps are taken back."""
    return False


@dataclass(frozen=True, slots=True)
class Intent:
    """The head of a transaction: which action, by whom (user id), at which business time, undone how."""

    action: str
    actor: str
    at: datetime
    undo: Undo = "whole"
    about: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a write changed: ids of leads, and topics (lead, person, deal, definitions, user)."""

    tx: str
    ids: tuple[str, ...]
    topics: frozenset[str] = frozenset({"lead"})


class Kept(NamedTuple):
    """A row that an undo left alone, and the key why: who changed it since and when stands in `said`."""

    id: str
    reason: str
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Undone:
    """What undo or redo did: the tx it is about, the change, and the rows spared."""

    tx: str
    change: Change
    kept: tuple[Kept, ...] = ()
    action: str = ""


@dataclass(frozen=True, slots=True)
class TxRow:
    """A line of the action history. `state`: open, closed, reverting, undone."""

    tx: str
    at: datetime
    actor: str
    action: str
    state: str
    rows: int
    about: str
    lead_id: str | None
    lead_name: str
    undone: bool


REVERTING = "reverting"
"""Stage of a job that was cancelled, and takes back what it wrote."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job is; `total` None where unknown; `stage` names what is no part of the job itself."""

    done: int
    total: int | None
    stage: str = ""


class Cursor(NamedTuple):
    """Where a page ended: the sort key's value and the id of its last row."""

    key: Any
    id: str


@dataclass(frozen=True, slots=True)
class PageAsk:
    """A page of leads: a search text (UX 4.3), a sort key (- for descending), a cursor, at most `limit`.

    `split` is the id of a declared split and is joined to the search by AND. The sort `call-` is the order
    of work (domain.call_now) as of `at`, else of now: pages of one list name the same moment.
    """

    query: str = ""
    split: str | None = None
    sort: str = "score-"
    after: Cursor | None = None
    before: Cursor | None = None
    limit: int = 200
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in order, where the next page begins (None at the end), what the search did not understand."""

    rows: tuple[ListRow, ...]
    next: Cursor | None
    problems: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board: exact count and amounts by currency, and its first rows."""

    stage: str
    count: int
    amounts: tuple[tuple[str, int], ...]
    rows: tuple[ListRow, ...]


class Checked(NamedTuple):
    """Result of `check`: problems are (key, arguments); open imports are named, they are no failure."""

    integrity: bool
    projections: bool
    open_imports: tuple[str, ...]
    problems: tuple[tuple[str, Mapping[str, Any]], ...]


Notice = tuple[str, Mapping[str, Any]]
"""Key and arguments of a sentence about the base itself that whoever opens it should hear."""


class Store(Protocol):
    """The base: one way to write, and the reads of the screens."""

    notices: tuple[Notice, ...]

    def write(self, intent: Intent, plan: Plan) -> Change: ...
    def bulk(
        self,
        intent: Intent,
        plans: Iterator[Plan],
        *,
        tx: str | None = None,
        said: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Change: ...
    def undo(self, intent: Intent, tx: str | None = None, others: May = nobody_may) -> Undone: ...
    def redo(self, intent: Intent) -> Undone: ...
    def view(self) -> AbstractContextManager[Read]: ...
    def page(self, ask: PageAsk, now: datetime, me: str) -> Page: ...
    def count(self, ask: PageAsk, now: datetime, me: str, limit: int | None = None) -> int: ...
    def counts(
        self, queries: Sequence[str], now: datetime, me: str, limit: int | None = None
    ) -> tuple[int, ...]: ...
    def counts_by(
        self, fact: str, queries: Sequence[str], now: datetime, me: str
    ) -> tuple[Mapping[str | None, int], ...]: ...
    def talked(self, since: datetime, until: datetime) -> int: ...
    def split_counts(self, now: datetime, me: str) -> dict[str, int]: ...
    def board(self, limit: int) -> tuple[Column, ...]: ...
    def came_before(
        self, contacts: Sequence[tuple[str, str]], who: Sequence[tuple[str, str]] = ()
    ) -> list[ListRow]:
        """The newest leads (50) of whoever holds a contact (kind, normal form) or is told by `who`."""
        ...

    def place_counts(self) -> dict[str, int]: ...
    def rollups(self, prefixes: Sequence[str]) -> list[Rollup]: ...
    def ids_where(self, ask: PageAsk, now: datetime, me: str) -> Iterator[str]: ...
    def history(self, limit: int, before: str | None = None) -> list[TxRow]: ...
    def names(self, text: str) -> bool:
        """Whether some op names this text, such as the digest of a file; reads the whole log."""

    def unfinished(self) -> list[TxRow]:
        """Transactions that are not closed, newest first: imports at work, or left open by a crash."""

    def tick(self, now: datetime) -> Change | None: ...
    def keep_keys(self, most: int) -> bool: ...
    def crowd(self) -> Iterator[Sequence[tuple[str, str]]]:
        """All persons in pages, each with what is compared of it (domain.matching_traits, packed)."""

    def suspect(self, pairs: Sequence[Pair]) -> None:
        """Keep these pairs as what a search of all persons found."""

    def check(self) -> Checked: ...
    def backup(self, path: str) -> None: ...
    def version(self) -> int: ...
    def close(self) -> None: ...


class Figures(Protocol):
    """The figures of the charts screen by name (analysis): a frame-free, frozen answer."""

    def names(self) -> Sequence[str]: ...
    def figure(self, name: str, ask: FigureAsk) -> Figure: ...
