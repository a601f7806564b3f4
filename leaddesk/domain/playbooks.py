"""Which playbooks a lead enters when its level or stage changes, and its strategy (B17, B26, D13)."""

from datetime import datetime

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.lead import LeadState
from leaddesk.domain.levels import level_of
from leaddesk.domain.library import Playbook

LEVEL, STAGE = "level:", "stage:"


def entered(
    before: LeadState, after: LeadState, definitions: Definitions, at: datetime
) -> tuple[Playbook, ...]:
    """Playbooks of the level that rose and of the stage that was entered; none for what is not in work here.

    What sales hold, sleeps or is put away has the tasks of those who have it.
    """
    if not after.position.active or after.position.stage == "handed_over":
        return ()
    was, now = (one.level_set or level_of(one, definitions, at) for one in (before, after))
    order = [rule.id for rule in definitions.level_rules]
    rose = now is not None and now != was and _rank(order, now) > _rank(order, was)
    moved = (before.position.stage, before.position.place) != (after.position.stage, after.position.place)
    wanted = {f"{LEVEL}{now}"} if rose else set()
    wanted |= {f"{STAGE}{after.position.stage}"} if moved else set()
    return tuple(book for book in definitions.playbooks if book.on in wanted)


def _rank(order: list[str], level: str | None) -> int:
    return order.index(level) if level in order else -1
