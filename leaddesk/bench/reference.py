"""The floor's own base: a plain table, six indices and two FTS5 tables, by bare SQL (PERFORMANCE 3.2)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

COLUMNS = (
    "id", "name", "company", "title", "need", "product", "channel", "source", "city", "phone", "email",
    "owner", "amount", "currency", "score", "stage", "temperature", "received", "active",
)  # fmt: skip
TABLE = f"CREATE TABLE ref (n INTEGER PRIMARY KEY, {', '.join(COLUMNS)})"
INDICES = (
    "CREATE INDEX ref_score ON ref (active, score, id)",
    "CREATE INDEX ref_received ON ref (active, received, id)",
    "CREATE INDEX ref_stage ON ref (active, stage, score, id)",
    "CREATE INDEX ref_phone ON ref (phone)",
    "CREATE INDEX ref_email ON ref (email)",
    "CREATE INDEX ref_id ON ref (id)",
)
WORDS = (
    "CREATE VIRTUAL TABLE ref_words USING fts5(name, company, need, city, content='ref', content_rowid='n', "
    "tokenize='unicode61', prefix='2 3')"
)
GRAMS = (
    "CREATE VIRTUAL TABLE ref_grams USING fts5(name, company, need, phone, content='ref', content_rowid='n', "
    "tokenize='trigram', detail='none')"
)
ROLLUP = "CREATE TABLE ref_rollup (key TEXT PRIMARY KEY, n INTEGER, total INTEGER) WITHOUT ROWID"
FILL_WORDS = "INSERT INTO ref_words(ref_words) VALUES ('rebuild')"
FILL_GRAMS = "INSERT INTO ref_grams(ref_grams) VALUES ('rebuild')"
_FROM_LEADS = """INSERT INTO ref SELECT n, id, name, company, title, need, product, channel, source, city,
phone, email, owner, amount_minor, currency, coalesce(score, -1), stage, temperature, received,
kind = 'request' AND place IS NULL FROM ours.lead"""


def connect(path: Path | str) -> Any:
    """A bare connection with the settings that the program uses."""
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536", "temp_store=FILE"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def insert(connection: Any, rows: Iterable[tuple[Any, ...]]) -> None:
    """Rows in the order of COLUMNS."""
    marks = ", ".join("?" for _column in COLUMNS)
    names = ", ".join(COLUMNS)
    connection.executemany(f"INSERT INTO ref ({names}) VALUES ({marks})", rows)  # noqa: S608 (own names)


def make_reference(base: Path, path: Path) -> None:
    """The leads of `base` as the floor holds them; a file that is there is whole."""
    if path.exists():
        return
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    connection = connect(unfinished)
    connection.execute("ATTACH DATABASE ? AS ours", (str(base),))
    connection.execute("BEGIN")
    for statement in (TABLE, _FROM_LEADS, *INDICES, WORDS, GRAMS, FILL_WORDS, FILL_GRAMS, ROLLUP):
        connection.execute(statement)
    connection.execute("INSERT INTO ref_rollup SELECT key, n, total FROM ours.rollup")
    connection.execute("COMMIT")
    connection.execute("DETACH DATABASE ours")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    unfinished.replace(path)
