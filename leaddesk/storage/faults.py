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


def refusal_of(error: sa.exc.DBAPIError) -> Refused | None:
    """The refusal that an error of the driver stands for; None for a fault of the program itself."""
    if error.connection_invalidated:
        return Unreachable("base.unreachable")
    told = str(error.orig).lower()
    module = type(error.orig).__module__
    if module.startswith("psycopg"):
        code = getattr(error.orig, "sqlstate", None) or ""
        lost = not code or code.startswith(("08", "57P"))
        return Unreachable("base.unreachable") if lost else None
    key = next((key for words, key in _SQLITE if words in told), None)
    return BaseRefused(key) if key else None


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
