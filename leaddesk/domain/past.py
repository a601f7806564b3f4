"""A lead as it stood at a moment that has passed: what was known of it then, and its score of that day."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from leaddesk.domain.clocks import clocks
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.fold import fold_lead
from leaddesk.domain.lead import DealState, LeadState
from leaddesk.domain.log import Op
from leaddesk.domain.score import Verdict, verdict


def lead_at(
    row_id: str, ops: Sequence[Op], at: datetime, deals: Iterable[DealState] = ()
) -> LeadState | None:
    """The lead folded from what had happened by `at`; None where it had not come yet."""
    return fold_lead(row_id, [op for op in ops if op.at <= at], [deal for deal in deals if deal.at <= at])


def verdict_at(
    row_id: str, ops: Sequence[Op], definitions: Definitions, at: datetime, *, reachable: bool
) -> Verdict | None:
    """Score with its ledger as of a past moment; what was only learned later does not count."""
    lead = lead_at(row_id, ops, at)
    if lead is None:
        return None
    return verdict(lead, clocks(lead, definitions), definitions, at, reachable=reachable)
