"""`leaddesk undo`: the last step of the acting user on this site, or a named one."""

import argparse
from typing import Any
from zoneinfo import ZoneInfo

from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import Undone
from leaddesk.actions.questions import Defined
from leaddesk.app.compose import open_desk
from leaddesk.cli.terminal import Terminal
from leaddesk.cli.words import names_of
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import date_time
from leaddesk.texts.keys import kept_reason


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `undo`."""
    parser.add_argument("tx", nargs="?", metavar="TX", help=_("a step of `leaddesk log`; else the last one"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Undo."""
    with open_desk(options.opening) as desk:
        return undone(desk.undo(options.tx), desk, terminal)


def undone(done: Undone, desk: Desk, terminal: Terminal) -> int:
    """Say what an undo or redo did, and what it spared and why."""
    kept = kept_json(done, desk)
    n = len(done.change.ids)
    said = ngettext("{n} lead is as it was before", "{n} leads are as they were before", n).format(n=n)
    lines = [said, *(f"{one['id']}  {one['reason']}" for one in kept)]
    terminal.result({"tx": done.tx, "changed": done.change.ids, "kept": kept}, lines)
    return 0


def kept_json(done: Undone, desk: Desk) -> list[dict[str, Any]]:
    """The rows that were spared, each with the reason in words (CLI.md)."""
    if not done.kept:
        return []
    names = names_of(desk)
    zone = ZoneInfo(str(desk.ask(Defined()).settings.get("zone", "UTC")))
    return [
        {
            "id": one.id,
            "reason": kept_reason(one.reason, one.said, names, lambda at: date_time(at, zone)),
            "key": one.reason,
        }
        for one in done.kept
    ]
