"""`leaddesk restore`: a backup takes the place of the base, which is kept aside."""

import argparse
from pathlib import Path

from leaddesk.app.compose import restore_base
from leaddesk.cli.terminal import Terminal
from leaddesk.domain.refusals import BaseRefused
from leaddesk.texts import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `restore`."""
    parser.add_argument("file", metavar="FILE", type=Path, help=_("a file of `leaddesk backup`"))
    parser.add_argument("--force", action="store_true", help=_("also over a base that holds data"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Restore; what stood there before is kept beside it."""
    if not options.file.is_file():
        raise BaseRefused("base.missing", path=str(options.file))
    aside = restore_base(options.opening, options.file, force=options.force)
    lines = [_("Restored from {file}.").format(file=options.file)]
    if aside is not None:
        lines.append(_("The base that stood there is kept as {file}.").format(file=aside))
    terminal.result({"file": str(options.file), "aside": None if aside is None else str(aside)}, lines)
    return 0
