"""The fates of the rows of a file, whatever its rows are: arrivals, signals, daily numbers."""

from collections.abc import Iterator, Sequence

from leaddesk.actions.action import Context
from leaddesk.actions.arrivals import fates
from leaddesk.actions.count import Counted, count_fates
from leaddesk.actions.fate import Fate
from leaddesk.actions.hear import Heard, hear_fates
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.moved import Moved, moved_fates
from leaddesk.actions.ports import Read
from leaddesk.actions.updating import update_fates

Item = Incoming | Heard | Counted | Moved


def decide(items: Sequence[Item], read: Read, context: Context, update_by: str = "") -> Iterator[Fate]:
    """The fate of each row in order; the rows of one file are of one kind. `update_by`: id, email, phone."""
    arrivals = [one for one in items if isinstance(one, Incoming)]
    if update_by and arrivals:
        yield from update_fates(arrivals, update_by, read, context)
    else:
        yield from fates(arrivals, read, context, imported=True)
    yield from hear_fates([one for one in items if isinstance(one, Heard)], read, context)
    yield from moved_fates([one for one in items if isinstance(one, Moved)], read, context)
    yield from count_fates([one for one in items if isinstance(one, Counted)], read, context)
