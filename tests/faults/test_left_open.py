"""What a process that ended amid an import or its revert leaves, and how the next start mends it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from leaddesk.actions.desk import Desk
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.ports import PageAsk, TxRow
from leaddesk.storage import reverting
from leaddesk.storage import store as stores
from leaddesk.storage.door import open_store
from leaddesk.storage.reverting import resume, set_state
from leaddesk.storage.store import SqliteStore
from tests.fakes.sample import NOW, Clock, crowd, make_desk

PART, PARTS = 25, 10


@pytest.fixture(autouse=True)
def soon_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tx of more than a hundred rows is taken back in short transactions, so that few rows will do."""
    monkeypatch.setattr(stores, "LONG", 100)


class CutOff(Exception):
    """The process ends here; unlike a refusal nobody cleans up after it."""


def _open(folder: Path) -> Desk:
    return make_desk(open_store(f"sqlite:///{folder / 'base.sqlite'}", clock=Clock()), Clock())


def _store(desk: Desk) -> SqliteStore:
    assert isinstance(desk.store, SqliteStore)
    return desk.store


def _batches(until: int) -> Iterator[list[Incoming]]:
    everyone = crowd(PART * PARTS)
    for number in range(PARTS):
        if number == until:
            raise CutOff
        yield everyone[number * PART : (number + 1) * PART]


def _import(desk: Desk, until: int = PARTS, tx: str | None = None) -> str:
    action = ImportRows(_batches(until), lambda number, fates: None, "crowd.csv")
    try:
        return desk.do(action, tx=tx).tx
    except CutOff:
        return _step(desk).tx


def _step(desk: Desk) -> TxRow:
    return next(step for step in desk.store.history(20) if step.action == "import")


def _count(desk: Desk) -> int:
    return len(list(desk.store.ids_where(PageAsk(), NOW, desk.session.user.id)))


def _in_order(desk: Desk) -> bool:
    checked = desk.store.check()
    return checked.integrity and checked.projections and not checked.open_imports


def _again(desk: Desk, folder: Path) -> Desk:
    desk.store.close()
    return _open(folder)


def test_an_open_import_is_named_and_proved_too(tmp_path: Path) -> None:
    """CLI.md: an open import is no failure; what came with it must equal the log all the same."""
    desk = _open(tmp_path)
    tx = _import(desk, until=4)
    named = desk.store.check()
    with _store(desk).transaction() as connection:
        connection.execute(sa.text("UPDATE lead SET need = 'another'"))

    damaged = desk.store.check()

    assert (named.open_imports, named.projections, list(named.problems)) == ((tx,), True, [])
    assert not damaged.projections
    desk.store.close()


@pytest.mark.parametrize("until", [2, PARTS - 1])
def test_an_open_import_that_is_taken_back_is_open_no_more(until: int, tmp_path: Path) -> None:
    """`leaddesk revert` of a short and of a long one (over a hundred rows here)."""
    desk = _open(tmp_path)
    tx = _import(desk, until=until)

    desk = _again(desk, tmp_path)
    desk.undo(tx)

    assert _count(desk) == 0
    assert _in_order(desk)
    assert _step(_again(desk, tmp_path)).state == "undone"


def test_an_import_goes_on_where_it_was_cut_off(tmp_path: Path) -> None:
    """The same rows again are the same leads."""
    desk = _open(tmp_path)
    tx = _import(desk, until=4)

    desk = _again(desk, tmp_path)
    before = _count(desk)
    _import(desk, tx=tx)

    assert (before, _count(desk)) == (4 * PART, PARTS * PART)
    assert _in_order(desk)
    desk.store.close()


def test_a_revert_that_was_cut_off_is_finished_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F1: between the excluding op and the last row projected anew the base shows what the log denies."""
    desk = _open(tmp_path)
    tx = _import(desk)

    def cut_off(*_: object) -> None:
        raise CutOff

    with monkeypatch.context() as patched:
        patched.setattr(reverting, "_reproject", cut_off)
        with pytest.raises(CutOff):
            desk.undo(tx)
    shown = _count(desk)
    desk = _again(desk, tmp_path)

    assert shown == PARTS * PART
    assert _count(desk) == 0
    assert _in_order(desk)
    desk.store.close()


def test_a_cancel_that_was_cut_off_is_finished_at_the_next_start(tmp_path: Path) -> None:
    """F1: the import was marked as being taken back, and nothing of it is excluded yet."""
    desk = _open(tmp_path)
    tx = _import(desk, until=4)
    set_state(_store(desk), tx, "reverting")

    desk = _again(desk, tmp_path)

    assert _count(desk) == 0
    assert _in_order(desk)
    desk.store.close()


def test_two_processes_that_finish_the_same_revert_exclude_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several processes share a base: a start beside a living revert must not write a second undo."""
    desk = _open(tmp_path)
    tx = _import(desk)
    real = reverting._reproject

    def meanwhile(store: SqliteStore, *told: Any) -> list[str]:
        monkeypatch.setattr(reverting, "_reproject", real)
        other = open_store(f"sqlite:///{tmp_path / 'base.sqlite'}", clock=Clock())  # its start finishes it
        other.close()
        return real(store, *told)

    monkeypatch.setattr(reverting, "_reproject", meanwhile)
    desk.undo(tx)
    with _store(desk).reader.begin() as connection:
        undos = connection.exec_driver_sql("SELECT count(*) FROM op WHERE entity = 'tx'").scalar()

    assert undos == 1
    assert _count(desk) == 0
    assert _in_order(desk)
    desk.store.close()


def test_a_start_with_nothing_to_finish_writes_nothing(tmp_path: Path) -> None:
    """A revert that is done stays done."""
    desk = _open(tmp_path)
    desk.undo(_import(desk, until=PARTS))
    before = _store(desk).version()

    resume(_store(desk))

    assert _store(desk).version() == before
    assert desk.redo().tx
    resume(_store(desk))
    assert _count(desk) == PARTS * PART
    assert _in_order(desk)
    desk.store.close()
