"""What the store's errors mean to a person: each becomes a refusal that says what is safe."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from leaddesk.domain.refusals import BaseRefused, Refused, Unreachable

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
    ("corrupt", "base.damaged"),
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
    told = str(error.orig).lower()
    if type(error.orig).__module__.startswith("psycopg"):
        return _of_postgres(error)
    key = next((key for words, key in _SQLITE if words in told), None)
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
