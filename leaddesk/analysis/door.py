"""The door of the room: figures by name, on one store (the port `Figures`)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from zoneinfo import ZoneInfo

from leaddesk.actions.figures import Counted, Figure, FigureAsk
from leaddesk.actions.ports import Store
from leaddesk.analysis.narrowed import Narrowed

Rule = Callable[[Counted, FigureAsk, ZoneInfo], Figure]

FIGURES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "conversion_handed": ("conversion", {"step": "handed"}),
    "conversion_won": ("conversion", {"step": "won"}),
    "cooling": ("cooling", {}),
    "waiting": ("waiting", {}),
    "funnel": ("funnel", {}),
    "why_handed": ("why", {"step": "handed"}),
    "why_won": ("why", {"step": "won"}),
    "stays": ("stays", {}),
    "speed_contact": ("speed", {"what": "contact"}),
    "speed_decision": ("speed", {"what": "decision"}),
    "pace": ("speed:pace", {}),
}
"""Figure -> the file of this room that makes it, by a function of the same name or that after a colon, and
its arguments.

Imported when a figure is first asked for: pandas costs more than the whole start of the program (P1).
"""


_OF_PEOPLE = frozenset(("person", "owner.mix", "owner.rate"))
"""Series whose labels are people."""


def rule_of(name: str) -> Rule:
    """The function that makes a figure; KeyError where there is none."""
    place, args = FIGURES[name]
    file, _, rule = place.partition(":")
    found: Rule = getattr(import_module(f"leaddesk.analysis.{file}"), rule or file)
    return partial(found, **args)


class StoreFigures:
    """Figures of a store; each reads a few ranges of rollups, and leads only for a search."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def names(self) -> Sequence[str]:
        """Names of all figures."""
        return tuple(FIGURES)

    def figure(self, name: str, ask: FigureAsk) -> Figure:
        """A figure by name; KeyError where there is none, Refused for a search that is not understood."""
        with self.store.view() as read:
            zone = ZoneInfo(str(read.definitions().setting("zone")))
            names = {user.id: user.name for user in read.users()}
        counted: Counted = Narrowed(self.store, ask, zone) if ask.query else self.store
        return _named(rule_of(name)(counted, ask, zone), names)


def _named(figure: Figure, names: Mapping[str, str]) -> Figure:
    """The figure with people called by their names where it is by person."""
    if all(mark.series not in _OF_PEOPLE for mark in figure.marks):
        return figure
    marks = tuple(
        replace(mark, label=names.get(mark.label, mark.label)) if mark.series in _OF_PEOPLE else mark
        for mark in figure.marks
    )
    numbers = {}
    for label, value in figure.numbers.items():
        person, late, _ = label.partition(" p90")
        numbers[names.get(person, person) + late] = value
    return replace(figure, marks=marks, numbers=numbers)
