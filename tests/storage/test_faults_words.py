"""A base that cannot be used says so in one sentence at every door, and what was acknowledged stays."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from leaddesk import texts
from leaddesk.actions.desk import Desk
from leaddesk.actions.note import WriteNote
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.take import Take
from leaddesk.domain.refusals import BaseRefused, Refused
from leaddesk.storage import engine as engines
from leaddesk.storage.door import open_store
from leaddesk.storage.engine import sqlite_engine
from leaddesk.storage.proof import dump
from leaddesk.storage.store import SqliteStore
from tests.cli.conftest import Shell
from tests.fakes.sample import NOW, Clock, crowd, fill, make_desk
from tests.faults.bad_bases import (
    as_ordinary,
    fill_up,
    forget,
    held_by_another,
    one_sentence,
    small_disk,
    tell,
)

NAME = "base.sqlite"


def _open(folder: Path) -> SqliteStore:
    store = open_store(f"sqlite:///{folder / NAME}", clock=Clock())
    assert isinstance(store, SqliteStore)
    return store


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody in a test waits ten seconds for a lock."""
    told = tuple("PRAGMA busy_timeout=50" if "busy" in one else one for one in engines._SETTINGS)
    monkeypatch.setattr(engines, "_SETTINGS", told)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Shell]:
    """The command line on the base of this test."""
    before = texts.language()
    yield Shell(f"sqlite:///{tmp_path / NAME}", capsys)
    texts.set_language(before)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk on a base of twenty leads."""
    store = _open(tmp_path)
    made = make_desk(store, Clock())
    fill(made, crowd(20))
    yield made
    store.close()


def _ids(desk: Desk) -> list[str]:
    return sorted(desk.store.ids_where(PageAsk(), NOW, desk.session.user.id))


def _notes(desk: Desk, lead: str) -> list[str]:
    with desk.store.view() as read:
        return [note.text for note in read.lead(lead).notes]


# Locked


def test_a_base_that_another_program_holds_refuses_and_goes_on_after(
    impatient: None, tmp_path: Path, desk: Desk
) -> None:
    """Issue 2, 6.6 (F6): a locked base is named; reading goes on; the write works when it is free again."""
    lead = _ids(desk)[0]
    desk.do(WriteNote((lead,), "before"))

    with held_by_another(tmp_path / NAME):
        with pytest.raises(BaseRefused) as refused:
            desk.do(WriteNote((lead,), "lost?"))
        meanwhile = _notes(desk, lead)
    desk.do(WriteNote((lead,), "after"))

    assert refused.value.key == "base.locked"
    assert meanwhile == ["before"]
    assert _notes(desk, lead) == ["before", "after"]


def test_a_locked_base_is_one_sentence_at_the_command_line(
    impatient: None,
    shell: Shell,
    tmp_path: Path,
) -> None:
    """Issue 2, 6.6: exit 1, one sentence, nothing lost."""
    lead = shell.capture()

    with held_by_another(tmp_path / NAME):
        ran = shell("do", "note", lead, "--text", "hello", ok=False)

    assert ran.status == 1
    assert "Another program holds the base" in ran.err
    assert one_sentence(ran.err)
    assert shell.lead(lead)["notes"] == []


# Read only


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    """Issue 2, 6.6 (F5): a base in a read-only folder cannot even be read; a copy elsewhere opens."""
    folder = tmp_path / "shut"
    folder.mkdir()
    store = _open(folder)
    fill(make_desk(store, Clock()), crowd(3))
    store.close()
    (folder / NAME).chmod(0o444)
    folder.chmod(0o555)

    try:
        told = [
            as_ordinary(["--db", f"sqlite:///{folder / NAME}", *words]) for words in (["list"], ["check"])
        ]
        none = as_ordinary(["--db", f"sqlite:///{folder / 'new.sqlite'}", "list"])
    finally:
        folder.chmod(0o755)
        (folder / NAME).chmod(0o644)
    again = as_ordinary(["--db", f"sqlite:///{folder / NAME}", "check"])

    for ran in (*told, none):
        assert ran.returncode == 1
        assert "cannot be written" in ran.stderr
        assert one_sentence(ran.stderr)
    assert again.returncode == 0


def test_a_base_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    """Issue 2, 6.6 (F5): the folder is open, the file is not."""
    store = _open(tmp_path)
    fill(make_desk(store, Clock()), crowd(3))
    store.close()
    (tmp_path / NAME).chmod(0o444)

    ran = as_ordinary(["--db", f"sqlite:///{tmp_path / NAME}", "list"])

    assert ran.returncode == 1
    assert "cannot be written" in ran.stderr
    assert one_sentence(ran.stderr)


# Full


def _write_until_refused(desk: Desk, lead: str) -> tuple[list[str], BaseRefused]:
    kept: list[str] = []
    for number in range(2000):
        text = f"{number} " + "ї" * 4000
        try:
            desk.do(WriteNote((lead,), text))
        except BaseRefused as refused:
            return kept, refused
        kept.append(text)
    raise AssertionError("the disk was never full")


def test_a_full_disk_keeps_what_was_acknowledged_and_works_when_there_is_room(tmp_path: Path) -> None:
    """Issue 2, 6.6 (F4): SQLITE_FULL on a real small disk; base, backup and command line name it."""
    try:
        with small_disk(tmp_path / "disk", 4096) as disk:
            store = _open(disk)
            desk = make_desk(store, Clock())
            (lead, *_) = fill(desk, crowd(5))
            desk.do(WriteNote((lead,), "first"))
            ballast = fill_up(disk)

            kept, refused = _write_until_refused(desk, lead)
            with pytest.raises(BaseRefused) as copied:
                store.backup(str(disk / "copy.sqlite"))
            shown = _notes(desk, lead)
            ran = as_ordinary(["--db", f"sqlite:///{disk / NAME}", "do", "note", lead, "--text", "x" * 90000])
            left = [file.name for file in disk.iterdir() if "copy" in file.name]
            ballast.unlink()
            desk.do(WriteNote((lead,), "last"))
            whole, notes = store.check(), _notes(desk, lead)
            store.close()
    except OSError as none:
        pytest.skip(f"no small disk: {none}")

    assert (refused.key, copied.value.key) == ("base.full", "base.full")
    assert shown == ["first", *kept]
    assert (ran.returncode, "The disk is full" in ran.stderr) == (1, True)
    assert one_sentence(ran.stderr)
    assert left == []
    assert notes == ["first", *kept, "last"]
    assert (whole.integrity, whole.projections) == (True, True)


def test_a_file_that_may_not_grow_is_a_full_disk(tmp_path: Path) -> None:
    """F4: a quota gives SQLITE_IOERR_WRITE where a full disk gives SQLITE_FULL; both mean the same here."""
    store = _open(tmp_path)
    desk = make_desk(store, Clock())
    (lead, *_) = fill(desk, crowd(5))
    store.close()
    url, size = f"sqlite:///{tmp_path / NAME}", (tmp_path / NAME).stat().st_size

    ran = as_ordinary(["--db", url, "do", "note", lead, "--text", "ї" * 40000], largest=size // 4)
    after = as_ordinary(["--db", url, "do", "note", lead, "--text", "short"])
    checked = as_ordinary(["--db", url, "check"])

    assert ran.returncode == 1
    assert "The disk is full" in ran.stderr
    assert one_sentence(ran.stderr)
    assert (after.returncode, checked.returncode) == (0, 0)


# Damaged


def _garbage(data: bytearray) -> None:
    data[:100] = b"\xaa" * 100


def _half(data: bytearray) -> None:
    del data[len(data) // 2 :]


def _pages(data: bytearray) -> None:
    middle = len(data) // 2 // 4096 * 4096
    for start in range(middle, middle + 10 * 4096, 4096):
        data[start : start + 4096] = random.Random(start).randbytes(4096)


def _empty_log(data: bytearray) -> None:
    data[4096:] = b"\0" * (len(data) - 4096)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_garbage, "not a base of LeadDesk"),
        (_half, "damaged"),
        (_pages, "damaged"),
        (_empty_log, "damaged"),
    ],
)
def test_a_damaged_base_is_named_at_the_command_line(
    damage: Callable[[bytearray], None],
    said: str,
    shell: Shell,
    tmp_path: Path,
) -> None:
    """Issue 2, 6.6 (F13): check ends with status 1 and a sentence; nothing is shown as whole."""
    store = _open(tmp_path)
    fill(make_desk(store, Clock()), crowd(60))
    store.close()
    data = bytearray((tmp_path / NAME).read_bytes())
    damage(data)
    (tmp_path / NAME).write_bytes(data)

    ran = shell("check", ok=False)

    assert ran.status == 1
    assert said in ran.out + ran.err
    assert "Traceback" not in ran.err


def _everything(folder: Path) -> str:
    """The log and all projections of a base that nobody has open."""
    engine = sqlite_engine(folder / NAME, reader=True)
    try:
        with engine.begin() as connection:
            log = connection.exec_driver_sql("SELECT * FROM op ORDER BY site_no, site_seq").all()
            return repr((log, dump(connection)))
    finally:
        engine.dispose()


def _fate(folder: Path, sound: str) -> str:
    """What became of a base with one wrong bit: noticed, harmless or silent; anything else is a fault."""
    try:
        store = _open(folder)
        try:
            checked = store.check()
        finally:
            store.close()
        if not (checked.integrity and checked.projections):
            return "noticed"
        return "harmless" if _everything(folder) == sound else "silent"
    except Refused:
        return "noticed"


@pytest.mark.parametrize("flips", [25, pytest.param(400, marks=pytest.mark.slow)])
def test_one_wrong_bit_ends_in_words_never_in_a_fault_of_ours(flips: int, tmp_path: Path) -> None:
    """F13: a plain SQLite file keeps no sums, the proof against the log notices most; prints counts."""
    store = _open(tmp_path)
    desk = make_desk(store, Clock())
    desk.do(Take(tuple(fill(desk, crowd(40))[:5])))
    store.close()
    good, sound = (tmp_path / NAME).read_bytes(), _everything(tmp_path)
    seed = random.SystemRandom().randrange(1 << 32)
    dice, found = random.Random(seed), Counter[str]()
    tell(f"seed {seed}")

    for _ in range(flips):
        data = bytearray(good)
        data[dice.randrange(100, len(data))] ^= 1 << dice.randrange(8)
        forget(tmp_path / NAME)
        (tmp_path / NAME).write_bytes(data)
        found[_fate(tmp_path, sound)] += 1

    tell(f"{flips} flips: {dict(found)}")
    assert found.total() == flips
    assert found["noticed"] > found["silent"]


# Every door


def test_every_door_of_a_broken_base_speaks(tmp_path: Path, desk: Desk) -> None:
    """ARCHITECTURE 8.8: no driver's error leaves the storage, whichever method is asked."""
    store, me = desk.store, desk.session.user.id
    assert isinstance(store, SqliteStore)
    lead = _ids(desk)[0]
    with sqlite_engine(tmp_path / NAME, reader=False).begin() as connection:
        for table in ("lead", "rollup", "tx", "op"):
            connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {table}_gone")
    store.close()
    data = bytearray((tmp_path / NAME).read_bytes())
    _pages(data)
    _empty_log(data)
    forget(tmp_path / NAME)
    (tmp_path / NAME).write_bytes(data)
    doors: list[Callable[[], object]] = [
        lambda: store.page(PageAsk(), NOW, me),
        lambda: store.count(PageAsk(), NOW, me),
        lambda: store.split_counts(NOW, me),
        lambda: store.board(5),
        lambda: store.place_counts(),
        lambda: store.rollups(["stage"]),
        lambda: list(store.ids_where(PageAsk(), NOW, me)),
        lambda: store.history(5),
        lambda: store.tick(NOW),
        lambda: store.check(),
        lambda: store.version(),
        lambda: store.backup(str(tmp_path / "copy.sqlite")),
        lambda: desk.do(WriteNote((lead,), "x")),
        lambda: desk.undo(),
        lambda: desk.redo(),
    ]

    spoke = [_told(door) for door in doors]

    assert set(spoke) <= {"base.damaged", "base.not_a_base"}, spoke


def _told(door: Callable[[], object]) -> str:
    try:
        return f"no refusal: {door()!r}"
    except BaseRefused as refused:
        return refused.key
    except sa.exc.SQLAlchemyError as error:
        return repr(error)
