"""What a PostgreSQL base holds besides its tables: our functions, named by their content, and its indices."""

from collections.abc import Iterator
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from leaddesk.domain.log import PLACES_PER_MS
from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage import schema as t
from leaddesk.storage.pg_asks import LONG, ask_code, gather_code
from leaddesk.storage.pg_writes import write_code

_NAMES = (
    "ask", "tell", "base", "asked", "ids", "texts", "line", "newest", "step", "gather", "apply", "journal",
    "ops", "holds", "write", "settle",
)  # fmt: skip

_SETTLE = """CREATE FUNCTION {settle}(told jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
-- Ends the connection that a desktop lost, and tells whether what it had sent was written.
BEGIN
  PERFORM pg_terminate_backend(pid, 2000) FROM pg_stat_activity
  WHERE application_name = told->>'tag' AND pid <> pg_backend_pid();
  RETURN EXISTS (SELECT 1 FROM op WHERE row_id = (told->>'row_id')::uuid AND tx_id = (told->>'tx_id')::uuid
    AND field = told->>'field');
END $$"""


def _templates() -> Iterator[str]:
    yield from ask_code()
    yield from gather_code()
    yield from write_code()
    yield _SETTLE


_TEMPLATES = tuple(_templates())
CODE = sha256("\n".join(_TEMPLATES).encode()).hexdigest()[:10]
"""Part of each function's name, so that programs of different versions can share a base."""


def function(name: str) -> str:
    """The name in the base of one of our functions."""
    return f"leaddesk_{name}_{CODE}"


def code() -> list[str]:
    """Statements that make the functions of this version."""
    names = {name: function(name) for name in _NAMES} | {"long": LONG, "places": PLACES_PER_MS}
    return [template.format(**names) for template in _TEMPLATES]


_OWN = (
    "CREATE UNIQUE INDEX ux_op_server_seq ON op (server_seq)",
    # Room on each page, so that a change of what no index holds rewrites no index.
    "ALTER TABLE lead SET (fillfactor = 80)",
    "ALTER TABLE rollup SET (fillfactor = 50)",
    "ALTER TABLE head SET (fillfactor = 10)",
)


def tables() -> list[str]:
    """Statements that make all tables and indices of an empty base."""
    statements: list[str] = []

    def keep(statement: sa.schema.ExecutableDDLElement, *_args: object, **_named: object) -> None:
        statements.append(str(statement.compile(dialect=engine.dialect)))

    engine = sa.create_mock_engine("postgresql+psycopg://", keep)
    t.metadata.create_all(engine, checkfirst=False)
    return [*statements, *_OWN]


TRIGRAMS = "pg_trgm"
EXTENSIONS = (TRIGRAMS, "fuzzystrmatch")
_TRIGRAMS = (
    "CREATE INDEX IF NOT EXISTS ix_lead_search ON lead USING gin (search gin_trgm_ops) "
    "WITH (gin_pending_list_limit = 512)"
)
_LEVENSHTEIN = """CREATE FUNCTION levenshtein_less_equal(a text, b text, most int) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
-- Stands in where the server does not allow the extension fuzzystrmatch.
DECLARE was int[] := ARRAY(SELECT generate_series(0, length(b))); now int[];
BEGIN
  FOR i IN 1..length(a) LOOP
    now := ARRAY[i];
    FOR j IN 1..length(b) LOOP
      now := now || least(was[j + 1] + 1, now[j] + 1,
        was[j] + CASE WHEN substr(a, i, 1) = substr(b, j, 1) THEN 0 ELSE 1 END);
    END LOOP;
    was := now;
  END LOOP;
  RETURN was[length(b) + 1];
END $$"""


def add_search(connection: sa.Connection) -> bool:
    """The trigram index; False where the server does not allow it: the same is found, but slowly."""
    allowed = {name: _try(connection, f"CREATE EXTENSION IF NOT EXISTS {name}") for name in EXTENSIONS}
    if not allowed["fuzzystrmatch"]:
        _try(connection, _LEVENSHTEIN)
    return allowed[TRIGRAMS] and _try(connection, _TRIGRAMS)


def _try(connection: sa.Connection, statement: str) -> bool:
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(statement)
    except (DBAPIError, BaseRefused):
        return False
    return True
