"""What the readers of a base in a file are asked, and how SQLite would run it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from leaddesk.storage.store import SqliteStore


@contextmanager
def statements(store: SqliteStore, *, writing: bool = False) -> Iterator[list[str]]:
    """The texts that readers, and writers where told, ask of SQLite meanwhile; transactions apart."""
    told: list[str] = []

    def note(text: str) -> None:
        if text.startswith("SELECT"):
            told.append(text)

    def hear(driver: Any, _record: Any, _proxy: Any) -> None:
        driver.set_trace_callback(note)

    def leave(driver: Any, _record: Any) -> None:
        driver.set_trace_callback(None)

    engines = (store.reader, *((store.writer, store._ahead._engine) if writing else ()))
    for engine in engines:
        event.listen(engine, "checkout", hear)
        event.listen(engine, "checkin", leave)
    try:
        yield told
    finally:
        for engine in engines:
            event.remove(engine, "checkout", hear)
            event.remove(engine, "checkin", leave)


def plan(store: SqliteStore, told: Sequence[str]) -> list[str]:
    """The steps in which SQLite would run statements."""
    steps: list[str] = []
    with store.reader.begin() as connection:
        driver: Any = connection.connection.driver_connection
        for text in told:
            steps += [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {text}")]
    return steps
