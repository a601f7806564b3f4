"""What a drop or a key on the board would do, told before it happens; no Qt."""

from dataclasses import dataclass

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.funnel import STAGES, check_move
from leaddesk.domain.lead import Position
from leaddesk.domain.list_row import Shown
from leaddesk.domain.refusals import MoveRefused
from leaddesk.texts import _, ngettext
from leaddesk.texts.keys import say, stage_name

COMMANDS = {
    "handed_over": "lead.handover",
    "nurture": "lead.nurture",
    "archive": "lead.archive",
    "junk": "lead.junk",
}
"""Where a drop asks for more before anything is written: the command whose form opens."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whether a drop is allowed, and the sentence at the bottom of the board."""

    allowed: bool
    words: str
    command: str = ""


def outlook(rows: tuple[Shown, ...], to: str, definitions: Definitions) -> Outlook:
    """What happens if these leads are dropped on a stage or a place."""
    if not rows:
        return Outlook(False, "")
    refused = next((told for row in rows if (told := _refusal(row, to, definitions))), "")
    if refused:
        return Outlook(False, refused)
    command = COMMANDS.get(to, "")
    who = rows[0].name or rows[0].company or _("No name")
    if len(rows) > 1:
        who = ngettext("{n} lead", "{n} leads", len(rows)).format(n=len(rows))
    if to in STAGES:
        said = _("Let go: {who} goes from “{old}” to “{new}”.")
        words = said.format(
            who=who, old=stage_name(rows[0].stage, definitions), new=stage_name(to, definitions)
        )
    else:
        words = _("Let go: {who} leaves the board.").format(who=who)
    return Outlook(True, f"{words} {_('A form opens first.')}" if command else words, command)


def timing(rows: tuple[Shown, ...], to: str) -> Outlook:
    """What a drop on a column of the activity board does: the next step gets another time, or is made."""
    if not rows:
        return Outlook(False, "")
    if to == "overdue":
        return Outlook(False, _("Nothing is planned into the past: choose today or later."))
    if to == "none":
        return Outlook(False, _("A step goes when it is done: close it on the card."))
    stepless = any(row.next_due is None for row in rows)
    words = _("A next step is asked for.") if stepless else _("Another time of the next step is asked for.")
    return Outlook(True, words, "lead.task" if stepless else "tasks.reschedule")


def handing(rows: tuple[Shown, ...], to: str, lanes: str, name: str) -> Outlook:
    """What a drop on another lane does: it gives the lead to another person, where it stays in its stage."""
    if lanes != "owner":
        return Outlook(False, _("The channel says how a lead came; it cannot be moved to another one."))
    if any(row.stage != to for row in rows):
        return Outlook(False, _("One thing at a time: first another stage, then another person."))
    who = rows[0].name or rows[0].company or _("No name")
    if not name:
        return Outlook(True, _("Let go: {who} goes back to the queue.").format(who=who))
    return Outlook(True, _("Let go: {who} goes to {name}.").format(who=who, name=name))


def _refusal(row: Shown, to: str, definitions: Definitions) -> str:
    """Why one lead may not go there; empty where it may."""
    if to not in STAGES:
        if row.place == "deal" or row.stage == "handed_over":
            return say(MoveRefused("funnel.return_only", stage=to), definitions=definitions)
        return ""
    try:
        check_move(Position(row.stage, row.place), to, reachable=row.reachable)
    except MoveRefused as refusal:
        return say(refusal, definitions=definitions)
    return ""
