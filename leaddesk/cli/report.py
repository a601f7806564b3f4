"""`leaddesk report`: every figure of the charts by its name, with its definition and the rows behind it."""

import argparse
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

from leaddesk.actions.desk import Desk
from leaddesk.app.compose import figures, open_desk
from leaddesk.cli.terminal import Terminal
from leaddesk.domain.refusals import Refused
from leaddesk.intake.export_rows import write_csv
from leaddesk.texts import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `report`."""
    add = parser.add_argument
    add("name", nargs="?", metavar=_("NAME"), help=_("a figure"))
    add("--names", action="store_true", help=_("list the figures"))
    add("--from", dest="since", metavar="DATE", help=_("first day"))
    add("--to", dest="until", metavar="DATE", help=_("last day"))
    add("--by", metavar="FIELD", help=_("split by channel, owner, campaign ..."))
    add("--query", default="", help=_("only leads that this search finds"))
    add("--as-of", metavar="DATE", help=_("as the base stood then"))
    for ending in ("png", "svg", "csv"):
        add(f"--{ending}", type=Path, metavar="FILE", help=_("write it to FILE"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Compute a figure, or list them."""
    with open_desk(options.opening) as desk:
        known = figures(desk)
        if options.names:
            terminal.result(list(known.names()), known.names())
            return 0
        if not options.name:
            raise Refused("report.needs_names")
        if options.name not in known.names():
            raise Refused("report.no_such_figure", name=options.name)
        told = _asked(options, desk)
    rows = told.get("rows", [])
    if options.csv:
        write_csv(options.csv, [key for key in (rows[0] if rows else {}) if key != "ids"], rows)
    _pictures(options, told)
    shown = [[str(value) for key, value in row.items() if key != "ids"] for row in rows]
    head = [key for key in (rows[0] if rows else {}) if key != "ids"]
    terminal.result(told, [str(told.get("definition", "")), *terminal.table(head, shown)])
    return 0


def _asked(options: argparse.Namespace, desk: Desk) -> dict[str, Any]:
    ask = {
        "since": options.since,
        "until": options.until,
        "by": options.by,
        "query": options.query,
        "as_of": options.as_of,
        "now": desk.session.now(),
        "me": desk.session.user.id,
    }
    answer = figures(desk).figure(options.name, ask)
    return asdict(answer) if is_dataclass(answer) and not isinstance(answer, type) else dict(answer)


def _pictures(options: argparse.Namespace, told: dict[str, Any]) -> None:
    """The figure as the window paints it."""
    if options.png or options.svg:
        from leaddesk.app.window import paint_figure

        for path in (options.png, options.svg):
            if path is not None:
                paint_figure(told, path)
