"""P4: a page of 200 at any depth and by any sort, beside the two-step keyset on the reference."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from random import Random
from typing import Any

from leaddesk.actions.ports import Cursor, PageAsk
from leaddesk.bench.meter import Pair, in_turn
from leaddesk.bench.sheets import NOW
from leaddesk.bench.world import World

LIMIT, DEPTHS = 200, 24


def seek_sql(key: str, step: str) -> str:
    """One seek of the keyset: the ties of the cursor, or what lies behind it."""
    where = {"": "", "ties": f" AND {key} = ? AND id < ?", "rest": f" AND {key} < ?"}[step]
    return f"SELECT * FROM ref WHERE active = 1{where} ORDER BY {key} DESC, id DESC LIMIT ?"  # noqa: S608 (own words)


def floor_page(raw: Any, key: str, after: tuple[Any, ...] | None) -> list[Any]:
    """A page of the reference: one seek from the beginning, two from a cursor."""
    if after is None:
        found: list[Any] = raw.execute(seek_sql(key, ""), (LIMIT,)).fetchall()
        return found
    found = raw.execute(seek_sql(key, "ties"), (*after, LIMIT)).fetchall()
    if len(found) < LIMIT:
        found += raw.execute(seek_sql(key, "rest"), (after[0], LIMIT - len(found))).fetchall()
    return found


def cursors(raw: Any, key: str) -> list[tuple[Any, ...]]:
    """Places all over the list, the same ones for both sides."""
    (count,) = raw.execute("SELECT count(*) FROM ref WHERE active = 1").fetchone()
    r = Random(1)
    sql = f"SELECT {key}, id FROM ref WHERE active = 1 ORDER BY {key} DESC, id DESC LIMIT 1 OFFSET ?"  # noqa: S608
    places = [r.randrange(max(1, count - LIMIT)) for _depth in range(DEPTHS)]
    return [raw.execute(sql, (place,)).fetchone() for place in places]


def _page(sort: str, key: str, *, deep: bool) -> Callable[[World], AbstractContextManager[Pair]]:
    @contextmanager
    def figure(world: World) -> Iterator[Pair]:
        raw, store, me = world.raw, world.desk.store, world.desk.session.user.id
        places: list[Any] = cursors(raw, key) if deep else [None]

        def ours(place: tuple[Any, ...] | None) -> object:
            after = None if place is None else Cursor(place[0], place[1].hex())
            return store.page(PageAsk("is:active", sort=sort, after=after, limit=LIMIT), NOW, me)

        yield Pair(
            in_turn(ours, places), in_turn(lambda place: floor_page(raw, key, place), places), calls=DEPTHS
        )

    return figure


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {
    "page_first": _page("score-", "score", deep=False),
    "page_deep": _page("score-", "score", deep=True),
    "page_received": _page("received-", "received", deep=True),
}
