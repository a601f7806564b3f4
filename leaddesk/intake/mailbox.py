"""A mailbox on an IMAP server: read only, over TLS whose certificate is verified."""

import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from imaplib import IMAP4
from types import TracebackType
from typing import Any, NamedTuple

from leaddesk.domain.refusals import Refused
from leaddesk.intake.letters import LETTER_LIMIT

SECONDS = 30.0
_SIZE = re.compile(rb"\bUID (\d+)\b.*?\bRFC822\.SIZE (\d+)|\bRFC822\.SIZE (\d+).*?\bUID (\d+)\b", re.S)
_CHUNK = 200
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class MailRefused(Refused):
    """A mailbox that cannot be read; nothing was changed, there or here."""


@dataclass(frozen=True, slots=True)
class MailPlace:
    """Where a mailbox is. `authority` is a file of certificates to trust instead of the system's."""

    host: str
    user: str
    port: int = 993
    folders: tuple[str, ...] = ("INBOX",)
    authority: str = ""


class Letter(NamedTuple):
    """A letter of a folder: its number there and its bytes; None where it is larger than is read."""

    uid: int
    raw: bytes | None


class Mailbox:
    """An open mailbox. Raises MailRefused; letters stay unread for whoever reads them elsewhere."""

    def __init__(self, place: MailPlace, password: str) -> None:
        try:
            import imap_tools
        except ImportError as missing:
            raise MailRefused("mail.not_installed") from missing
        self._errors = (imap_tools.ImapToolsError, IMAP4.error, OSError, ValueError)
        self._place = place
        try:
            context = ssl.create_default_context(cafile=place.authority or None)
            self._box: Any = imap_tools.MailBox(place.host, place.port, timeout=SECONDS, ssl_context=context)
        except ssl.SSLCertVerificationError as fault:
            raise self._refusal("mail.not_trusted", fault.verify_message) from fault
        except self._errors as fault:
            raise self._refusal("mail.unreachable", str(fault)) from fault
        try:
            self._box.login(place.user, password, initial_folder=None)
        except self._errors as fault:
            self.close()
            raise self._refusal("mail.login", "") from fault

    def _refusal(self, key: str, why: str) -> MailRefused:
        place = self._place
        return MailRefused(key, host=f"{place.host}:{place.port}", user=place.user, why=why[:200])

    def open(self, folder: str) -> int:
        """Open a folder for reading; its UIDVALIDITY, with which the numbers of its letters hold."""
        try:
            self._box.folder.set(folder, readonly=True)
            return int(self._box.folder.status(folder, ["UIDVALIDITY"])["UIDVALIDITY"])
        except self._errors as fault:
            raise self._refusal("mail.no_folder", folder) from fault

    def letters(self, after: int, since: date | None) -> Iterator[Letter]:
        """Letters of the open folder numbered above `after`, not older than a day, in their order."""
        day = f" SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}" if since else ""
        try:
            found = sorted(uid for uid in map(int, self._box.uids(f"UID {after + 1}:*{day}")) if uid > after)
            for start in range(0, len(found), _CHUNK):
                sizes = self._sizes(found[start : start + _CHUNK])
                for uid in found[start : start + _CHUNK]:
                    if uid in sizes:  # one that was deleted meanwhile has no size
                        yield Letter(uid, self._raw(uid) if sizes[uid] <= LETTER_LIMIT else None)
        except self._errors as fault:
            raise self._refusal("mail.unreachable", str(fault)) from fault

    def _sizes(self, uids: list[int]) -> dict[int, int]:
        _, told = self._box.client.uid("fetch", ",".join(map(str, uids)), "(RFC822.SIZE)")
        found = {}
        for line in told:
            match = _SIZE.search(line) if isinstance(line, bytes) else None
            if match:
                found[int(match[1] or match[4])] = int(match[2] or match[3])
        return found

    def _raw(self, uid: int) -> bytes | None:
        _, told = self._box.client.uid("fetch", str(uid), "(BODY.PEEK[])")
        return next((part[1] for part in told if isinstance(part, tuple)), None)

    def close(self) -> None:
        """Leave the server; one that is gone is left without a word."""
        try:
            self._box.logout()
        except self._errors:
            return

    def __enter__(self) -> "Mailbox":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()
