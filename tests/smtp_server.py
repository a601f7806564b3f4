"""A real SMTP server on loopback, TLS at once or by STARTTLS, that keeps the letters it took."""

import base64
import shutil
import socketserver
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Thread
from typing import Any, cast

from tests.dovecot_server import certificates

USER, PASSWORD = "olena@example.com", "правильний-пароль"
UNKNOWN = "unknown@example.com"
"""An address that the server does not take letters to."""


@dataclass
class SmtpServer:
    """Where it listens, the certificate of its authority, and what it heard."""

    authority: Path
    context: ssl.SSLContext
    at_once: bool
    starttls: bool
    port: int = 0
    letters: list[bytes] = field(default_factory=list)
    passwords: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    """Commands that were heard before the line was protected."""

    def letter(self) -> EmailMessage:
        """The last letter, parsed."""
        return cast(EmailMessage, message_from_bytes(self.letters[-1], policy=default))


class _Talk(socketserver.BaseRequestHandler):
    """One connection."""

    def handle(self) -> None:
        self.told: SmtpServer = self.server.told  # type: ignore[attr-defined]
        self.line: Any = self.request
        self.protected = False
        with suppress(OSError, ssl.SSLError):
            if self.told.at_once:
                self._protect()
            self._say(b"220 test.example ESMTP")
            self._talk()
        with suppress(OSError):
            self.line.close()

    def _protect(self) -> None:
        self.line = self.told.context.wrap_socket(self.line, server_side=True)
        self.protected = True

    def _say(self, words: bytes) -> None:
        self.line.sendall(words + b"\r\n")

    def _hear(self) -> bytes:
        """One line, byte by byte: what follows STARTTLS must not be read before it."""
        found = b""
        while not found.endswith(b"\n"):
            byte = self.line.recv(1)
            if not byte:
                return b""
            found += byte
        return found

    def _talk(self) -> None:
        while line := self._hear():
            if not self.protected:
                self.told.plain.append(line.decode().strip())
            verb = line[:4].upper().strip()
            if verb == b"STAR" and self.told.starttls:
                self._say(b"220 go on")
                self._protect()
            elif verb == b"DATA":
                self._say(b"354 end with a dot")
                self.told.letters.append(self._letter())
                self._say(b"250 taken")
            elif verb == b"QUIT":
                self._say(b"221 bye")
                return
            else:
                self._say(self._answer(verb, line))

    def _answer(self, verb: bytes, line: bytes) -> bytes:
        if verb == b"EHLO":
            offer = b"AUTH PLAIN" if self.protected else b"STARTTLS" if self.told.starttls else b"SIZE"
            return b"250-test.example\r\n250-" + offer + b"\r\n250 8BITMIME"
        if verb == b"AUTH":
            _nothing, user, password = base64.b64decode(line.split()[2]).decode().split("\0")
            self.told.passwords.append(password)
            return b"235 welcome" if (user, password) == (USER, PASSWORD) else b"535 wrong password"
        if verb == b"RCPT" and UNKNOWN.encode() in line:
            return b"550 no such mailbox"
        return b"250 fine"

    def _letter(self) -> bytes:
        lines: list[bytes] = []
        while (line := self._hear()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)


class _Listening(socketserver.ThreadingTCPServer):
    daemon_threads = False
    block_on_close = True

    def __init__(self, told: SmtpServer) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.told = told

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that breaks the protection off is what some tests are about."""


@contextmanager
def running_smtp(*, at_once: bool = False, starttls: bool = True) -> Iterator[SmtpServer]:
    """The server until the block ends; `at_once` speaks TLS from the first byte, as port 465 does."""
    folder = Path(tempfile.mkdtemp(prefix="ld-smtp-"))
    certificates(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    told = SmtpServer(folder / "ca.pem", context, at_once, starttls)
    with _Listening(told) as listening:
        told.port = listening.server_address[1]
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield told
        finally:
            listening.shutdown()
            thread.join(20)
    shutil.rmtree(folder, ignore_errors=True)
