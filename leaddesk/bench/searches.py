"""P6, P7: search as you type, beside the bounded form of FTS5 on the reference."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from leaddesk.actions.ports import PageAsk
from leaddesk.bench.meter import Pair, in_turn
from leaddesk.bench.sheets import NOW
from leaddesk.bench.world import World

SHOWN, NEWEST = 50, 1_000
WORDS = ("кова", "шев", "агро", "склад", "насос", "киї", "sm", "мель", "метал", "зерн", "петро", "буд")
FRAGMENTS = ("овал", "трансм", "иток", "асос", "ромет", "елев", "ушар", "онтаж", "нерго", "львів")
DIGITS = ("0012", "3450", "80670", "9300", "5671", "0077", "6701", "0999")


def _sql(table: str) -> str:
    return f"""SELECT ref.* FROM (SELECT rowid AS r FROM {table} WHERE {table} MATCH ?
ORDER BY rowid DESC LIMIT {NEWEST}) JOIN ref ON ref.n = r WHERE active = 1
ORDER BY score DESC, id DESC LIMIT {SHOWN}"""  # noqa: S608 (own words)


def grams(text: str) -> str:
    """A trigram query without positions."""
    return " AND ".join(f'"{text[i : i + 3]}"' for i in range(len(text) - 2))


def _search(
    table: str, typed: Sequence[str], asked: Callable[[str], str]
) -> Callable[[World], AbstractContextManager[Pair]]:
    @contextmanager
    def figure(world: World) -> Iterator[Pair]:
        raw, store, me = world.raw, world.desk.store, world.desk.session.user.id
        sql = _sql(table)

        def ours(word: str) -> object:
            return store.page(PageAsk(f"is:active {word}", limit=SHOWN), NOW, me)

        def floor(word: str) -> Any:
            return raw.execute(sql, (asked(word),)).fetchall()

        yield Pair(in_turn(ours, typed), in_turn(floor, typed), calls=2 * len(typed))

    return figure


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {
    "search_word": _search("ref_words", WORDS, lambda word: f'"{word}" *'),
    "search_fragment": _search("ref_grams", FRAGMENTS, grams),
    "search_digits": _search("ref_grams", DIGITS, grams),
}
