"""The view of the base that actions plan on (the port `Read`)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from leaddesk.actions.ports import Alike, Brief, Known, Pair
from leaddesk.actions.threads import thread_id
from leaddesk.actions.waiting import ANY, Waiting, read_waiting, waiting_id
from leaddesk.domain.before import Earlier
from leaddesk.domain.deal_fold import fold_deal
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.lead import CompanyState, DealState, LeadState, PersonState
from leaddesk.domain.log import Op, in_order, ms_of
from leaddesk.domain.matching_verdict import Verdict as Likeness
from leaddesk.domain.merging import Component
from leaddesk.domain.nurture import Nursed
from leaddesk.domain.refusals import NotFound
from leaddesk.domain.row import LeadRow
from leaddesk.domain.users import User
from leaddesk.storage import asks, suspecting
from leaddesk.storage import schema as t
from leaddesk.storage.batch import Batch
from leaddesk.storage.classes import Classes
from leaddesk.storage.defined import Defined
from leaddesk.storage.meetings import Meetings
from leaddesk.storage.people import load_companies, load_persons, person_as_one
from leaddesk.storage.piles import ACTIVE
from leaddesk.storage.project import Projector
from leaddesk.storage.rows import Rows


class SqlRead:
    """One consistent view on a connection."""

    def __init__(self, connection: sa.Connection, defined: Defined, rows: Rows | None = None) -> None:
        self.connection = connection
        self.stored = rows or Rows(connection)
        self._defined = defined
        self._known: dict[str, LeadState] = {}

    @cached_property
    def _definitions(self) -> Definitions:
        """Asked for once in a view, however many leads are planned by them."""
        return self._defined.read(self.connection)

    @cached_property
    def _users(self) -> list[User]:
        return self._defined.users(self.connection)

    def lead(self, lead_id: str) -> LeadState:
        if lead_id not in self._known:
            self._known[lead_id] = self.leads((lead_id,))[0]
        return self._known[lead_id]

    def leads(self, lead_ids: Sequence[str]) -> list[LeadState]:
        self.stored.expect(lead_ids)
        projector = self._projector()
        states = projector.states(lead_ids)
        found = {projector.reps.get(lead_id, lead_id): lead_id for lead_id in lead_ids}
        for shown, lead_id in found.items():
            if shown not in states:
                raise NotFound("lead.not_found", lead=lead_id)
        self._expect_persons(states.values())
        return [states[shown] for shown in found]

    def _expect_persons(self, states: Collection[LeadState]) -> None:
        """Read the people of several leads together: a plan asks for them one by one."""
        persons = sorted({state.person_id for state in states if state.person_id})
        if len(persons) > 1:
            self.stored.ops(persons)
            self.stored.born("person", persons, {})

    def _projector(self) -> Projector:
        from datetime import UTC, datetime

        return Projector(self.stored, Batch(), self.definitions(), datetime.fromtimestamp(0, UTC))

    def person(self, person_id: str) -> PersonState | None:
        return self.persons((person_id,)).get(person_id)

    def persons(self, person_ids: Sequence[str]) -> dict[str, PersonState]:
        return load_persons(self.stored, person_ids, {})

    def company(self, company_id: str) -> CompanyState | None:
        return load_companies(self.stored, (company_id,), {}).get(company_id)

    def deal(self, deal_id: str) -> DealState:
        state = fold_deal(deal_id, self.stored.ops((deal_id,))[deal_id])
        if state is None:
            raise NotFound("deal.not_found", deal=deal_id)
        return state

    def deals_in(self, stages: Sequence[str], limit: int) -> list[DealState]:
        c = t.deal.c
        query = sa.select(c.id).where(c.stage.in_(stages)).order_by(c.handed_at.desc(), c.id.desc())
        ids = self.stored.ids(query.limit(limit))
        states = ((i, ops) for i, ops in self.stored.ops(ids).items())
        return [state for i, ops in states if (state := fold_deal(i, ops)) is not None]

    def nursed(self, what: str, at: datetime, limit: int) -> list[Nursed]:
        c, ms = t.nursed.c, ms_of(at)
        told = {
            "due": (c.next_at <= ms, c.next_at),
            "waking": (c.wake_at <= ms, c.wake_at),
            "quiet": (c.last_at < ms, c.last_at),
            "ownerless": (c.owner.is_(None), c.since),
        }
        where, first = told.get(what, (sa.true(), c.since))
        query = sa.select(t.nursed).where(where).order_by(first, c.lead_id).limit(limit)
        return [Nursed(*row) for row in self.connection.execute(query)]

    def in_deals(self) -> set[str]:
        c = t.lead.c
        sold = sa.and_(c.place == "deal", sa.or_(c.outcome.is_(None), c.outcome != "won"))
        waits = sa.and_(c.stage == "handed_over", c.place.is_(None))
        query = sa.select(c.person_id).where(sa.or_(sold, waits), c.person_id.isnot(None)).distinct()
        return {row[0] for row in self.connection.execute(query)}

    def loads(self, stages: Sequence[str]) -> dict[str, int]:
        c = t.deal.c
        query = sa.select(c.to, sa.func.count()).where(c.stage.in_(stages), c.to.isnot(None)).group_by(c.to)
        return {row[0]: row[1] for row in self.connection.execute(query)}

    def held(self, since: datetime) -> dict[str, tuple[int, int]]:
        c = t.lead.c
        fresh = sa.func.sum(sa.case((c.given_at >= ms_of(since), 1), else_=0))
        query = sa.select(c.owner, sa.func.count(), fresh).where(c.pile == ACTIVE, c.owner.isnot(None))
        return {row[0]: (row[1], int(row[2])) for row in self.connection.execute(query.group_by(c.owner))}

    def ops(self, lead_id: str) -> list[Op]:
        members = self.together(lead_id).members
        return in_order(op for ops in self.stored.ops(members).values() for op in ops)

    def together(self, row_id: str) -> Component:
        return Classes(self.stored).of(row_id)

    def as_one(self, person_ids: Sequence[str]) -> PersonState | None:
        return person_as_one(self.stored, person_ids)

    def alike(self, person_id: str) -> list[Alike]:
        # Here, because matching and what it compares words by are a tenth of a start (P1).
        from leaddesk.storage.matching_ask import alike

        return [Alike(*one) for one in alike(self.connection, person_id)]

    def likeness(self, one: str, other: str) -> Likeness:
        from leaddesk.storage.matching_ask import likeness

        return likeness(self.connection, one, other)

    def suspected(self, most: int) -> list[Pair]:
        return suspecting.best(self.connection, most)

    def suspected_of(self, person_ids: Sequence[str]) -> list[Pair]:
        return suspecting.of(self.connection, person_ids) if person_ids else []

    def known(self, contacts: Sequence[tuple[str, str]]) -> list[Known]:
        return self.stored.known(contacts)

    def briefs(self, person_ids: Sequence[str]) -> list[Brief]:
        return self.stored.briefs(person_ids)

    def arriving(
        self, prints: Sequence[str], contacts: Sequence[tuple[str, str]], skeletons: Sequence[str]
    ) -> None:
        self.stored.expect_arrivals(prints, contacts, skeletons)

    def fingerprints(self, prints: Sequence[str]) -> dict[str, str]:
        return {key: rows[0][0] for key, rows in self.stored.fetch(asks.PRINT, prints).items() if rows}

    def threads(self, keys: Sequence[str]) -> dict[str, str]:
        ids = {thread_id(key): key for key in keys}
        ops = self.stored.ops(sorted(ids))
        found = {ids[row_id]: row[-1].value for row_id, row in ops.items() if row}
        live = self.stored.lead_rows(sorted(set(found.values())))
        return {key: lead for key, lead in found.items() if lead in live}

    def waits(self) -> int:
        return len(self.stored.ops((ANY,))[ANY])

    def waiting(self, contacts: Sequence[tuple[str, str]]) -> list[Waiting]:
        if not contacts or not self.waits():
            return []
        ids = {key: waiting_id(*key) for key in contacts}
        ops = self.stored.ops(sorted(ids.values()))
        return [one for key, row_id in ids.items() for one in read_waiting(*key, ops[row_id])]

    def traffic(self, rows: Sequence[str]) -> list[Op]:
        return [op for ops in self.stored.ops(rows).values() for op in ops]

    def companies(self, skeletons: Sequence[str]) -> dict[str, str]:
        found = self.stored.fetch(asks.SKELETON, skeletons)
        return {key: rows[0][0] for key, rows in found.items() if rows}

    def earlier(self, lead_id: str) -> list[Earlier]:
        state = self.lead(lead_id)
        if not state.person_id:
            return []
        person = self.person(state.person_id)
        client = person.id if person else state.person_id
        group = Meetings(self.stored, {}, {}, ()).groups({client})[client]
        mine = (ms_of(state.received), state.id)
        past = {lead.id: lead for lead in group if (lead.received, lead.id) < mine}
        return sorted(past.values(), key=lambda lead: (lead.received, lead.id), reverse=True)

    def users(self) -> list[User]:
        return list(self._users)

    def definitions(self) -> Definitions:
        return self._definitions

    def rows(self, lead_ids: Sequence[str]) -> list[LeadRow]:
        found = self.stored.lead_rows(lead_ids)
        return [LeadRow(*found[lead_id]) for lead_id in lead_ids if lead_id in found]

    def resolve(self, prefix: str) -> str:
        """The one lead whose id begins so; NotFound where none or several do."""
        low, high = prefix.ljust(32, "0"), prefix.ljust(32, "f")
        try:
            found = self.stored.ids(_begins(low, high)) if len(prefix) <= 32 else []
        except (ValueError, sa.exc.StatementError):
            found = []
        if len(found) != 1:
            raise NotFound("lead.not_found" if not found else "lead.ambiguous", lead=prefix)
        return found[0]


def _begins(low: str, high: str) -> sa.Select[Any]:
    """Leads whose ids lie between two, also those that another lead shows."""
    own = sa.select(t.lead.c.id).where(t.lead.c.id.between(low, high)).limit(2)
    shown = sa.select(t.member.c.lead_id).where(t.member.c.id.between(low, high)).limit(2)
    both = sa.union(sa.select(own.subquery()), sa.select(shown.subquery())).subquery()
    return sa.select(both).limit(2)
