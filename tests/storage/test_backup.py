"""Copies of a base: made beside a writer, never over a file, brought back without losing the old one."""

import os
import random
import threading
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from leaddesk.actions.desk import Desk
from leaddesk.actions.marks import Priority
from leaddesk.actions.note import WriteNote
from leaddesk.actions.ports import PageAsk
from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage import backup
from leaddesk.storage.backup import KEPT, automatic, copy_base, restore_base, verify
from leaddesk.storage.door import open_store
from leaddesk.storage.store import SqliteStore
from tests.fakes.sample import NOW, Clock, crowd, fill, make_desk
from tests.faults.bad_bases import held_by_another

NAME = "base.sqlite"


def _open(path: Path) -> SqliteStore:
    store = open_store(f"sqlite:///{path}", clock=Clock())
    assert isinstance(store, SqliteStore)
    return store


def _desk(path: Path, leads: int = 20) -> Desk:
    desk = make_desk(_open(path), Clock())
    fill(desk, crowd(leads))
    return desk


def _store(desk: Desk) -> SqliteStore:
    assert isinstance(desk.store, SqliteStore)
    return desk.store


def _ids(desk: Desk) -> list[str]:
    return sorted(desk.store.ids_where(PageAsk(), NOW, desk.session.user.id))


def _notes(store: SqliteStore, lead: str) -> list[str]:
    with store.view() as read:
        return [note.text for note in read.lead(lead).notes]


@pytest.mark.parametrize("copies", [25, pytest.param(300, marks=pytest.mark.slow)])
def test_every_copy_made_beside_a_writer_is_whole(copies: int, tmp_path: Path) -> None:
    """F3: each copy opens, equals its log, and holds what was acknowledged before it was begun."""
    desk = _desk(tmp_path / NAME)
    lead, stop, written = _ids(desk)[0], threading.Event(), [0]

    def write() -> None:
        while not stop.is_set():
            desk.do(WriteNote((lead,), f"note {written[0]}"))
            written[0] += 1
            desk.do(Priority(tuple(_ids(desk)[:5]), "high" if written[0] % 2 else "low"))
            desk.undo()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        before = [_copy(desk, tmp_path / f"copy{number}.sqlite", written) for number in range(copies)]
    finally:
        stop.set()
        writer.join()

    for number, acknowledged in enumerate(before):
        copy = tmp_path / f"copy{number}.sqlite"
        verify(copy)
        store = _open(copy)
        assert {f"note {n}" for n in range(acknowledged)} <= set(_notes(store, lead))
        checked = store.check()
        assert (checked.integrity, checked.projections, checked.open_imports) == (True, True, ())
        store.close()
    assert written[0] > 3
    desk.store.close()


def _copy(desk: Desk, path: Path, written: list[int]) -> int:
    acknowledged = written[0]
    desk.store.backup(str(path))
    return acknowledged


def test_a_copy_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    """The last good copy may be there; and nothing half made is left beside it."""
    desk = _desk(tmp_path / NAME)
    precious = tmp_path / "copy.sqlite"
    precious.write_text("precious")

    with pytest.raises(BaseRefused) as refused:
        desk.store.backup(str(precious))

    assert refused.value.key == "backup.exists"
    assert precious.read_text() == "precious"
    assert not list(tmp_path.glob("*.part"))
    desk.store.close()


def test_a_copy_that_cannot_be_written_leaves_nothing_and_the_base_at_work(tmp_path: Path) -> None:
    """ARCHITECTURE 8.8: a refusal, no driver's error; readers may still only read."""
    desk = _desk(tmp_path / NAME)

    with pytest.raises(BaseRefused) as refused:
        desk.store.backup(str(tmp_path / "no such folder" / "copy.sqlite"))
    with _store(desk).reader.begin() as connection:
        only = connection.exec_driver_sql("PRAGMA query_only").scalar()
    desk.do(WriteNote((_ids(desk)[0],), "goes on"))

    assert refused.value.key == "base.read_only"
    assert only == 1
    desk.store.close()


def test_a_restore_keeps_the_base_that_it_replaces(tmp_path: Path) -> None:
    """Whoever restores the wrong copy can go back; twice in one second too."""
    base, copy = tmp_path / NAME, tmp_path / "copy.sqlite"
    desk = _desk(base)
    lead = _ids(desk)[0]
    desk.store.backup(str(copy))
    desk.do(WriteNote((lead,), "after the copy"))
    desk.store.close()

    first = restore_base(copy, base, NOW)
    second = restore_base(copy, base, NOW)

    assert first is not None
    assert second is not None
    assert first != second
    kept, now, again = _open(first), _open(base), _open(second)
    assert _notes(kept, lead) == ["after the copy"]
    assert _notes(now, lead) == _notes(again, lead) == []
    for store in (kept, now, again):
        store.close()


def test_a_restore_keeps_what_only_the_write_ahead_log_held(tmp_path: Path) -> None:
    """A killed process leaves its last writes in base-wal; they belong to the base that is set aside."""
    desk = _desk(tmp_path / NAME)
    lead = _ids(desk)[0]
    desk.store.backup(str(tmp_path / "copy.sqlite"))
    desk.do(WriteNote((lead,), "in the log only"))
    left = tmp_path / "killed"
    left.mkdir()
    for tail in ("", "-wal"):
        (left / (NAME + tail)).write_bytes((tmp_path / (NAME + tail)).read_bytes())
    desk.store.close()

    old = restore_base(tmp_path / "copy.sqlite", left / NAME, NOW)

    assert old is not None
    store = _open(old)
    assert _notes(store, lead) == ["in the log only"]
    store.close()


