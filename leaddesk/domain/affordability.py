"""Can they afford it: the budget against the least price of what they need, by dated rates (A13, C4)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from leaddesk.domain.definitions import Definitions, ProductGroup
from leaddesk.domain.lead import LeadState
from leaddesk.domain.normal import fold

Rates = Mapping[str, Sequence[Sequence[Any]]]
"""Currency -> [[ISO date from which it holds, how much of the base's currency one of it is], ...]."""


class Afford(NamedTuple):
    """`state` ok, below or unknown; both amounts in minor units of the group's currency."""

    state: str
    group: str = ""
    budget: int | None = None
    least: int | None = None
    currency: str = ""


def affordability(lead: LeadState, definitions: Definitions) -> Afford:
    """The budget of a lead against the price band of its need, by the rates of the day that it came.

    Unknown where no budget, no group or no rate is known: nobody is turned away for what is not known.
    """
    group = group_of(lead, definitions)
    if group is None:
        return Afford("unknown")
    if lead.amount_minor is None:
        return Afford("unknown", group.id, None, group.least, group.currency)
    rates: Rates = definitions.settings.get("rates") or {}
    base = str(definitions.settings.get("currency", ""))
    day = lead.received.date()
    budget = converted(lead.amount_minor, lead.currency or base, group.currency or base, day, rates, base)
    if budget is None:
        return Afford("unknown", group.id, None, group.least, group.currency)
    state = "below" if budget < group.least else "ok"
    return Afford(state, group.id, budget, group.least, group.currency)


def group_of(lead: LeadState, definitions: Definitions) -> ProductGroup | None:
    """The product group of the need: by its type, else by a word of the product asked for or of the need."""
    groups = definitions.product_groups
    by_type = next((group for group in groups if lead.need_type and group.id == lead.need_type), None)
    if by_type is not None:
        return by_type
    said = fold(f"{lead.product} {lead.need}")
    return next((g for g in groups if any(word and fold(word) in said for word in g.words)), None)


def converted(minor: int, have: str, want: str, on: date, rates: Rates, base: str) -> int | None:
    """An amount in another currency by the rates of a day; None where one of them is not known."""
    if have == want:
        return minor
    first, second = _rate(have, on, rates, base), _rate(want, on, rates, base)
    if first is None or second is None:
        return None
    return int(Decimal(minor) * first / second)


def _rate(currency: str, on: date, rates: Rates, base: str) -> Decimal | None:
    """How much of the base's currency one of `currency` was on a day: the newest rate not after it."""
    if currency == base:
        return Decimal(1)
    held: Decimal | None = None
    for row in sorted(rates.get(currency, ()), key=lambda row: str(row[0])):
        if str(row[0]) > on.isoformat():
            break
        try:
            held = Decimal(str(row[1]))
        except (InvalidOperation, IndexError):
            continue
    return held if held else None
