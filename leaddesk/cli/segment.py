"""`leaddesk segment`: a list for a mailing, counted first and logged after; nobody in a deal is on it."""

import argparse
from pathlib import Path

from leaddesk.actions.nurture_questions import SegmentOf
from leaddesk.actions.questions import Defined
from leaddesk.app.compose import open_desk
from leaddesk.app.segments import write_segment
from leaddesk.cli.terminal import Terminal
from leaddesk.cli.words import without_minus
from leaddesk.domain.refusals import Refused
from leaddesk.domain.roles import check_right
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.texts.names import name_of


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `segment`."""
    add = parser.add_argument
    add("query", nargs="*", metavar=_("QUERY"), help=_("which leads; all of nurture without one"))
    add("--to", type=Path, metavar="FILE", help=_("write the list; without it only count"))
    add("--force", action="store_true", help=_("overwrite FILE"))


own_words = without_minus


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Count the list, and write and log it where a file is named."""
    path: Path | None = options.to
    query = " ".join(options.query).strip() or "is:nurturing"
    if path is not None and path.exists() and not options.force:
        raise Refused("export.exists", path=str(path))
    with open_desk(options.opening) as desk:
        check_right("export", desk.session.user.roles, desk.ask(Defined()).roles)
        found = desk.ask(SegmentOf(query))
        if path is not None:
            write_segment(desk, found, path)
    n = len(found.ids)
    lines = [ngettext("{n} person", "{n} people", n).format(n=number(n))]
    lines += [
        _("left out, {why}: {n}").format(why=name_of("left", one.reason), n=number(one.n))
        for one in found.left
    ]
    told = {
        "query": query,
        "n": n,
        "left": {one.reason: one.n for one in found.left},
        "file": str(path or ""),
    }
    terminal.result(told, lines)
    return 0
