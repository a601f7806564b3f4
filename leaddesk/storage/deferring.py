"""Sort indices of leads during a large import: made at its end, where it outgrows what was there before.

Kept up to date row by row they cost more than all else that is written, and more with every row. Lists are
read without them meanwhile (prepared.py), and the minute job makes those that a crash left out.
"""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.schema import CreateIndex, DropIndex

from leaddesk.actions.ports import Plan, Read
from leaddesk.domain.log import BORN, Set
from leaddesk.storage import schema as t
from leaddesk.storage.indices import with_indices
from leaddesk.storage.writing import Writing

LARGE, TIMES = 2_000, 4
"""Leads that an import has brought in, and how many times those before it, when it goes on without."""

_NAMES = ("stage", "temperature", "owner", "norm", "by_")


def deferred() -> list[sa.Index]:
    """Indices that only lists and counts are read by; arrivals and the clock are looked up by others."""
    leads = with_indices().tables[t.lead.name]
    starts = tuple(f"ix_lead_{name}" for name in _NAMES)
    return sorted((i for i in leads.indexes if str(i.name).startswith(starts)), key=lambda i: str(i.name))


def missing(connection: sa.Connection) -> list[sa.Index]:
    """Those that a base lacks."""
    query = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'lead'"
    held = {row[0] for row in connection.exec_driver_sql(query)}
    return [index for index in deferred() if index.name not in held]


def make_missing(store: Writing) -> None:
    """Make what is missing, a transaction each, so that others write between them."""
    with store.reader.begin() as connection:
        left = missing(connection)
    for index in left:
        with store.transaction() as connection:
            connection.execute(CreateIndex(index, if_not_exists=True))


class Outgrowing:
    """Watches what an import brings in, and drops the indices once that is most of the base."""

    def __init__(self, store: Writing) -> None:
        self._store = store
        self._born = 0
        self._dropped = False
        with store.reader.begin() as connection:
            some = sa.select(t.lead.c.n).limit(1_000_000).subquery()
            self._before = int(connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one())

    def watched(self, plans: Iterator[Plan]) -> Iterator[Plan]:
        """The same plans, with a look between two of them."""
        for plan in plans:
            if not self._dropped and self._born >= max(LARGE, TIMES * self._before):
                self._drop()
            yield self._counted(plan)

    def _counted(self, plan: Plan) -> Plan:
        def planned(read: Read) -> Sequence[Set]:
            sets = plan(read)
            self._born += sum(wish.field == BORN and wish.entity == "lead" for wish in sets)
            return sets

        return planned

    def _drop(self) -> None:
        with self._store.transaction() as connection:
            for index in deferred():
                connection.execute(DropIndex(index, if_exists=True))
        self._dropped = True
