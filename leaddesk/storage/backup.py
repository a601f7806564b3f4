"""Copies of a base that open: by `VACUUM INTO` and the backup of a live file, never by copying files."""

from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage.defined import Defined
from leaddesk.storage.engine import sqlite_engine
from leaddesk.storage.faults import in_words
from leaddesk.storage.proof import compare

KEPT = 5


def copy_base(reader: sa.Engine, target: Path) -> None:
    """A consistent, compact copy while others write; refuses to overwrite."""
    if target.exists():
        raise BaseRefused("backup.exists", file=target.name)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    with in_words():
        raw = reader.raw_connection()
        try:
            raw.cursor().execute("PRAGMA query_only=OFF")
            raw.cursor().execute("VACUUM INTO ?", (str(part),))
            raw.cursor().execute("PRAGMA query_only=ON")
        finally:
            raw.close()
    part.replace(target)


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
            if not sound or compare(connection, Defined()):
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
    old = None
    if target.exists():
        old = target.with_name(f"{target.stem}.before-restore-{now:%Y%m%d-%H%M%S}{target.suffix}")
        _close_log(target)
        target.replace(old)
    for tail in ("-wal", "-shm"):
        target.with_name(target.name + tail).unlink(missing_ok=True)
    fresh.replace(target)
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
