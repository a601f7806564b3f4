"""Files inside a base: whole on a server for every desk, and in a copy so that one file holds everything."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.desk import Desk
from leaddesk.actions.erase import Erase
from leaddesk.actions.incoming import Message
from leaddesk.app.copies import whole_copy
from leaddesk.app.place import Opening
from leaddesk.storage import file_parts
from leaddesk.storage.attachments import Attachments
from leaddesk.storage.backup import restore_base, verify
from leaddesk.storage.door import open_store
from leaddesk.storage.file_parts import PART, drop, files_of, keep, load
from leaddesk.storage.file_table import file_part
from tests.fakes.sample import NOW, Clock, capture, incoming, make_desk

NAME, PHONE = "Пелагея Зірка", "+380671112233"


class Bases:
    """Opens bases, each with a folder of files of its own, and closes them all at the end."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack

    def desk(self, url: str, folder: Path) -> Desk:
        """A desk at a founded base."""
        clock = Clock()
        desk = make_desk(open_store(url, site_key=folder.name, clock=clock), clock)
        self._stack.callback(desk.store.close)
        desk.attachments = files_of(desk.store, folder)
        return desk

    def files(self, url: str, folder: Path) -> Attachments:
        """The files of a base that is there."""
        store = open_store(url, site_key=folder.name, clock=Clock())
        self._stack.callback(store.close)
        return files_of(store, folder)


@pytest.fixture
def bases() -> Iterator[Bases]:
    with ExitStack() as stack:
        yield Bases(stack)


def with_a_file(desk: Desk, data: bytes, key: str = "mail:1") -> tuple[str, str]:
    """A lead that came with a file, and the file's sha256."""
    assert desk.attachments is not None
    digest = desk.attachments.put(data)
    files = ({"name": "план.pdf", "sha256": digest},)
    came = incoming(NAME, PHONE, channel="email", message=Message(key, text="ось план", files=files))
    return capture(desk, came), digest


@pytest.fixture
def local(bases: Bases, tmp_path: Path) -> Desk:
    return bases.desk(f"sqlite:///{tmp_path / 'base.leaddesk'}", tmp_path / "attachments")


@given(st.binary(max_size=300), st.integers(0, 3))
def test_bytes_come_back_as_they_were_however_many_parts_they_take(data: bytes, times: int) -> None:
    """RELIABILITY: parts of at most a mebibyte, the hash is verified on read."""
    whole = data + bytes(times * PART)
    digest = hashlib.sha256(whole).hexdigest()
    engine = sa.create_engine("sqlite://")
    file_part.create(engine)

    with engine.begin() as connection:
        keep(connection, digest, whole)
        keep(connection, digest, whole)
        sizes = [len(part) for part in connection.execute(sa.select(file_part.c.data)).scalars()]

        assert load(connection, digest) == whole
        assert sum(sizes) == len(whole)
        assert max(sizes, default=0) <= PART
    engine.dispose()


def test_what_lost_a_part_is_not_given_and_is_mended_by_the_next_keep() -> None:
    data = bytes(range(256)) * 8192
    digest = hashlib.sha256(data).hexdigest()
    engine = sa.create_engine("sqlite://")
    file_part.create(engine)
    with engine.begin() as connection:
        keep(connection, digest, data)
        connection.execute(sa.delete(file_part).where(file_part.c.part == 1))

        assert load(connection, digest) is None
        keep(connection, digest, data)
        assert load(connection, digest) == data
        drop(connection, (digest,))
        assert load(connection, digest) is None
    engine.dispose()


def test_one_copy_holds_the_base_and_its_files(local: Desk, bases: Bases, tmp_path: Path) -> None:
    """A backup that is one file and brings the pictures back, on a machine without the folder."""
    _lead, digest = with_a_file(local, b"drawing")
    assert local.attachments is not None
    stranger = local.attachments.put(b"of another base")
    copy = tmp_path / "copy.leaddesk"

    whole_copy(local.store, Opening(data=tmp_path), copy)
    local.attachments.forget(digest)
    verify(copy)

    assert [path.name for path in tmp_path.glob("copy.*")] == ["copy.leaddesk"]
    found = bases.files(f"sqlite:///{copy}", tmp_path / "elsewhere")
    assert found.get(digest) == b"drawing"
    assert found.get(stranger) is None


def test_a_restored_copy_gives_its_files_by_itself(local: Desk, bases: Bases, tmp_path: Path) -> None:
    """The bytes come from the base once, and lie in the folder from then on."""
    _lead, digest = with_a_file(local, b"drawing")
    copy, target = tmp_path / "copy.leaddesk", tmp_path / "new" / "base.leaddesk"
    target.parent.mkdir()
    whole_copy(local.store, Opening(data=tmp_path), copy)

    restore_base(copy, target, NOW)

    files = bases.files(f"sqlite:///{target}", tmp_path / "empty")
    assert files.get(digest) == b"drawing"
    assert files.path(digest).read_bytes() == b"drawing"


def test_a_copy_that_cannot_take_its_files_is_no_copy(
    local: Desk, bases: Bases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing half made is left that somebody could take for a backup."""
    with_a_file(local, b"drawing")

    def full(_connection: object, _digest: str, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(file_parts, "keep", full)

    with pytest.raises(OSError):
        whole_copy(local.store, Opening(data=tmp_path), tmp_path / "copy.leaddesk")
    assert list(tmp_path.glob("copy*")) == []


def test_erased_files_leave_a_restored_copy_too(local: Desk, bases: Bases, tmp_path: Path) -> None:
    """ARCHITECTURE 4, Erase: a restored backup re-applies the erase list, files among it."""
    lead, digest = with_a_file(local, b"passport")
    path, copy = tmp_path / "base.leaddesk", tmp_path / "copy.leaddesk"
    whole_copy(local.store, Opening(data=tmp_path), copy)
    local.do(Erase((lead,), sure=True))
    local.store.close()

    restore_base(copy, path, NOW)

    assert bases.files(f"sqlite:///{path}", tmp_path / "empty").get(digest) is None


@pytest.mark.postgres
def test_what_one_desk_keeps_every_desk_can_open(postgres_url: str, bases: Bases, tmp_path: Path) -> None:
    """RELIABILITY: a shared base holds the bytes, so that a colleague sees the picture."""
    here = bases.desk(postgres_url, tmp_path / "here")
    there = bases.files(postgres_url, tmp_path / "there")
    _lead, digest = with_a_file(here, b"scan" * PART)

    assert there.get(digest) == b"scan" * PART
    assert there.path(digest).stat().st_size == 4 * PART
    copy = tmp_path / "copy.leaddesk"
    whole_copy(here.store, Opening(url=postgres_url, data=tmp_path / "none"), copy)
    assert bases.files(f"sqlite:///{copy}", tmp_path / "later").get(digest) == b"scan" * PART

    assert here.attachments is not None
    here.attachments.forget(digest)
    nobody = bases.files(postgres_url, tmp_path / "nobody")
    assert nobody.get(digest) is None
