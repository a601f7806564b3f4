"""Indices of a part of the leads are of that part on both stores."""

from leaddesk.storage import pg_code
from leaddesk.storage.indices import with_indices


def test_postgres_makes_each_index_of_a_part_with_its_condition() -> None:
    """The condition is declared once, for SQLite; without it a server would hold every lead in each index."""
    parts = {
        index.name
        for table in with_indices().tables.values()
        for index in table.indexes
        if index.info.get("both")
    }

    made = {text.split()[2]: text for text in pg_code.tables() if text.lstrip().startswith("CREATE INDEX")}

    assert len(parts) >= 10
    assert all(" WHERE " in made[str(name)] for name in parts)
    assert not any(" WHERE " in text for name, text in made.items() if name not in parts)
