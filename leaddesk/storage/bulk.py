"""Many short transactions under one tx: imports and large selections, continued or taken back."""

from collections.abc import Callable, Iterator

import sqlalchemy as sa

from leaddesk.actions.ports import Change, Intent, Plan, Progress
from leaddesk.domain.refusals import Refused
from leaddesk.storage import schema as t
from leaddesk.storage.collecting import rarely
from leaddesk.storage.reverting import revert_open, set_state
from leaddesk.storage.writing import Writing

_SHOWN = 1000


def run_bulk(
    store: Writing,
    intent: Intent,
    plans: Iterator[Plan],
    tx_id: str,
    said: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Change:
    """Run plans one transaction each; Cancel marks the tx and takes back what was written.

    Between two plans the writer serves whoever waits. The ids of the change are the first thousand.
    """
    ids: list[str] = []
    topics: frozenset[str] = frozenset()
    try:
        with rarely():
            for number, plan in enumerate(plans, 1):
                if cancelled is not None and cancelled():
                    take_back(store, intent, tx_id, said)
                    return Change("", ())
                change = store.write_part(intent, plan, tx_id)
                ids.extend(change.ids[: _SHOWN - len(ids)])
                topics |= change.topics if change.ids else frozenset()
                if said is not None:
                    said(Progress(number, None))
    except Refused:
        take_back(store, intent, tx_id, said)
        raise
    set_state(store, tx_id, "closed")
    return Change(tx_id if topics else "", tuple(ids), topics)


def take_back(
    store: Writing, intent: Intent, tx_id: str, said: Callable[[Progress], None] | None = None
) -> None:
    """Revert an open tx: nobody else has seen it as a whole, so everything in it goes."""
    set_state(store, tx_id, "reverting")
    revert_open(store, intent, tx_id, said)


def open_txs(connection: sa.Connection) -> list[tuple[str, str, str]]:
    """Transactions that a crash left: (tx, state, about)."""
    query = sa.select(t.tx.c.tx_id, t.tx.c.state, t.tx.c.about).where(t.unfinished())
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]
