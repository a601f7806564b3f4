"""`leaddesk redo`: takes the last undo of the acting user back."""

import argparse

from leaddesk.app.compose import open_desk
from leaddesk.cli.terminal import Terminal
from leaddesk.cli.undo import undone
from leaddesk.cli.words import naming


def arguments(parser: argparse.ArgumentParser) -> None:
    """`redo` has no options of its own."""


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Redo."""
    with open_desk(options.opening) as desk:
        with naming(desk):
            done = desk.redo()
        return undone(done, desk, terminal, again=True)
