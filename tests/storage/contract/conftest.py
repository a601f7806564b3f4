"""The bases that one suite runs on: in memory, SQLite, PostgreSQL; each founded, with a clock of its own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.storage.contract.bases import KINDS, Base, memory_base, postgres_base, sqlite_base


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed file that holds a founded base; founding one anew takes longer than most tests."""
    folder = tmp_path_factory.mktemp("founded")
    sqlite_base(folder).close()
    return folder / "base.leaddesk"


@pytest.fixture(params=KINDS)
def base(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Base]:
    """A founded base of each kind."""
    if request.param == "memory":
        made = memory_base()
    elif request.param == "sqlite":
        shutil.copy(request.getfixturevalue("founded_file"), tmp_path)
        made = sqlite_base(tmp_path)
    else:
        clone: Callable[[str, Callable[[str], object]], str] = request.getfixturevalue("postgres_clone")
        made = postgres_base(clone("founded", lambda url: postgres_base(url).close()))
    yield made
    made.close()


@pytest.fixture
def shared(base: Base) -> Base:
    """A base that a second process can open."""
    if base.url is None:
        pytest.skip("a base in memory belongs to one process")
    return base
