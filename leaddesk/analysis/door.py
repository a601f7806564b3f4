"""The door of the room: figures by name, on one store (the port `Figures`)."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from zoneinfo import ZoneInfo

from leaddesk.actions.figures import Figure, FigureAsk
from leaddesk.actions.ports import Store
from leaddesk.analysis.conversion import conversion
from leaddesk.analysis.cooling import cooling
from leaddesk.analysis.funnel import funnel
from leaddesk.analysis.waiting import waiting

Rule = Callable[[Store, FigureAsk, ZoneInfo], Figure]

FIGURES: Mapping[str, Rule] = {
    "conversion_handed": partial(conversion, step="handed"),
    "conversion_won": partial(conversion, step="won"),
    "cooling": cooling,
    "waiting": waiting,
    "funnel": funnel,
}


class StoreFigures:
    """Figures of a store; each reads a few ranges of rollups, never the leads themselves."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def names(self) -> Sequence[str]:
        """Names of all figures."""
        return tuple(FIGURES)

    def figure(self, name: str, ask: FigureAsk) -> Figure:
        """A figure by name; KeyError where there is none."""
        with self.store.view() as read:
            zone = ZoneInfo(str(read.definitions().setting("zone")))
        return FIGURES[name](self.store, ask, zone)
