"""Reading states for a plan and a projection: a few queries for many rows, each row read once."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from leaddesk.actions.ports import Brief, Known
from leaddesk.domain.log import BORN, Op, OpId, at_ms, from_text
from leaddesk.storage import schema as t

_OP_COLUMNS = [t.op.c[name] for name in (
    "site_no", "site_seq", "hlc_ms", "hlc_c", "made_at", "made_zone", "occurred_at", "entity", "row_id", "field",
    "value", "parents", "actor", "tx_id", "undoes", "schema_v", "server_seq",
)]  # fmt: skip
_LEAD_COLUMNS = [t.lead.c[name] for name in t.LEAD_FIELDS]


def op_of(row: Any) -> Op:
    """An op from its table row."""
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
    return tuple(OpId(*map(int, part.split(":"))) for part in text.split())


def parents_text(parents: Iterable[OpId]) -> str:
    """Parents as their column holds them."""
    return " ".join(f"{site}:{seq}" for site, seq in parents)


class Rows:
    """Rows of one consistent view. `given` are ops not yet in the base that the view shall already show."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self._ops: dict[str, list[Op]] = {}
        self._births: dict[OpId, Op] = {}
        self._undone: set[str] = set()

    def give(self, ops: Iterable[Op], fresh: Iterable[str] = ()) -> None:
        """Let the view show `ops`; rows of `fresh` ids are known to have no older ones."""
        for row_id in fresh:
            self._ops.setdefault(row_id, [])
        grouped: dict[str, list[Op]] = {}
        for op in ops:
            grouped.setdefault(op.row_id, []).append(op)
            self._births[op.id] = op
        self.ops([row_id for row_id in grouped if row_id not in self._ops])
        for row_id, added in grouped.items():
            self._ops[row_id] = self._ops[row_id] + added

    def forget(self, row_ids: Iterable[str]) -> None:
        """Read these rows anew when asked next."""
        for row_id in row_ids:
            self._ops.pop(row_id, None)

    def ops(self, row_ids: Sequence[str]) -> dict[str, list[Op]]:
        """Ops in force of each row, in order: those of undone transactions are left out."""
        missing = [row_id for row_id in row_ids if row_id not in self._ops]
        if missing:
            for row_id in missing:
                self._ops[row_id] = []
            for row in self.connection.execute(self.in_force().where(t.op.c.row_id.in_(missing))):
                self._ops[row[8]].append(op_of(row))
        return {row_id: self._ops[row_id] for row_id in row_ids}

    def in_force(self) -> sa.Select[Any]:
        """All ops that count, in order."""
        spared = sa.exists().where(t.kept.c.tx_id == t.op.c.tx_id, t.kept.c.row_id == t.op.c.row_id)
        return (
            sa.select(*_OP_COLUMNS)
            .join(t.tx, t.tx.c.tx_id == t.op.c.tx_id)
            .where(sa.or_(t.tx.c.undone_by.is_(None), spared))
            .order_by(t.op.c.hlc_ms, t.op.c.hlc_c, t.op.c.site_no, t.op.c.site_seq)
        )

    def born(
        self, entity: str, ids: Sequence[str], births: dict[str, OpId]
    ) -> dict[str, tuple[OpId, dict[str, Any]]]:
        """The creating part of persons and companies: its op and fields, where that op is in force.

        `births` names creating ops that the projection does not hold yet.
        """
        table = t.person if entity == "person" else t.company
        known = dict(births)
        asked = [row_id for row_id in ids if row_id not in known]
        if asked:
            query = sa.select(table.c.id, table.c.born_site, table.c.born_seq).where(table.c.id.in_(asked))
            known |= {row[0]: OpId(row[1], row[2]) for row in self.connection.execute(query)}
        self._load_births([op_id for op_id in known.values() if op_id not in self._births])
        found = {}
        for row_id in ids:
            op_id = known.get(row_id)
            op = self._births.get(op_id) if op_id is not None else None
            if op and (op.tx_id not in self._undone or self._spared(op.tx_id, (row_id, op.row_id))):
                found[row_id] = (op.id, op.value[entity] if entity in op.value else op.value)
        return found

    def _load_births(self, wanted: Sequence[OpId]) -> None:
        if not wanted:
            return
        keys = sa.tuple_(t.op.c.site_no, t.op.c.site_seq).in_([tuple(w) for w in wanted])
        query = sa.select(*_OP_COLUMNS, t.tx.c.undone_by).join(t.tx, t.tx.c.tx_id == t.op.c.tx_id).where(keys)
        for row in self.connection.execute(query):
            op = op_of(row)
            self._births[op.id] = op
            if row[-1] is not None:
                self._undone.add(op.tx_id)

    def _spared(self, tx_id: str, row_ids: Sequence[str]) -> bool:
        query = sa.select(t.kept.c.row_id).where(t.kept.c.tx_id == tx_id, t.kept.c.row_id.in_(row_ids))
        return self.connection.execute(query).first() is not None

    def lead_rows(self, ids: Sequence[str]) -> dict[str, tuple[Any, ...]]:
        """Projected rows of leads by id, in the order of LeadRow's fields."""
        if not ids:
            return {}
        found = self.connection.execute(sa.select(*_LEAD_COLUMNS).where(t.lead.c.id.in_(ids)))
        return {row[0]: tuple(row) for row in found}

    def family(
        self, table: sa.Table, column: sa.Column[Any], ids: Sequence[str]
    ) -> dict[str, list[tuple[Any, ...]]]:
        """Rows of a child table by the parent's id."""
        found: dict[str, list[tuple[Any, ...]]] = {}
        if ids:
            query = sa.select(column, *table.c).where(column.in_(ids))
            for row in self.connection.execute(query):
                found.setdefault(row[0], []).append(tuple(row[1:]))
        return found

    def ids(self, query: sa.Select[Any]) -> list[str]:
        """First column of a query."""
        return [row[0] for row in self.connection.execute(query)]

    def known(self, contacts: Sequence[tuple[str, str]]) -> list[Known]:
        """Persons who hold one of the contacts (kind, normal)."""
        if not contacts:
            return []
        c = t.contact.c
        query = (
            sa.select(c.kind, c.normal, c.person_id, t.person.c.name)
            .join(t.person, t.person.c.id == c.person_id)
            .where(c.normal.in_({normal for _, normal in contacts}))
        )
        wanted = set(contacts)
        found = [Known(*row) for row in self.connection.execute(query)]
        return sorted(known for known in found if (known.kind, known.normal) in wanted)

    def briefs(self, person_ids: Sequence[str]) -> list[Brief]:
        """Leads of persons."""
        if not person_ids:
            return []
        c = t.lead.c
        query = sa.select(c.id, c.person_id, c.need, c.received, c.place).where(c.person_id.in_(person_ids))
        return [Brief(*row, row[4] is None) for row in self.connection.execute(query)]


def is_birth(op: Op) -> bool:
    """Whether an op creates its row."""
    return op.field == BORN
