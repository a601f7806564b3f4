"""What a screen or a command can ask: each question answers itself from the store as frozen rows."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic, TypeVar

from leaddesk.actions.ports import Page, PageAsk, Store, TxRow
from leaddesk.domain.before import Earlier
from leaddesk.domain.clocks import Clocks, clocks
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.ideal import About, Fit, fit_of
from leaddesk.domain.lead import CompanyState, DealState, LeadState, PersonState
from leaddesk.domain.levels import LevelWhy, levels_of
from leaddesk.domain.list_row import ListRow
from leaddesk.domain.past import verdict_at
from leaddesk.domain.row import LeadRow
from leaddesk.domain.score import Check, Verdict, readiness, verdict
from leaddesk.domain.timeline import Event, timeline
from leaddesk.domain.users import User

T = TypeVar("T")
_NEVER = datetime.min.replace(tzinfo=UTC)


class Question(ABC, Generic[T]):
    """Something asked of the base; `now` is business time, `me` the acting user."""

    @abstractmethod
    def answer(self, store: Store, now: datetime, me: User) -> T:
        """Frozen rows; never a session or a live object."""


@dataclass(frozen=True, slots=True)
class Leads(Question[Page]):
    """A page of the inbox or of a search."""

    ask: PageAsk

    def answer(self, store: Store, now: datetime, me: User) -> Page:
        return store.page(self.ask, now, me.id)


@dataclass(frozen=True, slots=True)
class Rows(Question[list[LeadRow]]):
    """Rows by id, in the order asked; those that no longer exist are left out."""

    ids: tuple[str, ...]

    def answer(self, store: Store, now: datetime, me: User) -> list[LeadRow]:
        with store.view() as read:
            return read.rows(self.ids)


@dataclass(frozen=True, slots=True)
class Count(Question[int]):
    """How many leads a query finds; with `limit` counting stops there (shown as "1,000+")."""

    ask: PageAsk
    limit: int | None = None

    def answer(self, store: Store, now: datetime, me: User) -> int:
        return store.count(self.ask, now, me.id, self.limit)


@dataclass(frozen=True, slots=True)
class SplitCounts(Question[dict[str, int]]):
    """Exact counts of all splits, by split id."""

    def answer(self, store: Store, now: datetime, me: User) -> dict[str, int]:
        return store.split_counts(now, me.id)


@dataclass(frozen=True, slots=True)
class CardView:
    """One lead whole, as the card and `show` tell it."""

    row: LeadRow
    lead: LeadState
    person: PersonState | None
    company: CompanyState | None
    clocks: Clocks
    verdict: Verdict
    readiness: tuple[Check, ...]
    came_before: tuple[Earlier, ...]
    events: tuple[Event, ...]
    definitions: Definitions
    users: Mapping[str, User] = field(default_factory=dict)
    now: datetime = _NEVER

    @property
    def levels(self) -> tuple[LevelWhy, ...]:
        """Every level, clause by clause (B13)."""
        return levels_of(self.lead, self.definitions, self.now)

    @property
    def fit(self) -> Fit:
        """How close they are to the ideal client (D24)."""
        return fit_of(About(self.lead, self.person, self.company, self.definitions, self.now))

    @property
    def deals(self) -> tuple[DealState, ...]:
        """Deals of this lead, the oldest first."""
        return self.lead.deals


@dataclass(frozen=True, slots=True)
class Card(Question[CardView]):
    """Everything about one lead, by its id or that of a record merged with it; raises NotFound."""

    lead_id: str

    def answer(self, store: Store, now: datetime, me: User) -> CardView:
        with store.view() as read:
            lead = read.lead(self.lead_id)
            person = read.person(lead.person_id) if lead.person_id else None
            company_id = lead.company_id or (person.company_id if person else None)
            definitions = read.definitions()
            reachable = person is not None and person.reachable
            seen = clocks(lead, definitions)
            return CardView(
                row=read.rows((lead.id,))[0],
                lead=lead,
                person=person,
                company=read.company(company_id) if company_id else None,
                clocks=seen,
                verdict=verdict(lead, seen, definitions, now, reachable=reachable),
                readiness=readiness(lead, definitions, reachable=reachable),
                came_before=tuple(read.earlier(lead.id)),
                events=timeline(read.ops(lead.id)),
                definitions=definitions,
                users={user.id: user for user in read.users()},
                now=now,
            )


@dataclass(frozen=True, slots=True)
class ScoreAt(Question[Verdict | None]):
    """Score and ledger of a lead as of a past moment; None before it came."""

    lead_id: str
    at: datetime

    def answer(self, store: Store, now: datetime, me: User) -> Verdict | None:
        with store.view() as read:
            lead = read.lead(self.lead_id)
            person = read.person(lead.person_id) if lead.person_id else None
            reachable = person is not None and person.reachable
            return verdict_at(
                self.lead_id, read.ops(self.lead_id), read.definitions(), self.at, reachable=reachable
            )


@dataclass(frozen=True, slots=True)
class Known(Question[list[ListRow]]):
    """Leads of whoever holds one of these contacts, newest first: came before, while typing (A10).

    With `who` (fields of domain.matching_traits by name) also of those who are most probably the same person.
    """

    contacts: tuple[tuple[str, str], ...]
    who: tuple[tuple[str, str], ...] = ()

    def answer(self, store: Store, now: datetime, me: User) -> list[ListRow]:
        return store.came_before(self.contacts, self.who)


@dataclass(frozen=True, slots=True)
class People(Question[list[User]]):
    """The users of the base."""

    def answer(self, store: Store, now: datetime, me: User) -> list[User]:
        with store.view() as read:
            return read.users()


@dataclass(frozen=True, slots=True)
class Defined(Question[Definitions]):
    """The definitions in force."""

    def answer(self, store: Store, now: datetime, me: User) -> Definitions:
        with store.view() as read:
            return read.definitions()


@dataclass(frozen=True, slots=True)
class History(Question[list[TxRow]]):
    """The last actions, newest first."""

    limit: int = 100

    def answer(self, store: Store, now: datetime, me: User) -> list[TxRow]:
        return store.history(self.limit)
