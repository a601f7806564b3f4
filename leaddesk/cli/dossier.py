"""`leaddesk dossier`: one lead on one page, or its next step for a calendar."""

import argparse
from datetime import datetime
from pathlib import Path

from leaddesk.actions.questions import Card, CardView
from leaddesk.app.compose import open_desk
from leaddesk.cli.terminal import Terminal
from leaddesk.cli.words import resolved
from leaddesk.domain.calendar_file import ics
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _
from leaddesk.texts.names import name_of


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `dossier`."""
    parser.add_argument("id", metavar="ID", help=_("an id, or its beginning"))
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=_(".pdf for the page, .ics for the next step")
    )
    parser.add_argument("--force", action="store_true", help=_("overwrite FILE"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Write the file."""
    path: Path = options.file
    ending = path.suffix.lower()
    if ending not in (".pdf", ".ics"):
        raise Refused("dossier.ending", path=str(path))
    if path.exists() and not options.force:
        raise Refused("export.exists", path=str(path))
    with open_desk(options.opening) as desk:
        (lead_id,) = resolved(desk, [options.id])
        card = desk.ask(Card(lead_id))
        now = desk.session.now()
    try:
        _write(card, path, now, ending)
    except OSError as fault:
        raise Refused("export.cannot_write", path=str(path), reason=fault.strerror or str(fault)) from fault
    terminal.result({"file": str(path), "id": lead_id}, [str(path)])
    return 0


def _write(card: CardView, path: Path, now: datetime, ending: str) -> None:
    if ending == ".ics":
        path.write_text(step_file(card, now), encoding="utf8", newline="")
        return
    # Imported here: a step for the calendar needs no Qt.
    from leaddesk.app.dossier_file import write_dossier

    write_dossier(card, path, now)


def step_file(card: CardView, now: datetime) -> str:
    """The lead's next step as a calendar file; raises Refused where there is none."""
    step = next(iter(card.lead.open_tasks), None)
    if step is None:
        raise Refused("task.none_open", lead=card.lead.id)
    who = ", ".join(part for part in (card.row.name, card.row.company) if part)
    title = _("{step}: {who}").format(step=name_of("step", step.title), who=who)
    phone = card.row.phone
    return ics(step.id, title, step.due, now, about="\n".join(p for p in (card.row.need, phone) if p))
