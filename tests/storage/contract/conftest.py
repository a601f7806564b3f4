"""The bases that one suite runs on: in memory, SQLite, PostgreSQL; each founded, with a clock of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.contract.bases import KINDS, Base, memory_base, postgres_base, sqlite_base


@pytest.fixture(params=KINDS)
def base(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Base]:
    """A founded base of each kind."""
    if request.param == "memory":
        made = memory_base()
    elif request.param == "sqlite":
        made = sqlite_base(tmp_path)
    else:
        made = postgres_base(request.getfixturevalue("postgres_url"))
    yield made
    made.close()


@pytest.fixture
def shared(base: Base) -> Base:
    """A base that a second process can open."""
    if base.url is None:
        pytest.skip("a base in memory belongs to one process")
    return base
