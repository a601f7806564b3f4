"""What the search may ask of a lead, taken from its whole state: the reference that SQL must agree with."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.lead import LeadState, PersonState
from leaddesk.domain.log import at_ms
from leaddesk.domain.normal import fold
from leaddesk.domain.norms import norm_due
from leaddesk.domain.row import LeadRow
from leaddesk.domain.search_facts import Facts
from leaddesk.domain.sought import WORD_KEYS, sought_of, words_of


def facts_of(
    row: LeadRow,
    lead: LeadState,
    person: PersonState | None,
    definitions: Definitions,
    clients: set[str],
    owners: Mapping[str, set[str]],
) -> Facts:
    """All facts of one lead; `clients` are ids of persons who ever won a deal (C1).

    `owners` are those of the open leads by person (A10).
    """
    contacts = person.contacts if person else ()
    usable = [c for c in contacts if c.usable]
    answers = {a.question: a.level for a in lead.answers.values() if a.level is not None}
    said = words_of(row, lead, person)
    lines = {key: " ".join(map(fold, values)) for key, values in zip(WORD_KEYS, said.fields, strict=True)}
    labels = tuple(fold(label) for label in lead.labels)
    sought = sought_of(lead, person, definitions)
    told = [line for key, line in lines.items() if key != "labels"]
    return Facts(
        text="\n".join([*told, *labels, *map(fold, said.rest)]),
        kind=row.kind,
        stage=row.stage,
        place=row.place,
        place_reason=row.place_reason,
        level=row.level,
        temperature=row.temperature,
        score=row.score,
        priority=row.priority,
        need=lines["need"],
        product=lines["product"],
        consent=sought.consent,
        channel=row.channel,
        source=lines["source"],
        campaign=lines["campaign"],
        event=lines["event"],
        import_id=row.import_id,
        owner=row.owner,
        contacted_by=row.contacted_by,
        decided_by=row.decided_by,
        salesperson=sought.salesperson,
        given_at=_at(sought.given_at),
        buys_by=_at(sought.buys_by),
        stuck_at=_at(sought.stuck_at),
        labels=labels,
        language=row.language,
        country=row.country,
        city=lines["city"],
        zone=row.zone,
        name=lines["name"],
        company=lines["company"],
        phones=lines["phones"],
        emails=lines["emails"],
        domains=lines["domains"],
        inn=lines["inn"],
        amount_minor=row.amount_minor,
        wait=row.wait,
        attempts=row.attempts,
        calls=sought.calls,
        airtime=sought.airtime,
        touches=sought.touches,
        bant=sought.bant,
        champ=sought.champ,
        nurture_rounds=row.nurture_rounds,
        before_n=row.before_n,
        answers=answers,
        starred=row.starred,
        read=row.read,
        replied=row.replied,
        client=row.person_id in clients,
        ready=sought.ready,
        in_norm=bool(row.in_norm),
        disputed=row.owner is not None and bool(owners.get(row.person_id or "", set()) - {row.owner}),
        queued=row.owner is None,
        reachable=row.reachable,
        has_phone=any(c.kind == "phone" for c in usable),
        has_email=any(c.kind == "email" for c in usable),
        has_messenger=any(c.kind == "messenger" for c in usable),
        has_note=sought.has_note,
        has_task=bool(lead.open_tasks),
        has_evidence=sought.has_evidence,
        merged=sought.merged,
        conflict=sought.conflict,
        received=lead.received,
        stage_since=at_ms(row.stage_since),
        taken_at=_at(row.taken_at),
        decided_at=lead.way[1].at if len(lead.way) > 1 else None,
        next_due=_at(row.next_due),
        snoozed_until=lead.snoozed_until,
        wake_at=_at(row.wake_at),
        first_contact_at=_at(row.first_contact_at),
        last_touch_at=_at(row.last_touch_at),
        qualified_at=_at(row.qualified_at),
        ready_at=_at(row.ready_at),
        handed_at=_at(row.handed_at),
        accepted_at=_at(row.accepted_at),
        won_at=_at(row.won_at),
        closed_at=_at(sought.closed_at),
        cool_since=_at(row.cool_since),
        norm_due=norm_due(_at(row.norm_since), row.channel, definitions),
        outcome=row.outcome,
        refusal=sought.refusal,
        lost_reason=sought.lost_reason,
    )


def _at(ms: int | None) -> datetime | None:
    return None if ms is None else at_ms(ms)


def owners_of(rows: Iterable[LeadRow]) -> dict[str, set[str]]:
    """Owners of the open leads of each person."""
    found: dict[str, set[str]] = {}
    for row in rows:
        if row.kind == "request" and row.place is None and row.owner and row.person_id:
            found.setdefault(row.person_id, set()).add(row.owner)
    return found
