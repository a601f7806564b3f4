"""The log in a plain list, and what it means: which ops are in force, who won, what may be undone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from leaddesk.actions.ports import Intent
from leaddesk.domain.erasing import blanked
from leaddesk.domain.ids import new_id
from leaddesk.domain.log import BORN, Op, OpId, Set, advance, from_text, in_order, iso, ms_of, to_text
from leaddesk.domain.normal import clean

RowKey = tuple[str, str]
Name = tuple[str, str, str]
"""A register: entity, row id, field."""


@dataclass
class Tx:
    """The journal's row of a transaction."""

    id: str
    intent: Intent
    state: str = "closed"
    undoes: str | None = None


def cleaned(value: Any) -> Any:
    """`value` with every text as a store keeps it."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(item) for item in value]
    return value


@dataclass
class Ledger:
    """Ops in the order of their writing; one site."""

    clock: Callable[[], datetime]
    site_no: int = 1
    ops: list[Op] = field(default_factory=list)
    txs: dict[str, Tx] = field(default_factory=dict)
    births: dict[RowKey, Op] = field(default_factory=dict)
    by_row: dict[RowKey, list[Op]] = field(default_factory=dict)
    undos: dict[str, list[Op]] = field(default_factory=dict)
    _last: tuple[int, int] = (0, 0)
    _ids: int = 0

    def fresh_id(self) -> str:
        """A new id, in order of time."""
        self._ids += 1
        return new_id(ms_of(self.clock()), self._ids.to_bytes(10, "big"))

    def open(self, intent: Intent, undoes: str | None = None) -> Tx:
        """A transaction that nothing was written to yet."""
        tx = Tx(self.fresh_id(), replace(intent, about=clean(intent.about)), undoes=undoes)
        self.txs[tx.id] = tx
        return tx

    def append(self, tx: Tx, sets: Iterable[Set]) -> list[Op]:
        """Write `sets`; TypeError, and nothing written, where a value cannot stand in the log."""
        checked = [s._replace(value=from_text(to_text(cleaned(s.value)))) for s in sets]
        written = [self._op(tx, one) for one in checked]
        for op in written:
            self._keep(op)
        return written

    def _op(self, tx: Tx, one: Set) -> Op:
        machine = self.clock()
        self._last = advance(*self._last, ms_of(machine))
        number = len(self.ops) + 1 if not self.ops else self.ops[-1].id.site_seq + 1
        op = Op(
            id=OpId(self.site_no, number),
            hlc_ms=self._last[0],
            hlc_c=self._last[1],
            made_at=machine,
            at=one.at or tx.intent.at,
            entity=one.entity,
            row_id=clean(one.row_id),
            field=clean(one.field),
            value=one.value,
            parents=(),
            actor=tx.intent.actor,
            tx_id=tx.id,
            undoes=tx.undoes,
        )
        self.ops.append(op)
        return op

    def _keep(self, op: Op) -> None:
        self.by_row.setdefault((op.entity, op.row_id), []).append(op)
        if op.entity == "lead" and op.field == BORN:
            for part in ("person", "company"):
                if part in op.value:
                    self.births[part, op.value[part]["id"]] = op
        if op.undoes:
            self.undos.setdefault(op.undoes, []).append(op)

    def truncate(self, length: int) -> None:
        """Take back what a failed transaction wrote: all after the first `length` ops."""
        kept = self.ops[:length]
        self.ops, self.by_row, self.births, self.undos = [], {}, {}, {}
        for op in kept:
            self.ops.append(op)
            self._keep(op)

    def blank(self, erased: Iterable[Op]) -> None:
        """Blank every op of the persons and leads that were erased."""
        rows: set[str] = set()
        for op in erased:
            born = (self.births.get(("person", person)) for person in op.value["persons"])
            rows |= {*op.value["persons"], *op.value["leads"], *(birth.row_id for birth in born if birth)}
        if not rows:
            return
        told = [op for op in self.ops if op.row_id in rows and op.field.startswith("deal/")]
        rows |= {op.field[5:] for op in told}
        kept = [blanked(op) if op.row_id in rows else op for op in self.ops]
        self.truncate(0)
        for op in kept:
            self.ops.append(op)
            self._keep(op)

    # -- What is in force --

    def in_force(self, op: Op) -> bool:
        """Whether no undo that is itself in force excludes the op; an undo spares the rows that it names."""
        return all(
            not self.in_force(undo) or op.row_id in undo.value["keep"] for undo in self.undos_of(op.tx_id)
        )

    def undos_of(self, tx: str) -> list[Op]:
        """Undo ops written about a transaction."""
        return self.undos.get(tx, [])

    def undone(self, tx: str) -> bool:
        """Whether an undo of the transaction is in force."""
        return any(self.in_force(undo) for undo in self.undos_of(tx))

    def row(self, entity: str, row_id: str) -> list[Op]:
        """Ops of a row that are in force, from the oldest to the winner."""
        return in_order(op for op in self.by_row.get((entity, row_id), ()) if self.in_force(op))

    def birth(self, entity: str, row_id: str) -> dict[str, Any] | None:
        """The part of the capture that made a person or company, if it lives: in force, or let stay."""
        op = self.births.get((entity, row_id))
        if op is None:
            return None
        undos = [undo for undo in self.undos_of(op.tx_id) if self.in_force(undo)]
        stays = all({op.row_id, row_id} & set(undo.value["keep"]) for undo in undos)
        return op.value[entity] if stays else None

    def written_by(self, tx: str) -> list[Op]:
        """Ops of a transaction, the undo ops left out."""
        return [op for op in self.ops if op.tx_id == tx and op.entity != "tx"]

    # -- Who changed it since --

    def winner(self, name: Name) -> Op | None:
        """The op in force that a register's value comes from."""
        entity, row_id, register = name
        found = None
        for op in self.row(entity, row_id):
            if op.field == register or (op.field == BORN and register in _fields(op)):
                found = op
        return found

    def changed_since(self, op: Op) -> Op | None:
        """The newest later work of another step that undoing `op` would lose; None where there is none.

        For a capture any later op on its lead, person or company, because they would go with it; else a
        register that another step has won since, or an op on a part of what `op` made (a task done).
        A reading mark is nobody's work.
        """
        if op.entity == "lead" and op.field == BORN:
            others = [later for key in born_rows(op) for later in self.row(*key)]
        else:
            won = [self.winner((op.entity, op.row_id, register)) for register in _fields(op)]
            parts = [o for o in self.row(op.entity, op.row_id) if o.field.startswith(op.field + "/")]
            others = [other for other in (*won, *parts) if other is not None]
        return max(
            (o for o in others if o.tx_id != op.tx_id and o.field != "read"),
            key=lambda o: o.stamp,
            default=None,
        )

    def steps_of(self, actor: str) -> Iterator[Tx]:
        """Steps of a person that undo can stop at, newest first: neither undone nor an undo themselves."""
        for tx in reversed(self.txs.values()):
            step = tx.undoes is None and tx.intent.undo != "never" and tx.state != "open"
            if step and tx.intent.actor == actor and not self.undone(tx.id):
                yield tx


def _fields(op: Op) -> Iterable[str]:
    """Registers that an op sets."""
    if op.field != BORN:
        return (op.field,)
    return tuple(op.value["lead"] if op.entity == "lead" else op.value)


def born_rows(op: Op) -> list[RowKey]:
    """The rows that a capture makes: the lead, and the person and company that it was the first to name."""
    parts = [(part, op.value[part]["id"]) for part in ("person", "company") if part in op.value]
    return [("lead", op.row_id), *parts]


def said(op: Op) -> dict[str, Any]:
    """Who changed a register, when, and which one, as a refusal tells it."""
    return {"actor": op.actor, "at": iso(op.at), "field": op.field}
