"""A draft together with what was asked once per file, as the input of a capture or an import."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from leaddesk.actions.incoming import Incoming, IncomingContact
from leaddesk.domain.money import read_money
from leaddesk.domain.normal import fold
from leaddesk.domain.zones import is_zone
from leaddesk.intake.draft import Draft, DraftContact

# What `Incoming` has a place for; every other field of a draft goes into its extra fields under its own name.
_PLACED = frozenset(
    (
        *("full_name", "first_name", "last_name", "patronymic", "position", "company"),
        *("need", "need_type", "product", "budget", "currency", "note", "title", "kind"),
        *("channel", "source", "campaign", "event", "action", "owner", "external_id", "created_at"),
        *("language", "time_zone", "city", "country", "website", "address"),
    )
)
_KINDS = {"request": "request", "requests": "request", "cold": "cold"}
_WARMTH = {
    "hot": "hot", "warm": "warm", "cold": "cold", "гарячий": "hot", "теплий": "warm", "холодний": "cold",
    "горячий": "hot", "теплый": "warm", "холодный": "cold",
}  # fmt: skip
# Texts that a draft and an arrival call by one name.
_SAME = (
    *("company", "need_type", "product", "action", "language", "city", "country", "website", "note"),
    "external_id",
)
MADE_UP = "made_up"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person said of the whole file, before any of its rows (decision 13).

    `channels` and `owners` give ids by folded name for what the rows say themselves; a name that is not there
    stays in the extra fields. `currency` stands for budgets that name none.
    """

    kind: Literal["request", "cold"] = "request"
    channel: str = "other"
    source: str = ""
    campaign: str = ""
    event: str = ""
    owner: str | None = None
    currency: str = "UAH"
    channels: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)


def incoming(draft: Draft, asked: Asked) -> Incoming:
    """The arrival that a draft is; a row's own word goes before what was asked of the file.

    The request stays letter for letter in `original` (A2). A lead's title stands for a need that is not
    there. Nothing that the row said is dropped: what has no place goes to `extra`.
    """
    told = draft.fields
    extra = {name: text for name, text in told.items() if name not in _PLACED}
    extra.update(draft.extra)
    original = told.get("need", "")
    if original and "title" in told:
        extra["title"] = told["title"]
    amount, currency = _budget(told, asked.currency, extra)
    return Incoming(
        name=draft.name,
        title=told.get("position", ""),
        contacts=tuple(map(_contact, draft.contacts)),
        need=original.strip() or told.get("title", ""),
        **{name: told.get(name, "") for name in _SAME},
        original=original,
        channel=_known(told, "channel", asked.channels, extra) or asked.channel,
        source=told.get("source", asked.source),
        campaign=told.get("campaign", asked.campaign),
        event=told.get("event", asked.event),
        zone=_zone(told, extra),
        amount_minor=amount,
        currency=currency,
        owner=_known(told, "owner", asked.owners, extra) or asked.owner,
        kind=_KINDS.get(told.get("kind", ""), asked.kind),
        received=_moment(told.get("created_at")),
        temperature=_warmth(told, extra),
        extra=extra,
    )


def _zone(told: Mapping[str, str], extra: dict[str, str]) -> str | None:
    said = told.get("time_zone")
    if said and not is_zone(said):
        extra["time_zone"] = said
        return None
    return said


def _warmth(told: Mapping[str, str], extra: dict[str, str]) -> str | None:
    read = _WARMTH.get(fold(told.get("temperature", "")))
    if read:
        extra.pop("temperature", None)
    return read


def _contact(one: DraftContact) -> IncomingContact:
    if one.junk and one.normal is not None:
        # test@test or 000 000 reaches nobody: kept as typed, and no way to reach the person (A6).
        return IncomingContact(one.kind, one.value, None, MADE_UP, one.label, False)
    return IncomingContact(one.kind, one.value, one.normal, one.reason, one.label, one.shared)


def _known(told: Mapping[str, str], name: str, ids: Mapping[str, str], extra: dict[str, str]) -> str:
    said = told.get(name, "")
    if not said:
        return ""
    found = ids.get(fold(said), "")
    if not found:
        extra[name] = said
    return found


def _budget(told: Mapping[str, str], home: str, extra: dict[str, str]) -> tuple[int | None, str]:
    """The most that was named, in minor units; a budget that cannot be read stays as it was written."""
    said = told.get("budget", "")
    if not said:
        if "currency" in told:
            extra["currency"] = told["currency"]
        return None, ""
    budget = read_money(said, told.get("currency", home).upper()[:3] or home)
    most = budget and (budget.high or budget.low)
    if not most:
        extra["budget"] = said
        return None, ""
    if len(most.amount.as_tuple().digits) > 15:
        extra["budget"] = said
        return None, ""
    return int(most.amount.scaleb(2).to_integral_value()), most.currency


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
