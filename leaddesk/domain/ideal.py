"""How close a lead is to the ideal client: distance 0-100, explained trait by trait (D24)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from leaddesk.domain.affordability import converted, group_of
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.horizon import bucket
from leaddesk.domain.lead import CompanyState, LeadState, PersonState
from leaddesk.domain.maturity import maturity_of
from leaddesk.domain.normal import fold
from leaddesk.domain.trait import Trait

NOWHERE = 100
UNKNOWN = Decimal("0.5")
"""What is not known is half a distance: it neither makes a client ideal nor turns anybody away."""


class Part(NamedTuple):
    """A trait as it stands: what is known of it ("" where nothing), its distance 0-1, None where unknown."""

    trait: str
    said: str
    distance: Decimal | None
    weight: int


class Fit(NamedTuple):
    """`distance` 0-100 from the ideal client; None where nothing of what matters is known."""

    distance: int | None
    parts: tuple[Part, ...] = ()

    @property
    def fit(self) -> int | None:
        """How well they fit: 100 less the distance."""
        return None if self.distance is None else NOWHERE - self.distance


class About(NamedTuple):
    """Whom the traits are looked for in."""

    lead: LeadState
    person: PersonState | None
    company: CompanyState | None
    definitions: Definitions
    as_of: datetime


def fit_of(about: About) -> Fit:
    """The mean of the distances by weight; unknown where no trait is declared or nothing is known."""
    use_sensitive = bool(about.definitions.settings.get("sensitive_traits", True))
    traits = [
        one for one in about.definitions.traits if one.weight > 0 and (use_sensitive or not one.sensitive)
    ]
    parts = tuple(_part(trait, about) for trait in traits)
    if not any(part.distance is not None for part in parts):
        return Fit(None, parts)
    whole = sum(part.weight for part in parts)
    far = sum((UNKNOWN if p.distance is None else p.distance) * p.weight for p in parts)
    return Fit(round(NOWHERE * far / whole), parts)


def _part(trait: Trait, about: About) -> Part:
    said = _said(trait, about)
    return Part(trait.id, said, _distance(trait, said) if said else None, trait.weight)


def _said(trait: Trait, about: About) -> str:
    """What is known of a trait, as text; empty where it is not known."""
    kind, _dot, key = trait.of.partition(".")
    if kind == "answer":
        answer = about.lead.answers.get(key)
        return "" if answer is None or answer.level is None else str(answer.level)
    if kind == "extra":
        return str(about.lead.extra.get(key) or "").strip()
    fact = FACTS.get(trait.of)
    return fact(about).strip() if fact else ""


def _distance(trait: Trait, said: str) -> Decimal | None:
    """0 where it fits, 1 where it does not; a number that misses a bound by its half is half away."""
    if trait.values:
        known = fold(said)
        return (
            Decimal(0) if any(fold(value) in known for value in trait.values if fold(value)) else Decimal(1)
        )
    if trait.least is None and trait.most is None:
        return Decimal(0)
    return _numbers(trait, said) if _number(said) is not None else _days(trait, said)


def _numbers(trait: Trait, said: str) -> Decimal | None:
    told, least, most = _number(said), _number(trait.least), _number(trait.most)
    if told is None or (least is None and most is None):
        return None
    if least is not None and told < least:
        return _beyond(least - told, least)
    if most is not None and told > most:
        return _beyond(told - most, most)
    return Decimal(0)


def _beyond(by: Decimal, bound: Decimal) -> Decimal:
    return min(Decimal(1), by / abs(bound)) if bound else Decimal(1)


def _days(trait: Trait, said: str) -> Decimal | None:
    """A day between two days; anything else tells nothing."""
    try:
        told = date.fromisoformat(said[:10])
        least = date.fromisoformat(str(trait.least)) if trait.least is not None else date.min
        most = date.fromisoformat(str(trait.most)) if trait.most is not None else date.max
    except ValueError:
        return None
    return Decimal(0) if least <= told <= most else Decimal(1)


def _number(told: int | str | None) -> Decimal | None:
    if told is None:
        return None
    try:
        found = Decimal(str(told).replace(" ", "").replace("\u00a0", "").replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _amount(about: About) -> str:
    """The budget in whole units of the base's currency, by the rates of the day that it came."""
    lead, told = about.lead, about.definitions
    if lead.amount_minor is None:
        return ""
    base = str(told.settings.get("currency", ""))
    rates = told.settings.get("rates") or {}
    day = lead.received.date()
    minor = converted(lead.amount_minor, lead.currency or base, base, day, rates, base)
    return "" if minor is None else str(minor // 100)


def _horizon(about: About) -> str:
    until = max((a.until for a in about.lead.answers.values() if a.until), default=None)
    return "" if until is None else bucket(until, about.as_of)


def _group(about: About) -> str:
    group = group_of(about.lead, about.definitions)
    return group.id if group else ""


FACTS: Mapping[str, Callable[[About], str]] = {
    "group": _group,
    "need_type": lambda a: a.lead.need_type,
    "product": lambda a: a.lead.product,
    "channel": lambda a: a.lead.channel,
    "source": lambda a: a.lead.source,
    "campaign": lambda a: a.lead.campaign,
    "event": lambda a: a.lead.event,
    "language": lambda a: a.lead.language or (a.person.language if a.person else ""),
    "amount": _amount,
    "horizon": _horizon,
    "maturity": lambda a: maturity_of(a.lead),
    "title": lambda a: a.person.title if a.person else "",
    "city": lambda a: (a.person.city if a.person else "") or (a.company.city if a.company else ""),
    "country": lambda a: (a.person.country if a.person else "") or (a.company.country if a.company else ""),
    "company": lambda a: a.company.name if a.company else "",
}
"""What a trait may speak of, besides answers and what came with a file."""
