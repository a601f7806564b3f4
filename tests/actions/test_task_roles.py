"""Tasks routed to a role: "marketer: qualify", and the result returned to whoever asked (B22)."""

import pytest

from leaddesk.actions.desk import Desk
from leaddesk.actions.junk import Junk
from leaddesk.actions.marks import Level
from leaddesk.actions.move import Move
from leaddesk.actions.note import WriteNote
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.task import QUALIFY, RESULT, AddTask, CompleteTask, MoveTask
from leaddesk.domain.lead import Task
from tests.actions.desks import lead_of, make_desk, refused
from tests.fakes.sample import NOW, add_user, as_user, capture, clock_of

LATER = NOW.replace(hour=15)


def asked(desk: Desk) -> tuple[Desk, str]:
    """A lead given to the marketer to qualify; the marketer's desk."""
    marketer = as_user(desk, add_user(desk, "Марія Маркетолог", ("marketer",)))
    lead = capture(desk)
    desk.do(AddTask((lead,), QUALIFY, LATER, role="marketer"))
    return marketer, lead


def open_of(desk: Desk, lead: str, title: str) -> list[Task]:
    return [task for task in lead_of(desk, lead).open_tasks if task.title == title]


def test_one_action_gives_the_lead_to_whoever_has_the_role() -> None:
    """B22: a task to the marketer from the card itself."""
    desk = make_desk()
    marketer, lead = asked(desk)
    (task,) = open_of(desk, lead, QUALIFY)

    assert (task.to, task.role, task.by) == (marketer.session.user.id, "marketer", desk.session.user.id)


@pytest.mark.parametrize("decision", ["ready", "nurture", "junk", "level"])
def test_the_marketers_decision_does_the_task_and_returns_its_result(decision: str) -> None:
    """B22: the marketer decides and assigns the status; the result returns to the author."""
    desk = make_desk()
    marketer, lead = asked(desk)
    actions = {
        "ready": (Move((lead,), "qualifying"), "qualifying"),
        "nurture": (Nurture((lead,), NOW.replace(month=12)), "nurture"),
        "junk": (Junk((lead,), "spam"), "junk"),
        "level": (Level((lead,), "mql", "прослухала розмову"), "mql"),
    }
    action, result = actions[decision]

    marketer.do(action)  # type: ignore[arg-type]

    done = next(task for task in lead_of(desk, lead).tasks if task.title == QUALIFY)
    assert (done.done is not None, done.result) == (True, result)
    (told,) = open_of(desk, lead, RESULT)
    assert told.to == desk.session.user.id


def test_undo_of_the_decision_asks_again() -> None:
    desk = make_desk()
    marketer, lead = asked(desk)
    marketer.do(Move((lead,), "qualifying"))

    marketer.undo()

    assert len(open_of(desk, lead, QUALIFY)) == 1
    assert open_of(desk, lead, RESULT) == []


def test_somebody_elses_decision_does_not_do_the_marketers_task() -> None:
    desk = make_desk()
    _marketer, lead = asked(desk)

    desk.do(Move((lead,), "qualifying"))

    assert len(open_of(desk, lead, QUALIFY)) == 1


def test_a_note_of_the_marketer_is_no_decision() -> None:
    desk = make_desk()
    marketer, lead = asked(desk)

    marketer.do(WriteNote((lead,), "слухаю"))

    assert len(open_of(desk, lead, QUALIFY)) == 1


def test_a_task_of_a_role_that_is_done_by_hand_tells_its_author_too() -> None:
    desk = make_desk()
    marketer, lead = asked(desk)

    marketer.do(CompleteTask((lead,), result="теплий"))

    assert len(open_of(desk, lead, RESULT)) == 1


def test_ones_own_task_returns_nothing_to_oneself() -> None:
    desk = make_desk()
    lead = capture(desk)
    desk.do(AddTask((lead,), "подзвонити", LATER))

    desk.do(CompleteTask((lead,)))

    assert lead_of(desk, lead).open_tasks == ()


def test_the_first_due_date_stays_when_the_task_is_put_off() -> None:
    """Decision 4: moving a due date never improves the share of overdue ones."""
    desk = make_desk()
    marketer, lead = asked(desk)
    clock_of(desk).forward(minutes=10)

    marketer.do(MoveTask((lead,), due=LATER.replace(hour=18)))
    (task,) = open_of(desk, lead, QUALIFY)

    assert (task.first_due, task.due) == (LATER, LATER.replace(hour=18))


def test_a_role_that_nobody_has_leaves_the_task_with_who_asked() -> None:
    desk = make_desk()
    lead = capture(desk)

    desk.do(AddTask((lead,), QUALIFY, LATER, role="marketer"))

    assert open_of(desk, lead, QUALIFY)[0].to == desk.session.user.id


def test_a_role_that_does_not_exist_is_refused() -> None:
    desk = make_desk()
    lead = capture(desk)

    assert refused(desk, AddTask((lead,), "x", LATER, role="wizard")).key == "task.no_such_role"
