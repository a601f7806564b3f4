"""What a base holds at one moment, folded from a ledger as a whole: every projection by its rule."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from leaddesk.actions.defaults import definitions_from
from leaddesk.actions.placing import with_sales
from leaddesk.actions.ports import Alike, Brief, Known, Pair
from leaddesk.actions.threads import thread_id
from leaddesk.actions.waiting import ANY, Waiting, read_waiting, waiting_id
from leaddesk.domain.before import Earlier, before, is_open
from leaddesk.domain.companies import skeleton
from leaddesk.domain.deal_fold import fold_deal
from leaddesk.domain.definitions import ENTITIES, LAST, NAME, PLACE, PLAIN_ENTITIES, Definitions
from leaddesk.domain.figures import contribution
from leaddesk.domain.fold import fold_company, fold_lead, fold_person
from leaddesk.domain.lead import CompanyState, DealState, LeadState, PersonState
from leaddesk.domain.log import Op, in_order, winners
from leaddesk.domain.matching_verdict import Verdict as Likeness
from leaddesk.domain.merging import Component, component, merged_lead, merged_person
from leaddesk.domain.nurture import Nursed, listed, nursed, order
from leaddesk.domain.refusals import NotFound
from leaddesk.domain.row import Before, LeadRow, lead_row
from leaddesk.domain.users import User
from tests.fakes.likeness import Crowd
from tests.fakes.memory_log import Ledger

T = TypeVar("T")
IDENTIFYING = ("email", "phone", "messenger", "profile")


@dataclass(frozen=True)
class State:
    """Everything that a ledger means as of a time; never changed once made. It is the `Read` of the fake."""

    ledger: Ledger
    defined: Definitions
    people: tuple[User, ...]
    leads_: Mapping[str, LeadState]
    persons_: Mapping[str, PersonState]
    companies_: Mapping[str, CompanyState]
    deals_: Mapping[str, DealState]
    rows_: Mapping[str, LeadRow]
    befores: Mapping[str, tuple[Earlier, ...]]
    one_with: Mapping[str, str]

    # -- Read --

    def lead(self, lead_id: str) -> LeadState:
        shown = self.one_with.get(lead_id, lead_id)
        if shown not in self.leads_:
            raise NotFound("lead.not_found", id=lead_id)
        return self.leads_[shown]

    def leads(self, lead_ids: Sequence[str]) -> list[LeadState]:
        return list({lead.id: lead for lead in map(self.lead, lead_ids)}.values())

    def person(self, person_id: str) -> PersonState | None:
        return self.persons_.get(self.one_with.get(person_id, person_id))

    def persons(self, person_ids: Sequence[str]) -> dict[str, PersonState]:
        found = {i: self.person(i) for i in person_ids}
        return {i: person for i, person in found.items() if person is not None}

    def company(self, company_id: str) -> CompanyState | None:
        return self.companies_.get(company_id)

    def deal(self, deal_id: str) -> DealState:
        if deal_id not in self.deals_:
            raise NotFound("deal.not_found", id=deal_id)
        return self.deals_[deal_id]

    def deals_in(self, stages: Sequence[str], limit: int) -> list[DealState]:
        found = [deal for deal in self.deals_.values() if deal.stage in stages]
        found.sort(key=lambda deal: (deal.handed_at or deal.at, deal.id), reverse=True)
        return found[:limit]

    def nursed(self, what: str, at: datetime, limit: int) -> list[Nursed]:
        rows = [row for lead in self.leads_.values() if (row := nursed(lead, self.defined))]
        found = [row for row in rows if listed(row, what, at)]
        return sorted(found, key=lambda row: order(row, what))[:limit]

    def in_deals(self) -> set[str]:
        held = (lead for lead in self.leads_.values() if with_sales(lead.position) and lead.person_id)
        return {str(x.person_id) for x in held if not x.deals or x.deals[-1].stage != "won"}

    def loads(self, stages: Sequence[str]) -> dict[str, int]:
        return dict(Counter(deal.to for deal in self.deals_.values() if deal.stage in stages and deal.to))

    def held(self, since: datetime) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for row in self.rows_.values():
            if row.owner and row.kind == "request" and row.place is None:
                given = self.leads_[row.id].owned_at
                n, fresh = found.get(row.owner, (0, 0))
                found[row.owner] = n + 1, fresh + (given is not None and given >= since)
        return found

    def ops(self, lead_id: str) -> list[Op]:
        members = self.together(lead_id).members
        ops = [op for one in members for op in self.ledger.row("lead", one)]
        return in_order(ops) if ops else self.ledger.row("person", lead_id)

    def together(self, row_id: str) -> Component:
        return component(row_id, partial(_ops_of, self.ledger))

    def as_one(self, person_ids: Sequence[str]) -> PersonState | None:
        everyone = {one for row_id in person_ids for one in self.together(row_id).members}
        return merged_person(
            {i: (self.ledger.row("person", i), self.ledger.birth("person", i)) for i in everyone}
        )

    def crowd(self) -> Crowd:
        """All persons, to be compared."""
        return Crowd(self.rows_.values(), dict(self.persons_), dict(self.companies_))

    def alike(self, person_id: str) -> list[Alike]:
        return self.crowd().alike(person_id)

    def likeness(self, one: str, other: str) -> Likeness:
        return self.crowd().likeness(one, other)

    def suspected(self, most: int) -> list[Pair]:
        return self.crowd().pairs()[:most]

    def suspected_of(self, person_ids: Sequence[str]) -> list[Pair]:
        return [pair for pair in self.crowd().pairs() if {pair.one, pair.other} & set(person_ids)]

    def known(self, contacts: Sequence[tuple[str, str]]) -> list[Known]:
        wanted = set(contacts)
        return sorted(
            Known(c.kind, c.normal, person.id, person.name)
            for person in self.persons_.values()
            for c in person.contacts
            if c.normal and (c.kind, c.normal) in wanted
        )

    def briefs(self, person_ids: Sequence[str]) -> list[Brief]:
        wanted = set(person_ids)
        return [
            Brief(
                row.id,
                row.person_id,
                row.need,
                row.received,
                row.place,
                row.place is None,
                is_open(row.place, row.won_at),
                row.kind,
                row.owner,
            )
            for row in self.rows_.values()
            if row.person_id in wanted and row.person_id is not None
        ]

    def arriving(
        self, prints: Sequence[str], contacts: Sequence[tuple[str, str]], skeletons: Sequence[str]
    ) -> None:
        """Nothing is far."""

    def fingerprints(self, prints: Sequence[str]) -> dict[str, str]:
        wanted = set(prints)
        found = sorted((row.id, row.fingerprint) for row in self.rows_.values() if row.fingerprint in wanted)
        return {printed: row_id for row_id, printed in reversed(found)}

    def threads(self, keys: Sequence[str]) -> dict[str, str]:
        told = {key: self.ledger.row("thread", thread_id(key)) for key in keys}
        found = {key: ops[-1].value for key, ops in told.items() if ops}
        return {key: lead for key, lead in found.items() if lead in self.leads_}

    def waits(self) -> int:
        return len(self.ledger.row("waiting", ANY))

    def waiting(self, contacts: Sequence[tuple[str, str]]) -> list[Waiting]:
        told = ((key, self.ledger.row("waiting", waiting_id(*key))) for key in contacts)
        return [one for key, ops in told for one in read_waiting(*key, ops)]

    def traffic(self, rows: Sequence[str]) -> list[Op]:
        return [op for row_id in rows for op in self.ledger.row("traffic", row_id)]

    def companies(self, skeletons: Sequence[str]) -> dict[str, str]:
        wanted = set(skeletons)
        found = sorted((company.id, skeleton(company.name)) for company in self.companies_.values())
        return {name: row_id for row_id, name in reversed(found) if name in wanted}

    def earlier(self, lead_id: str) -> list[Earlier]:
        return list(self.befores[self.lead(lead_id).id])

    def users(self) -> list[User]:
        return list(self.people)

    def definitions(self) -> Definitions:
        return self.defined

    def rows(self, lead_ids: Sequence[str]) -> list[LeadRow]:
        return [self.rows_[lead_id] for lead_id in lead_ids if lead_id in self.rows_]

    def resolve(self, prefix: str) -> str:
        known = [*self.leads_, *self.one_with]
        found = {self.one_with.get(i, i) for i in known if prefix and i.startswith(prefix)}
        if len(found) != 1:
            raise NotFound("lead.not_found" if not found else "lead.ambiguous", id=prefix)
        return found.pop()

    # -- What a store is compared by --

    def rollups(self) -> dict[str, tuple[int, int]]:
        """The full recount of every figure."""
        zone = ZoneInfo(self.defined.setting("zone"))
        total: dict[str, tuple[int, int]] = {}
        for row in self.rows_.values():
            for key, (n, amount) in contribution(row, zone).items():
                old = total.get(key, (0, 0))
                total[key] = (old[0] + n, old[1] + amount)
        return total


def fold_all(ledger: Ledger, as_of: datetime) -> State:
    """Fold the whole ledger; rows as of `as_of`."""
    ids = _ids_by_entity(ledger)
    defined = _definitions(ledger, ids)
    deals = {i: deal for i in ids.get("deal", ()) if (deal := fold_deal(i, ledger.row("deal", i)))}
    leads, one_with = _leads(ledger, ids.get("lead", ()), deals.values())
    persons = _living(ledger, "person", fold_person)
    one_with |= _merge_persons(ledger, persons)
    companies = _living(ledger, "company", fold_company)
    shown = {
        i: replace(lead, person_id=one_with.get(lead.person_id or "", lead.person_id))
        for i, lead in leads.items()
    }
    bare = {i: _row(lead, persons, companies, Before(), defined, as_of) for i, lead in shown.items()}
    befores = _befores(bare, persons)
    rows = {
        i: _row(lead, persons, companies, before(i, bare[i].received, befores[i]), defined, as_of)
        for i, lead in shown.items()
    }
    return State(
        ledger, defined, _users(ledger, ids), leads, persons, companies, deals, rows, befores, one_with
    )


def _ops_of(ledger: Ledger, row_ids: Sequence[str]) -> dict[str, list[Op]]:
    """Ops in force of rows, whatever they are of."""
    return {i: [*ledger.row("lead", i), *ledger.row("person", i)] for i in row_ids}


def _leads(
    ledger: Ledger, ids: Iterable[str], deals: Iterable[DealState]
) -> tuple[dict[str, LeadState], dict[str, str]]:
    """Leads by the id that shows them, and merged ids with that id."""
    found: dict[str, LeadState] = {}
    one_with: dict[str, str] = {}
    for row_id in ids:
        group = component(row_id, partial(_ops_of, ledger))
        mine = [deal for deal in deals if set(group.members) & set(deal.lead_ids)]
        if len(group.members) == 1:
            state = fold_lead(row_id, ledger.row("lead", row_id), mine)
        else:
            members = {i: ledger.row("lead", i) for i in group.members}
            state = merged_lead(members, group.edges, mine)
        if state is not None:
            found[state.id] = state
            one_with |= {i: state.id for i in group.members if i != state.id}
    return found, one_with


def _merge_persons(ledger: Ledger, persons: dict[str, PersonState]) -> dict[str, str]:
    """Put one person in the place of those who were merged; the merged ids with that one's."""
    one_with: dict[str, str] = {}
    for row_id in sorted(persons):
        group = component(row_id, partial(_ops_of, ledger)).members
        if len(group) == 1 or row_id in one_with:
            continue
        parts = {i: (ledger.row("person", i), ledger.birth("person", i)) for i in group}
        state = merged_person(parts)
        if state is not None:
            one_with |= {i: state.id for i in group if i != state.id}
            persons[state.id] = state
    for row_id in one_with:
        persons.pop(row_id, None)
    return one_with


