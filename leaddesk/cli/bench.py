"""`leaddesk bench`: how fast this machine works, as ratios to the floors measured in the same run."""

import argparse

from leaddesk.cli.terminal import Terminal
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _

_SIZES = {"10k": 10_000, "100k": 100_000, "1M": 1_000_000}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `bench`."""
    parser.add_argument(
        "names", nargs="*", metavar=_("NAME"), help=_("measurements; all where none is named")
    )
    parser.add_argument("--size", choices=tuple(_SIZES), default="10k", help=_("how many leads"))
    parser.add_argument("--names", dest="listed", action="store_true", help=_("list the measurements"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Measure."""
    from leaddesk import bench

    known = tuple(bench.names())
    if options.listed:
        terminal.result(list(known), known)
        return 0
    for name in options.names:
        if name not in known:
            raise Refused("bench.no_such", name=name)
    told = bench.measure(options.names or known, _SIZES[options.size], options.opening, terminal.say)
    head = ("name", "size", "ratio", "unit", "n")
    rows = [[str(one.get(key, "")) for key in head] for one in told]
    terminal.result(told, terminal.table(head, rows))
    return 0
