"""The next step of a lead: done, or due at another time."""

from datetime import datetime, timedelta

from leaddesk.actions.task import CompleteTask, MoveTask
from leaddesk.domain.hours import wake_at
from leaddesk.texts import _
from leaddesk.ui.decisions.asks import Ask, Outcome
from leaddesk.ui.decisions.subject import Subject
from leaddesk.ui.decisions.waiting import at_a_time


def complete(to: Subject) -> Outcome:
    """The step that is due first is done."""
    return Outcome(CompleteTask(to.ids), _("the step is done"), advances=False, aside=True)


def reschedule(to: Subject) -> Ask:
    """The step that is due first, at another time; the first due time stays known."""
    days = ((_("Next working morning"), 1), (_("In 3 days"), 3), (_("In 7 days"), 7))
    times = [(_("In 2 hours"), to.now + timedelta(hours=2))]
    times += [
        (name, wake_at(to.zone, to.working_day(to.today + timedelta(days=n)), to.wake_hour))
        for name, n in days
    ]

    def at_time(at: datetime) -> Outcome:
        words = _("the step is due {when}").format(when=to.when(at))
        return Outcome(MoveTask(to.ids, due=at), words, advances=False, aside=True)

    return at_a_time(to, _("The next step at another time"), times, at_time, "clock-outline")
