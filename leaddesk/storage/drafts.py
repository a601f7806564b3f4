"""The journal of unfinished captures: a small base beside the base, opened the same way as the base.

So it holds through kill and power cut as the base does, and is ciphered where the base is.
"""

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from leaddesk.domain.log import from_text, to_text
from leaddesk.storage.engine import sqlite_engine
from leaddesk.storage.faults import in_words

_META = sa.MetaData()
_draft = sa.Table(
    "draft",
    _META,
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("value", sa.Text, nullable=False),
)


class DraftsFile:
    """Drafts in the file at `path`, which is made by the first that is kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine: sa.Engine | None = None
        self._lock = threading.Lock()

    def keep(self, draft_id: str, value: Mapping[str, Any]) -> None:
        """Keep a draft, or what it is now; it is on disk when this returns."""
        told = to_text(dict(value))
        with in_words(), self._opened().begin() as connection:
            done = connection.execute(sa.update(_draft).where(_draft.c.id == draft_id).values(value=told))
            if done.rowcount == 0:
                connection.execute(sa.insert(_draft).values(id=draft_id, value=told))

    def drop(self, draft_id: str) -> None:
        """Forget a draft; one that is not here is no fault."""
        if self._engine is None and not self._path.exists():
            return
        with in_words(), self._opened().begin() as connection:
            connection.execute(sa.delete(_draft).where(_draft.c.id == draft_id))

    def all(self) -> list[tuple[str, dict[str, Any]]]:
        """Every draft, in the order in which they were begun; one that cannot be read is left out."""
        if self._engine is None and not self._path.exists():
            return []
        with in_words(), self._opened().begin() as connection:
            rows = connection.execute(sa.select(_draft.c.id, _draft.c.value).order_by(_draft.c.n)).all()
        found = []
        for draft_id, text in rows:
            value = from_text(text)
            if isinstance(value, dict):
                found.append((draft_id, value))
        return found

    def close(self) -> None:
        """End the connection."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def _opened(self) -> sa.Engine:
        with self._lock:
            if self._engine is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                engine = sqlite_engine(self._path, reader=False)
                with engine.begin() as connection:
                    _META.create_all(connection)
                    # What was dropped is overwritten, so that no word of a visitor is left in the file.
                    connection.exec_driver_sql("PRAGMA secure_delete=ON")
                self._engine = engine
            return self._engine
