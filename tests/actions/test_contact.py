"""The result of a contact in one step: logged, next step set, number marked (key R)."""

from datetime import timedelta

import pytest

from leaddesk.actions.contact import Call, Contact
from leaddesk.actions.move import Move
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.sell import Accept
from leaddesk.actions.task import AddTask
from leaddesk.domain.refusals import MoveRefused
from tests.actions.desks import (
    handed_over,
    junk_lead,
    lead_of,
    make_desk,
    person_of,
    refused,
    row_of,
    sales_of,
)
from tests.fakes.sample import NOW, Clock, capture, clock_of, contact

LATER = Clock().forward(days=5)


def ms(desk: object) -> int:
    return round(clock_of(desk)().timestamp() * 1000)  # type: ignore[arg-type]


def test_who_talked_is_in_work_and_mine_and_the_clocks_stop() -> None:
    """Decision 10: the norm ends, cooling ends; A7: a talk is a decision to work on it."""
    desk = make_desk()
    lead = capture(desk)
    clock_of(desk).forward(minutes=6)
    desk.do(Contact((lead,), "talked", 120, text="цікаво"))
    row, (touch,) = row_of(desk, lead), lead_of(desk, lead).touches

    assert (row.stage, row.owner, row.norm_since, row.cool_since) == (
        "in_work",
        desk.session.user.id,
        None,
        None,
    )
    assert (touch.seconds, touch.outcome, touch.text, touch.by) == (
        120,
        "talked",
        "цікаво",
        desk.session.user.id,
    )
    assert touch.at == clock_of(desk)() - timedelta(seconds=120)
    assert row.first_contact_at == ms(desk) - 120_000


def test_each_call_without_answer_plans_the_next_by_the_regulation_until_the_last() -> None:
    """UX 4.1: +2 h, +1 day at another hour, +3 days, +7 days; after the last: archive "not reached"."""
    desk = make_desk()
    lead = capture(desk)
    waits = []
    for n in range(1, 5):
        desk.do(Contact((lead,), "no_answer"))
        row = row_of(desk, lead)
        assert row.next_due is not None
        assert (row.attempts, row.place, len(lead_of(desk, lead).open_tasks)) == (n, None, 1)
        waits.append((row.next_due - ms(desk)) // 3_600_000)
        clock_of(desk).now = (
            NOW + timedelta(milliseconds=row.next_due) - timedelta(milliseconds=round(NOW.timestamp() * 1000))
        )
    assert waits == [2, 22, 72, 168]

    desk.do(Contact((lead,), "no_answer"))
    row = row_of(desk, lead)
    assert (row.place, row.place_reason, row.next_due, row.attempts) == ("archive", "not_reached", None, 5)
    assert row.stage == "new"


def test_a_talk_starts_the_attempts_anew_and_closes_what_was_planned() -> None:
    """UX 4.1: attempts are calls in a row."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Contact((lead,), "no_answer"))
    clock_of(desk).forward(hours=2)
    desk.do(Contact((lead,), "talked", 60))

    assert row_of(desk, lead).attempts == 0
    assert lead_of(desk, lead).open_tasks == ()
    assert [task.result for task in lead_of(desk, lead).tasks] == ["talked"]
    desk.do(Contact((lead,), "no_answer"))
    assert row_of(desk, lead).attempts == 1


def test_a_step_that_is_not_due_yet_stays_open() -> None:
    """Decision 4: a talk does not do what was promised for later."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(AddTask((lead,), "надіслати ціну", LATER))
    desk.do(AddTask((lead,), "подзвонити", NOW))
    clock_of(desk).forward(minutes=5)
    desk.do(Contact((lead,), "talked", 60))

    assert [task.title for task in lead_of(desk, lead).open_tasks] == ["надіслати ціну"]


def test_a_call_back_needs_its_time_and_makes_the_next_step() -> None:
    """UX 4.1: 2 call back at ..."""
    desk = make_desk()
    lead = capture(desk)
    assert refused(desk, Contact((lead,), "call_back")).key == "contact.when_to_call_back"
    desk.do(Contact((lead,), "call_back", due=LATER, step="подзвонити після наради"))
    (task,) = lead_of(desk, lead).open_tasks

    assert (task.title, task.due, task.kind, task.to) == (
        "подзвонити після наради", LATER, "call", desk.session.user.id,
    )  # fmt: skip
    assert row_of(desk, lead).stage == "in_work"


def test_a_wrong_number_is_marked_and_without_another_contact_nobody_can_be_reached() -> None:
    """A9, A6."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Contact((lead,), "wrong_number"))

    assert person_of(desk, lead).contacts[0].mark == "wrong"
    assert not row_of(desk, lead).reachable
    assert refused(desk, Contact((lead,), "talked"), MoveRefused).key == "funnel.no_contact"


def test_a_wrong_number_leaves_the_other_contacts() -> None:
    """A9: only the number that was called."""
    desk = make_desk()
    lead = capture(desk, email="dk@example.com", contacts=(contact("phone", "+380509999999"),))
    desk.do(Contact((lead,), "wrong_number"))

    assert sum(c.mark == "wrong" for c in person_of(desk, lead).contacts) == 1
    assert row_of(desk, lead).reachable


def test_a_refusal_to_talk_has_its_reason() -> None:
    """D18: a list of its own, apart from loss reasons."""
    desk = make_desk()
    lead = capture(desk)
    assert refused(desk, Contact((lead,), "refused")).key == "contact.refusal_needs_reason"
    assert refused(desk, Contact((lead,), "refused", reason="price")).key == "contact.refusal_needs_reason"
    desk.do(Contact((lead,), "refused", reason="no_time"))

    assert lead_of(desk, lead).touches[0].reason == "no_time"
    assert row_of(desk, lead).cool_since is None


def test_an_outcome_that_nobody_declared_is_refused() -> None:
    """Outcomes are data."""
    desk = make_desk()
    assert refused(desk, Contact((capture(desk),), "sang")).key == "contact.no_such_outcome"


def test_a_record_without_contact_is_not_called() -> None:
    """A6."""
    desk = make_desk()
    refused(desk, Contact((junk_lead(desk),), "talked"), MoveRefused)


def test_a_talk_with_a_lead_further_on_leaves_its_stage_and_owner() -> None:
    """Only what is new is taken by talking."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Move((lead,), "ready"))
    desk.do(Contact((lead,), "talked", 60))

    assert (row_of(desk, lead).stage, row_of(desk, lead).owner) == ("ready", None)


@pytest.mark.parametrize("away", ["deal", "nurture"])
def test_calls_without_answer_do_not_archive_what_sales_hold_or_what_sleeps(away: str) -> None:
    """The regulation of first contacts is not that of deals."""
    desk = make_desk()
    sales = sales_of(desk)
    if away == "deal":
        lead = handed_over(desk)
        sales.do(Accept((lead,)))
    else:
        lead = capture(desk)
        desk.do(Nurture((lead,), LATER))
    for _ in range(7):
        sales.do(Contact((lead,), "no_answer"))

    assert row_of(desk, lead).place == away


def test_a_call_entered_from_a_list_stands_at_its_own_time_and_way() -> None:
    """Decision 1: talk time without ringing."""
    desk = make_desk()
    lead = capture(desk)
    then = NOW + timedelta(minutes=3)
    clock_of(desk).forward(hours=5)
    desk.do(Call((lead,), "talked", 421, way="in", started=then))
    (touch,) = lead_of(desk, lead).touches

    assert (touch.at, touch.way, touch.seconds, touch.answered) == (then, "in", 421, True)
