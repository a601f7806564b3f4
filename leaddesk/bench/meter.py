"""One figure and its floor, taken in turns: CPU of all processes, wall time, and whether the floor held."""

import gc
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time, thread_time
from typing import Any, NamedTuple

SHORT_SECONDS, MANY, FEW = 5.0, 9, 3
DRIFT = 0.15
FRAME_S = 0.0167
ATTEMPTS = 3


class Left(Exception):
    """A figure that is left out, and why in words."""


class Spent(NamedTuple):
    """What a sample took, in seconds; or in megabytes, twice the same, where memory is measured."""

    cpu: float
    wall: float


Sample = Callable[[], Spent]


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure and its floor. Each call takes one sample; `calls` of them follow each other in a turn.

    `late` tells how many frames took longer than FRAME_S, where it is about frames. `turns`: fewer than the
    length of a sample would ask, where even nine would take too long.
    """

    ours: Sample
    floor: Sample
    unit: str = "ms"
    calls: int = 1
    late: Callable[[], int] | None = None
    turns: int = 0


def processor_seconds() -> float:
    """CPU of this process and of the children that have ended."""
    if sys.platform == "win32":
        return process_time()
    import resource

    own, ended = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def timed(work: Callable[[], object], times: int = 1) -> Sample:
    """A sample of `work`, done `times` over and divided, for what is shorter than the clock's own cost."""

    def sample() -> Spent:
        cpu, wall = processor_seconds(), perf_counter()
        for _turn in range(times):
            work()
        wall = perf_counter() - wall
        return Spent((processor_seconds() - cpu) / times, wall / times)

    return sample


def on_thread(work: Callable[[], object], frames: list[float] | None = None) -> Sample:
    """A sample of `work` in CPU of this thread alone, which is kept in `frames` too."""

    def sample() -> Spent:
        cpu, wall = thread_time(), perf_counter()
        work()
        wall = perf_counter() - wall
        cpu = thread_time() - cpu
        if frames is not None:
            frames.append(cpu)
        return Spent(cpu, wall)

    return sample


def late(frames: Sequence[float]) -> int:
    """How many frames took longer than a screen of 60 Hz shows one."""
    return sum(one > FRAME_S for one in frames)


def in_turn(work: Callable[[Any], object], cases: Sequence[Any]) -> Sample:
    """A sample that takes the next of `cases` each time."""
    place = 0

    def sample() -> Spent:
        nonlocal place
        case = cases[place % len(cases)]
        place += 1
        cpu, wall = processor_seconds(), perf_counter()
        work(case)
        wall = perf_counter() - wall
        return Spent(processor_seconds() - cpu, wall)

    return sample


def compare(pair: Pair) -> dict[str, Any]:
    """Both sides in turns until they are known; raises Left where the floor drifts whenever it is tried."""
    first = pair.ours()
    pair.floor()  # neither side pays for what only the first time costs
    turns = pair.turns or (MANY if first.wall < SHORT_SECONDS or pair.unit == "MB" else FEW)
    drift = 0.0
    for _attempt in range(ATTEMPTS if turns == MANY else 1):
        ours, floor = _taken(pair, turns)
        drift = drifted(floor)
        if drift <= DRIFT:
            return _told(pair, ours, floor)
    raise Left(f"left out, because its floor drifted by {drift:.0%} while it was measured")


def _taken(pair: Pair, turns: int) -> tuple[list[Spent], list[Spent]]:
    ours: list[Spent] = []
    floor: list[Spent] = []
    collecting = gc.isenabled()
    gc.collect()
    gc.disable()  # a pass of the collector is nobody's time in particular
    try:
        for turn in range(turns):
            sides = [(pair.ours, ours), (pair.floor, floor)]
            for take, taken in sides if turn % 2 else sides[::-1]:
                taken.extend(take() for _call in range(pair.calls))
    finally:
        if collecting:
            gc.enable()
    return ours, floor


def drifted(floor: Sequence[Spent]) -> float:
    """By which part the floor's CPU at the end differs from that at the beginning."""
    third = max(1, len(floor) // 3)
    before = median(one.cpu for one in floor[:third])
    after = median(one.cpu for one in floor[-third:])
    return abs(after - before) / max(before, 1e-9)


def _told(pair: Pair, ours: Sequence[Spent], floor: Sequence[Spent]) -> dict[str, Any]:
    scale = 1000.0 if pair.unit == "ms" else 1.0
    cpu, wall = [one.cpu * scale for one in ours], [one.wall * scale for one in ours]
    base_cpu = median(one.cpu for one in floor) * scale
    base_wall = median(one.wall for one in floor) * scale
    return {
        "unit": pair.unit,
        "cpu": {"p50": rounded(median(cpu)), "p95": rounded(quantile(cpu, 0.95))},
        "wall": {"p50": rounded(median(wall)), "p95": rounded(quantile(wall, 0.95))},
        "floor": {"cpu": rounded(base_cpu), "wall": rounded(base_wall)},
        "ratio": round(median(cpu) / base_cpu, 2) if base_cpu else None,
        "n": len(ours),
        **({} if pair.late is None else {"late": pair.late()}),
    }


def quantile(values: Sequence[float], part: float) -> float:
    """The smallest value that at least `part` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def rounded(value: float) -> float:
    """Four figures, so that microseconds in milliseconds are still seen."""
    return float(f"{value:.4g}")
