"""What `leaddesk show` tells beside the winning values: merged records, and what else was said."""

from collections.abc import Iterator
from typing import Any

from leaddesk.actions.questions import CardView
from leaddesk.domain.lead import Said
from leaddesk.domain.log import iso
from leaddesk.texts import _
from leaddesk.texts.formats import date_time
from leaddesk.texts.names import event_name


def said_json(card: CardView) -> dict[str, Any]:
    """`merged`: records that are this lead; `also`: their other values; `conflicts`: what lost a tie."""
    person = card.person
    return {
        "merged": [
            {"id": one.id, "need": one.need, "channel": one.channel, "received": one.received}
            for one in card.lead.merged
        ],
        "merged_people": list(person.merged) if person else [],
        "also": [_said(one, card) for one in card.lead.also],
        "conflicts": [_said(one, card) for one in _conflicts(card)],
    }


def _conflicts(card: CardView) -> tuple[Said, ...]:
    return (*card.lead.conflicts, *(card.person.conflicts if card.person else ()))


def _said(one: Said, card: CardView) -> dict[str, Any]:
    field = one.field if one.entity == "lead" else f"{one.entity}.{one.field}"
    value = dict(one.value) if isinstance(one.value, tuple) else one.value
    return {"field": field, "value": value, "by": _name(one.by, card), "at": iso(one.at)}


def _name(user_id: str, card: CardView) -> str:
    user = card.users.get(user_id)
    return user.name if user else user_id


def said_lines(card: CardView, zone: Any, now: Any) -> Iterator[str]:
    """The same for people to read."""
    for one in card.lead.merged:
        yield _("merged from {id}: {need}").format(id=one.id, need=one.need or "–")
    for said in _conflicts(card):
        told = said.value if isinstance(said.value, str | int) else _said(said, card)["value"]
        words = _("also said of “{field}”: {value} ({by}, {at})")
        at = date_time(said.at, zone, now)
        yield words.format(field=event_name(said.field), value=told, by=_name(said.by, card), at=at)
