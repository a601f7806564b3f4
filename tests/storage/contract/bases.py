"""A base of one kind with what the suite asks beyond the port: its log, its projections, a second door."""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import PageAsk, Store
from leaddesk.domain.log import Op
from leaddesk.domain.row import LeadRow
from tests.fakes.memory_store import MemoryStore
from tests.fakes.sample import Clock, make_desk

NOBODY = "0" * 32

KINDS = [
    pytest.param("memory"),
    pytest.param("sqlite"),
    pytest.param("postgres", marks=pytest.mark.postgres),
]


@dataclass
class Base:
    """A founded base. `desk` is the first user's."""

    kind: str
    store: Store
    clock: Clock
    url: str | None = None
    founded: bool = True
    desk: Desk = field(init=False)
    _opened: list[Store] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.founded:
            self.desk = make_desk(self.store, self.clock)

    @property
    def me(self) -> str:
        """Id of the first user."""
        return self.desk.session.user.id if self.founded else NOBODY

    def again(self, site_key: str = "suite") -> Store:
        """One more door to the same base, as a second process or window would have it."""
        assert self.url is not None
        store = _open(self.url, self.clock, site_key)
        self._opened.append(store)
        return store

    def ids(self) -> list[str]:
        """Ids of all leads, wherever they are."""
        return sorted(self.store.ids_where(PageAsk(), self.clock(), self.me))

    def rows(self) -> list[LeadRow]:
        """Rows of all leads by id."""
        with self.store.view() as read:
            return read.rows(self.ids())

    def row(self, lead_id: str) -> LeadRow:
        """One row."""
        with self.store.view() as read:
            (row,) = read.rows((lead_id,))
            return row

    def figures(self) -> dict[str, tuple[int, int]]:
        """All rollups."""
        return {rollup.key: (rollup.n, rollup.total) for rollup in self.store.rollups([""])}

    def picture(self) -> tuple[list[LeadRow], dict[str, tuple[int, int]]]:
        """Rows and rollups: what must be the same on every store."""
        return self.rows(), self.figures()

    def log(self) -> list[Op]:
        """Every op in the order of writing."""
        if isinstance(self.store, MemoryStore):
            return list(self.store.ledger.ops)
        from leaddesk.storage import schema as t
        from leaddesk.storage.rows import op_of

        with self.store.reader.begin() as connection:  # type: ignore[attr-defined]
            found = connection.execute(t.op.select().order_by(t.op.c.hlc_ms, t.op.c.hlc_c, t.op.c.site_seq))
            return [op_of(row) for row in found]

    def projections(self) -> bytes:
        """Every projected value, as bytes."""
        if isinstance(self.store, MemoryStore):
            state = self.store.state
            parts: Any = [dict(sorted(state.rows_.items())), state.persons_, state.companies_, state.deals_]
            return pickle.dumps([parts, sorted(state.rollups().items())])
        from leaddesk.storage.proof import dump

        with self.store.reader.begin() as connection:  # type: ignore[attr-defined]
            return repr(dump(connection)).encode()

    def rebuild(self) -> None:
        """Throw the projections away and make them anew from the log."""
        store: Any = self.store
        store.rebuild()

    def close(self) -> None:
        """Close every door."""
        for store in [*self._opened, self.store]:
            store.close()


def memory_base(clock: Clock | None = None, *, founded: bool = True) -> Base:
    """A base in memory."""
    clock = clock or Clock()
    return Base("memory", MemoryStore(clock=clock), clock, founded=founded)


def sqlite_base(folder: Path, clock: Clock | None = None, *, founded: bool = True) -> Base:
    """A base in a file of `folder`."""
    return _stored("sqlite", f"sqlite:///{folder / 'base.leaddesk'}", clock, founded)


def postgres_base(url: str, clock: Clock | None = None, *, founded: bool = True) -> Base:
    """A base on a server."""
    return _stored("postgres", url, clock, founded)


def _stored(kind: str, url: str, clock: Clock | None, founded: bool) -> Base:
    clock = clock or Clock()
    return Base(kind, _open(url, clock, "suite"), clock, url, founded)


def _open(url: str, clock: Clock, site_key: str) -> Store:
    from leaddesk.storage.door import open_store

    return open_store(url, site_key=site_key, clock=clock)


def comparable(rows: Sequence[LeadRow], txs: dict[str, str]) -> list[LeadRow]:
    """Rows of another store with their tx ids put into this one's words."""
    return [row._replace(import_id=txs.get(row.import_id or "", row.import_id)) for row in rows]
