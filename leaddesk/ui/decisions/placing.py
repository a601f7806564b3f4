"""Whose the lead is and on which stage: take, bring back, assign, move."""

from leaddesk.actions.assign import Assign
from leaddesk.actions.move import Move
from leaddesk.actions.restore import Restore, Wake
from leaddesk.actions.take import Take
from leaddesk.domain.funnel import rank
from leaddesk.domain.list_row import Shown
from leaddesk.domain.normal import fold
from leaddesk.domain.users import User
from leaddesk.texts import _
from leaddesk.texts.formats import name_in
from leaddesk.ui.decisions.asks import Ask, Elsewhere, Leads, Option, Outcome, Reading
from leaddesk.ui.decisions.putting_away import archive, junk
from leaddesk.ui.decisions.selling import move_deal
from leaddesk.ui.decisions.subject import Subject
from leaddesk.ui.decisions.waiting import nurture

_DIGITS = 9


def take(to: Subject) -> Outcome:
    """Key W: mine, and in work; what sleeps, is archived or junk comes back."""
    back = to.row is not None and (to.row.place is not None or to.row.snoozed_until is not None)
    return Outcome(Take(to.ids), _("brought back to work") if back else _("taken on"))


def restore(to: Subject) -> Outcome:
    """Back to the board, to the stage it had."""
    return Outcome(Restore(to.ids), _("brought back to work"))


def wake(to: Subject) -> Outcome:
    """What slept is brought back before its time."""
    return Outcome(Wake(to.ids), _("woken"))


def assign_me(to: Subject) -> Outcome:
    """Shift+A: mine, the stage stays."""
    return _assigned(to, to.me)


def assign(to: Subject) -> Ask:
    """Key A: to one of the people by digit or by the beginning of the name; 0 is the queue."""
    people = sorted((user for user in to.users if user.active), key=lambda user: user.id != to.me.id)
    owner = to.row.owner if to.row is not None else None
    options = [
        Option(
            str(n),
            user.name,
            _assigned(to, user),
            _("me") if user.id == to.me.id else "",
            "account-outline",
            _("has it already") if user.id == owner else "",
        )
        for n, user in enumerate(people[:_DIGITS], 1)
    ]
    free = Outcome(Assign(to.ids, None), _("returned to the queue"))
    options.append(Option("0", _("Nobody"), free, _("back to the queue"), "account-off-outline"))
    return Ask(
        _("Assign to whom?"),
        tuple(options),
        hint=_("or type a name"),
        read=lambda text: _person(to, people, text),
        subtitle=to.who(),
    )


def _assigned(to: Subject, user: User) -> Outcome:
    return Outcome(Assign(to.ids, user.id), _("assigned to {who}").format(who=user.name))


def _person(to: Subject, people: list[User], text: str) -> Reading:
    """The one person whose name, or a word of it, begins so."""
    wanted = fold(text.strip())
    if not wanted:
        return Reading(None, "")
    found = [
        user
        for user in people
        if fold(user.name).startswith(wanted) or any(w.startswith(wanted) for w in fold(user.name).split())
    ]
    if len(found) == 1:
        return Reading(_assigned(to, found[0]), found[0].name)
    said = ", ".join(user.name for user in found[:4])
    return Reading(None, said or _("nobody is called so"))


def _waits_for_sales(row: Shown) -> bool:
    return row.stage == "handed_over" and row.place is None


def move(to: Subject) -> Ask:
    """Key V: to a stage by its number on the board; 6, 7 and 8 are the places off it (UX 4.1).

    What sales hold goes by the stages of their funnel.
    """
    if to.row is not None and (to.row.place == "deal" or _waits_for_sales(to.row)):
        return move_deal(to)
    here = to.row.stage if to.row is not None and to.row.place is None else None
    options = []
    for stage in to.definitions.stages:
        name = name_in(stage.names)
        told = ""
        leads: Leads = Outcome(Move(to.ids, stage=stage.id), _("moved to “{stage}”").format(stage=name))
        if stage.id == "handed_over":
            leads, told = Elsewhere("lead.handover"), _("opens the handover")
        reason = _("it is there already") if stage.id == here else ""
        options.append(Option(str(rank(stage.id) + 1), name, leads, told, "view-column-outline", reason))
    options += [
        Option("6", _("Nurture"), nurture(to), _("asks until when"), "sprout-outline"),
        Option("7", _("Archive"), archive(to), _("asks for the reason"), "archive-outline"),
        Option("8", _("Junk"), junk(to), _("asks for the reason"), "trash-can-outline"),
    ]
    return Ask(_("Move to a stage"), tuple(options), subtitle=to.who())
