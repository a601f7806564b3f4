"""Reading states for a plan and a projection: a few queries for many rows, each row read once."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from leaddesk.actions.ports import Brief, Known
from leaddesk.domain.log import SCHEMA_V, Op, OpId, at_ms, from_text
from leaddesk.storage import asks
from leaddesk.storage import schema as t
from leaddesk.storage.asks import Ask
from leaddesk.storage.briefs import brief_of
from leaddesk.storage.upcast import upcast

Found = tuple[Any, ...]


def op_of(row: Any) -> Op:
    """An op from its table row, as this version of the program would have written it."""
    op = op_as_stored(row)
    return upcast(op) if op.schema_v < SCHEMA_V else op


def op_as_stored(row: Any) -> Op:
    """An op from its table row as its writer meant it: what is forwarded to other sites."""
    return Op(
        id=OpId(row[0], row[1]),
        hlc_ms=row[2],
        hlc_c=row[3],
        made_at=at_ms(row[4]),
        made_zone=row[5],
        at=at_ms(row[6]),
        entity=row[7],
        row_id=row[8],
        field=row[9],
        value=from_text(row[10]),
        parents=parents_of(row[11]),
        actor=row[12],
        tx_id=row[13],
        undoes=row[14],
        schema_v=row[15],
        server_seq=row[16],
    )


def parents_of(text: str) -> tuple[OpId, ...]:
    """Parents from their column: "site:seq site:seq"."""
    told = [part.partition(":") for part in text.split()]
    return tuple([OpId(int(site), int(seq)) for site, _, seq in told])


def parents_text(parents: Iterable[OpId]) -> str:
    """Parents as their column holds them."""
    return " ".join(f"{site}:{seq}" for site, seq in parents)


class Step(NamedTuple):
    """A row of the journal."""

    tx_id: str
    site_no: int
    seq: int
    action: str
    actor: str
    at: int
    state: str
    undo: str
    about: str
    rows: int
    lead_id: str | None
    undoes: str | None
    undone_by: str | None


class Rows:
    """Rows of one consistent view, read by the declared asks.

    Over the base it shows what a write is about to change: ops given, a transaction excluded or restored.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self._found: dict[Ask, dict[str, list[Found]]] = {}
        self._new: set[str] = set()
        self._ops: dict[str, list[Op]] = {}
        self._births: dict[OpId, tuple[Op, int]] = {}
        self._read: dict[tuple[int, int], Op] = {}
        self._excluded: dict[str, frozenset[str]] = {}
        self._restored: set[str] = set()

    def fetch(self, ask: Ask, keys: Iterable[str]) -> dict[str, list[Found]]:
        """Rows of an ask by key, without the key; an empty list for a key that has none."""
        held = self._found.setdefault(ask, {})
        wanted = list(keys)
        missing = {key for key in wanted if key not in held}
        held.update((key, []) for key in missing & self._new)
        missing -= self._new
        if missing:
            self.load(ask, missing)
        return {key: held[key] for key in wanted}

    def load(self, ask: Ask, keys: set[str]) -> None:
        """Read what is not held yet."""
        found: dict[str, list[Found]] = {key: [] for key in keys}
        if self.connection.dialect.name == "sqlite":
            rows = self.connection.execute(asks.in_one_text(ask), {"keys": json.dumps(list(keys))})
        else:
            rows = self.connection.execute(ask.query.where(ask.key.in_(keys)))
        for row in rows:
            found[row[0]].append(tuple(row[1:]))
        self._found[ask].update(found)

    def expect(self, leads: Iterable[str]) -> None:
        """Leads about to be read with all that belongs to them; a far base fetches them in one go."""

    def expect_arrivals(
        self, prints: Sequence[str], contacts: Iterable[tuple[str, str]], skeletons: Sequence[str]
    ) -> None:
        """Arrivals that are about to be looked up, by fingerprint, contact and company."""

    def guard(self, tx_id: str) -> None:
        """Notice if somebody touches rows of this tx before the write; a local writer cannot be late."""

    def give(self, ops: Iterable[Op], fresh: Iterable[str] = ()) -> None:
        """Let the view show `ops`; the base knows nothing of `fresh` ids."""
        for row_id in fresh:
            self._ops.setdefault(row_id, [])
            self._new.add(row_id)
        grouped: dict[str, list[Op]] = {}
        for op in ops:
            grouped.setdefault(op.row_id, []).append(op)
            self._births[op.id] = op, asks.COUNTS
        self.ops([row_id for row_id in grouped if row_id not in self._ops])
        for row_id, added in grouped.items():
            self._ops[row_id] = self._ops[row_id] + added

    def holds(self, row_id: str) -> bool:
        """Whether ops of this row were read or given: a later row of a file may add to a fresh person."""
        return row_id in self._ops

    def exclude(self, tx_id: str, keep: Iterable[str], restores: str | None = None) -> None:
        """Let the view show the base without a transaction, but for the rows it keeps; or with one again."""
        self._ops.clear()
        self._excluded[tx_id] = frozenset(keep)
        if restores is not None:
            self._restored.add(restores)

    def ops(self, row_ids: Sequence[str]) -> dict[str, list[Op]]:
        """Ops in force of each row, in order: those of undone transactions are left out."""
        missing = [row_id for row_id in row_ids if row_id not in self._ops]
        for row_id, rows in self.fetch(asks.OPS, missing).items():
            found = ((self._op(row), row[-1]) for row in rows)
            self._ops[row_id] = [op for op, force in found if self._counts(op, force, row_id)]
        return {row_id: self._ops[row_id] for row_id in row_ids}

    def _op(self, row: Found) -> Op:
        """An op, made once: that of a birth is read with the lead, its person and its company."""
        known = self._read.get(row[:2])
        if known is None:
            known = self._read[row[0], row[1]] = op_of(row)
        return known

    def replace(self, row_id: str, ops: list[Op]) -> None:
        """Let the view show other ops of a row than the base holds."""
        self._ops[row_id] = ops

    def show(self, births: Iterable[Op]) -> None:
        """Let the view show creating ops otherwise than the base holds them."""
        self._births.update((op.id, (op, asks.COUNTS)) for op in births)

    def lineage(self, row_id: str) -> dict[OpId, tuple[OpId, ...]]:
        """Parents of all ops of a row, of undone transactions too."""
        stored = self.fetch(asks.OPS, (row_id,))[row_id]
        known = {OpId(row[0], row[1]): parents_of(row[11]) for row in stored}
        return known | {op.id: op.parents for op in self.ops((row_id,))[row_id]}

    def _counts(self, op: Op, force: int, row_id: str) -> bool:
        """Whether an op counts for a row: the lead itself, or the person or company created with it."""
        keep = self._excluded.get(op.tx_id)
        if keep is not None:
            return row_id in keep or op.row_id in keep
        return force != asks.UNDONE or op.tx_id in self._restored

    def born(
        self, entity: str, ids: Sequence[str], births: dict[str, OpId]
    ) -> dict[str, tuple[OpId, dict[str, Any]]]:
        """The creating part of persons and companies: its op and fields, where that op is in force.

        `births` names creating ops that the projection does not hold yet.
        """
        known = self.fetch(asks.BORN_PART[entity], [i for i in ids if i not in births])
        created = {row_id: (self._op(rows[0]), rows[0][-1]) for row_id, rows in known.items() if rows}
        named = {row_id: births[row_id] for row_id in ids if row_id in births}
        self._load_births([op_id for op_id in named.values() if op_id not in self._births])
        for row_id, op_id in named.items():
            if op_id in self._births:
                op, force = self._births[op_id]
                if self._may_be_spared(op, force) and self._spared(op.tx_id, (row_id, op.row_id)):
                    force = asks.SPARED
                created[row_id] = op, force
        return {
            row_id: (op.id, op.value.get(entity, op.value))
            for row_id, (op, force) in created.items()
            if self._counts(op, force, row_id)
        }

    def _may_be_spared(self, op: Op, force: int) -> bool:
        overlaid = op.tx_id in self._excluded or op.tx_id in self._restored
        return force == asks.UNDONE and not overlaid

    def remember(self, births: Iterable[Op]) -> None:
        """Keep creating ops of an undone transaction, whose rows no projection holds."""
        for op in births:
            self._births.setdefault(op.id, (op, asks.UNDONE))

    def _load_births(self, wanted: Sequence[OpId]) -> None:
        if not wanted:
            return
        keys = sa.tuple_(t.op.c.site_no, t.op.c.site_seq).in_([tuple(w) for w in wanted])
        query = (
            sa.select(*asks.OP_COLUMNS, t.tx.c.undone_by).join(t.tx, t.tx.c.tx_id == t.op.c.tx_id).where(keys)
        )
        for row in self.connection.execute(query):
            op = op_of(row)
            self._births[op.id] = op, asks.COUNTS if row[-1] is None else asks.UNDONE

    def _spared(self, tx_id: str, row_ids: Sequence[str]) -> bool:
        query = sa.select(t.kept.c.row_id).where(t.kept.c.tx_id == tx_id, t.kept.c.row_id.in_(row_ids))
        return self.connection.execute(query).first() is not None

    def lead_rows(self, ids: Sequence[str]) -> dict[str, Found]:
        """Projected rows of leads by id, in the order of LeadRow's fields."""
        return {row_id: rows[0] for row_id, rows in self.fetch(asks.LEAD, ids).items() if rows}

    def leads_of(self, entity: str, ids: Iterable[str]) -> set[str]:
        """Ids of leads that show these persons or companies."""
        ask = asks.OF_PERSON if entity == "person" else asks.OF_COMPANY
        return {row[0] for rows in self.fetch(ask, ids).values() for row in rows}

    def ids(self, query: sa.Select[Any]) -> list[str]:
        """First column of a query."""
        return [row[0] for row in self.connection.execute(query)]

    def known(self, contacts: Sequence[tuple[str, str]]) -> list[Known]:
        """Persons who hold one of the contacts (kind, normal)."""
        wanted = set(contacts)
        found = self.fetch(asks.HOLDER, {normal for _, normal in contacts})
        return sorted(
            Known(kind, normal, person, name)
            for normal, rows in found.items()
            for kind, person, _, name in rows
            if (kind, normal) in wanted
        )

    def briefs(self, person_ids: Sequence[str]) -> list[Brief]:
        """Leads of persons."""
        found = self.fetch(asks.OF_PERSON, person_ids)
        return [brief_of(person, row) for person, rows in found.items() for row in rows]

    # The journal

    def step(self, tx_id: str) -> Step | None:
        """A transaction by its id."""
        found = self.fetch(asks.TX, (tx_id,))[tx_id]
        return Step(*found[0]) if found else None

    def woken(self, tx_id: str) -> bool:
        """Whether the clock made a transaction, which no person did."""
        step = self.step(tx_id)
        return step is not None and step.action == "wake" and step.undo == "never"

    def ops_of(self, tx_id: str) -> list[Op]:
        """All ops of a transaction, in order."""
        return [op_of(row) for row in self.fetch(asks.TX_OPS, (tx_id,))[tx_id]]

    def last_step(self, site_no: int, actor: str) -> Step | None:
        """The newest closed transaction of this actor on this site that is neither an undo nor undone."""
        c = t.tx.c
        own = _mine(site_no, actor).where(c.undo != "never", c.undone_by.is_(None), c.undoes.is_(None))
        return self._newest(own)

    def last_undo(self, site_no: int, actor: str) -> tuple[Step | None, Step | None]:
        """The newest undo of this actor that is in force, and the newest step."""
        c = t.tx.c
        undo = _mine(site_no, actor).where(c.action == "undo", c.undone_by.is_(None))
        step = _mine(site_no, actor).where(c.undo != "never", c.undoes.is_(None))
        return self._newest(undo), self._newest(step)

    def _newest(self, query: sa.Select[Any]) -> Step | None:
        row = self.connection.execute(query.order_by(t.tx.c.seq.desc()).limit(1)).first()
        return Step(*row) if row else None


def _mine(site_no: int, actor: str) -> sa.Select[Any]:
    c = t.tx.c
    return sa.select(t.tx).where(c.site_no == site_no, c.actor == actor, c.state == "closed")
