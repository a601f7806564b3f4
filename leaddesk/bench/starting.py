"""P1: the program started anew until its window is painted or rows stand in it, beside an empty window."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from time import perf_counter

from leaddesk.bench.meter import Left, Pair, Spent, processor_seconds
from leaddesk.bench.world import World

_PATIENCE_S = 60


def started(world: World, until: str) -> tuple[Spent, float]:
    """CPU and wall of a process of its own from its start to its end, and its largest memory in MB.

    `until`: window, rows, or empty for the floor.
    """
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
    return Spent(cpu, wall), float(json.loads(done.stdout)["memory"])


def _surroundings(world: World) -> dict[str, str]:
    """Without a screen, and with compiled modules: an installed program compiles nothing at its start."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(world.folder / "compiled")}


def _until(until: str) -> Callable[[World], AbstractContextManager[Pair]]:
    @contextmanager
    def figure(world: World) -> Iterator[Pair]:
        yield Pair(lambda: started(world, until)[0], lambda: started(world, "empty")[0])

    return figure


@contextmanager
def _memory(world: World) -> Iterator[Pair]:
    def of(until: str) -> Spent:
        memory = started(world, until)[1]
        return Spent(memory, memory)

    yield Pair(lambda: of("rows"), lambda: of("empty"), unit="MB")


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {
    "start_window": _until("window"),
    "start_rows": _until("rows"),
    "start_memory": _memory,
}
