"""P2, P3: a CSV file brought in whole, beside csv and executemany with the indices made afterwards."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from leaddesk.app.importing import Importer, Wish
from leaddesk.bench import reference
from leaddesk.bench.meter import Pair, Spent, timed
from leaddesk.bench.world import World

_DIGITS = re.compile(r"\D+")
_MILLION = 1_000_000


def ours(world: World, number: int) -> Spent:
    """One import into a fresh base through the real way: child process, fates, log, indices, search."""
    path = world.scratch / f"ours-{number}.sqlite"
    with world.desk_at(f"sqlite:///{path}") as desk:
        wish = Wish(world.sheet, rejects=world.scratch / "rejects.csv")
        spent = timed(Importer(desk, wish, lambda row: row.reason).run)()
    _remove(path)
    return spent


def _converted(path: Path) -> Iterator[tuple[Any, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        for number, (name, phone, mail, company, title, city, source, need, budget, at) in enumerate(lines):
            received = datetime.strptime(at, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
            yield (
                number.to_bytes(16, "big"), name, company, title, need, "", "import", source, city,
                "+" + _DIGITS.sub("", phone), mail.strip().lower(), None,
                int(budget) * 100 if budget else None, "UAH", 0, "new", "cold",
                int(received.timestamp() * 1000), 1,
            )  # fmt: skip


def floor(path: Path, target: Path) -> None:
    """The least that an import can be: parsed and converted rows, six indices, words for the search."""
    connection = reference.connect(target)
    connection.execute("BEGIN")
    connection.execute(reference.TABLE)
    reference.insert(connection, _converted(path))
    for statement in (*reference.INDICES, reference.WORDS, reference.FILL_WORDS):
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.close()


def _remove(path: Path) -> None:
    for left in path.parent.glob(path.name + "*"):
        left.unlink()


@contextmanager
def _import(world: World) -> Iterator[Pair]:
    numbers = count()
    sheet = world.sheet

    def least() -> Spent:
        path = world.scratch / "floor.sqlite"
        spent = timed(lambda: floor(sheet, path))()
        _remove(path)
        return spent

    # Minutes of a million rows: once to warm up and once to measure.
    turns = 1 if world.size >= _MILLION else 0
    yield Pair(lambda: ours(world, next(numbers)), least, unit="s", turns=turns)


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {"import": _import}
