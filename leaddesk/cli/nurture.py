"""`leaddesk nurture`: what marketing has to do today with the leads that sleep."""

import argparse
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from leaddesk.actions.nurture_questions import Marketing, NursedRow, Nursery
from leaddesk.actions.questions import Defined
from leaddesk.app.compose import open_desk
from leaddesk.cli.terminal import Terminal
from leaddesk.cli.words import names_of
from leaddesk.domain.log import at_ms
from leaddesk.domain.nurture import LISTS
from leaddesk.texts import _
from leaddesk.texts.formats import date_time

_SHOWN = ("id", "name", "company", "programme", "owner", "next", "last", "wakes")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `nurture`."""
    add = parser.add_argument
    add("list", nargs="?", choices=LISTS, default="due", help=_("which of them; touches due without a word"))
    add("--days", type=int, metavar="N", help=_("waking within N days, or left alone for N days"))
    add("--limit", type=int, default=500, metavar="N", help=_("at most N of them"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """List the leads."""
    with open_desk(options.opening) as desk:
        zone = ZoneInfo(str(desk.ask(Defined()).setting("zone")))
        found = desk.ask(Nursery(options.list, options.days, options.limit))
        users, marketing = names_of(desk), desk.ask(Marketing())
    if not marketing:
        terminal.say(_("Nobody looks after nurture: give somebody the role of a marketer."))
    told = [_told(row, users) for row in found]

    def shown(at: Any) -> str:
        return date_time(at, zone) if at else ""

    lines = [
        (
            t["id"],
            t["name"],
            t["company"],
            t["programme"],
            t["owner"],
            *map(shown, (t["next"], t["last"], t["wakes"])),
        )
        for t in told
    ]
    terminal.result(told, terminal.table(_SHOWN, lines))
    return 0


def _told(row: NursedRow, users: Mapping[str, str]) -> dict[str, Any]:
    one = row.nursed
    return {
        "id": one.lead_id,
        "name": row.lead.name,
        "company": row.lead.company,
        "need": row.lead.need,
        "programme": one.programme,
        "stage": one.stage,
        "owner": users.get(one.owner or "", ""),
        "since": at_ms(one.since),
        "next": None if one.next_at is None else at_ms(one.next_at),
        "step": one.next_step,
        "last": at_ms(one.last_at),
        "wakes": None if one.wake_at is None else at_ms(one.wake_at),
        "rounds": row.lead.nurture_rounds,
    }
