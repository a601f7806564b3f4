"""The trigram index holds each lead's words once, whoever wrote it: import, capture, edit, undo, redo."""

from pathlib import Path

from leaddesk.actions.edit import Edit
from leaddesk.actions.junk import Junk
from leaddesk.storage.store import SqliteStore
from tests.fakes.sample import capture, crowd, fill, incoming
from tests.storage.contract.bases import Base, sqlite_base


def found(store: SqliteStore, gram: str) -> list[int]:
    """Row numbers that the index gives for three letters."""
    with store.reader.begin() as connection:
        rows = connection.exec_driver_sql(
            "SELECT rowid FROM lead_fts WHERE lead_fts MATCH ? ORDER BY rowid", (f'"{gram}"',)
        )
        return [row[0] for row in rows]


def holding(store: SqliteStore, gram: str) -> list[int]:
    """Row numbers of leads whose search column holds them."""
    with store.reader.begin() as connection:
        rows = connection.exec_driver_sql("SELECT n FROM lead WHERE instr(search, ?) > 0 ORDER BY n", (gram,))
        return [row[0] for row in rows]


def assert_indexed(base: Base) -> None:
    """The index and the column say the same."""
    assert isinstance(base.store, SqliteStore)
    for gram in ("вер", "жуч", "ков", "вал", "380", "com", "юті"):
        assert found(base.store, gram) == holding(base.store, gram)


def test_the_index_follows_every_writer(tmp_path: Path) -> None:
    """P7: new leads are indexed batch by batch, later ones by triggers; none twice, none missing."""
    base = sqlite_base(tmp_path)
    try:
        fill(base.desk, crowd(30))
        capture(base.desk, incoming(name="Ковальчук Дмитро", need="верстат"))
        assert isinstance(base.store, SqliteStore)
        assert holding(base.store, "ков")
        assert_indexed(base)

        first, second, *_ = base.ids()
        base.desk.do(Edit((first,), "need", "лютів верстат"))
        base.desk.do(Junk((second,), "spam"))
        assert_indexed(base)
        base.desk.undo()
        base.desk.undo()
        base.desk.redo()
        assert_indexed(base)

        base.store.rebuild()
        assert_indexed(base)
    finally:
        base.close()


def test_an_undone_capture_leaves_the_index_and_comes_back(tmp_path: Path) -> None:
    """A row number that is free again belongs to the next lead alone."""
    base = sqlite_base(tmp_path)
    try:
        capture(base.desk, incoming(name="Жучинський"))
        base.desk.undo()
        assert_indexed(base)
        capture(base.desk, incoming(name="Другий Ковальов"))
        assert_indexed(base)
        assert isinstance(base.store, SqliteStore)
        assert found(base.store, "ков")
        assert not found(base.store, "жуч")
    finally:
        base.close()
