"""The proof that projections are the log: rebuilding them from it, and comparing without writing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.figures import contribution
from leaddesk.domain.log import BORN, OpId, at_ms
from leaddesk.domain.row import LeadRow
from leaddesk.storage import schema as t
from leaddesk.storage.asks import OP_COLUMNS
from leaddesk.storage.batch import Batch, Row
from leaddesk.storage.defined import ENTITIES, Defined, project_definitions
from leaddesk.storage.journal_rebuild import journal_problems, rebuild_journal
from leaddesk.storage.project import Projector
from leaddesk.storage.rows import Rows, op_of

_CHUNK = 400
Problem = tuple[str, Mapping[str, Any]]


def births(connection: sa.Connection, entity: str) -> Iterator[list[str]]:
    """Ids of rows of an entity in the order of their creation, in chunks; two may hold the same id."""
    c = t.op.c
    after: tuple[int, int] = (-1, -1)
    while True:
        query = (
            sa.select(c.site_no, c.site_seq, c.row_id)
            .where(c.field == BORN, c.entity == entity)
            .where(sa.or_(c.site_no > after[0], sa.and_(c.site_no == after[0], c.site_seq > after[1])))
            .order_by(c.site_no, c.site_seq)
            .limit(_CHUNK)
        )
        found = connection.execute(query).all()
        if not found:
            return
        after = (found[-1][0], found[-1][1])
        yield [row[2] for row in found]


def born_parts(connection: sa.Connection, leads: Sequence[str]) -> dict[str, dict[str, OpId]]:
    """Persons and companies that were created with leads, undone or not, with the creating op."""
    parts: dict[str, dict[str, OpId]] = {"person": {}, "company": {}}
    query = sa.select(*OP_COLUMNS).where(t.op.c.row_id.in_(leads), t.op.c.field == BORN)
    for op in map(op_of, connection.execute(query)):
        for entity, found in parts.items():
            if op.value.get(entity):
                found[op.value[entity]["id"]] = op.id
    return parts


def defined_rows(connection: sa.Connection) -> list[tuple[str, str]]:
    """Definitions and users that the log knows: (entity, row id)."""
    query = (
        sa.select(t.op.c.entity, t.op.c.row_id)
        .where(t.op.c.entity.in_(sorted(ENTITIES | {"user"})))
        .distinct()
    )
    return [(row[0], row[1]) for row in connection.execute(query)]


def projector(connection: sa.Connection, batch: Batch, definitions: Definitions) -> Projector:
    """A projector as of the base's `projected_at`."""
    as_of = connection.execute(sa.select(t.base.c.projected_at)).scalar_one()
    return Projector(Rows(connection), batch, definitions, at_ms(as_of))


def expected(connection: sa.Connection, definitions: Definitions) -> Iterator[tuple[list[str], Batch]]:
    """What the log says should be changed, chunk by chunk; empty batches where all is right."""
    for ids in births(connection, "deal"):
        batch = Batch()
        projector(connection, batch, definitions).project_rows({"deal": set(ids)}, _NOTHING_FRESH)
        yield ids, batch
    for ids in births(connection, "lead"):
        batch = Batch()
        worker = projector(connection, batch, definitions)
        worker.births = born_parts(connection, ids)
        touched = {"lead": set(ids)} | {entity: set(born) for entity, born in worker.births.items()}
        worker.project_rows(touched, _NOTHING_FRESH)
        yield ids, batch


_NOTHING_FRESH: dict[str, set[str]] = {"lead": set(), "person": set(), "company": set()}


def being_taken_back(connection: sa.Connection) -> bool:
    """Whether some tx is excluded already, while its rows still wait to be projected anew."""
    query = sa.select(t.tx.c.tx_id).where(t.unfinished(), t.tx.c.state == "reverting").limit(1)
    return connection.execute(query).first() is not None


_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, sa.exc.StatementError)


def compare(connection: sa.Connection, defined: Defined) -> list[Problem]:
    """Every projection row that the log contradicts; at most a hundred are named."""
    try:
        return _compare(connection, defined)
    except _UNREADABLE as error:
        # Damage that SQLite cannot see (a bit inside a text, of which it keeps no sum) ends here.
        return [("check.integrity", {"reason": f"{type(error).__name__}: {error}"[:200]})]


