"""P8: counts of facets and splits, beside one read of a stored sum."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

from leaddesk.actions.ports import PageAsk, Store
from leaddesk.bench.meter import Pair, timed
from leaddesk.bench.sheets import NOW
from leaddesk.bench.world import World

_TURNS = 20
_BOUND = 1_000


def _counts(work: Callable[[Store, str], object]) -> Callable[[World], AbstractContextManager[Pair]]:
    @contextmanager
    def figure(world: World) -> Iterator[Pair]:
        raw, store, me = world.raw, world.desk.store, world.desk.session.user.id
        sql = "SELECT n, total FROM ref_rollup WHERE key >= 'stage|' AND key < 'stage}'"
        floor = timed(lambda: raw.execute(sql).fetchall(), _TURNS)
        yield Pair(timed(lambda: work(store, me), _TURNS), floor, calls=10)

    return figure


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {
    "counts_facets": _counts(lambda store, me: store.rollups(("stage|",))),
    "counts_splits": _counts(lambda store, me: store.split_counts(NOW, me)),
    "counts_bounded": _counts(
        lambda store, me: store.count(PageAsk("temperature:cold amount>1000"), NOW, me, _BOUND)
    ),
}
