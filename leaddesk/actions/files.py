"""The port to foreign texts: files, what was pasted, one typed line, a confirmed card, read as arrivals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from leaddesk.actions.incoming import Incoming
from leaddesk.actions.keeping import Box
from leaddesk.actions.ports import Progress

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".pdf")
"""Endings of the files that the reader of cards takes; what a file really is, its first bytes tell (S7)."""

Said = Callable[[Progress], None]
Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class FileAsk:
    """A file and what a person said of it; None or "" lets the program find out (decision 13).

    `columns` is {header: field or None}. `kind` is request or cold. `rows` is how many a rehearsal counted,
    for the progress.
    """

    path: str
    encoding: str | None = None
    delimiter: str | None = None
    columns: Mapping[str, str | None] | None = None
    kind: str = ""
    channel: str = ""
    campaign: str = ""
    owner: str | None = None
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class FileHead:
    """What a file looks like before it is read: `columns[i]` is the field of `header[i]`, None for extra.

    `kind` is the guess: requests or cold. `preview` are the first rows, `size` is in bytes.
    """

    name: str
    format: str
    size: int
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    columns: tuple[str | None, ...]
    kind: str
    preview: tuple[tuple[str, ...], ...]


class FateRow(NamedTuple):
    """A row of a rehearsal: number in the file, fate, key of the reason and its arguments, who it is."""

    row: int
    fate: str
    reason: str
    said: Mapping[str, Any]
    name: str
    company: str
    contact: str
    lead_id: str


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The fate of every row, nothing written; `places` are the indices of `rows` by fate."""

    head: FileHead
    rows: tuple[FateRow, ...]
    places: Mapping[str, tuple[int, ...]]
    asking: int

    def count(self, fate: str) -> int:
        """How many rows have a fate."""
        return len(self.places.get(fate, ()))


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; `tx` takes it back, empty where nothing was written."""

    tx: str
    counts: Mapping[str, int]
    rejects: str = ""
    seconds: float = 0.0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Pasted:
    """Arrivals found in a text, with the reasons of rows that could not be read."""

    items: tuple[Incoming, ...]
    rejected: tuple[tuple[str, Mapping[str, Any]], ...] = field(default=())


class Files(Protocol):
    """Reads foreign files and texts. Blocking: call it off the Qt thread. Raises Refused with a key.

    `card` takes fields by name (`phone.fax` is a phone of that type), the sha256 of the picture, and where
    on it each field stands.
    """

    def code(self, text: str) -> tuple[int, bytes]:
        """A QR code: how many modules wide, and a byte for each, 0 black and 255 white."""
        ...

    def fields(self) -> Sequence[str]: ...
    def head(self, ask: FileAsk) -> FileHead: ...
    def rehearse(self, ask: FileAsk, said: Said, stopped: Stopped) -> Rehearsed: ...
    def run(self, ask: FileAsk, said: Said, stopped: Stopped) -> Imported: ...
    def save_rejects(self, ask: FileAsk, path: str) -> int: ...
    def line(self, line: str, channel: str) -> Incoming: ...
    def pasted(self, text: str, channel: str) -> Pasted: ...
    def card(
        self, fields: Sequence[tuple[str, str]], picture: str, regions: Mapping[str, Box] | None = None
    ) -> Incoming: ...
    def close(self) -> None: ...
