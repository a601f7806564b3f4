"""`leaddesk log`: the last actions, newest first."""

import argparse
from zoneinfo import ZoneInfo

from leaddesk.actions.questions import Defined, History
from leaddesk.app.compose import open_desk
from leaddesk.cli.terminal import Terminal
from leaddesk.cli.words import names_of
from leaddesk.texts import _
from leaddesk.texts.formats import date_time
from leaddesk.texts.keys import history_title


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `log`."""
    parser.add_argument("--limit", type=int, default=100, metavar="N", help=_("at most so many steps"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """List the steps."""
    with open_desk(options.opening) as desk:
        steps = desk.ask(History(max(1, options.limit)))
        names, definitions = names_of(desk), desk.ask(Defined())
    zone = ZoneInfo(str(definitions.settings.get("zone", "UTC")))
    told = [
        {
            "tx": step.tx,
            "at": step.at,
            "actor": names.get(step.actor, step.actor),
            "title": history_title(step.action, step.about, definitions),
            "undone": step.undone,
            "action": step.action,
            "state": step.state,
            "rows": step.rows,
            "lead_id": step.lead_id,
            "lead": step.lead_name,
        }
        for step in steps
    ]
    table = [
        (
            step.tx,
            date_time(step.at, zone),
            names.get(step.actor, step.actor),
            history_title(step.action, step.about, definitions),
            step.lead_name or str(step.rows),
            _("undone") if step.undone else "",
        )
        for step in steps
    ]
    terminal.result(told, terminal.table(("tx", _("When"), _("Who"), _("What"), _("Lead"), ""), table))
    return 0
