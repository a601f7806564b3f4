"""Many short transactions under one tx: imports and large selections, continued or taken back."""

from collections.abc import Callable, Iterator, Sequence

import sqlalchemy as sa

from leaddesk.actions.ports import Change, Intent, Plan, Progress, Read
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import Refused
from leaddesk.storage import schema as t
from leaddesk.storage.collecting import rarely
from leaddesk.storage.reverting import revert_open, set_state
from leaddesk.storage.writing import Writing

_SHOWN = 1000


class _Cancelled(Exception):
    """The person said stop while a part was planned; it is not written."""


def run_bulk(
    store: Writing,
    intent: Intent,
    plans: Iterator[Plan],
    tx_id: str,
    said: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Change:
    """Run plans one transaction each; Cancel marks the tx and takes back what was written.

    Between two plans the writer serves whoever waits. The ids of the change are the first thousand. Cancel is
    looked at before and after each plan, and when no more comes: who makes them may have heard it.
    """
    cancelled = cancelled or _never
    ids: list[str] = []
    topics: frozenset[str] = frozenset()
    wrote = False
    try:
        with rarely():
            for number, plan in enumerate(plans, 1):
                if cancelled():
                    raise _Cancelled
                change = store.write_part(intent, _unless(plan, cancelled), tx_id)
                ids.extend(change.ids[: _SHOWN - len(ids)])
                topics |= change.topics
                wrote = wrote or bool(change.tx)
                if said is not None:
                    said(Progress(number, None))
            if cancelled():
                raise _Cancelled
    except _Cancelled:
        take_back(store, intent, tx_id, said)
        return Change("", ())
    except Refused:
        take_back(store, intent, tx_id, said)
        raise
    set_state(store, tx_id, "closed")
    return Change(tx_id if wrote else "", tuple(ids), topics)


def _never() -> bool:
    return False


def _unless(plan: Plan, cancelled: Callable[[], bool]) -> Plan:
    def planned(read: Read) -> Sequence[Set]:
        sets = plan(read)
        if cancelled():
            raise _Cancelled
        return sets

    return planned


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
