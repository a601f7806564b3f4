"""What marketing asks: who is due for a touch, wakes soon, was left alone; whom a list may name (B11)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from leaddesk.actions.chunks import in_chunks
from leaddesk.actions.ports import PageAsk, Read, Store
from leaddesk.actions.questions import Question
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.nurture import Nursed
from leaddesk.domain.row import LeadRow
from leaddesk.domain.users import User

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class NursedRow:
    """A lead in nurture with its row."""

    nursed: Nursed
    lead: LeadRow


@dataclass(frozen=True, slots=True)
class Nursery(Question[list[NursedRow]]):
    """Leads in nurture of one of `domain.nurture.LISTS`; those in a deal are in none of them (B11).

    `days`: waking within them, or left alone for them (the setting where it is None).
    """

    what: str = "due"
    days: int | None = None
    limit: int = 500

    def answer(self, store: Store, now: datetime, me: User) -> list[NursedRow]:
        with store.view() as read:
            at = moment_of(self.what, self.days, now, read.definitions())
            found = read.nursed(self.what, at, self.limit)
            rows = {row.id: row for row in read.rows([one.lead_id for one in found])}
            sold = read.in_deals()
        held = (NursedRow(one, rows[one.lead_id]) for one in found if one.lead_id in rows)
        return [one for one in held if one.lead.person_id not in sold]


def moment_of(what: str, days: int | None, now: datetime, definitions: Definitions) -> datetime:
    """Until when a touch or waking counts, or since when nobody touched a lead."""
    if what == "waking":
        return now + timedelta(days=7 if days is None else days)
    if what == "quiet":
        known = int(definitions.setting("nurture_quiet_days")) if days is None else days
        return now - timedelta(days=known)
    return now


@dataclass(frozen=True, slots=True)
class Marketing(Question[list[User]]):
    """Who looks after nurture: marketers at work, and owners of programmes. Empty: nobody (A23)."""

    def answer(self, store: Store, now: datetime, me: User) -> list[User]:
        with store.view() as read:
            owners = {programme.owner for programme in read.definitions().programmes}
            return [u for u in read.users() if u.active and ("marketer" in u.roles or u.id in owners)]


@dataclass(frozen=True, slots=True)
class Left:
    """Why a lead is not in a list that goes out: key of the reason and how many."""

    reason: str
    n: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A list that may go out: ids in order, and what was left out for which reason."""

    query: str
    ids: tuple[str, ...]
    left: tuple[Left, ...]


REASONS = ("in_deal", "no_contact", "refused", "junk")


@dataclass(frozen=True, slots=True)
class SegmentOf(Question[Segment]):
    """Leads of a query that a mailing may name, one for each person (B4, B27).

    Left out: persons with an open deal, records without a contact or junk, consent that was refused.
    """

    query: str = ""

    def answer(self, store: Store, now: datetime, me: User) -> Segment:
        ids = tuple(store.ids_where(PageAsk(query=self.query, sort="score-"), now, me.id))
        found: list[str] = []
        left = dict.fromkeys(REASONS, 0)
        seen: set[str] = set()
        with store.view() as read:
            sold = read.in_deals()
            for row, refused in _with_consent(ids, read):
                why = _why_not(row, refused, sold)
                if why:
                    left[why] += 1
                elif row.person_id not in seen:
                    found.append(row.id)
                    seen.add(str(row.person_id))
        return Segment(self.query, tuple(found), tuple(Left(k, n) for k, n in left.items() if n))


def _with_consent(ids: Iterable[str], read: Read) -> Iterator[tuple[LeadRow, bool]]:
    for chunk in in_chunks(ids, _CHUNK):
        rows = read.rows(chunk)
        people = read.persons(sorted({row.person_id for row in rows if row.person_id}))
        for row in rows:
            person = people.get(row.person_id or "")
            consent = person.consent if person else None
            yield row, bool(consent) and (consent or {}).get("state") == "no"


def _why_not(row: LeadRow, refused: bool, sold: set[str]) -> str:
    """Why a list must not name a lead; empty where it may."""
    if not row.person_id or not row.reachable:
        return "no_contact"
    if row.place == "junk":
        return "junk"
    if row.person_id in sold:
        return "in_deal"
    return "refused" if refused else ""
