"""The queues of the inbox: the declared splits and a person's own, made of saved searches."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from leaddesk.actions.ports import PageAsk
from leaddesk.actions.views import views_of
from leaddesk.domain.definitions import SavedView
from leaddesk.domain.search_flags import SPLITS
from leaddesk.ui.inbox.words import split_name
from leaddesk.ui.link import Link

_OWN = "view:"


class Queue(NamedTuple):
    """A tab: its id, its name, and for an own one the search that fills it."""

    id: str
    name: str
    query: str = ""


def queue_id(view: SavedView) -> str:
    """The id of the tab that a saved view makes."""
    return _OWN + view.id


def queues(link: Link) -> tuple[Queue, ...]:
    """All tabs in order: the declared ones, then one's own by name."""
    own = views_of(link.definitions, link.me.id)
    return (
        *(Queue(split.id, split_name(split.id)) for split in SPLITS),
        *(Queue(queue_id(view), view.name, view.query) for view in own if view.split),
    )


def own_queries(link: Link) -> tuple[tuple[str, str], ...]:
    """(id of the tab, search) of one's own queues, for counting."""
    return tuple((queue.id, queue.query) for queue in queues(link) if queue.query)


def ask_of(link: Link, split: str | None, query: str, sort: str) -> PageAsk:
    """What the list of a tab or of a search asks."""
    own = next((view for view in link.definitions.views if queue_id(view) == split), None)
    return PageAsk(own.query, None, sort) if own is not None else PageAsk(query, split, sort)


def beside(link: Link, split: str, by: int) -> str:
    """The queue `by` tabs further, round the end."""
    ids: Sequence[str] = [queue.id for queue in queues(link)]
    at = ids.index(split) if split in ids else 0
    return ids[(at + by) % len(ids)]


def named(link: Link) -> Iterator[SavedView]:
    """All views that this person sees, tabs or not."""
    yield from views_of(link.definitions, link.me.id)
