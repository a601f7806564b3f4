"""Statements made ready once: text for the driver, constants converted, places of what varies; how to ask.

SQLAlchemy declares them; it does not run those of screens, because finding a statement in its cache and
describing seventy columns takes longer than the database takes for a page (P4, P8).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

import sqlalchemy as sa

from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage.faults import in_words, sqlite_error

_NOTHING: Mapping[str, Any] = {}
_INDEXED_BY = re.compile(r" INDEXED BY \w+")
_Place = tuple[int | str, str, Callable[[Any], Any] | None]


class Prepared:
    """One statement. Parameters without a value are given by name each time; IN wants single values."""

    __slots__ = ("_constants", "_places", "text")

    def __init__(self, query: sa.Select[Any] | sa.CompoundSelect[Any], dialect: sa.Dialect) -> None:
        compiled: Any = query.compile(dialect=dialect)
        self.text: str = compiled.string
        if "__[POSTCOMPILE" in self.text:
            raise TypeError("a list of unknown length cannot be prepared")
        names: list[str] = list(compiled.positiontup if compiled.positional else compiled.binds)
        constants: dict[int | str, Any] = {}
        places: list[_Place] = []
        for number, name in enumerate(names):
            bind = compiled.binds[name]
            at = number if compiled.positional else name
            convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
            value = bind.effective_value
            constants[at] = convert(value) if convert is not None and not bind.required else value
            if bind.required:
                places.append((at, bind.key, convert))
        self._constants: Any = tuple(constants.values()) if compiled.positional else constants
        self._places = tuple(places)

    def bound(self, values: Mapping[str, Any]) -> Any:
        """All parameters as the driver takes them."""
        if not self._places:
            return self._constants
        told: Any = list(self._constants) if isinstance(self._constants, tuple) else dict(self._constants)
        for at, key, convert in self._places:
            value = values[key]
            told[at] = value if convert is None else convert(value)
        return told if isinstance(told, dict) else tuple(told)


class Source(Protocol):
    """One consistent view of the base, for statements that are ready."""

    def all(self, query: Prepared, values: Mapping[str, Any] = _NOTHING) -> list[Any]:
        """The rows of a statement as the driver gives them."""
        ...


class FileSource:
    """A view of a base in a file, on the driver's own connection."""

    __slots__ = ("_driver",)

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    def all(self, query: Prepared, values: Mapping[str, Any] = _NOTHING) -> list[Any]:
        """The rows of a statement as the driver gives them; without the index where it waits to be made."""
        bound = query.bound(values)
        found: list[Any]
        try:
            found = self._driver.execute(query.text, bound).fetchall()
        except sqlite_error() as error:
            if "no such index" not in str(error):
                raise
            found = self._driver.execute(_INDEXED_BY.sub("", query.text), bound).fetchall()
        return found


class ServerSource:
    """A view of a base on a server; each statement is a round trip."""

    __slots__ = ("connection",)

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection

    def all(self, query: Prepared, values: Mapping[str, Any] = _NOTHING) -> list[Any]:
        """The rows of a statement as the driver gives them."""
        result = self.connection.exec_driver_sql(query.text, query.bound(values))
        assert result.cursor is not None
        return list(result.cursor.fetchall())


@contextmanager
def file_source(reader: sa.Engine) -> Iterator[FileSource]:
    """A view on a reader's connection, ended before its rows are used; faults come as refusals."""
    with in_words():
        connection = reader.raw_connection()
        try:
            driver: Any = connection.driver_connection
            driver.execute("BEGIN")
            yield FileSource(driver)
            driver.execute("COMMIT")
        except UnicodeDecodeError as error:
            # SQLite quotes a damaged row in its message, and the driver fails at the bytes of it.
            raise BaseRefused("base.damaged") from error
        finally:
            connection.close()
