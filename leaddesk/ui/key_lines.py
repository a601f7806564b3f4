"""Keys in words: what the sheet of keys shows for a screen, and which commands can be rebound."""

from collections.abc import Sequence

from leaddesk.texts import _
from leaddesk.ui.commander import Commander
from leaddesk.ui.commands.catalogue import COMMANDS, MENUS, in_menu
from leaddesk.ui.commands.declaration import Command
from leaddesk.ui.key_sheet.panel import KeyGroup, KeyLine
from leaddesk.ui.keys.keymap import in_force
from leaddesk.ui.keys.places import shown_key
from leaddesk.ui.settings.keyboard import KeyRow


def key_groups(commander: Commander, contexts: Sequence[str]) -> list[KeyGroup]:
    """Keys that act in these contexts, by menu; those of the program last."""
    groups = []
    shown = {"", *in_force(contexts)}
    for menu, title in (*MENUS, ("", "")):
        lines = [line for command in in_menu(menu) if (line := _key_line(commander, command, shown))]
        if lines:
            groups.append(KeyGroup(_(title) if title else _("More keys"), tuple(lines)))
    return groups


def _key_line(commander: Commander, command: Command, contexts: set[str]) -> KeyLine | None:
    keys = commander.keys(command.id)
    bound = [key for context, key in keys if context in contexts]
    # A key that the list itself answers is told where the list's other keys are.
    native = command.native if bound or (not keys and "list" in contexts) else ()
    shown = tuple(dict.fromkeys((*map(shown_key, bound), *native)))
    return KeyLine(shown, _(command.title)) if shown else None


def key_rows(commander: Commander, rebound: frozenset[str]) -> list[KeyRow]:
    """Commands with the keys in force, by menu; `rebound` are those that a person changed."""
    order = {menu: place for place, (menu, _title) in enumerate(MENUS)}
    return [
        KeyRow(
            command.id,
            command.icon,
            _(command.title),
            tuple(dict.fromkeys(shown_key(key) for _context, key in commander.keys(command.id))),
            command.id in rebound,
        )
        for command in sorted(COMMANDS, key=lambda command: (order.get(command.menu, 99), command.group))
    ]
