"""A desk on a base as it stood at some moment, for figures and reports of the past."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from leaddesk.actions.desk import Desk, Session
from leaddesk.app.compose import figures


@contextmanager
def past_desk(desk: Desk, at: datetime) -> Iterator[Desk]:
    """A desk whose base holds only what had occurred by `at`, and whose clock stands there."""
    from leaddesk.storage.past import as_it_stood

    reader: Any = getattr(desk.store, "reader", None)
    with TemporaryDirectory(prefix="leaddesk-past-") as folder:
        store = as_it_stood(reader, at, Path(folder) / "past.leaddesk")
        try:
            session = Session(desk.session.user, lambda: at, desk.session.machine)
            past = Desk(store, session)
            past.figures = figures(past)
            yield past
        finally:
            store.close()
