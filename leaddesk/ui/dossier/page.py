"""The dossier of a lead as HTML of one page: who, need, answers with evidence, readiness, advice, history."""

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from html import escape
from zoneinfo import ZoneInfo

from leaddesk.actions.questions import CardView
from leaddesk.domain.lead import DealState
from leaddesk.domain.log import at_ms
from leaddesk.texts import _
from leaddesk.texts.deals import end_words, paper_words
from leaddesk.texts.evidence import evidence_words
from leaddesk.texts.formats import date_time, due, money_exact, name_in
from leaddesk.texts.keys import cause, criterion_name, criterion_why, deal_stage_name, stage_name
from leaddesk.texts.names import event_name, name_of

_LONGEST = 600
_EVENTS = 12
Pair = tuple[str, str]


def page_html(view: CardView, now: datetime, *, events: int = _EVENTS) -> str:
    """The whole page; `events` is how many lines of the history it has room for."""
    zone = ZoneInfo(str(view.definitions.setting("zone")))
    row = view.row
    head = ", ".join(part for part in (row.company, row.title, row.city) if part)
    told = _("As of {when}").format(when=date_time(now, zone))
    return "".join(
        (
            f"<h1>{_safe(row.name or row.company or _('No name'))}</h1><p>{_safe(head)}</p>",
            f"<p class='quiet'>{_safe(told)}</p>",
            _table(_("Contacts"), _contacts(view)),
            _table(_("Need"), _need(view)),
            *(_table(_("Deal"), _deal(deal, view, zone)) for deal in view.deals[-1:]),
            _table(_("Answers"), _answers(view, zone)),
            _table(_("Readiness criteria"), _criteria(view)),
            _table(_("Score {n}").format(n=_score(view)), _ledger(view)),
            _table(_("Next step"), _step(view, zone, now)),
            _table(_("History"), _history(view, zone, events)),
        )
    )


def _safe(text: str) -> str:
    """Plain text: a lead's words are never read as HTML (ARCHITECTURE 8.14)."""
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return escape("".join(sign for sign in text if sign >= " " or sign == "\n")).replace("\n", "<br>")


def _table(title: str, pairs: Iterable[Pair]) -> str:
    rows = [
        f"<tr><th width='28%'>{_safe(name)}</th><td>{_safe(value)}</td></tr>"
        for name, value in pairs
        if value
    ]
    if not rows:
        return ""
    return f"<p class='head'>{_safe(title)}</p><table width='100%'>{''.join(rows)}</table>"


def _contacts(view: CardView) -> Iterator[Pair]:
    for contact in view.person.contacts if view.person else ():
        mark = f" ({name_of('mark', contact.mark)})" if contact.mark else ""
        yield name_of("contact", contact.kind), (contact.normal or contact.value) + mark
    if view.row.zone:
        yield name_of("field", "zone"), view.row.zone


def _need(view: CardView) -> Iterator[Pair]:
    lead = view.lead
    yield name_of("field", "need"), lead.need
    yield name_of("field", "product"), lead.product
    if lead.original != lead.need:
        yield name_of("field", "original"), lead.original
    if lead.amount_minor is not None:
        yield name_of("field", "amount"), money_exact(lead.amount_minor, lead.currency)
    channel = view.definitions.channel_by_id.get(lead.channel)
    yield name_of("field", "channel"), name_in(channel.names) if channel else lead.channel
    yield name_of("field", "stage"), stage_name(lead.position.place or lead.position.stage, view.definitions)


def _deal(deal: DealState, view: CardView, zone: tzinfo) -> Iterator[Pair]:
    yield _("Stage of the deal"), deal_stage_name(deal.stage, view.definitions)
    yield _("Advice to sales"), deal.advice
    yield _("Need at the handover"), deal.need
    if deal.amount_minor is not None:
        yield name_of("field", "amount"), money_exact(deal.amount_minor, deal.currency)
    yield _("Handed over"), _by(deal.by, view, date_time(deal.handed_at or deal.at, zone))
    yield _("Seller"), _name(deal.to, view)
    for one in deal.joined:
        yield _("Also wants"), one.need
    yield _("Sent"), paper_words(deal)
    yield _("Lost reason"), end_words(deal, view.definitions)


def _answers(view: CardView, zone: tzinfo) -> Iterator[Pair]:
    for question in view.definitions.questions:
        answer = view.lead.answers.get(question.id)
        if answer is None:
            continue
        level = "?" if answer.level is None else str(answer.level)
        said = f"{level} · {answer.text}" if answer.text else level
        source = evidence_words(answer.evidence, zone)
        yield name_in(question.names), f"{said} ({source})" if source else said


def _criteria(view: CardView) -> Iterator[Pair]:
    for check in view.readiness:
        why = criterion_why(check, view.definitions)
        yield criterion_name(check.id, view.definitions), ("✓" if check.ok else f"✗ {why}")


def _score(view: CardView) -> str:
    return "–" if view.verdict.score is None else str(view.verdict.score)


def _ledger(view: CardView) -> Iterator[Pair]:
    for point in view.verdict.ledger:
        if point.points:
            yield cause(point, view.definitions), f"{point.points:+d}"


def _step(view: CardView, zone: tzinfo, now: datetime) -> Iterator[Pair]:
    if view.row.next_due is not None:
        yield name_of("step", view.row.next_step), due(at_ms(view.row.next_due), zone, now)


def _history(view: CardView, zone: tzinfo, most: int) -> Iterator[Pair]:
    for event in view.events[:most]:
        yield date_time(event.at, zone), _by(event.by, view, event_name(event.kind))


def _name(user: str, view: CardView) -> str:
    found = view.users.get(user)
    return found.name if found else ""


def _by(user: str, view: CardView, what: str) -> str:
    name = _name(user, view)
    return f"{what}, {name}" if name else what
