"""Files of leads held against each other or against themselves, over child processes where they are large."""

import gc
import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from leaddesk.actions.ports import Progress
from leaddesk.domain.matching import Digest, Index, Judge, digest, digest_packed, whole_groups
from leaddesk.intake.draft import CONTACT_OF
from leaddesk.intake.encodings import guess_encoding
from leaddesk.intake.lines import HEAD, Lines, check_text, open_bytes, sample_of
from leaddesk.intake.mapping import Mapping, guess_mapping, is_known
from leaddesk.intake.refusals import EmptyFile
from leaddesk.intake.sniff import guess_delimiter
from leaddesk.intake.tables import Row, delimited_rows

Hear = Callable[[Progress], None]
Edge = tuple[int, int, float]
T = TypeVar("T")
_CHUNK = 4_000
_PAIRS = 20_000
_ALONE = 10_000
"""Up to so many leads are prepared here: children would take longer to start."""
_PROCESSES = 2
_SAME_NAME = (
    *("first_name", "last_name", "patronymic", "company", "website", "birthday"),
    *("address", "city", "region", "zip"),
)


@dataclass(frozen=True, slots=True)
class Leads:
    """The rows of a file: the id of each as it stands there, and its fields as matching names them."""

    ids: list[str]
    rows: list[dict[str, str]]


def read_leads(path: Path) -> Leads:
    """The leads of a delimited file, its columns understood by their names and contents.

    A file without a column of ids is numbered as a spreadsheet does. Raises a FileRefused of `intake`.
    """
    file = open_bytes(path)
    try:
        check_text(file.read(HEAD), path.name)
        file.seek(0)
        sample = sample_of(file)
        encoding = guess_encoding(sample)
        delimiter = guess_delimiter(sample.decode(encoding, "replace").removeprefix("\ufeff"), is_known)
        rows = (row for row in delimited_rows(Lines(file, encoding), delimiter, 0) if isinstance(row, Row))
        header = next(rows, None)
        if header is None:
            raise EmptyFile("intake.empty_file", name=path.name)
        head = list(islice(rows, 200))
        mapping = guess_mapping(header.cells, [row.cells for row in head])
        return _leads(mapping, _key_column(mapping, head), [*head, *rows])
    finally:
        file.close()


def _key_column(mapping: Mapping, head: Sequence[Row]) -> int | None:
    """The column of ids: the one that is named so, else an unknown one with something else in each row."""
    named = mapping.column_of("external_id")
    if named is not None:
        return named
    for place, field in enumerate(mapping.columns):
        if field is None:
            values = [row.cells[place] for row in head if place < len(row.cells)]
            if len(values) == len(head) == len(set(values)) and all(values):
                return place
    return None


def _leads(mapping: Mapping, key: int | None, rows: Iterable[Row]) -> Leads:
    ids: list[str] = []
    read: list[dict[str, str]] = []
    columns = [(place, name) for place, field in enumerate(mapping.columns) if (name := _trait(field))]
    for row in rows:
        cells = row.cells
        fields: dict[str, str] = {}
        for place, name in columns:
            value = cells[place] if place < len(cells) else ""
            if value:
                fields[name] = f"{fields[name]};{value}" if name in fields else value
        ids.append(cells[key] if key is not None and key < len(cells) else str(row.number))
        read.append(fields)
    return Leads(ids, read)


def _trait(field: str | None) -> str:
    """The field of `read_traits` for a field of a table; empty where matching has no use for it."""
    if field == "full_name":
        return "name"
    kind, service = CONTACT_OF.get(field or "", ("", ""))
    if kind in ("email", "phone"):
        return kind
    if service in ("whatsapp", "viber", "signal"):
        return "phone"
    return field if field is not None and field in _SAME_NAME else ""


def index_of(rows: Sequence[dict[str, str]], hear: Hear, *, slips: bool = False) -> Index:
    """The index of a base; `slips` prepares it for all pairs."""
    return _index(rows, partial(digest, slips=slips), hear)


def index_of_packed(packed: Sequence[str], hear: Hear) -> Index:
    """The index of leads that were read and packed before, prepared for all pairs."""
    return _index(packed, partial(digest_packed, slips=True), hear)


def _index(leads: Sequence[T], prepared: Callable[[Sequence[T]], Digest], hear: Hear) -> Index:
    if len(leads) <= _ALONE:
        return Index([prepared(leads)])
    chunks = [leads[first : first + _CHUNK] for first in range(0, len(leads), _CHUNK)]
    with _children() as pool:
        return Index(_heard(pool.map(prepared, chunks), len(leads), hear))


def _heard(parts: Iterable[Digest], total: int, hear: Hear) -> Iterator[Digest]:
    done = 0
    for part in parts:
        done += len(part.packed)
        hear(Progress(done, total))
        yield part


def all_pairs(index: Index, hear: Hear) -> list[Edge]:
    """All duplicates within an index: numbers of two leads, the smaller first, and their probability."""
    judge = Judge(index.packed, index.habits)
    pairs = index.pairs(lambda _blocks: hear(Progress(0, None)))
    if len(pairs) <= _PAIRS:
        return whole_groups(judge, judge.duplicates(pairs))
    waiting = iter(pairs)
    chunks = iter(lambda: list(islice(waiting, _PAIRS)), [])
    edges: list[Edge] = []
    with _children(_prepare, index.packed, index.words.tobytes(), dict(index.habits.counts)) as pool:
        for done, found in enumerate(pool.map(_judge, chunks), 1):
            edges += found
            hear(Progress(min(done * _PAIRS, len(pairs)), len(pairs)))
    return whole_groups(judge, edges)


_judges: list[Judge] = []
"""In a child: the judge that it was started with."""


def _prepare(packed: list[str], words: bytes, counts: dict[str, int]) -> None:
    index = Index([Digest(packed, words, Counter(counts))])
    _judges[:] = [Judge(index.packed, index.habits)]
    gc.freeze()


def _judge(pairs: list[tuple[int, int]]) -> list[Edge]:
    return _judges[0].duplicates(pairs)


@contextmanager
def _children(prepare: Callable[..., None] | None = None, *given: object) -> Iterator[ProcessPoolExecutor]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(_PROCESSES, context, partial(prepare, *given) if prepare else None) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