def _ids_by_entity(ledger: Ledger) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entity, row_id in ledger.by_row:
        found.setdefault(entity, []).append(row_id)
    return found


def _living(
    ledger: Ledger, entity: str, fold_one: Callable[[str, list[Op], Mapping[str, Any] | None], T | None]
) -> dict[str, T]:
    """Persons or companies whose capture is in force, or that stayed when it was undone."""
    ids = [row_id for known, row_id in ledger.births if known == entity]
    folded = ((i, fold_one(i, ledger.row(entity, i), ledger.birth(entity, i))) for i in ids)
    return {row_id: state for row_id, state in folded if state is not None}


def _row(
    lead: LeadState,
    persons: Mapping[str, PersonState],
    companies: Mapping[str, CompanyState],
    came: Before,
    defined: Definitions,
    as_of: datetime,
) -> LeadRow:
    person = persons.get(lead.person_id or "")
    company = companies.get(lead.company_id or (person.company_id if person else None) or "")
    return lead_row(lead, person, company, came, defined, as_of)


def _befores(
    rows: Mapping[str, LeadRow], persons: Mapping[str, PersonState]
) -> dict[str, tuple[Earlier, ...]]:
    """Leads of the same client received before each lead, newest first (A10)."""
    by_key: dict[tuple[str, str], list[LeadRow]] = {}
    for row in rows.values():
        for key in _client_keys(row, persons):
            by_key.setdefault(key, []).append(row)
    found = {}
    for row in rows.values():
        why: dict[str, str] = {}
        for key in _client_keys(row, persons):
            for other in by_key[key]:
                if (other.received, other.id) < (row.received, row.id):
                    why.setdefault(other.id, f"same_{key[0]}")
        past = sorted(why, key=lambda i: (rows[i].received, i), reverse=True)
        found[row.id] = tuple(_earlier(rows[i], why[i]) for i in past)
    return found


