"""Junk and archive: off the board with one reason by its key, or with own words."""

from leaddesk.actions.junk import Archive, Junk
from leaddesk.texts import _, pgettext
from leaddesk.texts.formats import name_in
from leaddesk.ui.decisions.asks import Ask, Option, Outcome, Reading
from leaddesk.ui.decisions.subject import Subject


def junk(to: Subject) -> Ask:
    """Del: no lead at all; kept, and outside every conversion."""
    return _ask(to, "junk", _("Junk: why?"), _("The record is kept and counts in no conversion."))


def archive(to: Subject) -> Ask:
    """Key E: a lead that is not worked on; it wakes when the client comes back."""
    return _ask(to, "archive", _("To the archive: why?"), _("Everything is kept; W brings it back."))


def _ask(to: Subject, place: str, title: str, foot: str) -> Ask:
    options = []
    for number, choice in enumerate(to.definitions.group(place), 1):
        name = name_in(choice.names)
        leads = _own_words(to, place, title) if choice.id == "other" else _away(to, place, choice.id, name)
        told = _("in own words") if choice.id == "other" else ""
        options.append(Option(choice.key or str(number), name, leads, told))
    return Ask(
        title,
        tuple(options),
        hint=_("or type the reason in own words"),
        foot=foot,
        read=lambda text: _reason(to, place, text),
        subtitle=to.who(),
    )


def _own_words(to: Subject, place: str, title: str) -> Ask:
    return Ask(
        title,
        hint=_("The reason in own words"),
        read=lambda text: _reason(to, place, text),
        subtitle=to.who(),
    )


def _reason(to: Subject, place: str, text: str) -> Reading:
    text = text.strip()
    return Reading(_away(to, place, "other", text, text) if text else None, "")


def _away(to: Subject, place: str, reason: str, name: str, text: str = "") -> Outcome:
    kind = Junk if place == "junk" else Archive
    told = pgettext("notice", "junked: {why}") if place == "junk" else pgettext("notice", "archived: {why}")
    return Outcome(kind(to.ids, reason=reason, text=text), told.format(why=name))
