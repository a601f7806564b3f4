"""How far a need has grown: vague, formed, comparing, ready (A17)."""

from leaddesk.domain.lead import LeadState

MATURITIES = ("vague", "formed", "comparing", "ready")


def maturity_of(lead: LeadState) -> str:
    """Set by hand wins; else from the answers, the highest that they show.

    Formed: the task is described. Comparing: it is, and they said whom they compare. Ready: the task, a date,
    and either the sum is approved or we come first.
    """
    if lead.maturity_set:
        return lead.maturity_set
    level = {question: answer.level or 0 for question, answer in lead.answers.items()}
    need, timing = level.get("need", 0), level.get("timing", 0)
    if need < 2:
        return "vague"
    if timing >= 2 and (level.get("budget", 0) >= 3 or level.get("priority", 0) >= 3):
        return "ready"
    return "comparing" if level.get("priority", 0) >= 1 else "formed"
