"""P1, P15: the program started anew until it is painted, has rows or hours passed, beside an empty window."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from time import perf_counter
from typing import NamedTuple

from leaddesk.bench.meter import Left, Pair, Spent, processor_seconds
from leaddesk.bench.world import World

_PATIENCE_S = 300


class Run(NamedTuple):
    """A process of its own from its start to its end: its times, its largest memory, its growth (MB)."""

    spent: Spent
    memory: float
    grown: float


def started(world: World, until: str) -> Run:
    """Start the program; `until`: window, rows, pages, hours, or empty for the floor."""
    told = [until] if until == "empty" else [until, str(world.base), str(world.scratch / "home")]
    command = [sys.executable, "-m", "leaddesk.bench.started", *told]
    cpu, wall = processor_seconds(), perf_counter()
    done = subprocess.run(
        command,
        capture_output=True,
        check=False,
        timeout=_PATIENCE_S,
        env=_surroundings(world),
    )
    wall = perf_counter() - wall
    cpu = processor_seconds() - cpu
    if done.returncode:
        raise Left("the program did not start: " + done.stderr.decode("utf8", "replace")[-300:])
    told = json.loads(done.stdout)
    return Run(Spent(cpu, wall), float(told["memory"]), float(told["grown"]))


def _surroundings(world: World) -> dict[str, str]:
    """Without a screen, and with compiled modules: an installed program compiles nothing at its start."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(world.folder / "compiled")}


def _until(until: str) -> Callable[[World], AbstractContextManager[Pair]]:
    @contextmanager
    def figure(world: World) -> Iterator[Pair]:
        yield Pair(lambda: started(world, until).spent, lambda: started(world, "empty").spent)

    return figure


def _memory(until: str) -> Callable[[World], AbstractContextManager[Pair]]:
    @contextmanager
    def figure(world: World) -> Iterator[Pair]:
        def of(what: str) -> Spent:
            memory = started(world, what).memory
            return Spent(memory, memory)

        yield Pair(lambda: of(until), lambda: of("empty"), unit="MB", turns=1 if until == "pages" else 0)

    return figure


@contextmanager
def _idle(world: World) -> Iterator[Pair]:
    """What eight hours add to the memory, beside the memory of an empty window."""

    def hours() -> Spent:
        grown = max(started(world, "hours").grown, 0.01)
        return Spent(grown, grown)

    def empty() -> Spent:
        memory = started(world, "empty").memory
        return Spent(memory, memory)

    yield Pair(hours, empty, unit="MB", turns=1)


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {
    "start_window": _until("window"),
    "start_rows": _until("rows"),
    "start_memory": _memory("rows"),
    "pages_memory": _memory("pages"),
    "idle_memory": _idle,
}
