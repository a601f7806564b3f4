"""Leads of people whom nobody knew, each with its one op: projected without the folds, as most of an import.

Whoever shares a contact with somebody, has a second lead or was edited in the same transaction is none.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import tzinfo

from leaddesk.domain.companies import skeleton
from leaddesk.domain.figures import contribution
from leaddesk.domain.log import BORN, Op
from leaddesk.domain.newcomer import NO_FIRM, Firm, Newcomers, company_in, firm_of, is_newcomer, keys_in
from leaddesk.storage import asks
from leaddesk.storage import schema as t
from leaddesk.storage.batch import Batch, Row
from leaddesk.storage.people import load_companies
from leaddesk.storage.piles import pile_of
from leaddesk.storage.rows import Rows
from leaddesk.storage.search_lines import packed


def newcomers(rows: Rows, ops: Sequence[Op], made: Newcomers) -> dict[str, Op]:
    """The births of newcomers among the ops of a transaction, by lead, in the order of their ids."""
    births = [op for op in ops if _born(op)]
    if not births:
        return {}
    later = [op for op in ops if not _born(op)]
    keys = {op.id: keys_in(op.value.get("person") or {}) for op in births}
    held = Counter(key for own in keys.values() for key in set(own))
    held.update(op.value.get("normal") for op in later if op.field[:8] == "contact/" and op.value)
    named = Counter(op.value["lead"].get("person") for op in births)
    touched = {op.row_id for op in later}
    plain = [
        op
        for op in births
        if is_newcomer(op.value)
        and made.takes(op.value["lead"])
        and named[op.value["person"]["id"]] == 1
        and touched.isdisjoint((op.row_id, op.value["person"]["id"], company_in(op.value)))
        and all(held[key] == 1 for key in keys[op.id])
    ]
    found = rows.fetch(asks.HOLDER, {key for op in plain for key in keys[op.id]})
    known = {key for key, holders in found.items() if holders}
    return {op.row_id: op for op in sorted(plain, key=_row_id) if known.isdisjoint(keys[op.id])}


def _born(op: Op) -> bool:
    return op.field == BORN and op.entity == "lead"


def _row_id(op: Op) -> str:
    return op.row_id


def firms_among(rows: Rows, ops: Sequence[Op], came: Mapping[str, Op]) -> dict[str, Firm]:
    """The companies that newcomers show: born in this transaction, or known to the base."""
    born = [op.value["company"] for op in ops if _born(op) and op.value.get("company")]
    firms = {company["id"]: firm_of(company) for company in born}
    wanted = {company_in(op.value) for op in came.values()} - firms.keys() - {None}
    for state in load_companies(rows, sorted(filter(None, wanted)), {}).values():
        firms[state.id] = Firm(state.id, state.name, state.website, state.city, state.country)
    return firms


def put_newcomers(
    births: Sequence[Op], firms: Mapping[str, Firm], made: Newcomers, batch: Batch, zone: tzinfo
) -> None:
    """Put the rows of newcomers into a batch."""
    leads: list[Row] = []
    persons: list[Row] = []
    contacts: list[Row] = []
    companies: list[Row] = []
    for op in births:
        one = made.rows(op.row_id, op, firms.get(company_in(op.value) or "", NO_FIRM))
        leads.append((*one.row, *one.sought, pile_of(one.row), packed(one.words)))
        persons.append((*one.person, *op.id))
        contacts += one.contacts
        batch.add(contribution(one.row, zone))
        if born := op.value.get("company"):
            firm = firms[born["id"]]
            companies.append((firm.id, firm.name, skeleton(firm.name), *firm[2:], *op.id))
    batch.insert(t.company, companies)
    batch.insert(t.person, persons)
    batch.insert(t.contact, contacts)
    batch.insert(t.lead, leads)
