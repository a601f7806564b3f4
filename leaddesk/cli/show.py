"""`leaddesk show`: one lead whole."""

import argparse
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from leaddesk.actions.questions import Card, CardView, ScoreAt
from leaddesk.app.compose import open_desk
from leaddesk.cli.show_said import said_json, said_lines
from leaddesk.cli.terminal import Terminal
from leaddesk.cli.typed import moment
from leaddesk.cli.words import resolved
from leaddesk.domain.affordability import affordability
from leaddesk.domain.before import Earlier
from leaddesk.domain.deals import accept_due
from leaddesk.domain.horizon import bucket
from leaddesk.domain.lead import DealState
from leaddesk.domain.log import at_ms
from leaddesk.domain.maturity import maturity_of
from leaddesk.domain.papers import Paper
from leaddesk.domain.qualification import need_is_real, outcome_of
from leaddesk.domain.score import Point, Verdict
from leaddesk.domain.timeline import Event
from leaddesk.domain.zones import is_sure
from leaddesk.texts import _
from leaddesk.texts.formats import date_time, duration, money_exact, name_in, signed
from leaddesk.texts.keys import cause, criterion_name, criterion_why, outcome_before, stage_name
from leaddesk.texts.levels import afford_words, clause_words
from leaddesk.texts.names import event_name, name_of


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `show`."""
    parser.add_argument("id", metavar="ID", help=_("an id, or its beginning"))
    parser.add_argument("--as-of", metavar="ISO", type=moment, help=_("score and ledger as they stood then"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Show one lead."""
    with open_desk(options.opening) as desk:
        (lead_id,) = resolved(desk, [options.id])
        card = desk.ask(Card(lead_id))
        now = desk.session.now()
        if options.as_of is not None:
            then = desk.ask(ScoreAt(lead_id, options.as_of))
            card = replace(card, verdict=then or Verdict(None, card.verdict.temperature, None, ()))
    zone = ZoneInfo(str(card.definitions.settings.get("zone", "UTC")))
    terminal.result(card_json(card), _lines(card, zone, now))
    return 0


def card_json(card: CardView) -> dict[str, Any]:
    """The whole lead in the shape of CLI.md."""
    return {
        "id": card.lead.id,
        "kind": card.lead.kind,
        **_where(card),
        **_asked(card),
        "score": card.verdict.score,
        "ledger": [_point(point, card) for point in card.verdict.ledger],
        **_known(card),
        **_worth(card),
        **_person(card),
        "next_step": _step(card),
        "deals": [_deal(deal, card) for deal in card.deals],
        "notes": [{"text": n.text, "at": n.at, "by": _user(card, n.by)} for n in card.lead.notes],
        "timeline": [_event(event, card) for event in card.events],
        "came_before": [_earlier(one) for one in card.came_before],
        **said_json(card),
        "external_id": card.lead.external_id,
        "extra": card.lead.extra,
    }


def _where(card: CardView) -> dict[str, Any]:
    lead = card.lead
    first = card.row.first_contact_at
    return {
        "stage": lead.position.stage,
        "place": lead.position.place,
        "reason": lead.position.reason,
        "until": lead.position.until,
        "level": card.verdict.level,
        "temperature": card.verdict.temperature,
        "priority": lead.priority,
        "starred": lead.starred,
        "labels": lead.labels,
        "snoozed_until": lead.snoozed_until,
        "owner": _user(card, lead.owner),
        "received": lead.received,
        "first_contact_at": None if first is None else at_ms(first),
    }


def _asked(card: CardView) -> dict[str, Any]:
    lead = card.lead
    names = ("need", "need_type", "product", "original", "channel", "source", "campaign", "event", "currency")
    told = {name: getattr(lead, name) for name in names}
    return {**told, "amount": _amount(lead.amount_minor)}


def _worth(card: CardView) -> dict[str, Any]:
    """What the program concludes, each with its reasons."""
    definitions, told = card.definitions, affordability(card.lead, card.definitions)
    timing = max((a.until for a in card.lead.answers.values() if a.until), default=None)
    return {
        "levels": [
            {
                "level": why.level,
                "ok": why.ok,
                "clauses": [{"text": clause_words(one, definitions), "ok": one.ok} for one in why.clauses],
            }
            for why in card.levels
        ],
        "need_real": need_is_real(card.lead),
        "qualification": outcome_of(card.lead, card.readiness),
        "maturity": maturity_of(card.lead),
        "horizon": {"until": timing, "bucket": bucket(timing, card.now)},
        "fit": {
            "fit": card.fit.fit,
            "traits": [
                {"trait": p.trait, "value": p.said, "distance": p.distance, "weight": p.weight}
                for p in card.fit.parts
            ],
        },
        "affordability": {"state": told.state, "why": afford_words(told, definitions)},
    }


def _known(card: CardView) -> dict[str, Any]:
    return {
        "answers": {
            answer.question: {"level": answer.level, "text": answer.text, "evidence": answer.evidence}
            for answer in card.lead.answers.values()
        },
        "readiness": [
            {"criterion": check.id, "ok": check.ok, "why": criterion_why(check, card.definitions)}
            for check in card.readiness
        ],
    }


def _amount(minor: int | None) -> str | None:
    return None if minor is None else f"{minor // 100}.{minor % 100:02d}"


def _step(card: CardView) -> dict[str, Any] | None:
    step = next(iter(card.lead.open_tasks), None)
    if step is None:
        return None
    to = _user(card, step.to)
    return {"id": step.id, "title": step.title, "due": step.due, "to": to, "kind": step.kind}


