"""The conflict sets of rows, read with the ops that a view has read anyway."""

from collections.abc import Iterable

from leaddesk.domain.client import Said
from leaddesk.domain.conflicts import conflicts, may_differ
from leaddesk.storage.rows import Rows


def conflicts_of(rows: Rows, row_ids: Iterable[str]) -> tuple[Said, ...]:
    """What did not win on these rows; where one site wrote all, nothing is looked at."""
    found: list[Said] = []
    for row_id, ops in rows.ops(list(row_ids)).items():
        if may_differ(ops):
            found += conflicts(ops, rows.lineage(row_id))
    return tuple(found)
