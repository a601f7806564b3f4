"""New letters of a mailbox brought into the base, each once, whatever was interrupted (issue 5.2)."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from leaddesk.app.receiving import Outcome, Receiver, key_of
from leaddesk.intake.letters import read_letter
from leaddesk.intake.mailbox import Mailbox, MailPlace, MailRefused
from leaddesk.intake.refusals import LETTER_TOO_LARGE

CONFIG, STATE = "mail.json", "mail.state.json"
SERVICE = "leaddesk"
_SAVE_EVERY = 20


def read_place(folder: Path) -> MailPlace | None:
    """The mailbox that was configured; None where none was. Raises MailRefused for a broken file."""
    told = read_file(folder / CONFIG)
    if told is None:
        return None
    try:
        known = {name: told[name] for name in ("host", "user", "port", "authority") if name in told}
        return MailPlace(**known, folders=tuple(told.get("folders", ("INBOX",))))
    except (TypeError, AttributeError) as fault:
        raise MailRefused("mail.bad_config", path=str(folder / CONFIG), why=str(fault)[:200]) from fault


def save_place(folder: Path, place: MailPlace) -> None:
    """Remember a mailbox; its password never stands in this file."""
    write_file(folder / CONFIG, asdict(place))


def kept_password(place: MailPlace) -> str | None:
    """The password of the keyring; None where there is no keyring or it knows none."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(SERVICE, f"{place.user}@{place.host}")
    except (KeyringError, RuntimeError):
        return None


def keep_password(place: MailPlace, password: str) -> bool:
    """Put a password into the keyring; whether there is one that took it."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return False
    try:
        keyring.set_password(SERVICE, f"{place.user}@{place.host}", password)
    except (KeyringError, RuntimeError):
        return False
    return True


class Fetching:
    """Fetches the folders of one mailbox for one base; where it stopped is kept beside the data."""

    def __init__(self, place: MailPlace, receiver: Receiver, folder: Path, base: str) -> None:
        self._place = place
        self._receiver = receiver
        self._path = folder / STATE
        told = f"{base}\x1f{place.host}\x1f{place.user}"
        self._own = sha256(told.encode("utf-8", "replace")).hexdigest()[:16]

    def run(
        self, password: str, since: date | None = None, stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[Outcome]:
        """The outcome of each new letter, after its commit; `since` is for a folder never fetched before."""
        with Mailbox(self._place, password) as box:
            for folder in self._place.folders:
                yield from self._folder(box, folder, since, stopped)

    def _folder(
        self, box: Mailbox, folder: str, since: date | None, stopped: Callable[[], bool]
    ) -> Iterator[Outcome]:
        validity = box.open(folder)
        after = self._after(folder, validity)
        last, options = after, self._receiver.options()
        try:
            for letter in box.letters(after, since if after == 0 else None):
                if stopped():
                    return
                if letter.raw is None:
                    yield Outcome(f"{folder}/{letter.uid}", "", "rejected", LETTER_TOO_LARGE)
                else:
                    read = read_letter(letter.raw, options)
                    key = str(read[-1]["key"]) if isinstance(read, tuple) else f"mail:{key_of(letter.raw)}"
                    yield from self._receiver.packed([read], [key.removeprefix("mail:")])
                last = letter.uid
                if last % _SAVE_EVERY == 0:
                    self._save(folder, validity, last)
        finally:
            # What came after it is fetched again and known by its Message-ID.
            if last > after:
                self._save(folder, validity, last)

    def _after(self, folder: str, validity: int) -> int:
        known = (read_file(self._path) or {}).get(f"{self._own}/{folder}")
        if isinstance(known, list) and len(known) == 2 and known[0] == validity and isinstance(known[1], int):
            return known[1]
        return 0

    def _save(self, folder: str, validity: int, uid: int) -> None:
        told = read_file(self._path) or {}
        write_file(self._path, told | {f"{self._own}/{folder}": [validity, uid]})


def read_file(path: Path) -> dict[str, Any] | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def write_file(path: Path, told: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    beside.replace(path)
