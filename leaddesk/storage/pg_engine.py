"""Connections to PostgreSQL: no round trip but those that carry a question, and no wait without an end."""

import os
import selectors
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg
import sqlalchemy as sa
from psycopg.adapt import Loader
from psycopg.waiting import Ready, Wait
from sqlalchemy import event

from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage.faults import refusal_of

PATIENCE = 4.0
"""Seconds without a sign of the server after which it counts as unreachable."""

SILENT = "the server is silent"

LARGE = 1_000_000
"""Bytes of a call from which on it may take longer."""

_INTRANS = psycopg.pq.TransactionStatus.INTRANS
_INERROR = psycopg.pq.TransactionStatus.INERROR

_SESSION = {
    "statement_timeout": "3500ms",
    "lock_timeout": "2500ms",
    "idle_in_transaction_session_timeout": "15s",
    "client_min_messages": "warning",
    "timezone": "UTC",
    "jit": "off",
}
_SLOW = {"statement_timeout": "0", "lock_timeout": "30s", "idle_in_transaction_session_timeout": "10min"}
_NETWORK = {
    "connect_timeout": 3,
    "keepalives": 1,
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 5000,
    "gssencmode": "disable",
}


_BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"


class _BeginCursor(psycopg.ClientCursor[Any]):
    """Sends the beginning of a snapshot, and what is asked ahead, along with its first statement."""

    ahead = ""
    told: Any = None

    def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
        super().execute(
            f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {self.ahead} {query}", params, **how
        )
        self.nextset()
        if self.ahead:
            self.told = self.fetchone()
            self.nextset()
        return self


class PatientConnection(psycopg.Connection[Any]):
    """A connection that gives a silent server up, so that a dead network is told within seconds.

    A snapshot for reading begins with its first statement, and its end is not waited for.
    """

    patience: float | None = PATIENCE
    begin_next = False
    ending = False
    ahead = ""
    first: _BeginCursor | None = None

    def cursor(self, *args: Any, **how: Any) -> Any:
        """A cursor; the first one of a snapshot begins it."""
        if self.begin_next:
            self.begin_next = False
            self.first = _BeginCursor(self)
            self.first.ahead, self.ahead = self.ahead, ""
            return self.first
        return super().cursor(*args, **how)

    def commit(self) -> None:
        """Nothing for statements that commit themselves; the end of a snapshot."""
        self._end() if self.autocommit else super().commit()

    def rollback(self) -> None:
        """Nothing for statements that commit themselves; the end of a snapshot."""
        self._end() if self.autocommit else super().rollback()

    def _end(self) -> None:
        self.begin_next, self.ahead, self.first = False, "", None
        if not self.ending and self.pgconn.transaction_status in (_INTRANS, _INERROR):
            self.pgconn.send_query(b"ROLLBACK")
            self.pgconn.flush()
            self.ending = True

    def ended(self) -> None:
        """Take the answer to the end of the last snapshot, which is mostly there already."""
        if not self.ending:
            return
        self.ending = False
        with selectors.DefaultSelector() as selector:
            selector.register(self.pgconn.socket, selectors.EVENT_READ)
            while self.pgconn.is_busy():
                if not selector.select(PATIENCE / 3):
                    self.pgconn.finish()
                    raise psycopg.OperationalError(SILENT)
                self.pgconn.consume_input()
        while self.pgconn.get_result() is not None:
            pass

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Drive a query to its end; OperationalError, and the connection is closed, after a silence."""
        if self.patience is None:
            return super().wait(gen, interval, timeout)
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(self.pgconn.socket, selectors.EVENT_READ)
                return self._driven(gen, selector)
        except StopIteration as done:
            return done.value

    def _driven(self, gen: Any, selector: selectors.BaseSelector) -> Any:
        state = next(gen)
        while True:
            wanted = (selectors.EVENT_READ if state & Wait.R else 0) | (
                selectors.EVENT_WRITE if state & Wait.W else 0
            )
            selector.modify(self.pgconn.socket, wanted)
            events = selector.select(self.patience)
            if not events:
                self.pgconn.finish()
                raise psycopg.OperationalError(SILENT)
            happened = events[0][1]
            ready = (Ready.R if happened & selectors.EVENT_READ else Ready.NONE) | (
                Ready.W if happened & selectors.EVENT_WRITE else Ready.NONE
            )
            state = gen.send(ready)


class HexLoader(Loader):
    """An id as 32 hex digits, straight from the server's text: a page has a thousand of them."""

    def load(self, data: Any) -> str:
        """The text of a uuid without its dashes."""
        return bytes(data).replace(b"-", b"").decode()


