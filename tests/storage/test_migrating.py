"""Versions of a base: made, stamped, migrated after a backup, and never touched by an older program."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage import migrating
from leaddesk.storage.door import open_store
from leaddesk.storage.engine import sqlite_engine
from leaddesk.storage.founding import make_tables
from leaddesk.storage.migrating import VERSIONS, upgrade, version_of
from tests.fakes.sample import capture, make_desk
from tests.storage.freeze_schema import FOLDER, frozen

NOW = datetime(2026, 11, 20, 8, 14, tzinfo=UTC)


def _shape(path: Path) -> list[tuple[str, str]]:
    engine = sqlite_engine(path, reader=True)
    with engine.begin() as connection:
        query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        found = [row for row in connection.exec_driver_sql(query).all() if "alembic" not in row[0]]
    engine.dispose()
    return [(name, " ".join(sql.split())) for name, sql in found]


def test_migrating_an_empty_base_makes_what_a_new_base_has(tmp_path: Path) -> None:
    """Alembic from the first version: both ways give the same tables, indices and triggers."""
    made, migrated = (
        sqlite_engine(tmp_path / "a.db", reader=False),
        sqlite_engine(tmp_path / "b.db", reader=False),
    )

    with made.begin() as connection:
        make_tables(connection)
    with migrated.begin() as connection:
        upgrade(connection)
    made.dispose()
    migrated.dispose()

    assert _shape(tmp_path / "a.db") == _shape(tmp_path / "b.db")


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_the_frozen_statements_are_those_of_the_schema(dialect: str) -> None:
    """A change of the schema must come as a migration: this fails until one is written."""
    held = (FOLDER / f"{VERSIONS[-1]}_{dialect}.sql").read_text(encoding="utf8")

    assert held == frozen(dialect)


def test_every_version_has_its_script() -> None:
    """The list of versions and the folder of scripts say the same."""
    scripts = sorted(path.name[1:5] for path in (FOLDER.parent / "versions").glob("v*.py"))

    assert scripts == sorted(VERSIONS)


def test_a_base_newer_than_the_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    """Issue 2, 6.6: a base newer than the program gets its message."""
    path = tmp_path / "b.db"
    open_store(f"sqlite:///{path}").close()
    engine = sqlite_engine(path, reader=False)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    before = path.read_bytes()

    with pytest.raises(BaseRefused) as refused:
        open_store(f"sqlite:///{path}")

    assert refused.value.key == "base.newer"
    assert path.read_bytes() == before


def test_an_older_base_is_backed_up_and_then_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Automatic backup before each migration."""
    path = tmp_path / "b.db"
    store = open_store(f"sqlite:///{path}")
    lead = capture(make_desk(store))
    store.close()
    steps: list[str] = []

    def step(connection: sa.Connection) -> None:
        steps.append(version_of(connection))
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")

    monkeypatch.setattr(migrating, "VERSIONS", (*VERSIONS, "0002"))
    monkeypatch.setattr(migrating, "upgrade", step)
    again = open_store(f"sqlite:///{path}")
    again.close()

    assert steps == [VERSIONS[-1]]
    (copy,) = (tmp_path / "backups").glob("*.db")
    monkeypatch.undo()
    kept = open_store(f"sqlite:///{copy}")
    with kept.view() as read:
        assert read.lead(lead).id == lead
    kept.close()


def test_a_failed_migration_leaves_the_old_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """RELIABILITY F14: all or nothing; DDL is rolled back too."""
    path = tmp_path / "b.db"
    open_store(f"sqlite:///{path}").close()
    before = _shape(path)

    def step(connection: sa.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE half (x)")
        raise RuntimeError("in the middle")

    monkeypatch.setattr(migrating, "VERSIONS", (*VERSIONS, "0002"))
    monkeypatch.setattr(migrating, "upgrade", step)
    with pytest.raises(RuntimeError):
        open_store(f"sqlite:///{path}")
    monkeypatch.undo()

    assert _shape(path) == before
    open_store(f"sqlite:///{path}").close()


def test_a_file_that_is_no_base_is_refused_and_kept(tmp_path: Path) -> None:
    """Issue 2, 6.6: another program's SQLite file, and a file that is none."""
    other = tmp_path / "other.db"
    engine = sqlite_engine(other, reader=False)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE somebody_elses (x)")
    engine.dispose()
    text = tmp_path / "letter.db"
    text.write_bytes(b"Dear Sir or Madam, " * 100)

    for path in (other, text):
        before = path.read_bytes()
        with pytest.raises(BaseRefused) as refused:
            open_store(f"sqlite:///{path}")
        assert refused.value.key == "base.not_a_base"
        assert path.read_bytes() == before
