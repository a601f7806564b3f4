"""P13: page, search and action on PostgreSQL, beside the same by bare SQL on the same server."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import count
from random import Random
from typing import Any

from leaddesk.actions.desk import Desk
from leaddesk.actions.marks import Star
from leaddesk.actions.ports import Cursor, PageAsk
from leaddesk.bench.meter import Left, Pair, in_turn, timed
from leaddesk.bench.searches import FRAGMENTS, NEWEST, SHOWN
from leaddesk.bench.sheets import NOW
from leaddesk.bench.world import USER, World

URL = "LEADDESK_BENCH_PG"
LIMIT, DEPTHS = 200, 24
_KEY = "coalesce(score, -1)"
_COLUMNS = (
    "id, name, company, title, need, product, channel, source, city, phone, email, owner, amount_minor, "
    f"currency, {_KEY} AS score, stage, temperature, received, (kind = 'request' AND place IS NULL) AS active"
)
_REFERENCE = (
    f"CREATE TABLE bench_ref AS SELECT n, {_COLUMNS}, search FROM lead",  # noqa: S608 (own words)
    "ALTER TABLE bench_ref ADD PRIMARY KEY (id)",
    "CREATE INDEX bench_ref_score ON bench_ref (active, score, id)",
    "CREATE INDEX bench_ref_grams ON bench_ref USING gin (search gin_trgm_ops)",
    "ANALYZE bench_ref",
)


def url_of(world: World) -> str:
    """The server's address: --db, else the variable; raises Left where neither names one."""
    asked = world.opening.url or os.environ.get(URL, "")
    if not asked.startswith("postgresql"):
        raise Left(f"left out, because neither --db nor {URL} names a PostgreSQL base")
    return asked


@contextmanager
def _base(world: World) -> Iterator[tuple[Desk, Any]]:
    """A base of the bench's own on the server, filled once, and a bare connection; never a person's base."""
    import psycopg

    url = url_of(world)
    with ExitStack() as stack:
        desk = stack.enter_context(world.desk_at(url))
        if desk.session.user.name != USER:
            raise Left("left out, because the base holds somebody's leads; name an empty one")
        plain = url.replace("postgresql+psycopg", "postgresql")
        raw = stack.enter_context(psycopg.connect(plain, autocommit=True))
        if not raw.execute("SELECT 1 FROM lead LIMIT 1").fetchone():
            world.fill(desk)
        if raw.execute("SELECT to_regclass('bench_ref')").fetchone() in (None, (None,)):
            for statement in _REFERENCE:
                raw.execute(statement.encode())
        yield desk, raw


@contextmanager
def _page(world: World) -> Iterator[Pair]:
    with _base(world) as (desk, raw):
        (active,) = raw.execute("SELECT count(*) FROM bench_ref WHERE active").fetchone()
        r = Random(1)
        sought = "SELECT score, id FROM bench_ref WHERE active ORDER BY score DESC, id DESC OFFSET %s LIMIT 1"
        places = [
            raw.execute(sought, (r.randrange(max(1, active - LIMIT)),)).fetchone() for _depth in range(DEPTHS)
        ]
        sql = (
            "SELECT * FROM bench_ref WHERE active AND (score, id) < (%s, %s) "
            "ORDER BY score DESC, id DESC LIMIT %s"
        )
        me = desk.session.user.id

        def ours(place: Sequence[Any]) -> object:
            after = Cursor(place[0], place[1].hex)
            return desk.store.page(PageAsk("is:active", after=after, limit=LIMIT), NOW, me)

        def floor(place: Sequence[Any]) -> object:
            return raw.execute(sql, (*place, LIMIT)).fetchall()

        yield Pair(in_turn(ours, places), in_turn(floor, places), calls=DEPTHS)


@contextmanager
def _search(world: World) -> Iterator[Pair]:
    with _base(world) as (desk, raw):
        me = desk.session.user.id
        sql = (
            f"SELECT * FROM (SELECT * FROM bench_ref WHERE search LIKE %s LIMIT {NEWEST}) AS found "  # noqa: S608 (own words)
            f"WHERE active ORDER BY score DESC, id DESC LIMIT {SHOWN}"
        )

        def ours(word: str) -> object:
            return desk.store.page(PageAsk(f"is:active {word}", limit=SHOWN), NOW, me)

        def floor(word: str) -> object:
            return raw.execute(sql, (f"%{word}%",)).fetchall()

        yield Pair(in_turn(ours, FRAGMENTS), in_turn(floor, FRAGMENTS), calls=2 * len(FRAGMENTS))


@contextmanager
def _action(world: World) -> Iterator[Pair]:
    with _base(world) as (desk, raw):
        ids = [
            row[0].hex for row in raw.execute("SELECT id FROM bench_ref WHERE active ORDER BY id LIMIT 50")
        ]
        turns = count()

        def ours() -> None:
            turn = next(turns)
            desk.do(Star((ids[turn % len(ids)],), turn // len(ids) % 2 == 0))

        def floor() -> None:
            turn = next(turns)
            sql = "UPDATE bench_ref SET score = score + %s WHERE id = %s"
            raw.execute(sql, (1 if turn % 2 else -1, ids[turn % len(ids)]))

        yield Pair(timed(ours), timed(floor), calls=20)


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {
    "postgres_page": _page,
    "postgres_search": _search,
    "postgres_action": _action,
}
