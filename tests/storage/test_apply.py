"""Rows on their way into SQLite: the same base whether many are written at once or one by one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from leaddesk.storage import schema as t
from leaddesk.storage.apply import apply_sqlite, bound, key_columns
from leaddesk.storage.batch import Batch, Row
from leaddesk.storage.engine import sqlite_engine
from leaddesk.storage.founding import make_tables

MANY = 40


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    made = sqlite_engine(tmp_path / "base.sqlite", reader=False)
    with made.begin() as connection:
        make_tables(connection)
    yield made
    made.dispose()


def contacts(count: int) -> list[Row]:
    """Contacts without reason and mark; every other one has no normal form, one in three is shared."""
    return [
        (
            f"{i // 2:032x}", f"{i:032x}", "phone", f"it's {i}", None if i % 2 else f"+{i}", None, "", None,
            i % 3 == 0,
        )
        for i in range(count)
    ]  # fmt: skip


def stored(engine: sa.Engine, table: sa.Table) -> list[Row]:
    with engine.begin() as connection:
        return [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]


@pytest.mark.parametrize("at_once", [1, 7, MANY])
def test_rows_come_back_as_they_were_written_however_many_at_once(engine: sa.Engine, at_once: int) -> None:
    """What is the same in all rows stands in the statement; nobody sees it."""
    rows = contacts(MANY)

    for start in range(0, MANY, at_once):
        batch = Batch()
        batch.insert(t.contact, rows[start : start + at_once])
        with engine.begin() as connection:
            apply_sqlite(connection, batch)

    assert stored(engine, t.contact) == rows


def test_many_rows_take_the_place_of_those_with_their_key(engine: sa.Engine) -> None:
    """An upsert of a column that is nothing in all rows clears it."""
    first, rows = Batch(), contacts(MANY)
    first.insert(t.contact, [(*row[:5], "no_at", "work", "bounced", True) for row in rows])
    again = Batch()
    again.upsert(t.contact, rows)

    with engine.begin() as connection:
        apply_sqlite(connection, first)
        apply_sqlite(connection, again)

    assert stored(engine, t.contact) == rows


def test_many_rows_can_be_deleted_by_their_keys(engine: sa.Engine) -> None:
    rows, keys = contacts(MANY), len(key_columns(t.contact))
    written, gone = Batch(), Batch()
    written.insert(t.contact, rows)
    gone.delete(t.contact, [row[:keys] for row in rows[3:]])

    with engine.begin() as connection:
        apply_sqlite(connection, written)
        apply_sqlite(connection, gone)

    assert stored(engine, t.contact) == rows[:3]


def test_what_all_of_many_rows_have_is_not_bound_again_and_again() -> None:
    """P2: the driver takes a microsecond for each None."""
    marks, values = bound(t.contact, contacts(MANY))

    assert marks.count("NULL") == 2
    assert all(len(row) == marks.count("?") for row in values)
    assert all(type(value) in (int, str, bytearray, type(None)) for row in values for value in row)


def test_a_few_rows_share_one_statement_whatever_they_hold() -> None:
    marks, _values = bound(t.contact, contacts(3))

    assert set(marks) == {"?"}


def test_keys_are_bound_even_where_they_are_the_same(engine: sa.Engine) -> None:
    """A statement without anything to bind would be run for no row at all."""
    batch = Batch()
    batch.insert(t.base, [(1, "ab" * 16, 0, 0)])
    many = [(1, "ab" * 16, 0, 0)] * MANY

    with engine.begin() as connection:
        apply_sqlite(connection, batch)

    assert bound(t.base, many)[0][0] == "?"
    assert stored(engine, t.base) == [(1, "ab" * 16, 0, 0)]