def _compare(connection: sa.Connection, defined: Defined) -> list[Problem]:
    # Here, as below, because matching and what it compares words by are a tenth of a start (P1).
    from leaddesk.storage.matching import differences

    definitions = defined.read(connection)
    problems: list[Problem] = [
        (key, {"table": "tx", "row": tx_id}) for key, tx_id in journal_problems(connection)
    ]
    batch = Batch()
    project_definitions(Rows(connection), batch, defined_rows(connection))
    problems.extend(_differences(connection, batch))
    for _, batch in expected(connection, definitions):
        problems.extend(_differences(connection, batch))
        if len(problems) > 100:
            return problems[:100]
    problems += [("check.differs", {"table": "match_traits", "row": row}) for row in differences(connection)]
    return problems + _rollup_problems(connection, definitions)


def waiting() -> sa.ColumnElement[bool]:
    """Leads whose row the minute job has yet to bring to `projected_at`."""
    return t.lead.c.next_change_at <= sa.select(t.base.c.projected_at).scalar_subquery()


def _differences(connection: sa.Connection, batch: Batch) -> Iterator[Problem]:
    late: set[str] = set()
    if batch.changed.get(t.lead):
        # Rows that the minute job has yet to bring to `projected_at` may differ from what they will be.
        late = {row[0] for row in connection.execute(sa.select(t.lead.c.id).where(waiting()))}
    for table, rows in (*batch.fresh.items(), *batch.changed.items()):
        held = _held(connection, table, rows)
        for row in rows:
            if held.get(_key(table, row)) != row and not (table is t.lead and row[0] in late):
                yield "check.differs", {"table": table.name, "row": _key(table, row)[0]}
    for table, keys in batch.gone.items():
        held = _held(connection, table, keys)
        for key in keys:
            if tuple(key) in held:
                yield "check.left_over", {"table": table.name, "row": key[0]}
    for row_id, *_ in batch.before:
        yield "check.differs", {"table": "lead", "row": row_id}


def columns(table: sa.Table) -> list[sa.Column[Any]]:
    """Columns that a projection writes: all but the row number of a lead."""
    return [column for column in table.c if table is not t.lead or column.name != "n"]


def _key(table: sa.Table, row: Row) -> Row:
    return tuple(row[: 1 if table is t.lead else len(table.primary_key.columns)])


def _held(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> dict[Row, Row]:
    """Stored rows with the first key column of `rows`, by key. Keys come first in every table."""
    found = columns(table)
    ids = sorted({row[0] for row in rows})
    held: dict[Row, Row] = {}
    for start in range(0, len(ids), 1000):
        query = sa.select(*found).where(found[0].in_(ids[start : start + 1000]))
        for row in connection.execute(query):
            held[_key(table, tuple(row))] = tuple(row)
    return held


def _rollup_problems(connection: sa.Connection, definitions: Definitions) -> list[Problem]:
    """Rollups against a full count of what each stored row contributes."""
    zone = ZoneInfo(str(definitions.setting("zone")))
    counted = Batch()
    stream = connection.execution_options(yield_per=1000).execute(
        sa.select(*(t.lead.c[name] for name in t.LEAD_FIELDS))
    )
    for row in stream:
        counted.add(contribution(LeadRow(*row), zone))
    should = {key: (n, total) for key, n, total in counted.deltas()}
    held = {row[0]: (row[1], row[2]) for row in connection.execute(sa.select(t.rollup))}
    wrong = sorted(key for key in should.keys() | held.keys() if should.get(key) != held.get(key))
    return [("check.rollup", {"key": key}) for key in wrong[:100]]


def rebuild(connection: sa.Connection, defined: Defined, apply: Any) -> None:
    """Throw all projections away and make them anew from the log, inside the caller's transaction.

    The journal comes first: it says which ops are in force.
    """
    from leaddesk.storage.matching import forget

    rebuild_journal(connection)
    forget(connection)
    for table in t.PROJECTIONS:
        connection.execute(sa.delete(table))
    batch = Batch()
    project_definitions(Rows(connection), batch, defined_rows(connection))
    apply(connection, batch)
    connection.execute(sa.update(t.base).values(defined_v=t.base.c.defined_v + 1))
    definitions = defined.read(connection)
    for _, batch in expected(connection, definitions):
        apply(connection, batch)


def dump(connection: sa.Connection) -> dict[str, list[Row]]:
    """All projection rows in key order, for comparing two bases byte by byte."""
    found = {}
    for table in t.PROJECTIONS:
        query = sa.select(*columns(table))
        found[table.name] = sorted((tuple(row) for row in connection.execute(query)), key=repr)
    return found
