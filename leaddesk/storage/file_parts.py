"""Bytes of files inside a base: on a server for everybody's desk, in a copy so that it holds the whole base.

RELIABILITY.md (attachments): by sha256, in parts of at most a mebibyte, never in the op.
"""

import hashlib
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from leaddesk.domain.erasing import digests_of
from leaddesk.storage import schema as t
from leaddesk.storage.asks import OP_COLUMNS
from leaddesk.storage.attachments import Attachments
from leaddesk.storage.engine import sqlite_engine
from leaddesk.storage.faults import in_words
from leaddesk.storage.file_table import file_part
from leaddesk.storage.rows import op_of
from leaddesk.storage.writing import Writing

PART = 1 << 20
"""Bytes of a part."""


def load(connection: sa.Connection, digest: str) -> bytes | None:
    """The bytes of a sha256; None where they are not here whole."""
    c = file_part.c
    parts = connection.execute(sa.select(c.data).where(c.sha256 == digest).order_by(c.part)).scalars()
    data = b"".join(bytes(part) for part in parts)
    return data if hashlib.sha256(data).hexdigest() == digest else None


def keep(connection: sa.Connection, digest: str, data: bytes) -> None:
    """Write the bytes of a sha256 where they are not here whole."""
    if load(connection, digest) is not None:
        return
    drop(connection, (digest,))
    rows = [
        {"sha256": digest, "part": number, "data": data[at : at + PART]}
        for number, at in enumerate(range(0, len(data), PART))
    ]
    connection.execute(sa.insert(file_part), rows)


def drop(connection: sa.Connection, digests: Iterable[str]) -> None:
    """Forget the bytes of these."""
    connection.execute(sa.delete(file_part).where(file_part.c.sha256.in_(list(digests))))


def named(connection: sa.Connection) -> set[str]:
    """Sha256 of every file that an op names."""
    query = sa.select(*OP_COLUMNS).where(t.op.c.value.contains("sha256"))
    return {digest for row in connection.execute(query) for digest in digests_of(op_of(row))}


def drop_unnamed(connection: sa.Connection) -> None:
    """Forget the files that no op names any more, as after an erase."""
    here = set(connection.execute(sa.select(file_part.c.sha256).distinct()).scalars())
    if here:
        drop(connection, here - named(connection))


def pack(copy: Path, files: Attachments) -> None:
    """Put the files that the ops of a copied base name into the copy; those that are lost stay lost."""
    reader = sqlite_engine(copy, reader=True)
    try:
        with reader.begin() as connection:
            wanted = named(connection)
    finally:
        reader.dispose()
    if not wanted:
        return
    writer = sqlite_engine(copy, reader=False)
    try:
        for digest in sorted(wanted):
            data = files.get(digest)
            if data is not None:
                with writer.begin() as connection:
                    keep(connection, digest, data)
        # One file that also opens where nothing may be written beside it.
        with closing(writer.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA journal_mode=DELETE")
    finally:
        writer.dispose()


class BaseFiles(Attachments):
    """The folder's files and the base's, which holds them on a server for every desk, and in a copy."""

    def __init__(self, folder: Path, store: Writing) -> None:
        super().__init__(folder)
        self._store = store

    def put(self, data: bytes) -> str:
        """Keep `data` here and, where the base is shared, there; raises Unreachable where that cannot be."""
        digest = super().put(data)
        if self._store.writer.dialect.name != "sqlite":
            with in_words(), self._store.writer.begin() as connection:
                keep(connection, digest, data)
        return digest

    def get(self, digest: str) -> bytes | None:
        """The bytes from the folder, else from the base; None where neither has them whole."""
        data = super().get(digest)
        if data is None:
            with in_words(), self._store.reader.begin() as connection:
                data = load(connection, digest)
            if data is not None:
                super().put(data)
        return data

    def forget(self, digest: str) -> None:
        """Remove the bytes here and from the base."""
        super().forget(digest)
        with in_words(), self._store.writer.begin() as connection:
            drop(connection, (digest,))


def files_of(store: object, folder: Path) -> Attachments:
    """The files of a base, which lie in `folder` and, as far as it holds them, in the base."""
    return BaseFiles(folder, store) if isinstance(store, Writing) else Attachments(folder)
