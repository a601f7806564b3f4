"""What a command writes to: rows or JSON on stdout, messages and progress on stderr, always UTF-8."""

import io
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaddesk.texts import _

if TYPE_CHECKING:
    from leaddesk.actions.ports import Progress

_EVERY = 0.1
_CONTROL = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if code not in (9, 10)}


def utf8_streams() -> None:
    """Let stdout and stderr write UTF-8 whatever the locale says; a lone surrogate becomes a mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def plain(value: Any) -> Any:
    """What JSON writes for a value of ours: times as ISO in UTC, sets and tuples as lists."""
    from decimal import Decimal

    if isinstance(value, datetime):
        from leaddesk.domain.log import iso

        return iso(value)
    if isinstance(value, Decimal | Path):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    return value


@dataclass(frozen=True, slots=True)
class Terminal:
    """One run of a command; `as_json` decides what its result looks like."""

    as_json: bool = False
    clock: Callable[[], float] = field(default=time.monotonic)

    def result(self, data: Any, lines: Iterable[str] = ()) -> None:
        """The result of a command: `data` as JSON, else `lines` for a person."""
        if self.as_json:
            import json

            sys.stdout.write(json.dumps(plain(data), ensure_ascii=False, indent=1) + "\n")
            return
        for line in lines:
            sys.stdout.write(printable(line) + "\n")

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
        """Lines of a table whose columns are as wide as what stands in them, at most 40 signs."""
        kept = [[_cell(cell) for cell in row] for row in (head, *rows)]
        wide = [max(len(row[place]) for row in kept) for place in range(len(head))]
        for row in kept:
            yield "  ".join(cell.ljust(wide[place]) for place, cell in enumerate(row)).rstrip()

    def say(self, sentence: str) -> None:
        """A message on stderr."""
        sys.stderr.write(printable(sentence) + "\n")

    def progress(self, word: str) -> "Meter":
        """A progress line for a long job, written over itself in a terminal."""
        return Meter(word, self.clock, sys.stderr.isatty())


def printable(text: str) -> str:
    """`text` without control signs, which could move the cursor or colour the terminal."""
    return text.translate(_CONTROL)


def _cell(text: str) -> str:
    line = " ".join(printable(text).split())
    return line if len(line) <= 40 else line[:39] + "…"


class Meter:
    """Says how far a job is at most ten times a second: N of M, time left."""

    def __init__(self, word: str, clock: Callable[[], float], live: bool) -> None:
        self._word = word
        self._clock = clock
        self._live = live
        self._began = clock()
        self._last = self._began
        self._written = False

    def __call__(self, progress: "Progress") -> None:
        """Hear of progress; a terminal shows it, a file or a pipe only every ten seconds."""
        now = self._clock()
        if now - self._last < (_EVERY if self._live else 10.0):
            return
        self._last = now
        sys.stderr.write(("\r\x1b[K" if self._live else "") + self.sentence(progress, now))
        sys.stderr.write("" if self._live else "\n")
        sys.stderr.flush()
        self._written = True

    def sentence(self, progress: "Progress", now: float) -> str:
        """ "Import: 1,200 of 5,000, 12 s left"."""
        from leaddesk.texts.formats import duration, number

        done = number(progress.done)
        if not progress.total:
            return _("{job}: {done}").format(job=self._word, done=done)
        spent = now - self._began
        left = spent / progress.done * (progress.total - progress.done) if progress.done else 0.0
        return _("{job}: {done} of {total}, {left} left").format(
            job=self._word, done=done, total=number(progress.total), left=duration(left)
        )

    def close(self) -> None:
        """Leave the line of a terminal clean for what follows."""
        if self._written and self._live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
