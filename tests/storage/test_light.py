"""What opening a base in a file loads: the rows of the inbox wait for nothing that they do not need (P1)."""

import subprocess
import sys

import pytest

HEAVY = (
    "alembic", "numpy", "openpyxl", "pandas", "phonenumbers", "psycopg", "pyqtgraph",
    "sqlalchemy.orm", "sqlalchemy.dialects.postgresql", "rapidfuzz", "leaddesk.storage.matching",
    "leaddesk.storage.pg_store", "leaddesk.storage.pg_dialect",
)  # fmt: skip

OPENED = """
import sys
from datetime import datetime, UTC
from leaddesk.actions.ports import PageAsk
from leaddesk.storage.door import open_store
store = open_store(f"sqlite:///{sys.argv[1]}/base.sqlite")
store.page(PageAsk(split="new"), datetime.now(UTC), "")
store.split_counts(datetime.now(UTC), "")
store.close()
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """Modules of a process that opened a base twice, so that nothing had to be founded, and read a page."""
    folder = tmp_path_factory.mktemp("light")
    command = [sys.executable, "-c", OPENED, str(folder)]
    for _once in range(2):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return frozenset(done.stdout.split())


@pytest.mark.parametrize("name", HEAVY)
def test_a_first_page_does_without(name: str, loaded: frozenset[str]) -> None:
    """PERFORMANCE P1: these are loaded when somebody asks for what they do."""
    assert name not in loaded


def test_what_is_needed_is_there(loaded: frozenset[str]) -> None:
    """The list above is not of misspelt names only."""
    assert {"sqlalchemy", "sqlcipher3", "leaddesk.storage.screens", "leaddesk.domain.search_parse"} <= loaded
