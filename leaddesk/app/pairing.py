"""The search for duplicates among all persons of a base, in a child process that Cancel leaves at once."""

import gc
import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event

from leaddesk.actions.ports import Pair, Progress, Store

_LOOK_S = 0.05
_PREPARE, _JUDGE = 0.25, 0.75
"""Shares of the work: reading leads and joining their keys; comparing pairs."""

Said = Callable[[Progress], None]
Edges = list[tuple[int, int, float]]


class Pairs:
    """The port `Pairing`."""

    def search(self, store: Store, said: Said, stopped: Callable[[], bool]) -> int | None:
        """Find all persons who are probably one and keep the pairs; how many, None after Cancel."""
        while store.keep_keys(1):
            if stopped():
                return None
        crowd = [one for page in store.crowd() for one in page]
        edges = beside([packed for _person, packed in crowd], said, stopped)
        if edges is None:
            return None
        pairs = [Pair(crowd[one][0], crowd[other][0], probability) for one, other, probability in edges]
        store.suspect(pairs)
        return len(pairs)


def beside(packed: list[str], said: Said, stopped: Callable[[], bool]) -> Edges | None:
    """The edges between leads as a child finds them; None after Cancel."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    stop = context.Event()
    child = context.Process(target=_search, args=(theirs, stop), name="pairs")
    child.start()
    theirs.close()
    try:
        _send(ours, packed)
        while not stopped():
            if not ours.poll(_LOOK_S):
                continue
            told = ours.recv()
            if not isinstance(told, Progress):
                child.join()
                edges: Edges = told
                return edges
            said(told)
        return None
    finally:
        stop.set()
        ours.close()


def _send(connection: Connection, packed: Sequence[str], size: int = 5_000) -> None:
    """In pieces, so that the window is not held up while they are packed."""
    for first in range(0, len(packed), size):
        connection.send(packed[first : first + size])
    connection.send([])


class _Stopped(Exception):
    """Cancel was pressed, or the program that asked is gone."""


def _search(connection: Connection, stop: Event) -> None:
    """In the child: takes the leads, answers progress and in the end the edges."""
    from leaddesk.app.match_files import all_pairs, index_of_packed

    gc.disable()
    packed: list[str] = []
    while piece := connection.recv():
        packed += piece

    def hear(begin: float, share: float) -> Said:
        def heard(progress: Progress) -> None:
            if stop.is_set():
                raise _Stopped
            if progress.total:
                done = begin + share * progress.done / progress.total
                connection.send(Progress(round(done * len(packed)), len(packed)))

        return heard

    try:
        index = index_of_packed(packed, hear(0.0, _PREPARE))
        edges = all_pairs(index, hear(_PREPARE, _JUDGE))
        connection.send(Progress(len(packed), len(packed)))
        connection.send(edges)
    except (_Stopped, BrokenPipeError, ConnectionResetError):
        return
    finally:
        connection.close()
