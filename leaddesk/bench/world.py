"""What figures are measured on: a kept base of a size, its reference, its list, a place for throw-aways."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cached_property
from hashlib import sha1
from pathlib import Path
from typing import Any

from sqlalchemy.schema import CreateIndex, CreateTable

from leaddesk.actions.desk import Desk
from leaddesk.app.compose import open_base
from leaddesk.app.demo.sample import fill
from leaddesk.app.importing import Importer, Wish
from leaddesk.app.place import Opening
from leaddesk.app.seat import seat
from leaddesk.bench.reference import connect, make_reference
from leaddesk.bench.sheets import NOW, write_sheet
from leaddesk.storage.indices import with_indices

VERSION = 1
"""Raised with every change of what a kept base holds; changes of its tables are seen by themselves."""

STORIES = 2_000
"""So many leads of a base have their whole stories; the rest is imported, as a base grows in life."""

USER = "LeadDesk bench"


def tables_mark() -> str:
    """A few letters that differ where tables or indices do, so that a kept base is never an outdated one."""
    made = [str(CreateTable(table)) for table in with_indices().sorted_tables]
    made += sorted(
        str(CreateIndex(index)) for table in with_indices().sorted_tables for index in table.indexes
    )
    return sha1("".join(made).encode(), usedforsecurity=False).hexdigest()[:8]


class World:
    """Opens what is asked for, once; closes it at the end."""

    def __init__(self, size: int, opening: Opening, say: Callable[[str], None]) -> None:
        self.size, self.opening, self.say = size, opening, say
        self._open = ExitStack()

    def __enter__(self) -> "World":
        return self

    def __exit__(self, *fault: object) -> None:
        self._open.close()

    @cached_property
    def folder(self) -> Path:
        """Where bases are kept between runs."""
        from platformdirs import user_cache_path

        told = self.opening.data
        folder = told / "bench" if told else user_cache_path("leaddesk", appauthor=False) / "bench"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @cached_property
    def sheet(self) -> Path:
        """A CSV file of `size` rows."""
        path = self.folder / f"list-{self.size}-{VERSION}.csv"
        write_sheet(path, self.size)
        return path

    @cached_property
    def base(self) -> Path:
        """A base of `size` leads."""
        path = self.folder / f"base-{self.size}-{VERSION}-{tables_mark()}.sqlite"
        if not path.exists():
            self.say(f"making a base of {self.size:,} leads once; it is kept in {self.folder}")
            unfinished = path.with_suffix(".part")
            for left in self.folder.glob(unfinished.name + "*"):
                left.unlink()
            with self.desk_at(f"sqlite:///{unfinished}") as desk:
                self.fill(desk)
            unfinished.replace(path)
        return path

    def fill(self, desk: Desk) -> None:
        """Stories first, then an import of the rest."""
        stories = min(self.size, STORIES)
        fill(desk, stories, 1)
        if self.size > stories:
            rest = self.folder / f"list-{self.size - stories}-{VERSION}.csv"
            write_sheet(rest, self.size - stories)
            rejects = self.scratch / "rejects.csv"
            Importer(desk, Wish(rest, rejects=rejects), lambda row: row.reason).run()

    @cached_property
    def desk(self) -> Desk:
        """A desk at the kept base."""
        return self._open.enter_context(self.desk_at(f"sqlite:///{self.base}"))

    @cached_property
    def raw(self) -> Any:
        """A bare connection to the reference of the kept base."""
        path = self.base.with_suffix(".ref")
        make_reference(self.base, path)
        connection = connect(path)
        self._open.callback(connection.close)
        return connection

    @cached_property
    def scratch(self) -> Path:
        """A folder that goes with the run."""
        made = tempfile.TemporaryDirectory(prefix="leaddesk-bench-", ignore_cleanup_errors=True)
        return Path(self._open.enter_context(made))

    @contextmanager
    def desk_at(self, url: str) -> Iterator[Desk]:
        """A desk at a base of its own, founded where it is new."""
        opening = replace(self.opening, url=url, data=self.folder, user=None, now=NOW)
        store = open_base(opening)
        try:
            with store.view() as read:
                known = read.users()
            yield seat(store, replace(opening, user=None if known else USER))
        finally:
            store.close()