def _client_keys(row: LeadRow, persons: Mapping[str, PersonState]) -> list[tuple[str, str]]:
    person = persons.get(row.person_id or "")
    if person is None:
        return []
    contacts = [
        (c.kind, c.normal) for c in person.contacts if c.normal and not c.shared and c.kind in IDENTIFYING
    ]
    return [("person", person.id), *contacts]


def _earlier(row: LeadRow, why: str) -> Earlier:
    return Earlier(
        row.id,
        row.kind,
        row.received,
        row.stage,
        row.place,
        row.place_reason,
        row.won_at,
        row.lost_at,
        row.owner,
        why,
    )


def _values(ledger: Ledger, entity: str, row_id: str) -> dict[str, Any]:
    return {field: register.value for field, register in winners(ledger.row(entity, row_id)).items()}


def _definitions(ledger: Ledger, ids: Mapping[str, Iterable[str]]) -> Definitions:
    rows = []
    for entity in (*ENTITIES, *PLAIN_ENTITIES):
        for row_id in ids.get(entity, ()):
            fields = _values(ledger, entity, row_id)
            if NAME in fields:
                rows.append((fields.get(PLACE, LAST), fields[NAME], entity, fields))
    rows.sort(key=lambda row: row[:3])
    return definitions_from([(entity, key, fields) for _, key, entity, fields in rows])


def _users(ledger: Ledger, ids: Mapping[str, Iterable[str]]) -> tuple[User, ...]:
    found = []
    for row_id in ids.get("user", ()):
        fields = _values(ledger, "user", row_id)
        if "name" in fields:
            found.append(
                User(row_id, fields["name"], tuple(fields.get("roles", ())), bool(fields.get("active", True)))
            )
    return tuple(sorted(found, key=lambda user: (user.name, user.id)))
