"""`leaddesk report`: every figure of the charts by its name, with its definition and the rows behind it."""

import argparse
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from leaddesk.actions.desk import Desk
from leaddesk.actions.figures import Figure, FigureAsk
from leaddesk.actions.ports import PageAsk
from leaddesk.app.compose import figures, open_desk
from leaddesk.app.past import past_desk
from leaddesk.cli.terminal import Terminal
from leaddesk.cli.typed import day, moment
from leaddesk.domain.refusals import Refused
from leaddesk.intake.export_rows import write_csv
from leaddesk.texts import _
from leaddesk.texts.figures import definition_of, finding_of
from leaddesk.texts.formats import number, percent

_SHOWN = ("series", "label", "n", "k", "value", "low", "high")
_NUMBERS = ("number", "p90")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `report`."""
    add = parser.add_argument
    add("name", nargs="?", metavar=_("NAME"), help=_("a figure"))
    add("--names", action="store_true", help=_("list the figures"))
    add("--from", dest="since", metavar="DATE", type=day, help=_("first day"))
    add("--to", dest="until", metavar="DATE", type=day, help=_("last day"))
    add(
        "--by",
        choices=("received", "event"),
        default="received",
        help=_("by the day received, or of the event"),
    )
    add("--query", default="", help=_("only the leads that a search finds, such as channel:form"))
    add("--as-of", metavar="ISO", type=moment, help=_("as the base stood then"))
    for ending in ("png", "svg", "csv"):
        add(f"--{ending}", type=Path, metavar="FILE", help=_("write it to FILE"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Compute a figure, or list them."""
    with open_desk(options.opening) as now, _standing(now, options.as_of) as desk:
        known = figures(desk)
        if options.names or not options.name:
            if not options.names:
                raise Refused("report.needs_names")
            terminal.result(list(known.names()), known.names())
            return 0
        if options.name not in known.names():
            raise Refused("report.no_such_figure", name=options.name)
        figure: Figure = known.figure(options.name, _asked(options, desk))
        told = as_json(figure, desk)
    if options.csv:
        write_csv(options.csv, list(_columns(told["rows"])), told["rows"])
    _pictures(options, figure)
    lines = [
        told["finding"],
        told["definition"],
        *terminal.table((*_SHOWN, *_NUMBERS), map(_cells, told["rows"])),
    ]
    terminal.result(told, lines)
    return 0


def _standing(desk: Desk, at: datetime | None) -> AbstractContextManager[Desk]:
    return nullcontext(desk) if at is None else past_desk(desk, at)


def _asked(options: argparse.Namespace, desk: Desk) -> FigureAsk:
    return FigureAsk(
        now=desk.session.now(),
        since=options.since,
        until=options.until,
        by=options.by,
        query=options.query.strip(),
        me=desk.session.user.id,
    )


def as_json(figure: Figure, desk: Desk) -> dict[str, Any]:
    """The figure in the shape of CLI.md; each row names the leads behind it."""
    session = desk.session
    rows = []
    for mark in figure.marks:
        ask = PageAsk(query=mark.query)
        found = desk.store.ids_where(ask, session.now(), session.user.id) if mark.query else ()
        number_of = {"number": figure.numbers.get(mark.label), "p90": figure.numbers.get(f"{mark.label} p90")}
        rows.append({**asdict(mark), **number_of, "ids": list(found)})
    return {
        "name": figure.name,
        "definition": definition_of(figure),
        "finding": finding_of(figure),
        "n": figure.n,
        "trend": figure.trend,
        "numbers": dict(figure.numbers),
        "rows": rows,
    }


def _columns(rows: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(key for key in (rows[0] if rows else {}) if key != "ids")


def _cells(row: dict[str, Any]) -> list[str]:
    return [_cell(row[key]) for key in _SHOWN] + [_number(row[key]) for key in _NUMBERS]


def _number(value: Any) -> str:
    """A figure's own number, such as days or minutes: no share."""
    return "–" if value is None else str(value)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return percent(value, 1)
    return number(value) if isinstance(value, int) else "–" if value is None else str(value)


def _pictures(options: argparse.Namespace, figure: Figure) -> None:
    """The figure as the window paints it."""
    if options.png or options.svg:
        from leaddesk.app.figure_picture import paint_figure

        for path in (options.png, options.svg):
            if path is not None:
                paint_figure(figure, path)
