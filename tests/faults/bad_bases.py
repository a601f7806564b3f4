"""How a base is made bad for a test: held by a stranger, on a full disk, in a folder that none may write."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""

# Root may write everywhere; without this capability it is bound by the modes of folders as anybody is.
_LAUNCHER = """
import ctypes, os, resource, sys
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1
if os.geteuid() == 0 and ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0):
    sys.exit("the capability could not be dropped")
if int(sys.argv[1]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.executable, [sys.executable, "-m", "leaddesk", *sys.argv[2:]])
"""


@contextmanager
def held_by_another(path: Path) -> Iterator[None]:
    """Another process is in the middle of a write to the base and does not end it."""
    child = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        assert child.stdout.readline() == b"held\n"
        yield
    finally:
        child.stdin.close()
        child.stdout.close()
        child.wait(10)


def as_ordinary(words: Sequence[str], largest: int = 0) -> subprocess.CompletedProcess[str]:
    """`leaddesk` in a process that folders' modes bind, with files of at most `largest` bytes (0: any)."""
    told = [sys.executable, "-c", _LAUNCHER, str(largest), "--lang", "en", *words]
    return subprocess.run(told, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)


@contextmanager
def small_disk(folder: Path, size_kb: int) -> Iterator[Path]:
    """A disk of `size_kb` kilobytes at `folder`; OSError where none can be mounted."""
    folder.mkdir()
    told = ["mount", "-t", "tmpfs", "-o", f"size={size_kb}k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(told, capture_output=True, check=False)
    except FileNotFoundError as missing:
        raise OSError("there is no mount here") from missing
    if done.returncode:
        raise OSError(done.stderr.decode(errors="replace"))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


def fill_up(folder: Path) -> Path:
    """A file that takes all the room that is left."""
    file = folder / "ballast"
    with file.open("wb", buffering=0) as out:
        for size in (65536, 4096):
            try:
                while True:
                    out.write(b"\0" * size)
            except OSError:
                continue
    return file


def one_sentence(told: str) -> bool:
    """Whether a message is a line for a person and no trace of the program."""
    return "Traceback" not in told and "sqlcipher" not in told and 0 < len(told.strip().splitlines()) <= 1


def forget(path: Path) -> None:
    """Remove what SQLite keeps beside a base."""
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)


def tell(words: str) -> None:
    """A figure or a seed of this run, shown by `pytest -rP` and beside every failure."""
    sys.stdout.write(words + "\n")
