"""`leaddesk demo`: fills the base with a realistic sample, the same for the same seed and moment."""

import argparse
import time
from dataclasses import asdict

from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Count
from leaddesk.app.compose import open_desk
from leaddesk.app.demo.sample import fill
from leaddesk.app.demo.screens import fill_screens
from leaddesk.cli.terminal import Terminal
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _
from leaddesk.texts.formats import number


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `demo`, and the facts that the sample hides."""
    add = parser.add_argument
    add("--leads", type=_count, default=300, metavar="N", help=_("how many leads"))
    add("--seed", type=int, default=1, metavar="S", help=_("the same seed gives the same sample"))
    add("--screens", action="store_true", help=_("the small sample of the screenshots instead"))
    add("--force", action="store_true", help=_("also into a base that holds leads"))
    parser.epilog = _(
        "Facts planted in the sample, for the charts to find:\n"
        "  1. Hot leads answered within 5 minutes are handed over about twice as often as those answered\n"
        "     after an hour; warm ones by a half more; with every hour the share falls.\n"
        "  2. The channel messenger brings hardly any hot lead in the last six weeks: its conversion falls\n"
        "     because the traffic is colder, not because it is answered later.\n"
        "  3. Clients who came before buy about 1.7 times as often once they are handed over.\n"
        "  4. Referrals convert best, comments worst.\n"
        "  5. About 7 of 100 handed-over leads are returned by sales, 14 of 100 tasks are done late.\n"
        "  6. About 2 of 100 people are in the base twice, spelled in another way; 1 or 2 of 100 records\n"
        "     have no contact; 1 of 100 leads was forgotten by everybody; 4 of 100 are of a cold list."
    )


def _count(text: str) -> int:
    n = int(text)
    if not 1 <= n <= 5_000_000:
        raise argparse.ArgumentTypeError(_("between 1 and 5,000,000"))
    return n


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Fill the base."""
    began = time.monotonic()
    with open_desk(options.opening) as desk:
        n = desk.ask(Count(PageAsk(), limit=1000))
        if n and not options.force:
            raise Refused("demo.not_empty", n=number(n))
        meter = terminal.progress(_("Sample data"))
        made = fill_screens(desk) if options.screens else fill(desk, options.leads, options.seed, meter)
        meter.close()
    told = asdict(made)
    line = _("{leads} leads, {people} people, {companies} companies, {deals} deals, {calls} calls").format(
        **{name: number(count) for name, count in told.items()}
    )
    terminal.result({**told, "seconds": round(time.monotonic() - began, 3)}, [line])
    return 0
