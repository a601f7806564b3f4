"""Joins decisions with what is on the screen: the list moves on at once, and comes back after a refusal."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from leaddesk.ui.decisions.decisions import Decisions
from leaddesk.ui.parts import Parts


class Deciding(QObject):
    """Gives a handler for every decision; `decisions` is made with the first of them."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.decisions = Decisions(parts.link, parts.window)
        self.decisions.deciding.connect(self._on_deciding)
        self.decisions.refused.connect(self._on_refused)
        self.decisions.command_requested.connect(self._on_command)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Every command that the decisions know."""
        return {command: partial(self.decide, command) for command in self.decisions.commands()}

    def decide(self, command: str) -> None:
        """Begin a decision about the chosen leads."""
        self.decisions.decide(command, self._parts.pages.selected_ids(), self._parts.only_row())

    def _panels_with(self, name: str) -> list[Any]:
        return [panel for panel in self._parts.pages.panels() if hasattr(panel, name)]

    def _on_deciding(self, verb: str, ids: tuple[str, ...], advances: bool) -> None:
        for panel in self._panels_with("decided"):
            panel.decided(verb, ids, advances=advances)

    def _on_refused(self, ids: tuple[str, ...], _sentence: str) -> None:
        for panel in self._panels_with("undone"):
            panel.undone(ids)

    def _on_command(self, command: str, _ids: tuple[str, ...]) -> None:
        self._parts.commander.run(command)
