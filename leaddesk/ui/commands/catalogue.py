"""All commands in one table, and what is asked of it: by id, by context, by menu."""

from collections.abc import Mapping

from leaddesk.texts import N_
from leaddesk.ui.commands.booth import BOOTH
from leaddesk.ui.commands.deals import DEALS
from leaddesk.ui.commands.declaration import Command, Context
from leaddesk.ui.commands.leads import LEADS
from leaddesk.ui.commands.panels import PANELS
from leaddesk.ui.commands.places import PLACES
from leaddesk.ui.commands.program import PROGRAM
from leaddesk.ui.commands.steps import STEPS
from leaddesk.ui.commands.work import WORKS

COMMANDS: tuple[Command, ...] = (*LEADS, *WORKS, *STEPS, *DEALS, *PLACES, *PANELS, *BOOTH, *PROGRAM)
BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

MENUS: tuple[tuple[str, str], ...] = (
    ("file", N_("File")),
    ("edit", N_("Edit")),
    ("view", N_("View")),
    ("lead", N_("Lead")),
    ("funnel", N_("Funnel")),
    ("reports", N_("Reports")),
    ("tools", N_("Tools")),
    ("help", N_("Help")),
)
"""Menus in their order: id and title (UX 2)."""

Keys = Mapping[str, tuple[tuple[Context, str], ...]]
"""Command id -> its keys; what a person rebound stands in for the declared ones."""


def keys_in_force(rebound: Keys, *, letters: bool = True) -> dict[str, tuple[tuple[Context, str], ...]]:
    """Keys of every command; without `letters` no single letter or digit acts alone."""
    found: dict[str, tuple[tuple[Context, str], ...]] = {}
    for command in COMMANDS:
        keys = rebound.get(command.id, command.keys)
        found[command.id] = keys if letters else tuple(key for key in keys if not _is_letter(key[1]))
    return found


def _is_letter(key: str) -> bool:
    last = key.split(" ")[0].removeprefix("Shift+")
    return len(last) == 1


def clashes(keys: Keys) -> list[tuple[Context, str, tuple[str, ...]]]:
    """Keys that two commands would answer in one context; those of "anywhere" hold in every context."""
    holders: dict[tuple[Context, str], list[str]] = {}
    contexts: tuple[Context, ...] = ("anywhere", "list", "card", "board", "charts")
    for command_id, bound in keys.items():
        for context, key in bound:
            for place in contexts if context == "anywhere" else (context,):
                holders.setdefault((place, key), []).append(command_id)
    for (place, chord), ids in tuple(holders.items()):
        begins = chord.partition(" ")[0]
        if begins != chord and (place, begins) in holders:  # what begins a chord cannot act at once
            holders[place, begins].extend(ids)
    return [(place, key, tuple(ids)) for (place, key), ids in holders.items() if len(set(ids)) > 1]


def in_menu(menu: str) -> list[Command]:
    """Commands of a menu, by group; equal groups in the order declared."""
    return sorted((command for command in COMMANDS if command.menu == menu), key=lambda c: c.group)