def _earlier(one: Earlier) -> dict[str, Any]:
    when = at_ms(one.received)
    return {"id": one.id, "kind": one.kind, "why": one.why, "when": when, "outcome": one.outcome}


def _user(card: CardView, user_id: str | None) -> str | None:
    user = card.users.get(user_id or "")
    return user.name if user else user_id


def _point(point: Point, card: CardView) -> dict[str, Any]:
    told = {"points": point.points, "cause": cause(point, card.definitions), "at": point.at}
    return {**told, "key": point.cause, "about": point.about}


def _person(card: CardView) -> dict[str, Any]:
    person, company = card.person, card.company
    return {
        "person": {
            "id": person.id if person else None,
            "name": person.name if person else "",
            "title": person.title if person else "",
            "company": company.name if company else "",
            "company_id": company.id if company else None,
            "website": company.website if company else "",
            "city": card.row.city,
            "country": card.row.country,
            "language": card.row.language,
            "zone": card.row.zone,
            "zone_certain": _sure(card),
        },
        "contacts": [
            {
                "id": contact.id,
                "kind": contact.kind,
                "value": contact.value,
                "normal": contact.normal,
                "mark": contact.mark,
                "marked_at": contact.marked_at,
                "label": contact.label,
                "reason": contact.reason,
            }
            for contact in (person.contacts if person else ())
        ],
    }


def _deal(deal: DealState, card: CardView) -> dict[str, Any]:
    return {
        "id": deal.id,
        "stage": deal.stage,
        "round": deal.round,
        "to": _user(card, deal.to),
        "by": _user(card, deal.by),
        "at": deal.at,
        "need": deal.need,
        "advice": deal.advice,
        "summary": {line.question: line.text for line in deal.summary},
        "known_from": {line.question: line.evidence for line in deal.summary if line.evidence},
        "criteria": dict(deal.criteria),
        "override": deal.override,
        "amount": _amount(deal.amount_minor),
        "currency": deal.currency,
        "barter": deal.barter,
        "reason": deal.reason,
        "text": deal.text,
        "cause": deal.cause,
        "satisfied": deal.satisfied,
        "repeat": deal.repeat,
        "useful": deal.useful,
        "papers": [_paper(paper, card) for paper in deal.papers],
        "joined": [one._asdict() for one in deal.joined],
        "handed_at": deal.handed_at,
        "accept_due": accept_due(deal, card.definitions),
        "accepted_at": deal.accepted_at,
        "closed_at": deal.closed_at,
    }


def _paper(paper: Paper, card: CardView) -> dict[str, Any]:
    amount = {"amount": _amount(paper.minor), "currency": paper.currency}
    return {"kind": paper.kind, "at": paper.at, "by": _user(card, paper.by), **amount, "text": paper.text}


def _event(event: Event, card: CardView) -> dict[str, Any]:
    told = {"at": event.at, "by": _user(card, event.by), "kind": event.kind, "about": event.about}
    return {**told, "title": event_name(event.kind), "value": event.value, "tx": event.tx_id}


def _lines(card: CardView, zone: tzinfo, now: datetime) -> list[str]:
    """The lead for a person's eyes."""
    lead, row, definitions = card.lead, card.row, card.definitions
    where = stage_name(lead.position.place or lead.position.stage, definitions)
    score = "–" if card.verdict.score is None else str(card.verdict.score)
    lines = [
        ", ".join(part for part in (row.name, row.company, row.title, row.city) if part) or row.id,
        " · ".join(
            (where, name_of("temperature", row.temperature), score, (card.verdict.level or "").upper())
        ),
        *(f"  {name_of('contact', c.kind)}: {c.normal or c.value}" for c in _contacts(card)),
        f"{name_of('field', 'need')}: {lead.need}",
        f"{name_of('field', 'product')}: {lead.product}",
    ]
    if lead.amount_minor is not None:
        lines.append(f"{name_of('field', 'amount')}: {money_exact(lead.amount_minor, lead.currency)}")
    if row.cool_since is not None:
        lines.append(
            f"{name_of('field', 'cooling')}: {duration((now - at_ms(row.cool_since)).total_seconds())}"
        )
    if row.next_due is not None:
        due = date_time(at_ms(row.next_due), zone, now)
        lines.append(f"{name_of('field', 'next_due')}: {name_of('step', row.next_step)}, {due}")
    lines += [f"  {signed(p.points):>4}  {cause(p, definitions)}" for p in card.verdict.ledger]
    lines += [_answer_line(card, q.id, name_in(q.names)) for q in definitions.questions]
    marks: Mapping[bool | None, str] = {True: "+", False: "−", None: "?"}
    lines += [f"  {marks[c.ok]} {criterion_name(c.id, definitions)}" for c in card.readiness]
    lines += [
        f"{date_time(at_ms(one.received), zone)}: {outcome_before(one.outcome, definitions)} ({one.id})"
        for one in card.came_before
    ]
    lines += said_lines(card, zone, now)
    lines += [f"{date_time(e.at, zone)}  {event_name(e.kind)}  {_user(card, e.by)}" for e in card.events]
    return lines


def _sure(card: CardView) -> bool | None:
    """Whether the time zone is certain (C13); None where none is known."""
    row = card.row
    if not row.zone:
        return None
    return is_sure(row.phone if row.phone.startswith("+") else None, row.country, row.city)


def _contacts(card: CardView) -> tuple[Any, ...]:
    return card.person.contacts if card.person else ()


def _answer_line(card: CardView, question: str, name: str) -> str:
    answer = card.lead.answers.get(question)
    level = "?" if answer is None or answer.level is None else str(answer.level)
    return f"  {level}  {name}: {answer.text if answer else ''}".rstrip(" :")
