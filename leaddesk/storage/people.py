"""The clients of leads as they stand in one view: persons and companies by id, merged persons as one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from leaddesk.domain.fold import fold_company
from leaddesk.domain.lead import CompanyState, LeadState, PersonState
from leaddesk.domain.log import Op, OpId
from leaddesk.domain.merging import merged_person
from leaddesk.domain.newborn import person_of
from leaddesk.storage.classes import Classes
from leaddesk.storage.conflicting import conflicts_of
from leaddesk.storage.rows import Rows


def company_of(state: LeadState, persons: dict[str, PersonState]) -> str:
    """The company that a lead shows: its own, else its person's."""
    person = persons.get(state.person_id or "")
    return state.company_id or (person.company_id if person else None) or ""


def load_persons(rows: Rows, ids: Sequence[str], births: dict[str, OpId]) -> dict[str, PersonState]:
    """States of persons by the ids asked for; a merged one is its class under each of its ids."""
    if not ids:
        return {}
    classes = Classes(rows)
    everyone = sorted(classes.close(ids))
    ops = rows.ops(everyone)
    born = rows.born("person", everyone, births)
    found: dict[str, PersonState | None] = {}
    for row_id in ids:
        one = one_person(classes, row_id, ops, born)
        alone = None if one else person_of(row_id, ops[row_id], born[row_id][1] if row_id in born else None)
        found[row_id] = one or with_conflicts(rows, alone)
    return {row_id: state for row_id, state in found.items() if state}


def one_person(
    classes: Classes, row_id: str, ops: dict[str, list[Op]], born: dict[str, tuple[OpId, dict[str, Any]]]
) -> PersonState | None:
    """The person that several records are; None for a record by itself."""
    members = classes.of(row_id).members
    if len(members) == 1:
        return None
    state = merged_person({one: (ops[one], born[one][1] if one in born else None) for one in members})
    return with_conflicts(classes.rows, state)


def with_conflicts(rows: Rows, state: PersonState | None) -> PersonState | None:
    """A person with what was said of them and did not win."""
    told = conflicts_of(rows, state.merged or (state.id,)) if state else ()
    return replace(state, conflicts=told) if state and told else state


def person_as_one(rows: Rows, ids: Sequence[str]) -> PersonState | None:
    """The one person that these would be if they were merged."""
    everyone = sorted(Classes(rows).close(ids))
    ops, born = rows.ops(everyone), rows.born("person", everyone, {})
    return merged_person({one: (ops[one], born[one][1] if one in born else None) for one in everyone})


def load_companies(rows: Rows, ids: Sequence[str], births: dict[str, OpId]) -> dict[str, CompanyState]:
    """States of companies by id."""
    if not ids:
        return {}
    ops = rows.ops(ids)
    born = rows.born("company", ids, births)
    states = (fold_company(i, ops[i], born[i][1]) for i in ids if i in born)
    return {state.id: state for state in states if state}
