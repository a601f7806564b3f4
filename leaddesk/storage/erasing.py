"""Erasing in the base: every op of a person and their leads is blanked, undone ones too."""

from leaddesk.domain.erasing import ENTITY, blanked
from leaddesk.domain.log import Op, OpId, to_text
from leaddesk.storage import asks
from leaddesk.storage.batch import Batch
from leaddesk.storage.rows import Rows, op_as_stored, op_of


def erase(rows: Rows, batch: Batch, ops: list[Op]) -> tuple[dict[str, set[str]], dict[str, OpId]]:
    """Put blanked values for what `ops` erase into `batch`; the rows touched, and the births of persons."""
    erased = [op for op in ops if op.entity == ENTITY]
    if not erased:
        return {}, {}
    persons = {person for op in erased for person in op.value["persons"]}
    births = rows.fetch(asks.BORN_PART["person"], sorted(persons))
    born = {person: op_of(found[0]) for person, found in births.items() if found}
    leads = {lead for op in erased for lead in op.value["leads"]} | {op.row_id for op in born.values()}
    deals = {deal for lead in leads for deal in _deals(rows, lead)}
    for row_id in sorted(persons | leads | deals):
        _blank(rows, batch, row_id)
    rows.show([blanked(op) for op in born.values()])
    touched = {"person": persons & born.keys(), "lead": leads, "deal": deals}
    return touched, {person: op.id for person, op in born.items()}


def _deals(rows: Rows, lead: str) -> set[str]:
    stored = rows.fetch(asks.OPS, (lead,))[lead]
    return {op.field[5:] for op in map(op_as_stored, stored) if op.field.startswith("deal/")}


def _blank(rows: Rows, batch: Batch, row_id: str) -> None:
    """Blank the stored ops of a row, in the log and in the view."""
    for row in rows.fetch(asks.OPS, (row_id,))[row_id]:
        op = op_as_stored(row)
        value = blanked(op).value
        if value != op.value:
            batch.blanked[op.id] = to_text(value)
    rows.replace(row_id, [blanked(op) for op in rows.ops((row_id,))[row_id]])
