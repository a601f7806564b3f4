"""`leaddesk backup`: a consistent copy of the base, made while others work in it."""

import argparse
from pathlib import Path

from leaddesk.app.compose import open_base
from leaddesk.app.copies import whole_copy
from leaddesk.cli.terminal import Terminal
from leaddesk.domain.refusals import BaseRefused
from leaddesk.texts import _
from leaddesk.texts.formats import number


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `backup`."""
    parser.add_argument("file", metavar="FILE", type=Path, help=_("where the copy is written"))
    parser.add_argument("--force", action="store_true", help=_("overwrite what stands there"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Back up."""
    file: Path = options.file
    if file.exists():
        if not options.force:
            raise BaseRefused("export.exists", path=str(file))
        file.unlink()
    store = open_base(options.opening)
    try:
        whole_copy(store, options.opening, file)
    finally:
        store.close()
    size = file.stat().st_size
    done = _("Copied to {file}, {size} KB.").format(file=file, size=number(size // 1024))
    terminal.result({"file": str(file), "bytes": size}, [done])
    return 0
