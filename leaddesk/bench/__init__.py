"""Figures of PERFORMANCE.md beside their floors, measured in one run and told as ratios (P1-P15)."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from leaddesk.domain.refusals import Refused

if TYPE_CHECKING:
    from leaddesk.app.place import Opening

# Group -> its figures. Named here, so that the list costs no import of Qt or SQLAlchemy.
_GROUPS = {
    "starting": ("start_window", "start_rows", "start_memory", "pages_memory", "idle_memory"),
    "importing": ("import",),
    "pages": ("page_first", "page_deep", "page_received"),
    "searches": ("search_word", "search_fragment", "search_digits"),
    "counts": ("counts_facets", "counts_splits", "counts_bounded"),
    "boards": ("board_query", "board_paint"),
    "moving": ("drag_frame", "drop"),
    "keys": ("key_to_row",),
    "scrolling": ("scroll_repaint", "scroll_wheel", "scroll_jump"),
    "deciding": ("decision",),
    "charting": ("charts_page", "charts_again"),
    "cards": ("card_refill", "card_long"),
    "before": ("came_before",),
    "postgres": ("postgres_page", "postgres_search", "postgres_action"),
}


def names() -> Iterator[str]:
    """Names of all figures, in the order of PERFORMANCE.md."""
    for figures in _GROUPS.values():
        yield from figures


def measure(
    asked: Sequence[str], size: int, opening: "Opening", say: Callable[[str], None]
) -> list[dict[str, Any]]:
    """Measure figures on a base of `size` leads that is made once and kept in the user's cache folder.

    Each is {name, size, unit, cpu: {p50, p95}, wall: {p50, p95}, floor: {cpu, wall}, ratio, n}; a memory
    figure has megabytes in place of both times. What cannot be told honestly (its floor drifted, no
    PostgreSQL was named) is left out, and `say` hears why. Raises Refused for a name that is none.
    """
    from leaddesk.bench.meter import Left, compare
    from leaddesk.bench.world import World

    home = {name: group for group, figures in _GROUPS.items() for name in figures}
    for name in asked:
        if name not in home:
            raise Refused("bench.no_such", name=name)
    told = []
    with World(size, opening, say) as world:
        for name in asked:
            module = import_module(f"leaddesk.bench.{home[name]}")
            try:
                with module.FIGURES[name](world) as pair:
                    told.append({"name": name, "size": size, **compare(pair)})
            except Left as why:
                say(f"{name}: {why}")
    return told
