"""P12: who was here before, asked while a phone is typed, beside a bare look-up by phone."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from leaddesk.actions.questions import Known
from leaddesk.bench.meter import Pair, in_turn
from leaddesk.bench.world import World
from leaddesk.domain.phones import read_phone

_CASES = 40


@contextmanager
def _came_before(world: World) -> Iterator[Pair]:
    raw, desk = world.raw, world.desk
    sql = "SELECT phone FROM ref WHERE phone <> '' ORDER BY id LIMIT ?"
    phones = [row[0] for row in raw.execute(sql, (_CASES,))]

    def ours(typed: str) -> object:
        return desk.ask(Known((("phone", read_phone(typed, "UA").normal or typed),)))

    def floor(typed: str) -> Any:
        return raw.execute("SELECT * FROM ref WHERE phone = ?", (typed,)).fetchall()

    yield Pair(in_turn(ours, phones), in_turn(floor, phones), calls=_CASES)


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {"came_before": _came_before}
