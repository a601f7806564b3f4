"""Which command asks what: one row a decision."""

from collections.abc import Callable, Mapping
from functools import partial

from leaddesk.ui.decisions import selling
from leaddesk.ui.decisions.asks import Leads
from leaddesk.ui.decisions.contacting import contact_result
from leaddesk.ui.decisions.marking import (
    consent,
    label,
    level,
    note,
    priority,
    set_temperature,
    star,
    task,
    temperature,
)
from leaddesk.ui.decisions.placing import assign, assign_me, move, restore, take, wake
from leaddesk.ui.decisions.putting_away import archive, junk
from leaddesk.ui.decisions.stepping import complete, reschedule
from leaddesk.ui.decisions.subject import Subject
from leaddesk.ui.decisions.waiting import nurture, snooze

DECISIONS: Mapping[str, Callable[[Subject], Leads]] = {
    "lead.take": take,
    "lead.restore": restore,
    "lead.wake": wake,
    "lead.assign_me": assign_me,
    "lead.temperature.hot": partial(set_temperature, value="hot"),
    "lead.temperature.warm": partial(set_temperature, value="warm"),
    "lead.temperature.cold": partial(set_temperature, value="cold"),
    "lead.star": star,
    "lead.nurture": nurture,
    "lead.snooze": snooze,
    "lead.archive": archive,
    "lead.junk": junk,
    "lead.assign": assign,
    "lead.contact_result": contact_result,
    "lead.move_stage": move,
    "lead.temperature": temperature,
    "lead.priority": priority,
    "lead.level": level,
    "lead.label": label,
    "lead.task": task,
    "lead.note": note,
    "tasks.complete": complete,
    "tasks.reschedule": reschedule,
    "consent.set": consent,
    "deal.accept": selling.accept,
    "deal.return": selling.send_back,
    "lead.return_from_sales": selling.send_back,
    "deal.proposal": selling.proposal,
    "deal.invoice": selling.invoice,
    "deal.won": selling.won,
    "deal.lost": selling.lost,
    "deal.postpone": selling.postpone,
    "deal.rate_advice": selling.rate_advice,
}
REPEAT = "lead.repeat_decision"
