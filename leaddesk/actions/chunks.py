"""Long lists of ids in pieces that each fit one short transaction."""

from collections.abc import Iterable, Iterator


def in_chunks(ids: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    """Ids in tuples of at most `size`."""
    chunk: list[str] = []
    for one in ids:
        chunk.append(one)
        if len(chunk) == size:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)
