"""Parts of a long work planned ahead of the lock: an import keeps it only while its rows are written."""

from collections.abc import Callable
from contextlib import closing
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TypeVar

import sqlalchemy as sa

from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage.engine import sqlite_engine

T = TypeVar("T")
Plan = Callable[[sa.Connection], tuple[T, Callable[[], None]]]
"""Reads by a connection and decides: an answer, and what writes it through the same connection."""


class Overtaken(Exception):
    """Somebody wrote between the reading and the writing; nothing was written."""


class Ahead:
    """A second writer of a base, which reads first and takes the lock with its first write.

    SQLite itself notices whether anybody, in whichever process, wrote since the reading began.
    """

    def __init__(self, path: Path, turn: Lock) -> None:
        """`turn` is held while there is written, so that writers of this process queue without busy waits."""
        self._path, self._turn = path, turn

    @cached_property
    def _engine(self) -> sa.Engine:
        return sqlite_engine(self._path, reader=False, late=True)

    def run(self, plan: Plan[T]) -> T:
        """Plan and write; raises Overtaken where that must be done again under the lock."""
        with self._engine.connect() as connection, closing(connection.begin()) as transaction:
            answer, write = plan(connection)
            with self._turn:
                try:
                    write()
                except BaseRefused as refusal:
                    if refusal.key == "base.locked":
                        raise Overtaken from refusal
                    raise
                transaction.commit()
            return answer

    def close(self) -> None:
        """End its connection, where there is one."""
        if "_engine" in vars(self):
            self._engine.dispose()
