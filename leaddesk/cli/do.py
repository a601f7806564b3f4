"""`leaddesk do`: any action by its name or command id, through the same desk as the window."""

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from leaddesk.actions.defaults import default_definitions
from leaddesk.actions.parameters import Parameter
from leaddesk.actions.registry import ACTIONS, ALIASES, build, takes
from leaddesk.actions.values import options as choices
from leaddesk.app.compose import open_desk
from leaddesk.cli.terminal import Terminal
from leaddesk.cli.undo import undone
from leaddesk.cli.words import GLOBAL_FLAGS, GLOBAL_VALUES, naming, resolved, typing_of
from leaddesk.domain.definitions import Definitions
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import name_in
from leaddesk.texts.names import name_of

_MARK = "\x1f"
_OWN_FLAGS = GLOBAL_FLAGS | {"--list"}
_GROUPS = ("junk", "archive", "outcome", "refusal", "returned", "lost", "override", "warm")
_LISTS = (
    "channels",
    "questions",
    "stages",
    "deal_stages",
    "signals",
    "criteria",
    "programmes",
    "scripts",
    "playbooks",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `do`; those of the action itself are read apart, by `own_words`."""
    parser.add_argument("action", nargs="?", metavar=_("ACTION"), help=_("its name or command id"))
    parser.add_argument("ids", nargs="*", metavar="ID", help=_("leads, by id or its beginning"))
    parser.add_argument("--list", action="store_true", help=_("all actions, and the ids that they take"))
    parser.add_argument("--values", default="", help=argparse.SUPPRESS)
    parser.epilog = _("Values of the action: --KEY VALUE, such as --stage ready. `leaddesk do --list`.")


def own_words(words: Sequence[str]) -> list[str]:
    """The same words with every `--key value` of the action packed into one option."""
    start = next(place for place, word in enumerate(words) if word == "do") + 1
    kept, packed = list(words[:start]), []
    rest = list(words[start:])
    while rest:
        word = rest.pop(0)
        key, equals, value = word.partition("=")
        if not word.startswith("--") or key in _OWN_FLAGS:
            kept.append(word)
        elif key in GLOBAL_VALUES:
            kept += [word] if equals else [word, *rest[:1]]
            rest = rest if equals else rest[1:]
        else:
            if not equals:
                value = rest.pop(0) if rest and not rest[0].startswith("--") else "yes"
            packed.append(f"{key[2:]}={value}")
    return [*kept, "--values=" + _MARK.join(packed)] if packed else kept


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Do the action and say what changed."""
    if options.list:
        terminal.result(_listed(default_definitions()), _lines(default_definitions()))
        return 0
    if not options.action:
        terminal.say(_("Which action? `leaddesk do --list` names them all."))
        return 2
    given = dict(part.split("=", 1) for part in options.values.split(_MARK) if part)
    with open_desk(options.opening) as desk:
        if options.action in ("undo", "app.undo", "redo", "app.redo"):
            again = options.action.endswith("redo")
            with naming(desk):
                done = desk.redo() if again else desk.undo(next(iter(options.ids), None))
            return undone(done, desk, terminal, again=again)
        ids = resolved(desk, options.ids)
        change = desk.do(build(options.action, ids, given, typing_of(desk, ids)))
    said = ngettext("{n} lead changed", "{n} leads changed", len(change.ids)).format(n=len(change.ids))
    terminal.result({"tx": change.tx, "changed": change.ids}, [said, *change.ids])
    return 0


def _listed(definitions: Definitions) -> dict[str, Any]:
    return {
        "actions": {
            name: {
                "title": name_of("action", name),
                "parameters": [_parameter(wanted, definitions) for wanted in takes(name)],
                "aliases": [alias for alias, (to, _given) in ALIASES.items() if to == name],
            }
            for name in ACTIONS
        },
        **{listed: {row.id: name_in(row.names) for row in getattr(definitions, listed)} for listed in _LISTS},
        "reasons": {
            group: {choice.id: name_in(choice.names) for choice in definitions.group(group)}
            for group in _GROUPS
        },
    }


def _parameter(wanted: Parameter, definitions: Definitions) -> dict[str, Any]:
    return {
        "name": wanted.name.replace("_", "-"),
        "kind": wanted.kind,
        "required": wanted.required,
        "choices": [value for value, _names in choices(wanted, definitions)],
    }


def _lines(definitions: Definitions) -> Iterator[str]:
    for name in ACTIONS:
        known = " ".join("--" + wanted.name.replace("_", "-") for wanted in takes(name))
        aliases = ", ".join(alias for alias, (to, _given) in ALIASES.items() if to == name)
        yield f"{name}: {name_of('action', name)}" + (f" [{aliases}]" if aliases else "")
        if known:
            yield f"    {known}"
    for listed in _LISTS:
        yield f"{listed}: " + ", ".join(
            f"{row.id} ({name_in(row.names)})" for row in getattr(definitions, listed)
        )
    for group in _GROUPS:
        yield f"{group}: " + ", ".join(f"{c.id} ({name_in(c.names)})" for c in definitions.group(group))
