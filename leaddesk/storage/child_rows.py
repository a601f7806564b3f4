"""Projected rows of a deal, and of what hangs on a lead: answers, touches, tasks, its stay in nurture."""

import sqlalchemy as sa

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.lead import DealState, LeadState
from leaddesk.domain.log import at_ms, ms_of
from leaddesk.domain.nurture import nursed
from leaddesk.storage import schema as t
from leaddesk.storage.batch import Row


def deal_row(state: DealState) -> Row:
    """The projected row of a deal."""
    return (
        state.id, state.lead_id, state.person_id, state.company_id, state.round, state.stage,
        state.to or None, state.by, ms_of(state.at), state.amount_minor, state.currency, state.reason,
        state.satisfied,
        None if state.accepted_at is None else ms_of(state.accepted_at),
        None if state.closed_at is None else ms_of(state.closed_at),
        ms_of(state.handed_at or state.at), state.cause, state.repeat, state.useful,
        state.count("proposal"), state.count("invoice"),
    )  # fmt: skip


def children(table: sa.Table, state: LeadState, definitions: Definitions) -> list[Row]:
    """Rows of a lead in a child table."""
    if table is t.nursed:
        row = nursed(state, definitions)
        return [tuple(row)] if row else []
    if table is t.answer:
        return [
            (state.id, a.question, a.level, a.text, ms_of(a.at or at_ms(0)), a.by)
            for a in state.answers.values()
        ]
    if table is t.touch:
        return [
            (state.id, x.id, x.kind, x.way, ms_of(x.at), x.by, x.seconds, x.outcome, x.reason)
            for x in state.touches
        ]
    return [
        (
            state.id, x.id, x.title, x.kind, ms_of(x.due), ms_of(x.first_due), x.by, x.to,
            None if x.done is None else ms_of(x.done), x.result,
        )
        for x in state.tasks
    ]  # fmt: skip
