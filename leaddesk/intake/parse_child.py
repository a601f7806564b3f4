"""Reading of a foreign file in a process of its own, which can be ended at any moment and has limits."""

import gc
import marshal
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Any

from leaddesk.intake.draft import Draft, DraftContact, Rejected
from leaddesk.intake.files import Head, Options, open_file
from leaddesk.intake.refusals import KINDS, FileRefused, ParserDied, ParserStalled

MEMORY_LIMIT = 2 << 30
STALL_SECONDS = 60.0
_LOOK_SECONDS = 0.05
_FIRST, _BATCH = 50, 500  # the first rows stand on the screen at once (P3)
_CPU_SECONDS, _BYTES_A_SECOND = 60, 200_000
_ERRORS = 2

# Only marshal travels, no pickle: a process that reads hostile files must not be able to run code here (S15).


@dataclass(frozen=True, slots=True)
class Batch:
    """Some drafts and rejected rows in the order of the file, and how much of it (bytes) is read."""

    drafts: list[Draft]
    rejected: list[Rejected]
    done: int
    blank: int


class ParseChild:
    """A process that reads one file: `open`, then iterate over batches; `cancel` from any thread.

    It may be made before the file is known, so that its start (a tenth of a second) is not waited for.
    Raises a FileRefused of the file, ParserDied where the process ended by itself, ParserStalled where it
    said nothing for a minute. After `cancel` the iteration just ends, and so it does where `stopped` says
    so, which is looked at twenty times a second. `memory` in bytes is all that the process may have,
    `stall_seconds` how long it may be silent.
    """

    def __init__(self, stall_seconds: float = STALL_SECONDS, memory: int = MEMORY_LIMIT) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), name="leaddesk-parse", daemon=True)
        self._process.start()
        theirs.close()
        self.stopped: Callable[[], bool] = _never
        self._stall = stall_seconds
        self._memory = memory
        self._name = ""
        self.cancelled = False

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid or 0

    def open(self, path: Path, options: Options | None = None) -> Head:
        """Begin to read; returns what is known of the file before its rows."""
        self._name = path.name
        job = (str(path), _values(options or Options()), self._memory)
        try:
            self._pipe.send_bytes(marshal.dumps(job))
        except OSError as fault:
            raise self._death() from fault
        message = self._receive()
        if message is None:
            raise ParserDied("intake.parser_died", name=self._name, why="cancelled")
        return Head(*message[1:])

    def __iter__(self) -> Iterator[Batch]:
        while (message := self._receive()) is not None:
            kind, done, blank, drafts, rejected = message
            # A frozen dataclass costs less than the tuple of tuples that it would otherwise be read from.
            yield Batch(
                [_draft(packed) for packed in drafts], [Rejected(*packed) for packed in rejected], done, blank
            )
            if kind == "end":
                self.close()
                return

    def cancel(self) -> None:
        """End the process now; the iteration in the other thread ends by itself."""
        self.cancelled = True
        self._process.kill()

    def close(self) -> None:
        """End the process if it still runs, and give back what it held; a second time does nothing."""
        if self._pipe.closed:
            return
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self._pipe.close()

    def __enter__(self) -> "ParseChild":
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def _receive(self) -> tuple[Any, ...] | None:
        """The next message; None after a cancel."""
        try:
            if not self._heard():
                self._process.kill()
                raise ParserStalled("intake.parser_stalled", name=self._name, seconds=int(self._stall))
            message: tuple[Any, ...] = marshal.loads(self._pipe.recv_bytes())
        except (EOFError, OSError) as fault:
            if self.cancelled:
                return None
            raise self._death() from fault
        if message[0] == "refused":
            raise _refusal(*message[1:])
        if message[0] == "died":
            raise ParserDied("intake.parser_died", name=self._name, why=message[1])
        return message

    def _heard(self) -> bool:
        """Wait for a message; False where none came in all the time that is given."""
        end = monotonic() + self._stall
        while not self._pipe.poll(min(_LOOK_SECONDS, self._stall)):
            if not self.cancelled and self.stopped():
                self.cancel()
            if monotonic() > end:
                return False
        return True

    def _death(self) -> FileRefused:
        self._process.join(5)
        code = self._process.exitcode
        return ParserDied("intake.parser_died", name=self._name, why=f"exit status {code}")


def _never() -> bool:
    return False


def _draft(packed: tuple[Any, ...]) -> Draft:
    row, texts, contacts, *rest = packed
    return Draft(row, texts, tuple(map(DraftContact._make, contacts)), *rest)


def _refusal(kind: str, key: str, said: dict[str, object]) -> FileRefused:
    return KINDS[kind](key, **said)


def _values(record: Head | Options) -> tuple[Any, ...]:
    return tuple(getattr(record, one.name) for one in fields(record))


def _serve(pipe: Connection) -> None:
    """The life of the child: one job, its head, its batches; errors as messages."""
    _quieten()
    try:
        path, options, memory = marshal.loads(pipe.recv_bytes())
        _limit(Path(path), memory)
        _read(pipe, Path(path), Options(*options))
    except FileRefused as refusal:
        pipe.send_bytes(marshal.dumps(("refused", type(refusal).__name__, refusal.key, refusal.said)))
    except MemoryError:
        pipe.send_bytes(marshal.dumps(("died", "out of memory")))
    except (EOFError, BrokenPipeError, ConnectionError):
        return  # the program that asked is gone
    finally:
        fault = sys.exc_info()[1]
        if isinstance(fault, Exception):
            pipe.send_bytes(marshal.dumps(("died", traceback.format_exc()[-2_000:])))


def _read(pipe: Connection, path: Path, options: Options) -> None:
    with open_file(path, options) as source:
        pipe.send_bytes(marshal.dumps(("head", *_values(source.head))))
        drafts: list[tuple[object, ...]] = []
        rejected: list[tuple[object, ...]] = []
        limit = _FIRST
        for item in source.packed():
            if isinstance(item, Rejected):
                rejected.append((item.row, item.reason, item.said, item.raw))
            else:
                row, texts, contacts, *rest = item
                drafts.append((row, texts, tuple(map(tuple, contacts)), *rest))
            if len(drafts) + len(rejected) >= limit:
                pipe.send_bytes(marshal.dumps(("batch", source.done, source.blank, drafts, rejected)))
                drafts, rejected, limit = [], [], _BATCH
        pipe.send_bytes(marshal.dumps(("end", source.done, source.blank, drafts, rejected)))


def _quieten() -> None:
    """No Ctrl+C of the terminal, no cores, no backtraces of libraries on the person's screen."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), _ERRORS)
    gc.disable()  # drafts hold no cycles, and the process lives for one file


def _limit(path: Path, memory: int) -> None:
    """Memory and CPU time that no honest file needs; Windows has no such limits."""
    try:
        import resource
    except ImportError:
        return
    files = path.iterdir() if path.is_dir() else (path,)
    size = sum(one.stat().st_size for one in files if one.is_file())
    seconds = _CPU_SECONDS + size // _BYTES_A_SECOND
    for kind, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        wanted = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (wanted, hard))
