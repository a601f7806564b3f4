"""The result of a contact: one key logs it, plans the next step and goes on (screen 06)."""

from dataclasses import replace
from datetime import datetime, timedelta

from leaddesk.actions.contact import Contact
from leaddesk.domain.definitions import Choice
from leaddesk.domain.hours import wake_at
from leaddesk.domain.regulation import attempts_allowed, next_attempt
from leaddesk.texts import _
from leaddesk.texts.formats import duration, name_in
from leaddesk.ui.decisions.asks import Ask, Leads, Option, Outcome, Reading
from leaddesk.ui.decisions.subject import Subject
from leaddesk.ui.decisions.waiting import at_a_time


def contact_result(to: Subject) -> Ask:
    """Key R: what came of the contact."""
    options = []
    for number, choice in enumerate(to.definitions.group("outcome"), 1):
        leads, told = _outcome(to, choice)
        options.append(Option(choice.key or str(number), name_in(choice.names), leads, told))
    return Ask(_("Contact result"), tuple(options), foot=_regulation(to), subtitle=to.who())


def _regulation(to: Subject) -> str:
    waits = ", ".join(f"+{duration(hours * 3600)}" for hours in _plan(to))
    plan = _("Attempts by the regulation: {waits}, then the archive.").format(waits=waits)
    return "\n".join((plan, _("One key logs it, sets the step and opens the next lead.")))


def _plan(to: Subject) -> tuple[int, ...]:
    return tuple(to.definitions.settings.get("attempt_plan_h", ()))


def _outcome(to: Subject, choice: Choice) -> tuple[Leads, str]:
    """Where an outcome leads, and what the row says will follow."""
    if choice.id == "no_answer":
        return _no_answer(to)
    if choice.id == "call_back":
        return _call_back(to), _("when, at the lead's clock")
    if choice.id == "refused":
        return _refusal(to), _("asks for the reason")
    told = {
        "talked": _("goes on with the card"),
        "wrong_number": _left_after_wrong_number(to),
        "wrote": _("the norm stops, cooling goes on"),
    }
    said = {
        "talked": _("talk logged"),
        "wrong_number": _("number marked as wrong"),
        "wrote": _("message logged"),
    }
    what = said.get(choice.id, name_in(choice.names))
    action = _result(to, choice.id)
    return Outcome(action, what, advances=choice.id != "talked", aside=True), told.get(choice.id, "")


def _result(to: Subject, outcome: str) -> Contact:
    """The contact with the talk time of the call that was measured; ringing is no talk (decision 1)."""
    if to.call is None:
        return Contact(to.ids, outcome=outcome)
    talked = 0 if outcome in ("no_answer", "wrong_number", "wrote") else to.call.seconds
    return Contact(to.ids, outcome=outcome, seconds=talked, started=to.call.started, rang=to.call.rang)


def _no_answer(to: Subject) -> tuple[Outcome, str]:
    action = _result(to, "no_answer")
    plan = _plan(to)
    if to.row is None:
        return Outcome(action, _("not reached"), aside=True), _("the next attempt by the regulation")
    again = next_attempt(to.row.attempts + 1, to.now, plan)
    if again is None:
        return (
            Outcome(action, _("not reached after the last attempt: archived"), aside=True),
            _("that was the last attempt: archive, “not reached”"),
        )
    when = to.when(again)
    told = _("next attempt {n} of {most}: {when}").format(
        n=to.row.attempts + 2, most=attempts_allowed(plan), when=when
    )
    return Outcome(action, _("not reached, next attempt {when}").format(when=when), aside=True), told


def _left_after_wrong_number(to: Subject) -> str:
    if to.row is None:
        return _("the number is marked")
    if to.row.email:
        return _("the number is marked, e-mail stays")
    return _("the number is marked, no other contact is known")


def _refusal(to: Subject) -> Ask:
    """Why they refused to talk: a reason is compulsory (C17)."""
    title = _("Why did they refuse to talk?")

    def refused(reason: str, name: str, text: str = "") -> Outcome:
        action = replace(_result(to, "refused"), reason=reason, text=text)
        return Outcome(action, _("refused to talk: {why}").format(why=name), aside=True)

    def own(text: str) -> Reading:
        text = text.strip()
        return Reading(refused("other", text, text) if text else None, "")

    options = tuple(
        Option(
            choice.key or str(number),
            name_in(choice.names),
            Ask(title, hint=_("The reason in own words"), read=own, subtitle=to.who())
            if choice.id == "other"
            else refused(choice.id, name_in(choice.names)),
        )
        for number, choice in enumerate(to.definitions.group("refusal"), 1)
    )
    hint = _("or type the reason in own words")
    return Ask(title, options, hint=hint, read=own, subtitle=to.who())


def _call_back(to: Subject) -> Ask:
    tomorrow = to.working_day(to.today + timedelta(days=1))
    later = to.working_day(to.today + timedelta(days=3))
    times = (
        (_("In 1 hour"), to.now + timedelta(hours=1)),
        (_("In 2 hours"), to.now + timedelta(hours=2)),
        (_("Next working morning"), wake_at(to.zone, tomorrow, to.wake_hour)),
        (_("In 3 days"), wake_at(to.zone, later, to.wake_hour)),
    )

    def at_time(at: datetime) -> Outcome:
        action = replace(_result(to, "call_back"), due=at)
        return Outcome(action, _("call back {when}").format(when=to.when(at)), aside=True)

    return at_a_time(to, _("Call back when?"), times, at_time, "phone-outline")
