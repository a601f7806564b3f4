"""The commands that the list carries out itself, by command id."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from leaddesk.domain.search_flags import SPLITS
from leaddesk.ui.inbox.choosing import Choosing
from leaddesk.ui.inbox.sorting import ask_sort


def handlers_of(panel: Any) -> Mapping[str, Callable[[], None]]:
    """Commands of the list; `panel` is the InboxPanel, which stands above this file."""
    choosing: Choosing = panel.choosing
    return {
        "lead.next": lambda: panel.view.step(1),
        "lead.prev": lambda: panel.view.step(-1),
        "lead.open": panel.open_current,
        "lead.peek": lambda: panel.peek_requested.emit(panel.view.current_id()),
        "inbox.select": lambda: choosing.toggle(panel.view.current_id()),
        "inbox.extend_next": lambda: choosing.extend(1),
        "inbox.extend_prev": lambda: choosing.extend(-1),
        "inbox.select_all": choosing.everything,
        "inbox.invert": choosing.invert,
        "inbox.new_hot": panel.go_to_new,
        "inbox.sort": lambda: ask_sort(panel, panel.feed.ask.sort, panel.sort_by),
        "inbox.split_next": lambda: panel.step_split(1),
        "inbox.split_prev": lambda: panel.step_split(-1),
        "inbox.lost": panel.open_lost,
        "inbox.shift": panel.hand_shift_over,
        "go.views": panel.views.open,
        "inbox.back": panel.go_back,
        "search.clear": lambda: panel.search(""),
        "search.save_view": lambda: panel.views.save(panel.query() or panel.feed.ask.query),
        "search.manage_views": panel.views.manage,
        **{f"inbox.split.{n}": partial(panel.open_split, split.id) for n, split in enumerate(SPLITS, 1)},
    }
