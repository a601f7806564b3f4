"""What qualification came to: whether the need is real, and ready now, ready later, or not qualified."""

from collections.abc import Iterable
from typing import Literal

from leaddesk.domain.lead import LeadState
from leaddesk.domain.score import Check

Outcome = Literal["unprocessed", "in_work", "ready_now", "ready_later", "not_qualified"]
OUTCOMES: tuple[Outcome, ...] = ("unprocessed", "in_work", "ready_now", "ready_later", "not_qualified")
_NOT_REAL = ("accidental", "no_need", "spam")
_DECIDED = ("ready", "handed_over")


def need_is_real(lead: LeadState) -> bool | None:
    """Yes, no or unknown (A8): no by the answer of level 0 or the reason why it was put away.

    Yes once the client's own words were asked for: an answer of level 1 to 3 (decision 15). What a form or
    a file says of itself is unknown still.
    """
    answer = lead.answers.get("need")
    if answer is not None and answer.level is not None:
        return answer.level > 0
    if lead.position.place == "junk" and lead.position.reason in _NOT_REAL:
        return False
    return None


def outcome_of(lead: LeadState, checks: Iterable[Check]) -> Outcome:
    """Ready now, ready later or not qualified (B7); nobody has decided yet is another thing (B8).

    Ready now: with sales, put into "ready" or meeting every criterion. Ready later: marketing warms it, or
    they buy later. Not qualified: put away by a decision; what has no contact was never looked at.
    """
    position = lead.position
    if position.place in ("junk", "archive"):
        return "not_qualified" if position.reason != "no_contact" else "unprocessed"
    if position.place == "nurture":
        return "ready_later"
    if position.place == "deal" or position.stage in _DECIDED:
        return "ready_now"
    if position.stage == "new":
        return "unprocessed"
    return "ready_now" if all(check.ok for check in checks) else "in_work"
