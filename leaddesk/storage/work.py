"""One transaction in the making: what it reads, and the batch it will write; the same for every store."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from leaddesk.actions.ports import Change, Intent, May, Plan, Undone, nobody_may
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.log import BORN, Op, Set, at_ms
from leaddesk.domain.refusals import UndoRefused
from leaddesk.storage.batch import Batch
from leaddesk.storage.defined import ENTITIES, RULES, Defined, project_definitions
from leaddesk.storage.erasing import erase
from leaddesk.storage.journal import Stamper, tx_values, with_parents
from leaddesk.storage.project import Projector
from leaddesk.storage.read import SqlRead
from leaddesk.storage.rows import Rows
from leaddesk.storage.undoing import Claim, claim, find_step, last_undo, need_own, need_persons, parts_of

_NOTHING: dict[str, set[str]] = {"lead": set(), "person": set(), "company": set()}


@dataclass
class Work:
    """Reads through `rows`, decides, and fills `batch`; whoever made it writes the batch in one go.

    Nothing here writes, so the same work may be done again where somebody was faster.
    """

    rows: Rows
    defined: Defined
    stamper: Stamper
    new_tx: Callable[[], str]
    as_of: Callable[[], int]
    batch: Batch = field(default_factory=Batch)

    def write(self, intent: Intent, plan: Plan, tx_id: str, state: str = "closed") -> Change:
        """Plan one action and project it; an empty change where the plan is empty."""
        sets = list(plan(SqlRead(self.rows.connection, self.defined, self.rows)))
        if not sets:
            return Change("", ())
        ops = with_parents(self.stamper.ops(sets, intent, tx_id), self.rows)
        self._open(intent, tx_id, ops, state)
        born = {op.row_id for op in ops if op.field == BORN and op.entity == "lead"}
        self.rows.give(ops, born.union(*parts_of(ops).values()))
        definitions = self._definitions({(op.entity, op.row_id) for op in ops})
        ids = Projector(self.rows, self.batch, definitions, at_ms(self.as_of())).project(ops)
        erased, births = erase(self.rows, self.batch, ops)
        if erased:
            again = Projector(self.rows, self.batch, definitions, at_ms(self.as_of()))
            again.births["person"] = births
            ids = again.project_rows(erased, _NOTHING)
        return Change(tx_id, tuple(ids), _topics(op.entity for op in ops))

    def undo(self, intent: Intent, tx: str | None, others: May = nobody_may) -> Undone:
        """Exclude a transaction of few rows from the fold."""
        step = find_step(self.rows, self.stamper.site_no, intent.actor, tx, others)
        ops = self.rows.ops_of(step.tx_id)
        held = claim(self.rows, ops, step.tx_id, step.undo == "per_row")
        own = self.exclude(intent, step.tx_id, held)
        if step.state == "open":
            self.batch.journal.states[step.tx_id] = "closed"
        change = self.reproject(own, held)
        if held.touched.keys() & {"user", "role"} and not self.defined.keeps_an_admin(self.batch):
            raise UndoRefused("users.last_admin")
        return Undone(step.tx_id, change, tuple(held.kept.values()), step.action)

    def redo(self, intent: Intent) -> Undone:
        """Exclude the last undo of this actor, so that what it undid counts again."""
        undo = last_undo(self.rows, self.stamper.site_no, intent.actor)
        step = self.rows.step(undo.undoes or "")
        assert step is not None
        ops = self.rows.ops_of(step.tx_id)
        self.rows.remember(ops)
        if step.undo == "whole":
            need_own(self.rows, ops)
        need_persons(self.rows, ops)
        again = Claim(births=parts_of(ops))
        for op in ops:
            again.touched.setdefault(op.entity, set()).add(op.row_id)
        for entity, born in ((e, b) for e, b in again.births.items() if b):
            again.touched.setdefault(entity, set()).update(born)
        own = self.exclude(intent, undo.tx_id, again, restores=step.tx_id)
        return Undone(step.tx_id, self.reproject(own, again), (), step.action)

    def exclude(self, intent: Intent, tx_id: str, held: Claim, restores: str | None = None) -> str:
        """The excluding op and what it means for the journal; its own tx. Projections are still to follow."""
        own = self.new_tx()
        keep = sorted({*held.kept, *held.stay})
        ops = self.stamper.ops([Set("tx", tx_id, "undo", {"keep": keep})], intent, own, undoes=tx_id)
        self._open(intent, own, ops, "closed", undoes=tx_id)
        told = self.batch.journal
        told.undone_by[tx_id] = own
        if restores:
            told.undone_by[restores] = None
            told.unkept.append(restores)
        else:
            told.kept.extend((tx_id, row_id) for row_id in keep)
        self.rows.exclude(tx_id, keep, restores)
        return own

    def reproject(self, tx_id: str, held: Claim) -> Change:
        """Project what an undo, a redo or the clock touched."""
        touched = {entity: ids - held.kept.keys() for entity, ids in held.touched.items()}
        definitions = self._definitions({(e, i) for e, ids in touched.items() for i in ids})
        projector = Projector(self.rows, self.batch, definitions, at_ms(self.as_of()))
        projector.births = {entity: held.births.get(entity, {}) for entity in ("person", "company")}
        ids = projector.project_rows(touched, _NOTHING)
        return Change(tx_id, tuple(ids), _topics(touched))

    def _open(
        self, intent: Intent, tx_id: str, ops: Sequence[Op], state: str, undoes: str | None = None
    ) -> None:
        values = tx_values(intent, tx_id, self.stamper.site_no, self.stamper.place(ops[0]), ops, state)
        self.batch.ops.extend(ops)
        self.batch.texts = self.stamper.texts
        self.batch.journal.opened.append({**values, "undoes": undoes})

    def _definitions(self, touched: Iterable[tuple[str, str]]) -> Definitions:
        """The definitions in force once this is written."""
        now = self.defined.read(self.rows.connection)
        told = set(touched)
        self.batch.redefined = project_definitions(self.rows, self.batch, told)
        self.batch.rules = any(entity in RULES for entity, _ in told)
        return self.defined.after(self.batch) if self.batch.redefined else now


def _topics(entities: Iterable[str]) -> frozenset[str]:
    return frozenset("definitions" if entity in ENTITIES else entity for entity in entities)
