"""What older ops mean today: a pure step for each version of the log; ops themselves are never rewritten."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from leaddesk.domain.log import SCHEMA_V, Op

Steps = Mapping[int, Callable[[Op], Op]]

STEPS: Steps = {}
"""Version -> what turns an op of it into one of the next version; a version without a step meant the same."""


def upcast(op: Op, steps: Steps = STEPS, now: int = SCHEMA_V) -> Op:
    """The op as version `now` of the log would have written it; one of a newer version as it is.

    Newer ops are kept and forwarded: their unknown registers win nothing that this program reads.
    """
    for version in range(op.schema_v, now):
        step = steps.get(version)
        op = replace(op if step is None else step(op), schema_v=version + 1)
    return op
