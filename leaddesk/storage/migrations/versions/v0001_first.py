"""The first tables, as they were released; frozen, whatever the schema becomes later."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

FOLDER = Path(__file__).resolve().parent.parent / "ddl"


def upgrade() -> None:
    """Run the frozen statements of the dialect."""
    connection = op.get_bind()
    text = (FOLDER / f"0001_{connection.dialect.name}.sql").read_text(encoding="utf8")
    for statement in text.split(";\n--\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)


def downgrade() -> None:
    """There is nothing before the first version."""
    raise NotImplementedError("0001 is the first version")
