"""Cards are read in a process of their own: it stays warm, has limits, and can be ended at once (S7)."""

import marshal
import multiprocessing
import os
import signal
import threading
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from leaddesk.intake.card_reading import Box, CardFact, CardReading, from_told
from leaddesk.intake.card_refusals import PictureRefused

MEMORY_LIMIT = 1 << 30  # address space; five languages and a picture of 160 megapixels fit
TIME_LIMIT = 20.0
_START_LIMIT = 30.0
_ERRORS = 2

_Region = tuple[int, Box, str]

# Only marshal travels, no pickle: a process that decodes hostile pictures must not be able to run code here.


class CardChild:
    """The recogniser of `actions.ports`: `read` picture after picture in one warm process.

    Calls from several threads wait for each other. A picture that takes longer than `seconds`, or that ends
    the process, is refused; the next one gets a new process.
    """

    def __init__(self, seconds: float = TIME_LIMIT) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def warm(self) -> None:
        """Start the process and load its languages now, so that the first picture does not wait.

        Raises PictureRefused `intake_picture_languages {missing}`.
        """
        with self._lock:
            self._asked("")

    def read(self, path: str | Path) -> CardReading:
        """The first card of a picture; blocks until all are read; raises PictureRefused with a key."""
        return self.read_all(path)[0]

    def read_all(self, path: str | Path) -> tuple[CardReading, ...]:
        """Every card of a picture or a PDF; blocks until they are read; raises PictureRefused with a key."""
        with self._lock:
            return tuple(
                replace(from_told(told), shown=shown, shown_scale=scale)
                for told, shown, scale in self._asked(str(path))
            )

    def read_region(self, path: str | Path, part: int, box: Box, key: str) -> CardFact:
        """What stands in a region of a card, as the value of field `key`; a box of no size is a click.

        A card that was read long ago is read again first. Raises PictureRefused with a key.
        """
        with self._lock:
            told = self._asked(str(path), (part, box, key))
        return CardFact(*told[0]) if told else CardFact(key, "", 0.0)

    def cancel(self) -> None:
        """From any thread: end the process now; a `read` under way is refused as stopped."""
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process and give back what it held; `read` afterwards starts a new one."""
        with self._lock:
            self._end()

    def __enter__(self) -> "CardChild":
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def _asked(self, path: str, region: _Region | None = None) -> list[Any]:
        """What the child tells of a file, card by card; the time limit is that of one card."""
        name = Path(path).name
        cards: list[Any] = []
        try:
            pipe = self._started()
            pipe.send_bytes(marshal.dumps((path, region)))
            while True:
                if not pipe.poll(self._seconds if path else _START_LIMIT):
                    self._end()
                    raise PictureRefused("intake_picture_time", name=name, seconds=round(self._seconds, 1))
                kind, told = marshal.loads(pipe.recv_bytes())
                if kind != "read":
                    break
                cards.append(told)
        except (EOFError, OSError) as death:
            self._end()
            raise PictureRefused("intake_picture_stopped", name=name) from death
        if kind == "refused":
            key, said = told
            raise PictureRefused(key, **{"name": name, **said})
        return cards

    def _started(self) -> Connection:
        if self._process is not None and self._process.is_alive() and self._pipe is not None:
            return self._pipe
        self._end()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), name="leaddesk-cards", daemon=True)
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        if not ours.poll(_START_LIMIT):
            raise EOFError
        ours.recv_bytes()  # its libraries are loaded: the time of a picture counts from here
        return ours

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


def _serve(pipe: Connection) -> None:
    """The life of the child: a path comes, a reading or a refusal goes; the end of the pipe is its end."""
    _quieten()
    _limit()
    from leaddesk.intake.card_reader import Reader

    reader = Reader()
    try:
        pipe.send_bytes(b"ready")
        while True:
            path, region = marshal.loads(pipe.recv_bytes())
            try:
                for told in reader.told(path, region):
                    pipe.send_bytes(marshal.dumps(("read", told)))
                pipe.send_bytes(marshal.dumps(("end", ())))
            except PictureRefused as refusal:
                pipe.send_bytes(marshal.dumps(("refused", (refusal.key, refusal.said))))
            except MemoryError:
                pipe.send_bytes(marshal.dumps(("refused", ("intake_picture_stopped", {}))))
    except (EOFError, ConnectionError):
        return  # the program that asked is gone


def _quieten() -> None:
    """No Ctrl+C of the terminal, no complaints of image libraries on the person's screen."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), _ERRORS)


def _limit() -> None:
    """Memory that no honest picture needs; Windows has no such limits."""
    try:
        import resource
    except ImportError:
        return
    for kind, limit in ((resource.RLIMIT_AS, MEMORY_LIMIT), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        wanted = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (wanted, hard))
