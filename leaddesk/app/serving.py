"""Web forms, messages and signals taken over HTTP: 202 is said only when they are in the base."""

import hmac
import json
import socket
import sys
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedReader, RawIOBase
from typing import Any
from urllib.parse import parse_qs, urlsplit

from leaddesk.app.receiving import Outcome, Receiver
from leaddesk.domain.refusals import Refused, Unreachable
from leaddesk.intake.posted import TYPES, BadBody, read_body

ROUTES: Mapping[str, str] = {
    **dict.fromkeys(("/", "/lead", "/leads", "/form", "/forms"), "leads"),
    **dict.fromkeys(("/message", "/messages", "/comment", "/comments"), "messages"),
    **dict.fromkeys(("/signal", "/signals"), "signals"),
}
HEALTH = "/health"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the server allows; `rate` requests a minute from one address, `origins` may send from browsers."""

    token: str
    body: int = 1 << 20
    rate: int = 120
    seconds: float = 10.0
    connections: int = 64
    origins: frozenset[str] = frozenset()


@dataclass
class Rate:
    """A bucket of requests for each address, filled again by the minute."""

    a_minute: int
    clock: Callable[[], float] = time.monotonic
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self, address: str) -> bool:
        """Take one request out of the bucket of `address`."""
        now = self.clock()
        with self._lock:
            if len(self._left) > 10_000:
                self._left = {a: b for a, b in self._left.items() if now - b[1] < 60}
            left, at = self._left.get(address, (float(self.a_minute), now))
            left = min(float(self.a_minute), left + (now - at) * self.a_minute / 60)
            self._left[address] = (left - 1 if left >= 1 else left, now)
            return left >= 1


class _Patient(RawIOBase):
    """What a client sends, for as long as one request may take altogether: a slow drip is cut off."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._connection = connection
        self._until = time.monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv_into(buffer)


class Refusal(Exception):
    """An answer other than 202: its status and the word for it."""

    def __init__(self, status: int, word: str, **headers: str) -> None:
        super().__init__(word)
        self.status = status
        self.word = word
        self.headers = headers


class IntakeServer(ThreadingHTTPServer):
    """Serves one base; `told` hears every outcome after its commit."""

    daemon_threads = False
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(
        self, address: tuple[str, int], receiver: Receiver, rules: Rules, told: Callable[[Outcome], None]
    ) -> None:
        self.receiver = receiver
        self.rules = rules
        self.told = told
        self.rate = Rate(rules.rate)
        self._free = threading.BoundedSemaphore(rules.connections)
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """A thread for the connection; more than allowed are turned away at once."""
        if not self._free.acquire(blocking=False):
            try:
                request.settimeout(1)
                request.sendall(
                    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n"
                )
            except OSError:
                pass
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away or dripped is nobody's fault; other faults are shown."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: IntakeServer
    protocol_version = "HTTP/1.1"
    server_version = "LeadDesk"
    sys_version = ""

    def setup(self) -> None:
        super().setup()
        self.rfile.close()
        self.rfile = BufferedReader(_Patient(self.connection, self.server.rules.seconds), 1 << 14)

    def handle(self) -> None:
        """One request a connection: nothing that a client left unread can pass for the next one."""
        self.close_connection = True
        self.handle_one_request()

    def do_POST(self) -> None:
        try:
            self._answer(202, self._receive())
        except Refusal as refusal:
            self._answer(refusal.status, {"error": refusal.word}, refusal.headers)
        except TimeoutError:
            self._answer(408, {"error": "too_slow"})
        except Unreachable:
            self._answer(503, {"error": "base_unreachable"}, {"Retry-After": "30"})
        except Refused as refused:
            self._answer(400 if isinstance(refused, BadBody) else 503, {"error": refused.key})

    def do_GET(self) -> None:
        if urlsplit(self.path).path == HEALTH:
            self._answer(200, {"ok": True})
        else:
            self._answer(405 if urlsplit(self.path).path in ROUTES else 404, {"error": "post_only"})

    do_HEAD = do_PUT = do_DELETE = do_PATCH = do_GET

    def do_OPTIONS(self) -> None:
        """The question of a browser before it sends; without an allowed origin there is no answer to it."""
        if self.headers.get("Origin", "") in self.server.rules.origins:
            self._answer(
                204,
                None,
                {
                    "Access-Control-Allow-Methods": "POST",
                    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key",
                    "Access-Control-Max-Age": "600",
                },
            )
        else:
            self._answer(405, {"error": "post_only"})

    def _receive(self) -> Any:
        asked = urlsplit(self.path)
        if not self.server.rate.allows(str(self.client_address[0])):
            raise Refusal(429, "too_many", **{"Retry-After": "60"})
        kind = ROUTES.get(asked.path.rstrip("/") or "/")
        if kind is None:
            raise Refusal(404, "no_such_place")
        self._check_token(asked.query)
        items = read_body(self.headers.get("Content-Type", ""), self._body())
        keys = self._keys(len(items))
        found = self.server.receiver.receive(kind, items, keys)
        for one in found:
            self.server.told(one)
        answers = [_as_json(one) for one in found]
        if answers and all(one.fate == "rejected" for one in found):
            raise Refusal(422, found[0].reason)
        return answers if len(items) != 1 else answers[0]

    def _check_token(self, query: str) -> None:
        given = self.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        given = given or self.headers.get("X-Token", "") or next(iter(parse_qs(query).get("token", ())), "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self.server.rules.token.encode()):
            raise Refusal(401, "wrong_token", **{"WWW-Authenticate": "Bearer"})

    def _body(self) -> bytes:
        told = self.headers.get("Content-Length", "")
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if (
            "chunked" in self.headers.get("Transfer-Encoding", "").lower()
            or not told.isascii()
            or not told.isdigit()
        ):
            raise Refusal(411, "length_required")
        if int(told) > self.server.rules.body:
            raise Refusal(413, "too_large")
        if kind not in TYPES:
            raise Refusal(415, "json_or_form")
        body = self.rfile.read(int(told))
        if len(body) < int(told):
            raise Refusal(400, "cut_off")
        return body

    def _keys(self, count: int) -> list[str]:
        """Keys of the items: the sender's own with their places, else new ones."""
        own = self.headers.get("Idempotency-Key", "").strip()[:200]
        if not own:
            return [uuid.uuid4().hex for _ in range(count)]
        return [own] if count == 1 else [f"{own}#{place}" for place in range(count)]

    def _answer(self, status: int, told: Any, headers: Mapping[str, str] | None = None) -> None:
        body = b"" if told is None else json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
        self.connection.settimeout(self.server.rules.seconds)
        self.send_response(status)
        if told is not None:
            self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        origin = self.headers.get("Origin", "") if hasattr(self, "headers") else ""
        if origin and origin in self.server.rules.origins:
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Vary", "Origin")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: addresses and tokens of a request belong into no log."""


def _as_json(one: Outcome) -> dict[str, Any]:
    return {"id": one.id, "lead_id": one.lead_id or None, "fate": one.fate}
