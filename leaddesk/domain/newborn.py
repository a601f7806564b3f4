"""A lead as it is born: the same state as the folds give, made at once, because imports are births.

Only for a lead whose one op is a capture of plain fields (`newborn_lead` says for which); a property test
proves that both ways agree.
"""

from collections.abc import Mapping
from typing import Any

from leaddesk.domain.fold import contact_of, fold_person, position_of
from leaddesk.domain.lead import NOBODY, LeadState, Passed, PersonState, Position
from leaddesk.domain.log import Op, moment

PLAIN = frozenset(
    (
        *("person", "company", "kind", "received", "need", "need_type", "product", "original", "channel"),
        *("source", "campaign", "event", "action", "language", "amount", "owner", "temperature"),
        *("external_id", "fingerprint", "extra", "imported", "position", "message"),
    )
)
PLAIN_PERSON = frozenset(("id", "name", "title", "company", "language", "zone", "city", "country"))
_NEW = Position()
_PLACES = (None, "junk")


def newborn_lead(row_id: str, op: Op) -> LeadState | None:
    """State of a lead whose only op is this birth; None where it has more than plain fields in it."""
    born: Mapping[str, Any] = op.value["lead"]
    if not PLAIN.issuperset(born):
        return None
    position = position_of(born["position"]) if born.get("position") else _NEW
    if position.stage != "new" or position.place not in _PLACES:
        return None
    get = {field: value for field, value in born.items() if value is not None}.get
    received = moment(born["received"])
    amount = get("amount") or NOBODY
    return LeadState(
        id=row_id,
        kind=get("kind", "request"),
        received=received,
        person_id=get("person"),
        company_id=get("company"),
        need=get("need", ""),
        need_type=get("need_type", ""),
        product=get("product", ""),
        original=born.get("original") or "",
        channel=get("channel", "other"),
        source=get("source", ""),
        campaign=get("campaign", ""),
        event=get("event", ""),
        action=get("action", ""),
        language=get("language", ""),
        amount_minor=amount.get("minor"),
        currency=amount.get("currency", ""),
        owner=get("owner"),
        owned_at=op.at if get("owner") else None,
        position=position,
        way=(Passed(received, op.actor, position.stage, position.place, position.reason),),
        created_by=op.actor,
        temperature_set=get("temperature"),
        external_id=get("external_id", ""),
        fingerprint=born.get("fingerprint") or "",
        import_id=op.tx_id if born.get("imported") else None,
        extra=get("extra", NOBODY),
    )


def person_of(row_id: str, ops: list[Op], born: Mapping[str, Any] | None) -> PersonState | None:
    """State of a person, as `fold_person`, at once where nothing was edited since a plain birth."""
    if ops or born is None:
        return fold_person(row_id, ops, born)
    contacts, told = [], {}
    for field, value in born.items():
        family, slash, own = field.partition("/")
        if slash:
            if family != "contact" or "/" in own:
                return fold_person(row_id, [], born)
            if value is not None:
                contacts.append(contact_of(own, value))
        elif field not in PLAIN_PERSON:
            return fold_person(row_id, [], born)
        elif value is not None:
            told[field] = value
    get = told.get
    if len(contacts) > 1:
        contacts.sort(key=lambda c: (c.kind, c.normal or "~", c.id))
    return PersonState(
        row_id, get("name", ""), get("title", ""), get("company"), get("language", ""), get("zone"),
        get("city", ""), get("country", ""), tuple(contacts), None, NOBODY,
    )  # fmt: skip
