"""What happens with faults of our own: a log that turns over and names no person, and one sentence."""

import faulthandler
import re
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from leaddesk.texts import _

LOG, CRASH = "leaddesk.log", "crash.log"
LARGEST, KEPT = 512_000, 3
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONE = re.compile(r"(?<![\w.:])\+?\d[\d \-()]{7,40}\d")
"""Bounded, because an endless run of letters would otherwise be looked through from each of them."""
_SECRET = re.compile(r"(?<=://)([^/\s:@]+):[^@\s]+@")
_HEX = re.compile(r"^[0-9a-f]{32}$")


def without_people(text: str) -> str:
    """`text` without e-mails, phone numbers and passwords of addresses; ids and line numbers stay."""
    text = _SECRET.sub(r"\1:…@", text)
    text = _EMAIL.sub("‹e-mail›", text)
    return _PHONE.sub(lambda found: found[0] if _keeps(found[0]) else "‹phone›", text)


def fault_words(kind: str, file: Path) -> str:
    """What is said of a fault of our own: one sentence; the details are in `file` (ARCHITECTURE 8.8)."""
    words = _("LeadDesk met a fault of its own ({kind}). What was saved before is safe. Details: {file}.")
    return words.format(kind=kind, file=file)


def _keeps(found: str) -> bool:
    digits = sum(mark.isdigit() for mark in found)
    dated = re.match(r"\d{4}-\d\d-\d\d", found)
    return digits < 9 or bool(dated) or bool(_HEX.match(found))


class FaultLog:
    """Files in `folder`: the newest half megabyte in one, the three before it beside; never raises."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._folder, self._clock = folder, clock
        self._lock = threading.Lock()
        self._crash: TextIO | None = None
        self.told: Callable[[str], None] | None = None

    @property
    def path(self) -> Path:
        """The newest file."""
        return self._folder / LOG

    def write(self, words: str) -> None:
        """Add a line or several, without personal data."""
        line = f"{self._clock().isoformat(timespec='milliseconds')} {without_people(words)}\n"
        with self._lock:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._turn_over()
                with self.path.open("a", encoding="utf8", errors="replace") as file:
                    file.write(line)
            except OSError:
                # A full or read-only disk must not turn one fault into another.
                return

    def _turn_over(self) -> None:
        if not self.path.exists() or self.path.stat().st_size < LARGEST:
            return
        for number in range(KEPT, 1, -1):
            older = self._folder / f"{LOG}.{number - 1}"
            if older.exists():
                older.replace(self._folder / f"{LOG}.{number}")
        self.path.replace(self._folder / f"{LOG}.1")

    def fault(self, kind: type[BaseException], fault: BaseException, where: TracebackType | None) -> None:
        """An exception that nobody caught."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, where)
            return
        self.write("".join(traceback.format_exception(kind, fault, where)).rstrip())
        if self.told is not None:
            self.told(kind.__name__)
        else:
            sys.__excepthook__(kind, fault, where)

    def take_over(self) -> None:
        """Hear of uncaught exceptions of all threads, and of crashes below Python."""
        sys.excepthook = self.fault
        threading.excepthook = lambda args: self.fault(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            crash = (self._folder / CRASH).open("a", encoding="utf8")
        except OSError:
            return
        self._crash = crash
        faulthandler.enable(crash)

    def close(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._crash is not None:
            faulthandler.disable()
            self._crash.close()
            self._crash = None
