"""What the search may ask of a lead, taken from its whole state: the reference that SQL must agree with."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.hours import add_duty, weekly
from leaddesk.domain.lead import LeadState, PersonState
from leaddesk.domain.log import at_ms
from leaddesk.domain.normal import digits, fold
from leaddesk.domain.row import LeadRow, search_text
from leaddesk.domain.score import readiness
from leaddesk.domain.search_facts import Facts


def facts_of(
    row: LeadRow, lead: LeadState, person: PersonState | None, definitions: Definitions, clients: set[str]
) -> Facts:
    """All facts of one lead; `clients` are ids of persons who ever won a deal (C1)."""
    contacts = person.contacts if person else ()
    usable = [c for c in contacts if c.usable]
    answers = {a.question: a.level for a in lead.answers.values() if a.level is not None}
    deal = lead.deals[-1] if lead.deals else None
    refusals = [touch.reason for touch in lead.touches if touch.outcome == "refused"]
    checks = readiness(lead, definitions, reachable=row.reachable)
    return Facts(
        text=fold(" ".join(search_text(row, lead, person))),
        kind=row.kind,
        stage=row.stage,
        place=row.place,
        place_reason=row.place_reason,
        level=row.level,
        temperature=row.temperature,
        score=row.score,
        priority=row.priority,
        need=fold(row.need),
        product=fold(row.product),
        channel=row.channel,
        source=fold(row.source),
        campaign=fold(row.campaign),
        event=fold(row.event),
        import_id=row.import_id,
        owner=row.owner,
        labels=tuple(fold(label) for label in lead.labels),
        language=row.language,
        country=row.country,
        city=fold(row.city),
        zone=row.zone,
        name=fold(row.name),
        company=fold(row.company),
        phones=" ".join(digits(c.normal or c.value) for c in contacts if c.kind == "phone"),
        emails=" ".join(fold(c.normal or c.value) for c in contacts if c.kind == "email"),
        domains=" ".join(
            fold(c.normal.partition("@")[2]) for c in contacts if c.kind == "email" and c.normal
        ),
        amount_minor=row.amount_minor,
        attempts=row.attempts,
        calls=sum(1 for touch in lead.touches if touch.kind == "call"),
        airtime=sum(touch.seconds for touch in lead.touches),
        touches=len(lead.touches),
        nurture_rounds=row.nurture_rounds,
        before_n=row.before_n,
        answers=answers,
        starred=row.starred,
        read=row.read,
        replied=row.replied,
        client=row.person_id in clients,
        ready=all(check.ok for check in checks),
        queued=row.owner is None,
        reachable=row.reachable,
        has_phone=any(c.kind == "phone" for c in usable),
        has_email=any(c.kind == "email" for c in usable),
        has_messenger=any(c.kind == "messenger" for c in usable),
        has_note=bool(lead.notes),
        has_task=bool(lead.open_tasks),
        has_evidence=any(answer.evidence for answer in lead.answers.values()),
        received=lead.received,
        stage_since=at_ms(row.stage_since),
        taken_at=_at(row.taken_at),
        decided_at=lead.way[1].at if len(lead.way) > 1 else None,
        next_due=_at(row.next_due),
        snoozed_until=lead.snoozed_until,
        wake_at=_at(row.wake_at),
        first_contact_at=_at(row.first_contact_at),
        last_touch_at=_at(row.last_touch_at),
        handed_at=_at(row.handed_at),
        won_at=_at(row.won_at),
        closed_at=deal.closed_at if deal else None,
        cool_since=_at(row.cool_since),
        norm_due=norm_due(row, definitions),
        outcome=deal.stage if deal and deal.closed_at else None,
        refusal=refusals[-1] if refusals else None,
        lost_reason=deal.reason if deal and deal.stage == "lost" else None,
    )


def norm_due(row: LeadRow, definitions: Definitions) -> datetime | None:
    """When the first-contact norm of the channel runs out on the duty clock (decision 10)."""
    if row.norm_since is None:
        return None
    channel = definitions.channel_by_id.get(row.channel)
    minutes = channel.norm_min if channel else definitions.setting("norm_min")
    start, end = (_minutes(definitions.setting(key)) for key in ("work_from", "work_to"))
    days = "".join(str(day) for day in definitions.setting("work_days"))
    roster = weekly(ZoneInfo(definitions.setting("zone")).key, days, start, end)
    return add_duty(roster, at_ms(row.norm_since), timedelta(minutes=minutes).total_seconds())


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _at(ms: int | None) -> datetime | None:
    return None if ms is None else at_ms(ms)
