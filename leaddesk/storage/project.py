"""From ops to projections: which rows a write touches, and what they become."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from leaddesk.domain.companies import skeleton
from leaddesk.domain.deal_fold import fold_deal
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.figures import contribution, difference
from leaddesk.domain.fold import fold_company, fold_lead
from leaddesk.domain.lead import CompanyState, DealState, LeadState, PersonState
from leaddesk.domain.log import BORN, Op, OpId, ms_of
from leaddesk.domain.newborn import newborn_lead, newborn_row, newborn_sought, person_of
from leaddesk.domain.row import Before, LeadRow, lead_row
from leaddesk.domain.sought import sought_of, words_of
from leaddesk.storage import asks
from leaddesk.storage import schema as t
from leaddesk.storage.batch import Batch, Row, differing
from leaddesk.storage.child_rows import children, deal_row
from leaddesk.storage.meetings import befores
from leaddesk.storage.piles import pile_of
from leaddesk.storage.rows import Rows
from leaddesk.storage.search_lines import packed

_CHILDREN = ((t.answer, 2), (t.touch, 2), (t.task, 2), (t.nursed, 1))


class Projector:
    """Projects touched rows into a batch. `fresh` rows are known not to be in the base yet."""

    def __init__(self, rows: Rows, batch: Batch, definitions: Definitions, as_of: datetime) -> None:
        self.rows = rows
        self.batch = batch
        self.definitions = definitions
        self.as_of = as_of
        self.zone = ZoneInfo(str(definitions.setting("zone")))
        self.persons: dict[str, PersonState] = {}
        self.companies: dict[str, CompanyState] = {}
        self.deals: dict[str, list[DealState]] = {}
        self.births: dict[str, dict[str, OpId]] = {"person": {}, "company": {}}
        self.newborn: set[str] = set()

    def project(self, ops: Sequence[Op]) -> list[str]:
        """Project all that `ops` touch; ids of the leads that changed."""
        touched: dict[str, set[str]] = {}
        for op in ops:
            touched.setdefault(op.entity, set()).add(op.row_id)
            if op.field == BORN and op.entity == "lead":
                self._note_births(op)
        fresh = {
            entity: {op.row_id for op in ops if op.field == BORN and op.entity == entity}
            for entity in ("lead",)
        } | {entity: set(ids) for entity, ids in self.births.items()}
        return self.project_rows(touched, fresh)

    def _note_births(self, op: Op) -> None:
        for entity, known in self.births.items():
            part = op.value.get(entity)
            if part:
                known[part["id"]] = op.id

    def project_rows(self, touched: dict[str, set[str]], fresh: dict[str, set[str]]) -> list[str]:
        """Project rows by entity and id, and the leads that show them."""
        leads = set(touched.get("lead", ()))
        companies = touched.get("company", set()) | fresh["company"]
        persons = touched.get("person", set()) | fresh["person"]
        self.rows.expect(leads - fresh["lead"])
        leads |= self.rows.leads_of("company", companies - fresh["company"])
        leads |= self.rows.leads_of("person", persons - fresh["person"])
        self.rows.expect(leads - fresh["lead"])
        self._project_companies(sorted(companies), fresh["company"])
        self._project_persons(sorted(persons), fresh["person"])
        leads |= self._project_deals(sorted(touched.get("deal", ())))
        return self._project_leads(sorted(leads), fresh["lead"])

    def _put(self, table: sa.Table, row: Row | None, key: Row, fresh: bool) -> None:
        if row is None:
            if not fresh:
                self.batch.delete(table, [key])
        elif fresh:
            self.batch.insert(table, [row])
        else:
            self.batch.upsert(table, [row])

    def _project_companies(self, ids: Sequence[str], fresh: set[str]) -> None:
        ops = self.rows.ops([i for i in ids if i not in fresh or self.rows.holds(i)])
        for row_id, (born, fields) in self.rows.born("company", ids, self.births["company"]).items():
            state = fold_company(row_id, ops.get(row_id, []), fields)
            if state:
                self.companies[row_id] = state
                row = (
                    row_id,
                    state.name,
                    skeleton(state.name),
                    state.website,
                    state.city,
                    state.country,
                    *born,
                )
                self._put(t.company, row, (row_id,), row_id in fresh)
        for row_id in ids:
            if row_id not in self.companies:
                self._put(t.company, None, (row_id,), False)

    def _project_persons(self, ids: Sequence[str], fresh: set[str]) -> None:
        ops = self.rows.ops([i for i in ids if i not in fresh or self.rows.holds(i)])
        births = self.rows.born("person", ids, self.births["person"])
        old = self.rows.fetch(asks.CONTACT, [i for i in ids if i not in fresh])
        for row_id in ids:
            born, fields = births.get(row_id, (None, None))
            state = person_of(row_id, ops.get(row_id, []), fields)
            contacts: list[Row] = []
            row = None
            if state and born:
                self.persons[row_id] = state
                row = (
                    row_id, state.name, state.title, state.company_id, state.language, state.zone, state.city,
                    state.country, *born,
                )  # fmt: skip
                contacts = [
                    (row_id, c.id, c.kind, c.value, c.normal, c.reason, c.label, c.mark, c.shared)
                    for c in state.contacts
                ]
            self._put(t.person, row, (row_id,), row_id in fresh)
            if row_id in fresh:
                self.batch.insert(t.contact, contacts)
            else:
                differing(t.contact, old.get(row_id, ()), contacts, self.batch, 2)

    def _project_deals(self, ids: Sequence[str]) -> set[str]:
        leads: set[str] = set()
        for row_id, ops in self.rows.ops(ids).items():
            state = fold_deal(row_id, ops)
            if state is None:
                leads |= {row[0] for row in self.rows.fetch(asks.DEAL, (row_id,))[row_id] if row[0]}
                self._put(t.deal, None, (row_id,), False)
                continue
            self._put(t.deal, deal_row(state), (row_id,), False)
            leads.update(state.lead_ids)
        return leads

    def _project_leads(self, ids: Sequence[str], fresh: set[str]) -> list[str]:
        states = self.states(ids)
        stale = [i for i in ids if i not in fresh]
        old = self.rows.lead_rows(stale)
        self._need_people(states.values())
        before = befores(self.rows, states, self.persons, stale)
        for row_id in ids:
            state = states.get(row_id)
            row = self._row(state, before.own.get(row_id, Before())) if state else None
            self._count(old.get(row_id), row)
            self._put_lead(row_id, state, row, row_id in fresh)
        self._children(ids, states, fresh)
        return [*ids, *self._refresh(before.others)]

    def states(self, ids: Sequence[str]) -> dict[str, LeadState]:
        """States of leads by id, with their deals."""
        found = {}
        ops = self.rows.ops(ids)
        asked = {
            op.field[5:]
            for row in ops.values()
            for op in row
            if op.field.startswith("deal/") and op.value is not None
        }
        deals: dict[str, list[DealState]] = {}
        for deal_id, deal_ops in self.rows.ops(sorted(asked)).items():
            deal = fold_deal(deal_id, deal_ops)
            if deal is not None:
                for lead_id in deal.lead_ids:
                    deals.setdefault(lead_id, []).append(deal)
        for row_id in ids:
            state = self._newborn(row_id, ops[row_id]) or fold_lead(
                row_id, ops[row_id], deals.get(row_id, ())
            )
            if state is not None:
                found[row_id] = state
        return found

    def _newborn(self, row_id: str, ops: Sequence[Op]) -> LeadState | None:
        """The state of a lead that has only its birth; None where it needs the folds."""
        state = newborn_lead(row_id, ops[0]) if len(ops) == 1 and ops[0].field == BORN else None
        if state is not None:
            self.newborn.add(row_id)
        return state

    def _need_people(self, states: Iterable[LeadState]) -> None:
        states = list(states)
        persons = {s.person_id for s in states if s.person_id} - self.persons.keys()
        self.persons |= load_persons(self.rows, sorted(persons), self.births["person"])
        companies = {company_of(s, self.persons) for s in states} - self.companies.keys() - {""}
        self.companies |= load_companies(self.rows, sorted(companies), self.births["company"])

    def _row(self, state: LeadState, before: Before) -> LeadRow:
        person = self.persons.get(state.person_id or "")
        company = self.companies.get(company_of(state, self.persons))
        make = newborn_row if state.id in self.newborn else lead_row
        return make(state, person, company, before, self.definitions, self.as_of)

    def _count(self, old: Row | None, new: LeadRow | None) -> None:
        was = contribution(LeadRow(*old), self.zone) if old else {}
        now = contribution(new, self.zone) if new else {}
        self.batch.add(difference(was, now) if was else now)

    def _put_lead(self, row_id: str, state: LeadState | None, row: LeadRow | None, fresh: bool) -> None:
        if state is None or row is None:
            self._put(t.lead, None, (row_id,), False)
            return
        person = self.persons.get(state.person_id or "")
        ask = newborn_sought if row_id in self.newborn else sought_of
        found = ask(state, person, self.definitions)
        words = packed(words_of(row, state, person))
        self._put(t.lead, (*row, *found, pile_of(row), words), (row_id,), fresh)

    def _children(self, ids: Sequence[str], states: dict[str, LeadState], fresh: set[str]) -> None:
        stale = [i for i in ids if i not in fresh]
        for table, keys in _CHILDREN:
            old = self.rows.fetch(asks.CHILDREN[table], stale)
            for row_id in ids:
                state = states.get(row_id)
                new = children(table, state, self.definitions) if state else []
                if row_id in fresh:
                    self.batch.insert(table, new)
                else:
                    differing(table, old.get(row_id, ()), new, self.batch, keys)

    def _refresh(self, others: dict[str, Before]) -> list[str]:
        """Leads of the same clients received later: only what came before them is written anew."""
        rows = self.rows.lead_rows(sorted(others))
        changed = []
        for row_id, row in rows.items():
            state = LeadRow(*row)
            now = others[row_id]
            at = None if now.at is None else ms_of(now.at)
            if (state.before_n, state.before_at, state.before_what) != (now.n, at, now.what):
                self.batch.before.append((row_id, now.n, at, now.what))
                changed.append(row_id)
        return changed


def company_of(state: LeadState, persons: dict[str, PersonState]) -> str:
    """The company that a lead shows: its own, else its person's."""
    person = persons.get(state.person_id or "")
    return state.company_id or (person.company_id if person else None) or ""


def load_persons(rows: Rows, ids: Sequence[str], births: dict[str, OpId]) -> dict[str, PersonState]:
    """States of persons by id."""
    if not ids:
        return {}
    ops = rows.ops(ids)
    born = rows.born("person", ids, births)
    states = (person_of(i, ops[i], born[i][1]) for i in ids if i in born)
    return {state.id: state for state in states if state}


def load_companies(rows: Rows, ids: Sequence[str], births: dict[str, OpId]) -> dict[str, CompanyState]:
    """States of companies by id."""
    if not ids:
        return {}
    ops = rows.ops(ids)
    born = rows.born("company", ids, births)
    states = (fold_company(i, ops[i], born[i][1]) for i in ids if i in born)
    return {state.id: state for state in states if state}
