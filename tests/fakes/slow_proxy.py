"""A loopback proxy that stands for the network between a desktop and its server: far, silent or cut."""

import contextlib
import heapq
import selectors
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

GOODBYE = b"Q\0\0\0\rROLLBACK\0"


@dataclass
class Pair:
    """One connection: the desktop's socket and the server's, and what is on its way."""

    near: socket.socket
    far: socket.socket
    asking: bool = False
    ended: set[socket.socket] = field(default_factory=set)


class SlowProxy:
    """Forwards bytes both ways, each half of `round_trip` seconds late; one thread for all connections.

    `round_trips` counts the times that a desktop asked after an answer: what it waited for. The end of a
    snapshot is no question.
    """

    def __init__(self, host: str, port: int, round_trip: float) -> None:
        self.round_trip = round_trip
        self.round_trips = 0
        self.connections = 0
        self._target = host, port
        self._silent = threading.Event()
        self._pause = threading.Event()
        self._stopping = threading.Event()
        self._cut = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setblocking(False)
        self.port: int = self._listener.getsockname()[1]
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._pairs: list[Pair] = []
        self._due: list[tuple[float, int, Pair, socket.socket, bytes]] = []
        self._number = 0
        self._swallowed: bytes | None = None
        self._hushed: bytes | None = None
        self._doomed: Pair | None = None
        self._thread = threading.Thread(target=self._run, name="slow proxy")
        self._thread.start()

    # What may happen to a network

    def go_silent(self) -> None:
        """Take what is sent and let nothing through: a cable out, a tunnel down."""
        self._silent.set()

    def speak_again(self) -> None:
        """Let new bytes through; what was sent meanwhile is lost, so old connections stay dead."""
        self._silent.clear()

    def cut(self) -> None:
        """Break all connections there are, at once; new ones are accepted."""
        self._cut.set()
        while self._cut.is_set() and self._thread.is_alive():
            self._pause.wait(0.001)

    def swallow_answer_to(self, words: bytes) -> None:
        """Let the next question with these words through, and cut the line when its answer comes back."""
        self._swallowed = words

    def silence_answer_to(self, words: bytes) -> None:
        """Let the next question with these words through, and go silent when its answer comes back."""
        self._hushed = words

    def stop(self) -> None:
        """End the thread and all sockets."""
        self._stopping.set()
        self._thread.join()

    # The thread

    def _run(self) -> None:
        while not self._stopping.is_set():
            if self._cut.is_set():
                self._break()
                self._cut.clear()
            for key, _ in self._selector.select(self._patience()):
                if key.fileobj is self._listener:
                    self._accept()
                else:
                    self._take(key.data, key.fileobj)  # type: ignore[arg-type]
            self._deliver()
        self._break()
        self._listener.close()
        self._selector.close()

    def _patience(self) -> float:
        if not self._due:
            return 0.005
        return min(0.005, max(0.0, self._due[0][0] - time.monotonic()))

    def _accept(self) -> None:
        near, _ = self._listener.accept()
        try:
            far = socket.create_connection(self._target)
        except OSError:
            near.close()
            return
        pair = Pair(near, far)
        self.connections += 1
        self._pairs.append(pair)
        for end in (near, far):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._selector.register(end, selectors.EVENT_READ, pair)

    def _take(self, pair: Pair, end: socket.socket) -> None:
        try:
            data = end.recv(1 << 18)
        except OSError:
            data = b""
        if not data:
            self._selector.unregister(end)
            pair.ended.add(end)
        elif self._silent.is_set():
            return
        if end is pair.near and data and data != GOODBYE and not pair.asking:
            pair.asking = True
            self.round_trips += 1
        if self._hushed and end is pair.near and self._hushed in data:
            self._hushed = None
            self._number += 1
            due = time.monotonic() + self.round_trip / 2
            heapq.heappush(self._due, (due, self._number, pair, pair.far, data))
            self._silent.set()
            return
        if self._swallowed and end is pair.near and self._swallowed in data:
            self._swallowed, self._doomed = None, pair
        elif self._doomed is pair and end is pair.far:
            self._doomed = None
            self._close(pair)
            return
        self._number += 1
        other = pair.far if end is pair.near else pair.near
        heapq.heappush(self._due, (time.monotonic() + self.round_trip / 2, self._number, pair, other, data))

    def _deliver(self) -> None:
        now = time.monotonic()
        while self._due and self._due[0][0] <= now:
            _, _, pair, end, data = heapq.heappop(self._due)
            try:
                if data:
                    end.setblocking(True)
                    end.sendall(data)
                    if end is pair.near:
                        pair.asking = False
                else:
                    end.shutdown(socket.SHUT_WR)
                    if len(pair.ended) == 2:
                        self._close(pair)
            except OSError:
                self._close(pair)

    def _break(self) -> None:
        for pair in list(self._pairs):
            self._close(pair)
        self._due.clear()

    def _close(self, pair: Pair) -> None:
        for end in (pair.near, pair.far):
            with contextlib.suppress(KeyError, ValueError):
                self._selector.unregister(end)
            end.close()
        with contextlib.suppress(ValueError):
            self._pairs.remove(pair)


@contextlib.contextmanager
def far_away(url: str, round_trip: float = 0.2) -> Iterator[tuple[str, SlowProxy]]:
    """The same base `round_trip` seconds away: its URL there, and the network between."""
    parsed = urlsplit(url)
    proxy = SlowProxy(parsed.hostname or "", parsed.port or 5432, round_trip)
    try:
        yield url.replace(f":{parsed.port}/", f":{proxy.port}/"), proxy
    finally:
        proxy.stop()
