"""A copy of the local base every day, beside it, made while everybody goes on working (screen 15)."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from leaddesk.actions.ports import Store
from leaddesk.app.place import Opening

EVERY = timedelta(hours=24)
_FORM = "%Y%m%d-%H%M%S"


def base_file(opening: Opening) -> Path | None:
    """The file of a local base; None for a shared one, whose server is copied by whoever keeps it."""
    url = opening.base_url
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None


def is_due(base: Path, now: datetime) -> bool:
    """Whether the newest copy beside `base` is a day old or missing; a strange name counts as none."""
    newest: datetime | None = None
    for copy in (base.parent / "backups").glob(f"{base.stem}-*{base.suffix}"):
        try:
            at = datetime.strptime(copy.stem.removeprefix(f"{base.stem}-"), _FORM).replace(tzinfo=now.tzinfo)
        except ValueError:
            continue
        newest = at if newest is None else max(at, newest)
    return newest is None or now - newest >= EVERY


def daily_copy(store: Store, opening: Opening) -> Path | None:
    """Make the copy of the day by the machine's clock; gives its file, None where none was due."""
    from leaddesk.storage.backup import automatic

    base, now = base_file(opening), opening.machine()
    reader: Any = getattr(store, "reader", None)
    if base is None or reader is None or not is_due(base, now):
        return None
    return automatic(reader, base, now)


def whole_copy(store: Store, opening: Opening, path: Path) -> None:
    """A verified copy with the files that its log names, all in one file; nothing stays where that fails."""
    from leaddesk.storage.faults import in_words
    from leaddesk.storage.file_parts import files_of, pack

    store.backup(str(path))
    try:
        with in_words():
            pack(path, files_of(store, opening.attachments))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
