"""The file of rows that could not be read: their original bytes, each with its reason before it."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from leaddesk.intake.draft import Rejected
from leaddesk.intake.guard import guard
from leaddesk.intake.refusals import NotWritable

# The two columns before the original ones; a corrected file is imported again without them.
REJECT_COLUMNS = ("leaddesk row", "leaddesk reason")


class RejectsFile:
    """Writes rejected rows as they come; the file exists only if there was one.

    The bytes after the second delimiter are those of the imported file, in its own encoding. `say` makes the
    sentence of a reason. `header` are the original bytes of the header row; for vCard it is empty.
    """

    def __init__(
        self,
        path: Path,
        say: Callable[[Rejected], str],
        *,
        header: Sequence[str] = (),
        encoding: str = "utf-8-sig",
        delimiter: str = ",",
        cards: bool = False,
    ) -> None:
        self.path = path
        self.count = 0
        self._say = say
        self._header = header
        self._mark = {"utf-8-sig": b"\xef\xbb\xbf", "utf-16": b"\xff\xfe"}.get(encoding, b"")
        self._encoding = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
        self._delimiter = delimiter
        self._cards = cards
        self._file: BinaryIO | None = None

    def add(self, row: Rejected) -> None:
        """Append one row; raises NotWritable where the system refuses."""
        try:
            if self._file is None:
                self._file = self.path.open("wb")
                self._file.write(self._head())
            self._file.write(self._card(row) if self._cards else self._row(row))
        except OSError as fault:
            said = {"name": self.path.name, "why": fault.strerror or str(fault)}
            raise NotWritable("intake.not_writable", **said) from fault
        self.count += 1

    def _head(self) -> bytes:
        if self._cards:
            return b""
        return self._mark + self._line((*REJECT_COLUMNS, *self._header)) + self._end()

    def _card(self, row: Rejected) -> bytes:
        # Between cards a reader of vCards takes no notice of what stands there.
        told = " ".join(self._say(row).split())
        before = self._bytes(f"X-LEADDESK-REASON:{row.row}: {told}\r\n")
        return before + row.raw + (b"" if row.raw.endswith(b"\n") else b"\r\n")

    def _row(self, row: Rejected) -> bytes:
        before = self._line((str(row.row), self._say(row), ""))
        raw = row.raw.rstrip(b"\r\n") if not self._encoding.startswith("utf-16") else _cut_end(row.raw)
        return before + raw + self._end()

    def _line(self, cells: Sequence[str]) -> bytes:
        text = io.StringIO()
        csv.writer(text, delimiter=self._delimiter, lineterminator="").writerow(map(guard, cells))
        return self._bytes(text.getvalue())

    def _bytes(self, text: str) -> bytes:
        return text.encode(self._encoding, "replace")

    def _end(self) -> bytes:
        return self._bytes("\r\n")

    def close(self) -> None:
        """Finish the file; without a rejected row there is none."""
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> "RejectsFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()


def _cut_end(raw: bytes) -> bytes:
    """UTF-16 without its line end (either byte order)."""
    while raw[-2:] in (b"\n\0", b"\r\0", b"\0\n", b"\0\r"):
        raw = raw[:-2]
    return raw
