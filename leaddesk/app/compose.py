"""The composition root: which store, whose session, which clocks, which figures; imports no Qt."""

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from leaddesk.actions.desk import Desk
from leaddesk.actions.files import Files
from leaddesk.actions.keeping import Post, Recogniser
from leaddesk.actions.pairing import Pairing
from leaddesk.actions.ports import Figures, Store
from leaddesk.app.late_figures import LateFigures
from leaddesk.app.place import Opening, machine_clock
from leaddesk.app.seat import seat
from leaddesk.domain.refusals import BaseRefused

_SCHEMES = ("sqlite", "postgresql", "postgresql+psycopg")


def site_key(folder: Path) -> str:
    """The same for every process of one person on one machine, another for every other place."""
    try:
        machine = Path("/etc/machine-id").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        machine = f"{uuid.getnode():012x}"
    told = f"{machine}\x1f{folder.absolute()}"
    return hashlib.sha256(told.encode("utf8", "replace")).hexdigest()[:32]


def checked_url(opening: Opening) -> str:
    """The URL of the base; raises BaseRefused for one that names neither SQLite nor PostgreSQL."""
    url = opening.base_url
    scheme, found, rest = url.partition("://")
    if not found or scheme not in _SCHEMES or not rest.strip("/"):
        raise BaseRefused("base.url", url=url)
    return url


def open_base(opening: Opening) -> Store:
    """The store of a URL, its tables brought up to date; raises BaseRefused or Unreachable."""
    from leaddesk.storage.door import open_store
    from leaddesk.storage.faults import in_words

    url = checked_url(opening)
    if not opening.url:
        opening.folder.mkdir(parents=True, exist_ok=True)
    key = site_key(opening.folder)
    with in_words():
        if opening.machine is machine_clock:
            return open_store(url, site_key=key)  # its own clock, so that a server may correct it
        return open_store(url, site_key=key, clock=opening.machine)


@contextmanager
def open_desk(opening: Opening) -> Iterator[Desk]:
    """A desk for as long as the block lasts; the base is closed after it. Its faults come as refusals."""
    from leaddesk.storage.faults import in_words

    store = open_base(opening)
    try:
        with in_words():
            desk = seat(store, opening)
            desk.figures = figures(desk)
            # A --now ahead of the clock must not wake what sleeps until then.
            if opening.clock() <= opening.machine() + timedelta(days=1):
                store.tick(opening.clock())
            yield desk
    finally:
        store.close()


def restore_base(opening: Opening, source: Path, *, force: bool) -> Path | None:
    """Put a backup in the place of the base; gives where the old base is kept, None where there was none."""
    from leaddesk.storage import backup

    url = checked_url(opening)
    if not url.startswith("sqlite:///"):
        raise BaseRefused("restore.only_sqlite")
    target = Path(url.removeprefix("sqlite:///"))
    if target.exists() and not force:
        raise BaseRefused("base.not_empty", path=str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    return backup.restore_base(source, target, opening.machine())


def figures(desk: Desk) -> Figures:
    """The figures of the charts over a base; their libraries are loaded when the first is asked for."""
    return LateFigures(desk.store)


def files(desk: Desk) -> Files:
    """The reader of foreign files and texts for a base."""
    from leaddesk.app.reading import DeskFiles

    return DeskFiles(desk)


def pairing() -> Pairing:
    """The search for duplicates among all persons, in a process of its own."""
    from leaddesk.app.pairing import Pairs

    return Pairs()


def recogniser(folder: Path) -> Recogniser:
    """The reader of business cards, in a process of its own; what people taught it lies in `folder`."""
    from leaddesk.app.cards import CardReader

    return CardReader(folder)


def posting(folder: Path) -> Post:
    """What sends the letters of this data folder."""
    from leaddesk.app.posting import Posting

    return Posting(folder)
