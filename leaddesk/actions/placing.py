"""What the actions that place a lead share: the position register and the rule that junk needs a contact."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from leaddesk.actions.ports import Read
from leaddesk.domain.lead import LeadState, Position
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import MoveRefused


def position(
    stage: str, place: str | None = None, reason: str = "", text: str = "", until: datetime | None = None
) -> dict[str, Any]:
    """Value of the position register; stage and place always go together."""
    told = {"stage": stage, "place": place, "reason": reason, "text": text, "until": until and iso(until)}
    return {name: value for name, value in told.items() if value}


def with_sales(at: Position) -> bool:
    """Whether sales hold the lead: handed over or in a deal, and not come back to nurture or archive."""
    return at.place == "deal" or (at.stage == "handed_over" and at.place is None)


def stage_again(at: Position) -> str:
    """The stage that a lead off the board comes back to: after a deal that ended it is work again (A16)."""
    return "in_work" if at.stage == "handed_over" else at.stage


def wakes(lead: LeadState, by: str, stage: str = "") -> Iterator[Set]:
    """The lead comes back to its stage, or to `stage`; why, and what was said last, stays on its card (A14).

    `by` is date, signal or hand. Nothing for a lead that does not sleep in nurture.
    """
    at = lead.position
    if at.place != "nurture":
        return
    yield Set("lead", lead.id, "position", position(stage or stage_again(at)))
    yield Set("lead", lead.id, "woken", {"by": by, **({"text": at.text} if at.text else {})})
    if lead.snoozed_until:
        yield Set("lead", lead.id, "snooze", None)


def reachable(lead: LeadState, read: Read) -> bool:
    """Whether the lead's person can be reached (A5)."""
    person = read.person(lead.person_id) if lead.person_id else None
    return person is not None and person.reachable


def need_contact(lead: LeadState, read: Read) -> None:
    """Raise MoveRefused for a record without a contact: it is kept, but not worked on (A6)."""
    if not reachable(lead, read):
        raise MoveRefused("funnel.no_contact", stage="in_work")