class _SlowConnection(PatientConnection):
    """For what may take minutes: proofs, copies, making tables."""

    patience = None


def postgres_engine(url: str, *, slow: bool = False) -> sa.Engine:
    """Connections that commit each statement by itself; `slow` ones are for transactions without a limit.

    Whatever fails is told as a refusal; a connection that the server closed meanwhile is replaced unnoticed.
    """
    parsed = sa.make_url(url).set(drivername="postgresql+psycopg")
    kind = _SlowConnection if slow else PatientConnection
    told = _NETWORK | {key: value for key, value in parsed.query.items() if key != "options"}
    session = _SESSION | (_SLOW if slow else {})
    options = " ".join(f"-c {name}={value}" for name, value in session.items())
    own = {"host": parsed.host, "port": parsed.port, "user": parsed.username, "dbname": parsed.database}
    own["password"] = parsed.password

    def connect() -> psycopg.Connection[Any]:
        tag = f"leaddesk {os.getpid()} {uuid4().hex[:12]}"
        made = {name: value for name, value in own.items() if value is not None}
        how: dict[str, Any] = {**told, **made, "options": options, "application_name": tag}
        opened = kind.connect(**how, prepare_threshold=None)
        opened.adapters.register_loader("uuid", HexLoader)
        return opened

    engine = sa.create_engine(
        parsed.set(query={}),
        creator=connect,
        poolclass=sa.pool.NullPool if slow else sa.QueuePool,
        use_native_hstore=False,
        **({} if slow else {"isolation_level": "AUTOCOMMIT", "pool_size": 4, "max_overflow": 12}),
    )
    event.listen(engine, "handle_error", _on_error)
    if not slow:
        event.listen(engine, "checkout", _on_checkout)
    return engine


def reading(engine: sa.Engine) -> sa.Engine:
    """The same connections, each use of which is one snapshot that cannot write."""
    reader = engine.execution_options()

    @event.listens_for(reader, "engine_connect")
    def _on_connect(connection: sa.Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.begin_next = True

    return reader


def ask_ahead(connection: sa.Connection, statement: str) -> None:
    """Send `statement` (without parameters, of one row) together with the first one of a snapshot."""
    driver: Any = connection.connection.driver_connection
    driver.ahead = f"{statement};"


def told_ahead(connection: sa.Connection) -> Any:
    """The row of the statement that was asked ahead; None before the first one of the snapshot."""
    driver: Any = connection.connection.driver_connection
    return driver.first.told if driver.first is not None else None


@contextmanager
def patient_for(connection: sa.Connection, size: int) -> Iterator[None]:
    """More time for a call of many megabytes, at the price of two round trips."""
    if size < LARGE:
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.patience = PATIENCE + size / LARGE * 2
    driver.execute(f"SET statement_timeout = {int(driver.patience * 1000)}".encode())
    try:
        yield
    except BaseException:
        connection.invalidate()
        raise
    driver.execute(f"SET statement_timeout = '{_SESSION['statement_timeout']}'".encode())
    driver.patience = PATIENCE


def tag_of(connection: sa.Connection) -> str:
    """The name under which the server knows this connection, unlike all others."""
    driver: Any = connection.connection.driver_connection
    return str(driver.info.get_parameters().get("application_name", ""))


def _on_error(context: Any) -> Exception | None:
    """The refusal that stands for an error of the driver; None lets a fault of the program itself through."""
    told = context.sqlalchemy_exception
    refusal = refusal_of(told) if told is not None else None
    if (
        refusal is None
        and context.connection is None
        and isinstance(context.original_exception, psycopg.Error)
    ):
        return BaseRefused("base.failed", reason=" ".join(str(context.original_exception).split()))
    return refusal


def _on_checkout(connection: Any, _record: Any, _proxy: Any) -> None:
    """An idle connection that has something to say was mostly closed; asking it costs no round trip."""
    try:
        connection.ended()
    except psycopg.Error:
        raise sa.exc.DisconnectionError from None
    with selectors.DefaultSelector() as selector:
        selector.register(connection.pgconn.socket, selectors.EVENT_READ)
        if not selector.select(0):
            return
    try:
        connection.pgconn.consume_input()
    except psycopg.Error:
        raise sa.exc.DisconnectionError from None
    if connection.pgconn.status != psycopg.pq.ConnStatus.OK:
        raise sa.exc.DisconnectionError
