"""Copies of a base that open: by `VACUUM INTO` and the backup of a live file, never by copying files."""

import os
from contextlib import suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path

import sqlalchemy as sa

from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage.defined import Defined
from leaddesk.storage.engine import sqlite_engine
from leaddesk.storage.erase_list import keep_list
from leaddesk.storage.faults import in_words
from leaddesk.storage.proof import being_taken_back, compare

KEPT = 5


def copy_base(reader: sa.Engine, target: Path) -> None:
    """A consistent, compact copy while others write; refuses to overwrite."""
    if target.exists():
        raise BaseRefused("backup.exists", file=target.name)
    part = target.with_name(target.name + ".part")
    try:
        with in_words():
            part.unlink(missing_ok=True)
            _vacuum_into(reader, part)
            part.replace(target)
    except OSError as error:
        raise BaseRefused("base.read_only") from error
    finally:
        # What a full disk left of a copy would take the room that is needed to go on.
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _vacuum_into(reader: sa.Engine, part: Path) -> None:
    raw = reader.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA query_only=OFF")
        try:
            cursor.execute("VACUUM INTO ?", (str(part),))
        finally:
            cursor.execute("PRAGMA query_only=ON")
    finally:
        raw.close()


def verify(path: Path) -> None:
    """Raise BaseRefused unless the file is a whole base whose projections equal its log."""
    if not path.is_file():
        raise BaseRefused("backup.missing", file=path.name)
    engine = sqlite_engine(path, reader=True)
    try:
        with in_words(), engine.begin() as connection:
            if not sa.inspect(connection).has_table("op"):
                raise BaseRefused("base.not_a_base")
            sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            # Rows of a tx that is being taken back follow their log a little later (reverting.py).
            if not sound or (not being_taken_back(connection) and compare(connection, Defined())):
                raise BaseRefused("base.damaged")
    finally:
        engine.dispose()


def restore_base(source: Path, target: Path, now: datetime) -> Path | None:
    """Put a verified backup in the place of a base that nobody has open; the old one is kept beside it.

    Gives the path of the old base, None where there was none.
    """
    verify(source)
    fresh = target.with_name(target.name + ".restored")
    fresh.unlink(missing_ok=True)
    engine = sqlite_engine(source, reader=True)
    try:
        copy_base(engine, fresh)
    finally:
        engine.dispose()
    keep_list(target)
    old = _set_aside(target, now) if target.exists() else None
    for tail in ("-wal", "-shm"):
        target.with_name(target.name + tail).unlink(missing_ok=True)
    fresh.replace(target)
    return old


def _set_aside(target: Path, now: datetime) -> Path:
    """Keep a base beside itself under another name. Its own name stays, so that it is never missing."""
    _close_log(target)
    stem = f"{target.stem}.before-restore-{now:%Y%m%d-%H%M%S}"
    tails = chain(("",), (f"-{n}" for n in count(2)))
    names = (target.with_name(f"{stem}{tail}{target.suffix}") for tail in tails)
    old = next(name for name in names if not name.exists())
    try:
        os.link(target, old)
    except OSError:
        # A disk without hard links, as sticks have: between the two renames there is no base for a moment.
        target.replace(old)
    return old


def _close_log(path: Path) -> None:
    """Fold the write-ahead log into the file; BaseRefused while somebody has the base open for writing."""
    engine = sqlite_engine(path, reader=False)
    try:
        with in_words():
            raw = engine.raw_connection()
            try:
                busy = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                raw.close()
        if busy:
            raise BaseRefused("base.locked")
    finally:
        engine.dispose()


def automatic(reader: sa.Engine, base: Path, now: datetime) -> Path:
    """A backup beside the base, in `backups`; the newest five are kept."""
    folder = base.parent / "backups"
    folder.mkdir(exist_ok=True)
    target = folder / f"{base.stem}-{now:%Y%m%d-%H%M%S}{base.suffix}"
    copy_base(reader, target)
    for stale in sorted(folder.glob(f"{base.stem}-*{base.suffix}"))[:-KEPT]:
        stale.unlink(missing_ok=True)
    return target
