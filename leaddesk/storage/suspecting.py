"""Keeps the pairs of persons who are probably one: what a search of all found, and newcomers as they come."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

import sqlalchemy as sa

from leaddesk.actions.met import Pair
from leaddesk.storage import matching_tables as m

NEWCOMERS = 8
"""Persons of one stretch of the log who are compared at once; of more (an import) a search tells."""
_PAGE, _ROWS = 2_000, 500

Begin = Callable[[], AbstractContextManager[sa.Connection]]


def pages(reader: sa.Engine) -> Iterator[list[tuple[str, str]]]:
    """All persons with their packed traits, in pages, each read in a view of its own."""
    c = m.traits.c
    query = sa.select(c.person_id, c.packed).order_by(c.person_id).limit(_PAGE)
    last = ""
    while True:
        with reader.begin() as connection:
            found = connection.execute(query.where(c.person_id > last) if last else query)
            page = [(row[0], row[1]) for row in found]
        if not page:
            return
        yield page
        last = page[-1][0]


def replace(begin: Begin, pairs: Iterable[Pair]) -> None:
    """Keep these pairs instead of those that are kept, in short transactions."""
    with begin() as connection:
        connection.execute(sa.delete(m.pair))
    rows = sorted(pairs)
    for first in range(0, len(rows), _ROWS):
        with begin() as connection:
            _put(connection, rows[first : first + _ROWS])


def follow(reader: sa.Engine, begin: Begin, changed: Sequence[str]) -> None:
    """Compare persons who are new or changed; of very many at once the old pairs stay until a search."""
    if not changed or len(changed) > NEWCOMERS:
        return
    # Here, because matching and what it compares words by are a tenth of a start (P1).
    from leaddesk.storage.matching_ask import alike

    found: dict[tuple[str, str], Pair] = {}
    with reader.begin() as connection:
        for person in changed:
            for met in alike(connection, person):
                if met.verdict.kind == "duplicate":
                    one, other = sorted((person, met.person_id))
                    found[one, other] = Pair(one, other, met.verdict.probability)
    c = m.pair.c
    with begin() as connection:
        connection.execute(sa.delete(m.pair).where(sa.or_(c.one.in_(changed), c.other.in_(changed))))
        _put(connection, sorted(found.values()))


def _put(connection: sa.Connection, pairs: Sequence[Pair]) -> None:
    rows = [{"one": p.one, "other": p.other, "permille": round(p.probability * 1000)} for p in pairs]
    if rows:
        connection.execute(sa.insert(m.pair), rows)


def best(connection: sa.Connection, most: int) -> list[Pair]:
    """The most probable pairs that are kept."""
    c = m.pair.c
    query = sa.select(m.pair).order_by(c.permille.desc(), c.one, c.other).limit(most)
    return [_pair(row) for row in connection.execute(query)]


def of(connection: sa.Connection, persons: Sequence[str]) -> list[Pair]:
    """The pairs of some persons, the most probable first."""
    c = m.pair.c
    query = sa.select(m.pair).where(sa.or_(c.one.in_(persons), c.other.in_(persons)))
    found = connection.execute(query.order_by(c.permille.desc(), c.one, c.other))
    return [_pair(row) for row in found]


def _pair(row: Sequence[Any]) -> Pair:
    return Pair(row[0], row[1], row[2] / 1000)
