"""What the screen of comparing says, as plain data made off the Qt thread."""

from collections.abc import Iterator
from dataclasses import dataclass

from leaddesk.actions.merge_questions import MergeView
from leaddesk.domain.lead import LeadState
from leaddesk.texts import _, ngettext, pgettext
from leaddesk.texts.formats import date_time, name_in, number, percent
from leaddesk.texts.likeness import reasons
from leaddesk.texts.names import name_of
from leaddesk.ui.kit.label import Ink
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.rowlist import LineRow
from leaddesk.ui.merge.rows import GridRow, grid_rows, value_words, zone_of


@dataclass(frozen=True, slots=True)
class CompareWords:
    """The whole screen: heads of the columns, rows, and the panels at the right."""

    chip: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[GridRow, ...]
    why: tuple[tuple[LineRow, ...], ...]
    joins: tuple[LineRow, ...]
    one_need: bool
    warning: str


def compare_words(view: MergeView) -> CompareWords:
    """The words of a preview."""
    return CompareWords(
        chip=_chip(view),
        heads=tuple(_head(view, lead, place) for place, lead in enumerate(view.leads)),
        rows=tuple(grid_rows(view)),
        why=tuple(_why(view, place) for place in range(len(view.likeness))),
        joins=tuple(_joins(view)),
        one_need=len(view.groups) == 1,
        warning=_("Somebody said that these are different people; a merge takes it back.")
        if view.apart
        else "",
    )


def _chip(view: MergeView) -> str:
    known = [one for one in view.likeness if one is not None]
    if not known:
        return _("one client already")
    least = min(known, key=lambda one: one.probability)
    share = percent(min(least.probability, 0.99))
    if least.kind == "duplicate":
        return _("possible duplicate, {share}").format(share=share)
    if least.kind == "related":
        return _("probably colleagues, {share} one client").format(share=share)
    return _("probably different people, {share}").format(share=share)


def _head(view: MergeView, lead: LeadState, place: int) -> tuple[str, str]:
    """A letter with the channel, and when it came and who added it."""
    letters = pgettext("letters that name columns", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    letter = letters[place] if place < len(letters) else number(place + 1)
    channel = view.definitions.channel_by_id.get(lead.channel)
    told = _("{letter}: {channel}").format(
        letter=letter, channel=name_in(channel.names) if channel else lead.channel
    )
    by = view.users.get(lead.created_by)
    when = date_time(lead.received, zone_of(view), view.now)
    return told, _("{when}, added by {name}").format(when=when, name=by.name) if by else when


def _why(view: MergeView, place: int) -> tuple[LineRow, ...]:
    verdict = view.likeness[place]
    if verdict is None:
        return (LineRow(_("These leads are of one client already"), icon="check", icon_ink="ok"),)
    rows = []
    for reason in reasons(verdict, view.people[0], view.people[place + 1]):
        icon = "check" if reason.speaks else "close" if reason.speaks is False else "minus"
        ink: Ink = "ok" if reason.speaks else "hot" if reason.speaks is False else "text3"
        quiet: Ink = "text2" if reason.speaks is None else "text"
        rows.append(LineRow(reason.words, icon=icon, icon_ink=ink, ink=quiet))
    return tuple(rows)


def _joins(view: MergeView) -> Iterator[LineRow]:
    """What one record will hold: persons, needs, what is attached, the owner, the score."""
    people = len({person.id for person in view.people if person is not None})
    if people > 1:
        said = ngettext("1 person instead of {n}", "1 person instead of {n}", people)
        yield LineRow(said.format(n=number(people)), icon="account-outline")
    needs = [next((lead.need for lead in view.leads if lead.id == group[0]), "") for group in view.groups]
    told = ", ".join(short(need, 60) for need in needs if need)
    count = ngettext("{n} need", "{n} needs", len(needs)).format(n=number(len(needs)))
    yield LineRow(
        _("{needs}: {told}").format(needs=count, told=told) if told else count, icon="clipboard-text-outline"
    )
    attached = _attached(view)
    if attached:
        yield LineRow(attached, icon="message-text-outline")
    yield from _worth(view)


def _attached(view: MergeView) -> str:
    calls = sum(1 for lead in view.leads for touch in lead.touches if touch.kind == "call")
    messages = sum(len(lead.signals) + len(lead.touches) for lead in view.leads) - calls
    notes = sum(len(lead.notes) for lead in view.leads)
    told = (
        (messages, ngettext("{n} message", "{n} messages", messages)),
        (calls, ngettext("{n} call", "{n} calls", calls)),
        (notes, ngettext("{n} note", "{n} notes", notes)),
    )
    return ", ".join(words.format(n=number(n)) for n, words in told if n)


def _worth(view: MergeView) -> Iterator[LineRow]:
    field = next(field for field in view.fields if field.name == "owner")
    owner = value_words(view, "owner", field.result)
    if owner:
        yield LineRow(_("owner {name}").format(name=owner), icon="account-check-outline")
    if view.worth is None or view.worth.score is None:
        return
    before = {row.score for row in view.rows}
    told = _("score {n}, {temperature}").format(
        n=number(view.worth.score), temperature=name_of("temperature", view.worth.temperature)
    )
    if before == {view.worth.score}:
        told = _("{score}; it does not change").format(score=told)
    yield LineRow(told, icon="white-balance-sunny")
