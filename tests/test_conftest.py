"""The ground of the tests is tested too: each guard is seen to fail on what it guards against."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).resolve().parent.parent

LEAVES_BEHIND = {
    "thread": (
        "import threading\n"
        "def test_it():\n"
        "    threading.Thread(target=threading.Event().wait, name='forgotten', daemon=True).start()\n",
        "thread forgotten is alive",
    ),
    "timer": (
        "from PySide6.QtCore import QTimer\n"
        "kept = []\n"
        "def test_it(qapp):\n"
        "    timer = QTimer(); timer.setObjectName('forgotten'); timer.start(60000); kept.append(timer)\n",
        "QTimer forgotten is running",
    ),
    "animation": (
        "from PySide6.QtCore import QVariantAnimation\n"
        "kept = []\n"
        "def test_it(qapp):\n"
        "    a = QVariantAnimation(); a.setDuration(60000); a.setStartValue(0); a.setEndValue(9); a.start()\n"
        "    kept.append(a)\n",
        "QVariantAnimation 0x",
    ),
    "qthread": (
        "from PySide6.QtCore import QThread\n"
        "kept = []\n"
        "def test_it(qapp):\n"
        "    t = QThread(); t.setObjectName('forgotten'); t.start(); kept.append(t)\n",
        "QThread forgotten is running",
    ),
    "window": (
        "from PySide6.QtWidgets import QWidget\n"
        "kept = []\n"
        "def test_it(qapp):\n"
        "    w = QWidget(); w.setWindowTitle('forgotten'); w.show(); kept.append(w)\n",
        "QWidget «forgotten» is open",
    ),
    "qt warning": (
        "from PySide6.QtCore import qWarning\n"
        "def test_it(qapp):\n"
        "    qWarning('something is wrong')\n",
        "Failure: Qt messages with level WARNING or above emitted",
    ),
    "python warning": (
        "import warnings\n"
        "def test_it():\n"
        "    warnings.warn('old', DeprecationWarning)\n",
        "DeprecationWarning: old",
    ),
    "nothing": ("def test_it(qapp):\n    assert True\n", "2 failed, 6 passed, 5 errors"),
}  # fmt: skip


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says about the whole gallery, run once in a process of its own."""
    folder = tmp_path_factory.mktemp("gallery")
    for name, (source, _expected) in LEAVES_BEHIND.items():
        (folder / f"test_{name.replace(' ', '_')}.py").write_text(source, encoding="utf8")
    (folder / "conftest.py").write_text(
        "import tests.conftest as ground\nground.GRACE = 0.2\nfrom tests.conftest import *\n"
        "from tests.conftest import _nothing_left_behind, _private_folders\n",
        encoding="utf8",
    )
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]
    done = subprocess.run(
        [*command, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("name", LEAVES_BEHIND)
def test_what_a_test_leaves_behind_is_named(name: str, verdicts: str) -> None:
    """ARCHITECTURE 7: a thread, timer or window left behind, and any warning, Qt's too, fails the test."""
    _source, expected = LEAVES_BEHIND[name]

    assert expected in verdicts


@pytest.mark.postgres
def test_each_test_has_a_database_of_its_own(postgres_url: str, postgres_clone: Callable[..., str]) -> None:
    """A table made in one database is not seen in the next; a clone starts with what was prepared."""

    def prepare(url: str) -> None:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE prepared (id int)")

    with psycopg.connect(postgres_url) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    first, second = postgres_clone("sample", prepare), postgres_clone("sample", prepare)

    assert tables == []
    assert len({postgres_url, first, second}) == 3
    for url in (first, second):
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) FROM prepared").fetchone() == (0,)


def test_the_data_folder_is_not_the_persons_own(data_dir: Path) -> None:
    """No test may touch the base of whoever runs it."""
    assert os.environ["LEADDESK_DATA"] == str(data_dir)
    assert Path.home() not in data_dir.parents
    assert not data_dir.exists()


@pytest.mark.parametrize(("ci", "verdict"), [("true", "1 error"), ("", "1 skipped")])
def test_a_missing_server_fails_in_ci_and_is_skipped_elsewhere(ci: str, verdict: str, tmp_path: Path) -> None:
    """Issue 2.1: a real PostgreSQL, whose absence CI must not overlook."""
    (tmp_path / "test_it.py").write_text("def test_it(postgres_url):\n    pass\n", encoding="utf8")
    (tmp_path / "conftest.py").write_text(
        "import tests.postgres_server as server\n"
        "def binaries():\n    raise server.NoPostgres('none here')\n"
        "server.binaries = binaries\n"
        "from tests.conftest import *\nfrom tests.conftest import _private_folders\n",
        encoding="utf8",
    )
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]

    done = subprocess.run(
        [*command, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CI": ci},
    )

    assert verdict in done.stdout
    assert "none here" in done.stdout