def test_a_restore_works_where_no_base_was(tmp_path: Path) -> None:
    """A new machine: there is nothing to keep."""
    desk = _desk(tmp_path / NAME)
    desk.store.backup(str(tmp_path / "copy.sqlite"))
    ids = _ids(desk)
    desk.store.close()

    old = restore_base(tmp_path / "copy.sqlite", tmp_path / "new.sqlite", NOW)

    again = make_desk(_open(tmp_path / "new.sqlite"), Clock())
    assert old is None
    assert _ids(again) == ids
    again.store.close()


def test_a_base_that_somebody_writes_to_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Replacing it under the writer would lose what comes next."""
    from leaddesk.storage import engine as engines

    told = tuple("PRAGMA busy_timeout=50" if "busy" in one else one for one in engines._SETTINGS)
    monkeypatch.setattr(engines, "_SETTINGS", told)
    desk = _desk(tmp_path / NAME)
    desk.store.backup(str(tmp_path / "copy.sqlite"))
    desk.do(WriteNote((_ids(desk)[0],), "precious"))
    lead = _ids(desk)[0]

    with held_by_another(tmp_path / NAME), pytest.raises(BaseRefused) as refused:
        restore_base(tmp_path / "copy.sqlite", tmp_path / NAME, NOW)

    assert refused.value.key == "base.locked"
    assert _notes(_store(desk), lead) == ["precious"]
    desk.store.close()


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _scrambled(data: bytes) -> bytes:
    middle = len(data) // 2 // 4096 * 4096
    return data[:middle] + random.Random(1).randbytes(8 * 4096) + data[middle + 8 * 4096 :]


def _no_base(_: bytes) -> bytes:
    return b"no base at all" * 100


@pytest.mark.parametrize("damage", [_cut, _scrambled, _no_base])
def test_a_damaged_copy_is_refused_and_the_base_stays(damage: object, tmp_path: Path) -> None:
    """F13: a copy is verified before anything is touched."""
    assert callable(damage)
    desk = _desk(tmp_path / NAME, leads=60)
    copy = tmp_path / "copy.sqlite"
    desk.store.backup(str(copy))
    desk.store.close()
    copy.write_bytes(damage(copy.read_bytes()))
    before = (tmp_path / NAME).read_bytes()

    with pytest.raises(BaseRefused) as refused:
        restore_base(copy, tmp_path / NAME, NOW)

    assert refused.value.key in ("base.damaged", "base.not_a_base")
    assert (tmp_path / NAME).read_bytes() == before
    assert not list(tmp_path.glob("*.restored*"))


def test_a_copy_whose_rows_do_not_equal_its_log_is_refused(tmp_path: Path) -> None:
    """A whole file may still tell wrong things."""
    desk = _desk(tmp_path / NAME)
    copy = tmp_path / "copy.sqlite"
    desk.store.backup(str(copy))
    desk.store.close()
    changed = _open(copy)
    with changed.transaction() as connection:
        connection.execute(sa.text("UPDATE lead SET need = 'another'"))
    changed.close()

    with pytest.raises(BaseRefused) as refused:
        verify(copy)

    assert refused.value.key == "base.damaged"


def test_a_restore_that_is_cut_off_leaves_a_base_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between setting the old base aside and bringing the new one there is never no base at all."""
    base, copy = tmp_path / NAME, tmp_path / "copy.sqlite"
    desk = _desk(base)
    lead = _ids(desk)[0]
    desk.store.backup(str(copy))
    desk.do(WriteNote((lead,), "old"))
    desk.store.close()

    def aside_and_killed(target: Path, now: object) -> Path:
        real(target, NOW)
        raise KeyboardInterrupt

    real = backup._set_aside
    monkeypatch.setattr(backup, "_set_aside", aside_and_killed)
    with pytest.raises(KeyboardInterrupt):
        restore_base(copy, base, NOW)

    store = _open(base)
    assert _notes(store, lead) == ["old"]
    store.close()


def test_a_disk_without_hard_links_is_restored_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAT, as sticks have it."""
    base, copy = tmp_path / NAME, tmp_path / "copy.sqlite"
    desk = _desk(base)
    desk.store.backup(str(copy))
    desk.store.close()

    def no_links(*_: object) -> None:
        raise OSError("not here")

    monkeypatch.setattr(os, "link", no_links)
    old = restore_base(copy, base, NOW)

    assert old is not None
    verify(old)
    verify(base)


def test_automatic_copies_keep_the_newest_five(tmp_path: Path) -> None:
    """Before each migration; they must not fill the disk."""
    desk = _desk(tmp_path / NAME)
    store = _store(desk)

    made = [automatic(store.reader, tmp_path / NAME, NOW + timedelta(hours=n)) for n in range(KEPT + 3)]

    left = sorted((tmp_path / "backups").iterdir())
    assert left == made[-KEPT:]
    for copy in left:
        verify(copy)
    desk.store.close()


def test_a_copy_holds_no_more_than_the_base_shows(tmp_path: Path) -> None:
    """A copy is compact: pages that were freed do not travel."""
    desk = _desk(tmp_path / NAME, leads=80)
    store = _store(desk)
    desk.undo(next(step.tx for step in store.history(5) if step.action == "import"))

    copy_base(store.reader, tmp_path / "copy.sqlite")

    desk.store.close()
    assert (tmp_path / "copy.sqlite").stat().st_size < (tmp_path / NAME).stat().st_size
