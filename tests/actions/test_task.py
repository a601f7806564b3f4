"""Tasks: a next step with its due time; the first due time is kept (decision 4)."""

from datetime import timedelta

from leaddesk.actions.task import AddTask, CompleteTask, MoveTask
from leaddesk.domain.refusals import NotFound
from tests.actions.desks import lead_of, make_desk, refused, row_of, sales_of
from tests.fakes.sample import NOW, capture, clock_of

SOON, LATER = NOW + timedelta(hours=1), NOW + timedelta(days=3)


def test_the_step_due_first_is_the_next_one() -> None:
    """B3: every active lead has its next step."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(AddTask((lead,), "зустріч", LATER))
    desk.do(AddTask((lead,), "подзвонити", SOON))

    assert (row_of(desk, lead).next_step, row_of(desk, lead).next_due) == (
        "подзвонити", round(SOON.timestamp() * 1000),
    )  # fmt: skip
    desk.do(CompleteTask((lead,), result="зроблено"))
    assert row_of(desk, lead).next_step == "зустріч"
    done = next(task for task in lead_of(desk, lead).tasks if task.done)
    assert (done.title, done.result, done.done) == ("подзвонити", "зроблено", NOW)


def test_a_moved_step_is_due_later_and_remembers_when_it_was_due_first() -> None:
    """Decision 4: moving a due date never improves % overdue."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(AddTask((lead,), "подзвонити", SOON))
    clock_of(desk).forward(hours=2)
    assert desk.store.split_counts(clock_of(desk)(), "")["today"] == 1
    desk.do(MoveTask((lead,), due=LATER))
    (task,) = lead_of(desk, lead).tasks

    assert (task.first_due, task.due) == (SOON, LATER)
    assert desk.store.split_counts(clock_of(desk)(), "")["today"] == 0


def test_a_step_of_yesterday_is_overdue() -> None:
    """UX 3.2: the split of what was due before today."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(AddTask((lead,), "подзвонити", SOON))
    clock_of(desk).forward(days=1)

    assert desk.store.split_counts(clock_of(desk)(), "")["overdue"] == 1


def test_a_named_step_is_done_or_moved_and_no_other() -> None:
    """By its id."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(AddTask((lead,), "перший", SOON))
    desk.do(AddTask((lead,), "другий", LATER))
    second = next(task for task in lead_of(desk, lead).tasks if task.title == "другий")
    desk.do(CompleteTask((lead,), second.id))

    assert [task.title for task in lead_of(desk, lead).open_tasks] == ["перший"]
    refused(desk, CompleteTask((lead,), second.id), NotFound)
    refused(desk, MoveTask((lead,), "0" * 32, SOON), NotFound)


def test_a_step_needs_words_and_a_time() -> None:
    """A step that is never due is none."""
    desk = make_desk()
    lead = capture(desk)
    for action in (AddTask((lead,), " ", SOON), AddTask((lead,), "крок"), MoveTask((lead,))):
        assert refused(desk, action).key == "task.needs_title_and_due"
    assert refused(desk, CompleteTask((lead,)), NotFound).key == "task.none_open"


def test_a_step_can_be_somebody_elses_who_is_known() -> None:
    """C3: a step for sales."""
    desk = make_desk()
    lead = capture(desk)
    sales = sales_of(desk).session.user.id
    desk.do(AddTask((lead,), "надіслати рахунок", SOON, to=sales, role="sales"))
    (task,) = lead_of(desk, lead).tasks

    assert (task.to, task.by, task.role) == (sales, desk.session.user.id, "sales")
    assert refused(desk, AddTask((lead,), "крок", SOON, to="nobody")).key == "assign.no_such_user"
