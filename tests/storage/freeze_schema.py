"""Writes the statements of the newest version to `migrations/ddl`; run before that version is released."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from leaddesk.storage import founding
from leaddesk.storage.indices import with_indices
from leaddesk.storage.migrating import VERSIONS

FOLDER = Path(founding.__file__).parent / "migrations" / "ddl"
BETWEEN = ";\n--\n"


def statements(name: str) -> list[str]:
    """All statements that make the tables of an empty base, in order."""
    dialect = sqlite.dialect() if name == "sqlite" else postgresql.dialect()
    found: list[str] = []

    def take(statement: sa.sql.base.Executable, *_args: object, **_more: object) -> None:
        text = str(statement.compile(dialect=dialect)).strip()  # type: ignore[attr-defined]
        found.append("\n".join(line.rstrip() for line in text.splitlines()))

    engine = sa.create_mock_engine(f"{name}://", take)
    with_indices().create_all(engine, checkfirst=False)
    # SQLAlchemy keeps indices in a set: their order is another one in each process.
    found.sort(key=lambda text: text if " INDEX " in text.split("(")[0] else "")
    if name == "sqlite":
        found.extend(founding._FTS)
    return found


def frozen(name: str) -> str:
    """The text of the file of a dialect."""
    return BETWEEN.join(statements(name)) + "\n"


def write() -> None:
    """Write both files."""
    for name in ("sqlite", "postgresql"):
        (FOLDER / f"{VERSIONS[-1]}_{name}.sql").write_text(frozen(name), encoding="utf8")


if __name__ == "__main__":
    write()
