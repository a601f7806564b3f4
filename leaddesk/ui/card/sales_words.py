"""What the card says of a lead's deal, its return by sales, its stay in nurture and how it woke."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from leaddesk.actions.questions import CardView
from leaddesk.domain.deals import accept_due
from leaddesk.domain.log import moment
from leaddesk.texts import _, ngettext
from leaddesk.texts.deals import end_words, paper_words
from leaddesk.texts.formats import date_time, due, money, name_in
from leaddesk.texts.keys import choice_name, deal_stage_name, place_reason
from leaddesk.texts.names import name_of
from leaddesk.ui.kit.label import Ink
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.rowlist import LineRow


def sales_facts(view: CardView, now: datetime) -> Iterator[LineRow]:
    """Rows of facts, only those that hold."""
    zone = ZoneInfo(str(view.definitions.setting("zone")))
    yield from _deal(view, zone, now)
    if view.lead.returned and view.lead.position.active:
        why = choice_name("returned", view.lead.returned, view.definitions)
        text = view.deals[-1].text if view.deals else ""
        yield _row(_("Returned by sales"), ": ".join(part for part in (why, short(text)) if part), "warm")
    yield from _asleep(view, zone, now)
    yield from _woken(view, zone, now)
    yield from _consent(view, zone)
    yield from _strategy(view, zone, now)


def _strategy(view: CardView, zone: ZoneInfo, now: datetime) -> Iterator[LineRow]:
    """The playbook that the lead is worked by, and since when (B26)."""
    at = view.lead.playbook
    book = next((one for one in view.definitions.playbooks if at is not None and one.id == at.playbook), None)
    if at is not None and book is not None:
        since = date_time(at.at, zone, now)
        yield _row(_("Strategy"), _("{name}, since {when}").format(name=name_in(book.names), when=since))


def _row(name: str, value: str, ink: Ink = "text") -> LineRow:
    return LineRow(name, value, ink="text3", value_ink=ink)


def _deal(view: CardView, zone: ZoneInfo, now: datetime) -> Iterator[LineRow]:
    if not view.deals:
        return
    deal, told = view.deals[-1], view.definitions
    seller = view.users.get(deal.to)
    amount = "" if deal.amount_minor is None else money(deal.amount_minor, deal.currency)
    parts = [deal_stage_name(deal.stage, told), amount, seller.name if seller else ""]
    until = accept_due(deal, told)
    if until is not None:
        parts.append(_("accept by {when}").format(when=due(until, zone, now)))
    late = until is not None and until < now
    yield _row(_("Deal"), ", ".join(part for part in parts if part), "hot" if late else "text")
    for name, words in ((_("Sent"), paper_words(deal)), (_("Why lost"), end_words(deal, told))):
        if words:
            yield _row(name, short(words))
    if deal.advice:
        rated = {True: _("it helped"), False: _("it did not help"), None: ""}[deal.useful]
        yield _row(_("Advice to sales"), ", ".join(part for part in (short(deal.advice), rated) if part))


def _consent(view: CardView, zone: ZoneInfo) -> Iterator[LineRow]:
    """B31: text version, date, channel."""
    told = view.person.consent if view.person else None
    if not told:
        return
    state = str(told.get("state", ""))
    channel = view.definitions.channel_by_id.get(str(told.get("channel", "")))
    at = date_time(moment(told["at"]), zone) if told.get("at") else ""
    version = _("text {version}").format(version=told["version"]) if told.get("version") else ""
    parts = (name_of("consent", state), version, name_in(channel.names) if channel else "", at)
    yield _row(_("Consent"), ", ".join(part for part in parts if part), "hot" if state == "no" else "text")


def _asleep(view: CardView, zone: ZoneInfo, now: datetime) -> Iterator[LineRow]:
    lead, told = view.lead, view.definitions
    at = lead.position
    if at.place != "nurture":
        return
    programme = told.programme_by_id.get(lead.nursing.programme) if lead.nursing else None
    owner = view.users.get(lead.nursing.owner or "") if lead.nursing else None
    until = _("until {when}").format(when=due(at.until, zone, now)) if at.until else _("until a signal")
    held = owner.name if owner else _("nobody looks after it")
    name = name_in(programme.names) if programme else ""
    yield _row(_("Nurture"), ", ".join(part for part in (name, held, until) if part))
    why = ", ".join(part for part in (short(at.text), place_reason("nurture", at.reason, told)) if part)
    if why:
        yield _row(_("Why it sleeps"), why)


def _woken(view: CardView, zone: ZoneInfo, now: datetime) -> Iterator[LineRow]:
    """A14: it returns with its context: what was said last, and what is still unknown."""
    lead = view.lead
    if lead.woken is None or not lead.position.active:
        return
    by = {"date": _("its day came"), "signal": _("the client did something"), "hand": _("woken by hand")}
    said = [by.get(lead.woken.by, ""), date_time(lead.woken.at, zone, now)]
    rounds = lead.nurture_rounds
    said.append(ngettext("{n} round", "{n} rounds", rounds).format(n=rounds) if rounds > 1 else "")
    yield _row(_("Woke from nurture"), ", ".join(part for part in said if part))
    if lead.woken.text:
        yield _row(_("Said last"), short(lead.woken.text))
    unknown = [
        name_in(question.names)
        for question in view.definitions.questions
        if question.id not in lead.answers or not lead.answers[question.id].known
    ]
    if unknown:
        yield _row(_("Still to ask"), ", ".join(unknown))
