"""Lines of a text file with the bytes they came from, in one pass, whatever the encoding."""

import codecs
import io
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from leaddesk.intake.encodings import guess_encoding, is_utf8
from leaddesk.intake.refusals import EmptyFile, LineTooLong, NotATable, NotReadable

LINE_LIMIT = 8 * 1024 * 1024
HEAD = 65_536
_SAMPLE = 131_072
_MAGIC = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"SQLite format 3", "SQLite"),
    (b"RIFF", "RIFF"),
)
# No text of any encoding read here has these; tab, line ends, form feed and escape may stand in one.
_CONTROL = bytes(code for code in range(32) if code not in (9, 10, 11, 12, 13, 26, 27))


def open_bytes(path: Path) -> BinaryIO:
    """The file opened for reading; raises NotReadable with the system's own sentence."""
    try:
        if not path.is_file():
            raise NotReadable("intake.not_readable", name=path.name, why="not a file")
        return path.open("rb", buffering=1 << 18)
    except OSError as refusal:
        raise NotReadable("intake.not_readable", name=path.name, why=refusal.strerror or "") from refusal


def sample_of(file: BinaryIO) -> bytes:
    """The head of the file, and further on the lines with bytes above 127, until there are enough of them.

    A list may be plain for a million rows and name one Ukrainian town at its end.
    """
    head = file.read(HEAD)
    kept, size = [head], 0
    if head.isascii() and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        file.readline(LINE_LIMIT)
        while size < _SAMPLE and (chunk := file.read(1 << 20)):
            if chunk.isascii():
                continue
            odd = [line for line in chunk.split(b"\n")[1:-1] if not line.isascii()] or [chunk]
            kept.append(b"\n" + b"\n".join(odd)[:_SAMPLE])
            size += len(kept[-1])
    file.seek(0)
    return b"".join(kept)


def check_text(head: bytes, name: str) -> None:
    """Raise EmptyFile or NotATable where the first bytes cannot be text."""
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        # A file of NULs alone is what a full disk or a torn copy leaves behind.
        raise EmptyFile("intake.nuls_only" if b"\0" in head.strip() else "intake.empty_file", name=name)
    for magic, what in _MAGIC:
        if head.startswith(magic) and (magic != b"MZ" or b"\0" in head):
            raise NotATable("intake.not_a_table", name=name, what=what)
    if guess_encoding(head).startswith(("utf-16", "utf-32")):
        return
    strange = len(head) - len(head.translate(None, _CONTROL))
    # Rows of NULs in a list of text are rows to reject, not a reason to refuse the file.
    if head.count(b"\0") == strange:
        whole = [line for line in head.split(b"\n") if line.strip(b"\0\r")]
        strange = sum(line.strip(b"\r\0").count(b"\0") for line in whole)
    # Noise is hardly ever valid UTF-8; a text that is may hold odd signs somebody pasted.
    allowed = len(head) // 3 if is_utf8(head) else len(head) // 200
    if strange > max(3, allowed):
        raise NotATable("intake.not_a_table", name=name, what="")


class Lines:
    """Decoded lines of `file`; `taken` collects the bytes of each line since it was last cleared.

    `nul` turns true when a line held a NUL, which every line gives as U+FFFD (ARCHITECTURE 4). Bytes that
    the encoding does not know become U+FFFD too; the original stays in `taken`. Iterating goes on where the
    last iteration stopped.
    """

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self.file = file
        self.encoding = encoding
        self.taken: list[bytes] = []
        self.nul = False
        self._again: deque[bytes] = deque()
        self._first = True
        wide = encoding.startswith(("utf-16", "utf-32"))
        self._text: io.TextIOWrapper | None = None
        if wide or self._only_returns():
            end = "\n" if wide else "\r"
            self._text = io.TextIOWrapper(file, encoding, errors="replace", newline=end)
        # UTF-16 with a mark is written back in the usual order; only rejected rows are ever written back.
        self._back = encoding + "-le" if encoding in ("utf-16", "utf-32") else encoding

    def _only_returns(self) -> bool:
        head = self.file.read(HEAD)
        self.file.seek(0)
        return b"\r" in head and b"\n" not in head

    def push_back(self, lines: list[bytes]) -> None:
        """Give these lines again before the rest of the file."""
        self._again.extendleft(reversed(lines))

    def decode(self, raw: bytes) -> str:
        """The text of bytes that this object gave before."""
        return raw.decode(self._back, "replace").replace("\0", "\ufffd").removeprefix("\ufeff")

    def position(self) -> int:
        """Bytes of the file read so far."""
        return self.file.tell() if not self.file.closed else 0

    def close(self) -> None:
        """Close the file."""
        (self._text or self.file).close()

    def __iter__(self) -> Iterator[str]:
        for text in self._plain() if self._text is None else self._decoded(self._text):
            if "\0" in text:
                self.nul = True
                text = text.replace("\0", "\ufffd")
            yield text

    def _plain(self) -> Iterator[str]:
        """Lines of an encoding in which a line feed is one byte."""
        readline, taken, again = self.file.readline, self.taken, self._again
        encoding = "utf-8" if self.encoding == "utf-8-sig" else self.encoding
        while raw := (again.popleft() if again else readline(LINE_LIMIT)):
            if len(raw) == LINE_LIMIT:
                raise LineTooLong("intake.line_too_long", limit=LINE_LIMIT >> 20)
            taken.append(raw)
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                text = raw.decode(encoding, "replace")
            if self._first:
                self._first = False
                text = text.removeprefix("\ufeff")
            yield text

    def _decoded(self, text_file: io.TextIOWrapper) -> Iterator[str]:
        """Lines of UTF-16, and of files whose only line end is a carriage return."""
        again = self._again
        while True:
            if again:
                raw = again.popleft()
                text = raw.decode(self._back, "replace")
            else:
                text = text_file.readline(LINE_LIMIT)
                raw = text.encode(self._back, "replace")
            if not text:
                return
            if len(text) == LINE_LIMIT:
                raise LineTooLong("intake.line_too_long", limit=LINE_LIMIT >> 20)
            self.taken.append(raw)
            yield text.removeprefix("\ufeff")
