"""Rules of the handover contract: until when a deal is to be accepted, and to whom it is proposed."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.hours import add_duty
from leaddesk.domain.lead import DealState
from leaddesk.domain.norms import duty_roster
from leaddesk.domain.users import User

SELLERS = frozenset({"sales", "head"})


def accept_by(handed: datetime, definitions: Definitions) -> datetime | None:
    """When what was handed over at a moment is to be accepted; None where nobody is ever on duty."""
    hours = definitions.setting("accept_norm_h")
    return add_duty(duty_roster(definitions), handed, int(hours) * 3600)


def accept_due(deal: DealState, definitions: Definitions) -> datetime | None:
    """When sales must have accepted or returned it, on the duty clock; None where it does not wait."""
    return accept_by(deal.handed_at or deal.at, definitions) if deal.stage == "awaiting" else None


def accept_late(deal: DealState, definitions: Definitions, now: datetime) -> bool:
    """Whether it waits for acceptance past the norm, which goes to the head of sales."""
    due = accept_due(deal, definitions)
    return due is not None and now > due


def sellers(users: Iterable[User], loads: Mapping[str, int], last: str | None, norm: int) -> list[User]:
    """Who may be given a deal, the proposed one first: the client's last seller while below the norm of
    open deals, then by load, heads of sales after their people. Above the norm nobody is left out, only last.
    """

    def place(user: User) -> tuple[bool, bool, bool, int, str]:
        load = loads.get(user.id, 0)
        return load >= norm, user.id != last, "sales" not in user.roles, load, user.name

    return sorted((u for u in users if u.active and SELLERS & set(u.roles)), key=place)
