"""What the store's errors mean to a person: each becomes a refusal that says what is safe."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy import event

from leaddesk.domain.refusals import BaseRefused, Refused, Unreachable

_NAMES = (
    ("SQLITE_IOERR_READ", "base.damaged"),
    ("SQLITE_IOERR_SHORT_READ", "base.damaged"),
    ("SQLITE_IOERR_DATA", "base.damaged"),
    ("SQLITE_IOERR_CORRUPTFS", "base.damaged"),
)
"""What SQLite calls an I/O error that is no lack of space -> key; the words are the same for all."""

_SQLITE = (
    ("locked", "base.locked"),
    ("busy", "base.locked"),
    ("readonly", "base.read_only"),
    ("read-only", "base.read_only"),
    ("unable to open", "base.read_only"),
    ("disk is full", "base.full"),
    ("disk i/o error", "base.full"),
    ("not a database", "base.not_a_base"),
    ("malformed", "base.damaged"),
    ("vtable constructor failed", "base.damaged"),
    ("corrupt", "base.damaged"),
    ("could not decode", "base.damaged"),
)

_POSTGRES = (
    ("55P03", "base.locked"),
    ("40", "base.locked"),
    ("53100", "base.full"),
    ("53", "base.failed"),
    ("25006", "base.read_only"),
    ("42501", "base.read_only"),
    ("28", "base.login_refused"),
    ("57014", "base.failed"),
)
"""SQLSTATE or its beginning -> key: lock not got, deadlock, disk full, no resources, standby, no right."""

_LOGIN = ("authentication failed", "no pg_hba.conf entry", "no password supplied")


def refusal_of(error: sa.exc.DBAPIError) -> Refused | None:
    """The refusal that an error of the driver stands for; None for a fault of the program itself."""
    if type(error.orig).__module__.startswith("psycopg"):
        return _of_postgres(error)
    return _of_sqlite(error.orig)


def _of_sqlite(error: BaseException | None) -> Refused | None:
    name, told = getattr(error, "sqlite_errorname", ""), str(error).lower()
    key = next((key for start, key in _NAMES if name == start), None)
    key = key or next((key for words, key in _SQLITE if words in told), None)
    return BaseRefused(key) if key else None


def _of_postgres(error: sa.exc.DBAPIError) -> Refused | None:
    reason = " ".join(str(error.orig).split())[:200]
    code = getattr(error.orig, "sqlstate", None) or ""
    if any(words in reason for words in _LOGIN):
        return BaseRefused("base.login_refused")
    if error.connection_invalidated or not code or code.startswith(("08", "57P")):
        return Unreachable("base.unreachable", reason=reason)
    key = next((key for start, key in _POSTGRES if code.startswith(start)), None)
    return BaseRefused(key, reason=reason) if key else None


@contextmanager
def in_words() -> Iterator[None]:
    """Turn errors of the driver into refusals; details stay in the chain for the log."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from error
    except sa.exc.TimeoutError as error:
        raise BaseRefused("base.locked") from error
    except sqlite_error() as error:
        # Statements of a raw connection (VACUUM, PRAGMA) go past SQLAlchemy and its wrapping.
        refusal = _of_sqlite(error)
        if refusal is None:
            raise
        raise refusal from error


def sqlite_error() -> type[Exception]:
    """What the driver of SQLite raises, for statements that go past SQLAlchemy."""
    from sqlcipher3 import dbapi2

    error: type[Exception] = dbapi2.Error
    return error


def speak(engine: sa.Engine) -> None:
    """Let whatever is done through `engine` raise refusals, so that no door to the base can forget it."""

    @event.listens_for(engine, "handle_error")
    def _on_error(context: sa.engine.ExceptionContext) -> BaseException | None:
        if isinstance(context.original_exception, UnicodeDecodeError):
            return BaseRefused("base.damaged")  # the driver failed at the bytes of SQLite's own message
        told = context.sqlalchemy_exception
        return refusal_of(told) if isinstance(told, sa.exc.DBAPIError) else None
