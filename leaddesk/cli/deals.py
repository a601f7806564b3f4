"""`leaddesk deals`: the deals of sales, those past the norm of acceptance among them."""

import argparse
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from leaddesk.actions.deal_questions import DealRow, Deals
from leaddesk.actions.questions import Defined
from leaddesk.app.compose import open_desk
from leaddesk.cli.terminal import Terminal
from leaddesk.cli.words import names_of
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _
from leaddesk.texts.formats import date_time, money_exact
from leaddesk.texts.keys import deal_stage_name

_SHOWN = ("lead", "stage", "name", "company", "amount", "to", "by", "handed", "due")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `deals`."""
    add = parser.add_argument
    add("--stage", action="append", default=[], metavar=_("STAGE"), help=_("only deals in this stage"))
    add("--of", choices=("to", "by"), default="", help=_("only those given to me, or handed over by me"))
    add("--late", action="store_true", help=_("only those that nobody accepted within the norm"))
    add("--limit", type=int, default=500, metavar="N", help=_("at most N of them"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """List deals."""
    with open_desk(options.opening) as desk:
        definitions = desk.ask(Defined())
        for stage in options.stage:
            if stage not in definitions.deal_stage_by_id:
                raise Refused("deal.no_such_stage", stage=stage)
        found = desk.ask(Deals(tuple(options.stage), options.of, options.late, options.limit))
        users = names_of(desk)
    zone = ZoneInfo(str(definitions.setting("zone")))
    told = [_told(row, users) for row in found]
    terminal.result(told, terminal.table(_SHOWN, [_cells(row, users, definitions, zone) for row in found]))
    return 0


def _cells(row: DealRow, users: Mapping[str, str], definitions: Definitions, zone: tzinfo) -> tuple[str, ...]:
    deal, lead = row.deal, row.lead
    amount = "" if deal.amount_minor is None else money_exact(deal.amount_minor, deal.currency)
    return (
        deal.lead_id or deal.id,
        deal_stage_name(deal.stage, definitions),
        lead.name if lead else "",
        lead.company if lead else "",
        amount,
        users.get(deal.to, ""),
        users.get(deal.by, ""),
        date_time(deal.handed_at or deal.at, zone),
        date_time(row.due, zone) if row.due else "",
    )


def _told(row: DealRow, users: Mapping[str, str]) -> dict[str, Any]:
    deal, lead = row.deal, row.lead
    minor = deal.amount_minor
    return {
        "id": deal.id,
        "lead_id": deal.lead_id,
        "stage": deal.stage,
        "name": lead.name if lead else "",
        "company": lead.company if lead else "",
        "need": deal.need,
        "advice": deal.advice,
        "amount": None if minor is None else f"{minor // 100}.{minor % 100:02d}",
        "currency": deal.currency,
        "to": users.get(deal.to, ""),
        "by": users.get(deal.by, ""),
        "handed": deal.handed_at or deal.at,
        "due": row.due,
        "late": row.late,
        "proposals": deal.count("proposal"),
        "invoices": deal.count("invoice"),
        "useful": deal.useful,
    }
