"""`leaddesk undo`: the last step of the acting user on this site, or a named one."""

import argparse
from typing import Any

from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import Undone
from leaddesk.app.compose import open_desk
from leaddesk.cli.terminal import Terminal
from leaddesk.cli.words import naming, people_of
from leaddesk.texts import _, ngettext
from leaddesk.texts.keys import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `undo`."""
    parser.add_argument("tx", nargs="?", metavar="TX", help=_("a step of `leaddesk log`; else the last one"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Undo."""
    with open_desk(options.opening) as desk:
        with naming(desk):
            done = desk.undo(options.tx)
        return undone(done, desk, terminal)


def undone(done: Undone, desk: Desk, terminal: Terminal, *, again: bool = False) -> int:
    """Say what an undo or redo (`again`) did, and what it spared and why."""
    kept = kept_json(done, desk)
    n = len(done.change.ids)
    said = ngettext("{n} lead is as it was before", "{n} leads are as they were before", n)
    said = ngettext("{n} lead changed", "{n} leads changed", n) if again else said
    lines = [said.format(n=n), *(f"{one['id']}  {one['reason']}" for one in kept)]
    terminal.result({"tx": done.tx, "changed": done.change.ids, "kept": kept}, lines)
    return 0


def kept_json(done: Undone, desk: Desk) -> list[dict[str, Any]]:
    """The rows that were spared, each with the reason in words (CLI.md)."""
    if not done.kept:
        return []
    people = people_of(desk)
    return [
        {"id": one.id, "reason": say(one.reason, one.said, people=people), "key": one.reason}
        for one in done.kept
    ]
