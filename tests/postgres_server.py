"""A real PostgreSQL for the tests: own folder, free port, no rights of root, gone with the test process."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

OLDEST = 15
_USER = "leaddesk"
_QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60")


class NoPostgres(Exception):
    """This machine has no PostgreSQL server of a version that LeadDesk supports."""


def binaries() -> Path:
    """Folder of the newest installed server's programs (Debian keeps them off PATH); raises NoPostgres."""
    found = sorted(
        (int(path.parent.parent.name), path.parent)
        for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")
        if path.parent.parent.name.isdigit() and (path.parent / "postgres").exists()
    )
    if found and found[-1][0] >= OLDEST:
        return found[-1][1]
    on_path = shutil.which("initdb")
    if on_path and (Path(on_path).resolve().parent / "postgres").exists():
        return Path(on_path).resolve().parent
    raise NoPostgres(f"no PostgreSQL {OLDEST} or newer here; `./dev test` installs postgresql-{OLDEST}")


def _unprivileged(command: list[str], *, dies_with_us: bool = False) -> list[str]:
    """The command as `nobody` where we are root, because initdb and postgres refuse to run as root."""
    setpriv = shutil.which("setpriv")
    if os.geteuid() == 0:
        if setpriv is None:
            raise NoPostgres("setpriv (package util-linux) is needed to start PostgreSQL from a root shell")
        drop = [setpriv, "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        return [*drop, *(["--pdeathsig", "INT"] if dies_with_us else []), *command]
    if setpriv is not None and dies_with_us:
        return [setpriv, "--pdeathsig", "INT", *command]
    return command


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class PostgresServer:
    """One running server; `fresh()` and `clone()` hand out databases, each of them used by one test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self._bin = binaries()
        self._numbers = count(1)
        self._templates: dict[str, str] = {}
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, database: str) -> str:
        """`postgresql://` address of a database of this server, as a person would type it after `--db`."""
        return f"postgresql://{_USER}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Make the cluster (about a second) and start it; a port that someone took first is tried anew."""
        if os.geteuid() == 0:
            import pwd

            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        data = str(self.folder / "data")
        options = ["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-U", _USER]
        made = subprocess.run(
            _unprivileged([str(self._bin / "initdb"), "-D", data, *options]), capture_output=True, check=False
        )
        if made.returncode:
            raise RuntimeError("initdb failed: " + made.stderr.decode(errors="replace"))
        for _attempt in range(5):
            if self._started(data):
                return
        raise RuntimeError("PostgreSQL did not start: " + (self.folder / "log").read_text(errors="replace"))

    def _started(self, data: str) -> bool:
        self.port = _free_port()
        settings = [part for setting in _QUICK for part in ("-c", setting)]
        command = [str(self._bin / "postgres"), "-D", data, "-h", "127.0.0.1", "-p", str(self.port)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                _unprivileged([*command, "-k", str(self.folder), *settings], dies_with_us=True),
                stdout=log,
                stderr=log,
            )
        for _attempt in range(600):
            ready = subprocess.run(
                [str(self._bin / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)], check=False
            )
            if ready.returncode == 0 and self._process.poll() is None:
                return True
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=0.05)
                return False
        return False

    def stop(self) -> None:
        """Stop at once (nothing here is worth a checkpoint) and remove the folder."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, *statements: str) -> None:
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def fresh(self, template: str = "template0") -> str:
        """URL of a new database, empty unless a template is named."""
        name = f"t{next(self._numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def clone(self, kind: str, prepare: Callable[[str], object]) -> str:
        """URL of a copy of what `prepare(url)` filled once; `prepare` must close its connections."""
        if kind not in self._templates:
            url = self.fresh()
            prepare(url)
            self._templates[kind] = url.rpartition("/")[2]
        return self.fresh(self._templates[kind])

    def drop(self, url: str) -> None:
        """Remove a database, and whoever is still connected to it."""
        self._run(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)')


@contextlib.contextmanager
def running_server() -> Iterator[PostgresServer]:
    """A started server, stopped and removed at the end; raises NoPostgres where none is installed."""
    binaries()
    server = PostgresServer(Path(tempfile.mkdtemp(prefix="leaddesk-pg-")))
    try:
        server.start()
        yield server
    finally:
        server.stop()
