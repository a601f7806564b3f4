"""What every test stands on: a private data folder, a real PostgreSQL, a guard against leftovers."""

import contextlib
import multiprocessing
import os
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.dovecot_server import DovecotServer, NoDovecot, running_dovecot
from tests.postgres_server import NoPostgres, PostgresServer, running_server

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
QT_FIXTURES = frozenset({"qtbot", "qapp", "qtmodeltester", "qtlog"})
QT_FOLDERS = frozenset({"ui", "app", "journeys"})
GRACE = 5.0
"""Seconds that a thread or child process may take to end after its test."""

_common: dict[str, Any] = {
    "deadline": None,
    "print_blob": True,
    "suppress_health_check": [HealthCheck.too_slow],
}
settings.register_profile("quick", max_examples=40, derandomize=True, **_common)
settings.register_profile("deep", max_examples=500, **_common)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that needs a real window is skipped where Qt paints into memory (`./dev test` runs Xvfb)."""
    if os.environ["QT_QPA_PLATFORM"] != "offscreen" and os.environ.get("DISPLAY"):
        return
    for item in items:
        if item.get_closest_marker("xcb"):
            item.add_marker(
                pytest.mark.skip(reason="needs a real window: QT_QPA_PLATFORM=xcb under xvfb-run")
            )


@pytest.fixture(scope="session")
def _private_folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the program would write in the person's home, moved away for the whole run."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(home / name)
    return home


@pytest.fixture(autouse=True)
def data_dir(_private_folders: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """The data folder of this test alone (LEADDESK_DATA); made by whoever writes first."""
    folder = _private_folders / f"{abs(hash(request.node.nodeid)):x}"
    monkeypatch.setenv("LEADDESK_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The server of this test process; skipped where none is installed, a failure in CI."""
    with contextlib.ExitStack() as stack:
        try:
            server = stack.enter_context(running_server())
        except NoPostgres as missing:
            if IN_CI:
                pytest.fail(f"CI must have PostgreSQL: {missing}")
            pytest.skip(str(missing))
        yield server


@pytest.fixture(scope="session")
def dovecot() -> Iterator[DovecotServer]:
    """A real IMAP server; skipped where none is installed, a failure in CI."""
    with contextlib.ExitStack() as stack:
        try:
            server = stack.enter_context(running_dovecot())
        except NoDovecot as missing:
            if IN_CI:
                pytest.fail(f"CI must have dovecot: {missing}")
            pytest.skip(str(missing))
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """URL of an empty database, for this test only."""
    url = postgres_server.fresh()
    yield url
    postgres_server.drop(url)


@pytest.fixture
def postgres_clone(
    postgres_server: PostgresServer,
) -> Iterator[Callable[[str, Callable[[str], object]], str]]:
    """`clone(kind, prepare)`: URL of a copy of a database that `prepare(url)` filled once per process."""
    made: list[str] = []

    def clone(kind: str, prepare: Callable[[str], object]) -> str:
        made.append(postgres_server.clone(kind, prepare))
        return made[-1]

    yield clone
    for url in made:
        postgres_server.drop(url)


_started: weakref.WeakSet[Any] = weakref.WeakSet()


def _record_starts() -> None:
    """Remember what Python starts, so that a running timer, animation or thread needs no heap walk."""
    from PySide6.QtCore import QAbstractAnimation, QThread, QTimer

    for cls in (QTimer, QAbstractAnimation, QThread):
        original = cls.start
        if getattr(original, "recorded", False):
            continue

        def start(self: Any, *args: Any, _original: Any = original, **keywords: Any) -> None:
            _started.add(self)
            _original(self, *args, **keywords)

        start.recorded = True
        cls.start = start


def _running(thing: Any) -> bool:
    import shiboken6
    from PySide6.QtCore import QThread, QTimer

    if not shiboken6.isValid(thing):
        return False
    if isinstance(thing, QTimer):
        return thing.isActive()
    return thing.isRunning() if isinstance(thing, QThread) else thing.state() == thing.State.Running


def _stop(thing: Any) -> None:
    from PySide6.QtCore import QThread

    if isinstance(thing, QThread):
        thing.requestInterruption()
        thing.quit()
        thing.wait(int(GRACE * 1000))
    else:
        thing.stop()


def _qt_leftovers() -> list[str]:
    """Timers, animations, threads and windows still alive; each is stopped, the next test is not blamed."""
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return []
    app.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    found = []
    for thing in [t for t in _started if _running(t)]:
        found.append(f"{type(thing).__name__} {thing.objectName() or hex(id(thing))} is running")
        _stop(thing)
    if not QThreadPool.globalInstance().waitForDone(int(GRACE * 1000)):
        found.append("Qt's thread pool is busy")
    for window in [w for w in app.topLevelWidgets() if w.isVisible()]:
        found.append(f"{type(window).__name__} «{window.windowTitle()}» is open")
        window.hide()
        window.deleteLater()
    return found


def _needs_qt(request: pytest.FixtureRequest) -> bool:
    here = Path(__file__).parent
    room = request.path.relative_to(here).parts[0] if request.path.is_relative_to(here) else ""
    return bool(QT_FIXTURES & set(request.fixturenames)) or room in QT_FOLDERS


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that leaves a thread, a child process, a timer or a window behind fails (ARCHITECTURE 7)."""
    qt = _needs_qt(request)
    if qt:
        _record_starts()
    before = set(threading.enumerate())
    yield
    found = _qt_leftovers() if qt and "PySide6.QtWidgets" in sys.modules else []
    for thread in set(threading.enumerate()) - before:
        thread.join(GRACE)
        if thread.is_alive():
            found.append(f"thread {thread.name} is alive")
    for child in multiprocessing.active_children():
        child.join(GRACE)
        if child.is_alive():
            found.append(f"child process {child.name} is alive")
            child.kill()
            child.join(GRACE)
    assert not found, "left behind: " + "; ".join(found)
