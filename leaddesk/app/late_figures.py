"""The figures of a base, whose libraries are loaded when the first one is asked for."""

from collections.abc import Sequence
from functools import cached_property

from leaddesk.actions.figures import Figure, FigureAsk
from leaddesk.actions.ports import Figures, Store


class LateFigures:
    """pandas takes half a second, which a command that draws nothing shall not wait for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def _known(self) -> Figures:
        from leaddesk.analysis.door import StoreFigures

        return StoreFigures(self._store)

    def names(self) -> Sequence[str]:
        """Names of all figures."""
        return self._known.names()

    def figure(self, name: str, ask: FigureAsk) -> Figure:
        """A figure by name."""
        return self._known.figure(name, ask)
