"""`leaddesk revert`: takes an import back, sparing what was edited since."""

import argparse

from leaddesk.app.compose import open_desk
from leaddesk.cli.terminal import Terminal
from leaddesk.cli.undo import kept_json
from leaddesk.cli.words import naming
from leaddesk.texts import _, ngettext


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `revert`."""
    parser.add_argument("import_id", metavar="IMPORT_ID", help=_("as `import` and `log` give it"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Revert: an undo of the import's step, row by row."""
    with open_desk(options.opening) as desk:
        with naming(desk):
            done = desk.undo(options.import_id)
        kept = kept_json(done, desk)
    n = len(done.change.ids)
    lines = [ngettext("{n} lead taken back", "{n} leads taken back", n).format(n=n)]
    terminal.result(
        {"removed": n, "kept": kept}, [*lines, *(f"{one['id']}  {one['reason']}" for one in kept)]
    )
    return 0
