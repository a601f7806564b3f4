"""From ops to projections: which rows a write touches, and what they become."""

from collections.abc import Sequence
from dataclasses import replace
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
from leaddesk.domain.merging import Component, merged_lead
from leaddesk.domain.newborn import newborn_lead, person_of
from leaddesk.domain.newcomer import Newcomers
from leaddesk.domain.row import Before, LeadRow, lead_row
from leaddesk.domain.sought import sought_of, words_of
from leaddesk.storage import asks
from leaddesk.storage import schema as t
from leaddesk.storage.batch import Batch, Row, differing
from leaddesk.storage.child_rows import children, deal_row
from leaddesk.storage.classes import Classes
from leaddesk.storage.conflicting import conflicts_of
from leaddesk.storage.meetings import befores
from leaddesk.storage.newcomers import firms_among, newcomers, put_newcomers
from leaddesk.storage.people import company_of, load_companies, load_persons, one_person, with_conflicts
from leaddesk.storage.piles import pile_of
from leaddesk.storage.rows import Rows
from leaddesk.storage.search_lines import packed
from leaddesk.storage.undoing import parts_of

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
        self.classes = Classes(rows)
        self.reps: dict[str, str] = {}
        self.renamed: dict[str, str] = {}

    def project(self, ops: Sequence[Op]) -> list[str]:
        """Project all that `ops` touch; ids of the leads that changed."""
        self.births = parts_of(ops)
        made = Newcomers(self.definitions, self.as_of)
        came = newcomers(self.rows, ops, made)
        if came:
            firms = firms_among(self.rows, ops, came)
            put_newcomers(list(came.values()), firms, made, self.batch, self.zone)
        others = [op for op in ops if op.row_id not in came]
        touched: dict[str, set[str]] = {}
        for op in others:
            touched.setdefault(op.entity, set()).add(op.row_id)
        births = {op.row_id for op in others if op.field == BORN and op.entity == "lead"}
        fresh = {"lead": births} | {entity: set(ids) for entity, ids in parts_of(others).items()}
        return [*came, *(self.project_rows(touched, fresh) if others else ())]

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
        one_with = self.classes.close(persons - fresh["person"]) - persons
        leads |= self.rows.leads_of("person", one_with)
        self._project_persons(sorted(persons | one_with), fresh["person"])
        leads |= self._project_deals(sorted(touched.get("deal", ())))
        leads |= self.classes.close(leads - fresh["lead"])
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
            one = one_person(self.classes, row_id, ops, births) if row_id not in fresh else None
            state = with_conflicts(self.rows, state) if row_id not in fresh else state
            if state and born:
                self.persons[row_id] = one or state
                state = one if one and one.id == row_id else state
                row = (
                    row_id, state.name, state.title, state.company_id, state.language, state.zone, state.city,
                    state.country, *born,
                )  # fmt: skip
                contacts = [
                    (row_id, c.id, c.kind, c.value, c.normal, c.reason, c.label, c.mark, c.shared)
                    for c in state.contacts
                    if one is None or one.id == row_id
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
        states = self._with_people(states)
        before = befores(self.rows, states, self.persons, stale)
        for row_id in ids:
            state = states.get(row_id)
            row = self._row(state, before.own.get(row_id, Before())) if state else None
            self._count(old.get(row_id), row)
            self._put_lead(row_id, state, row, row_id in fresh)
            if row_id not in fresh:
                self._put_member(row_id, state is not None and row_id not in old)
        self._children(ids, states, fresh)
        shown = [row_id for row_id in ids if row_id in states or row_id in old]
        return [*shown, *self._refresh(before.others)]

    def states(self, ids: Sequence[str]) -> dict[str, LeadState]:
        """States of leads by id, with their deals; merged ones as one, by its representative."""
        found: dict[str, LeadState] = {}
        ids = sorted(self.classes.close(ids))
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
            group = self.classes.of(row_id) if len(ops[row_id]) > 1 else None
            if group is not None and len(group.members) > 1:
                if row_id not in self.reps:
                    self._merge(group, ops, deals, found)
                continue
            state = _newborn(row_id, ops[row_id]) or fold_lead(row_id, ops[row_id], deals.get(row_id, ()))
            if state is not None:
                told = conflicts_of(self.rows, (row_id,)) if len(ops[row_id]) > 1 else ()
                found[row_id] = replace(state, conflicts=told) if told else state
        return found

    def _merge(
        self,
        group: Component,
        ops: dict[str, list[Op]],
        deals: dict[str, list[DealState]],
        found: dict[str, LeadState],
    ) -> None:
        """Put the one lead that several records are among the states found."""
        own = {deal.id: deal for row_id in group.members for deal in deals.get(row_id, ())}
        members = {row_id: ops[row_id] for row_id in group.members}
        state = merged_lead(members, group.edges, own.values())
        if state is not None:
            found[state.id] = replace(state, conflicts=conflicts_of(self.rows, group.members))
            self.reps |= dict.fromkeys(group.members, state.id)

    def _with_people(self, states: dict[str, LeadState]) -> dict[str, LeadState]:
        """The states with their people known; who was merged goes by the representative's id."""
        persons = {s.person_id for s in states.values() if s.person_id} - self.persons.keys()
        self.persons |= load_persons(self.rows, sorted(persons), self.births["person"])
        merged = {row_id: one.id for row_id, one in self.persons.items() if one.id != row_id}
        for member, rep in merged.items():
            self.persons[rep] = self.persons.pop(member)
        self.renamed |= merged
        if self.renamed:
            states = {
                row_id: replace(s, person_id=self.renamed.get(s.person_id or "", s.person_id))
                for row_id, s in states.items()
            }
        companies = {company_of(s, self.persons) for s in states.values()} - self.companies.keys() - {""}
        self.companies |= load_companies(self.rows, sorted(companies), self.births["company"])
        return states

    def _row(self, state: LeadState, before: Before) -> LeadRow:
        person = self.persons.get(state.person_id or "")
        company = self.companies.get(company_of(state, self.persons))
        return lead_row(state, person, company, before, self.definitions, self.as_of)

    def _count(self, old: Row | None, new: LeadRow | None) -> None:
        was = contribution(LeadRow(*old), self.zone) if old else {}
        now = contribution(new, self.zone) if new else {}
        self.batch.add(difference(was, now) if was else now)

    def _put_lead(self, row_id: str, state: LeadState | None, row: LeadRow | None, fresh: bool) -> None:
        if state is None or row is None:
            self._put(t.lead, None, (row_id,), False)
            return
        person = self.persons.get(state.person_id or "")
        found = sought_of(state, person, self.definitions)
        words = packed(words_of(row, state, person))
        self._put(t.lead, (*row, *found, pile_of(row), words), (row_id,), fresh)

    def _put_member(self, row_id: str, came_back: bool) -> None:
        """Note that a lead is shown by another one, or that it stands by itself again."""
        rep = self.reps.get(row_id, row_id)
        if rep != row_id:
            self.batch.upsert(t.member, [(row_id, rep)])
        elif came_back:
            self.batch.delete(t.member, [(row_id,)])

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


def _newborn(row_id: str, ops: Sequence[Op]) -> LeadState | None:
    """The state of a lead that has only its birth; None where it needs the folds."""
    return newborn_lead(row_id, ops[0]) if len(ops) == 1 and ops[0].field == BORN else None
