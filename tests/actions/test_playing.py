"""Playbooks: entering a level or stage makes its tasks, once, in the same step (B15, B17, B26, D13)."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaddesk.actions.answer import Answer
from leaddesk.actions.desk import Desk
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.junk import Archive
from leaddesk.actions.marks import Level
from leaddesk.actions.move import Move
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.playing import LEFT, StartPlaybook
from leaddesk.actions.questions import Defined
from leaddesk.actions.restore import Restore
from leaddesk.actions.signal import RecordSignal
from leaddesk.actions.task import CompleteTask
from leaddesk.actions.users import SetDefinition
from tests.actions.desks import lead_of, make_desk, refused, row_of
from tests.fakes.sample import NOW, add_user, capture, clock_of

SAL = [
    "Домовитися про консультацію",
    "Пояснити технічні питання",
    "Надіслати презентацію",
    "Порахувати попередню ціну",
]


def warm(desk: Desk, lead: str) -> None:
    """Three answers of level two make a lead SAL."""
    for question in ("budget", "authority", "need"):
        desk.do(Answer((lead,), question, 2))


def titles(desk: Desk, lead: str) -> list[str]:
    return [task.title for task in lead_of(desk, lead).open_tasks]


def book(desk: Desk, key: str, **told: object) -> None:
    fields = {"names": {"uk": key}, "tasks": [{"names": {"uk": f"зробити {key}"}, "after_h": 1}], **told}
    desk.do(SetDefinition("playbook", key, tuple(fields.items())))


def test_a_lead_that_becomes_sal_gets_the_four_tasks_of_the_practice() -> None:
    """B15: book a consultation, explain technical points, send the presentation, estimate the cost."""
    desk = make_desk()
    lead = capture(desk)

    warm(desk, lead)

    assert row_of(desk, lead).level == "sal"
    assert sorted(titles(desk, lead)) == sorted(SAL)
    assert row_of(desk, lead).next_due == round((NOW + timedelta(hours=4)).timestamp() * 1000)


def test_the_strategy_stands_on_the_lead_with_its_first_day() -> None:
    """B26: strategy = the playbook on the card, with the date it began."""
    desk = make_desk()
    lead = capture(desk)

    warm(desk, lead)
    found = lead_of(desk, lead).playbook

    assert found is not None
    assert (found.playbook, found.at) == ("sal", NOW)


def test_undo_of_the_answer_takes_the_tasks_back_with_it() -> None:
    """B17: one step of the history."""
    desk = make_desk()
    lead = capture(desk)
    warm(desk, lead)

    desk.undo()

    assert titles(desk, lead) == []
    assert lead_of(desk, lead).answers.keys() == {"budget", "authority"}
    desk.redo()
    assert len(titles(desk, lead)) == 4


def test_a_level_that_is_left_and_entered_again_makes_no_second_tasks() -> None:
    desk = make_desk()
    lead = capture(desk)
    warm(desk, lead)
    desk.do(CompleteTask((lead,)))
    desk.do(Answer((lead,), "need", 0))
    assert row_of(desk, lead).level != "sal"

    desk.do(Answer((lead,), "need", 2))

    assert len(titles(desk, lead)) == 3, "what was done stays done"


def test_a_new_round_after_nurture_makes_its_tasks_anew() -> None:
    """A16: every round is worked anew."""
    desk = make_desk()
    lead = capture(desk)
    warm(desk, lead)
    desk.do(Nurture((lead,), NOW + timedelta(days=90)))
    assert titles(desk, lead) == []

    desk.do(Restore((lead,)))
    desk.do(Answer((lead,), "need", 0))
    desk.do(Answer((lead,), "need", 2))

    assert len(titles(desk, lead)) == 4


def test_a_signal_can_raise_the_level_too() -> None:
    """B16: asked for an invoice."""
    desk = make_desk()
    lead = capture(desk)

    desk.do(RecordSignal((lead,), "invoice"))

    assert row_of(desk, lead).level == "sql"
    assert titles(desk, lead) == ["Передати в продаж"]


def test_a_level_by_hand_begins_its_playbook_too() -> None:
    """Decision 12: a manual level is a level."""
    desk = make_desk()
    lead = capture(desk)

    desk.do(Level((lead,), "sal", "просить показ"))

    assert len(titles(desk, lead)) == 4


def test_a_stage_begins_its_playbook() -> None:
    """D13: task templates on entering a stage."""
    desk = make_desk()
    book(desk, "qualify", on="stage:qualifying")
    lead = capture(desk)

    desk.do(Move((lead,), "qualifying"))

    assert titles(desk, lead) == ["зробити qualify"]


def test_many_leads_moved_at_once_each_get_their_tasks_and_one_undo_takes_all() -> None:
    """D13 on a selection."""
    desk = make_desk()
    book(desk, "qualify", on="stage:qualifying")
    leads = tuple(capture(desk, phone=f"+38067111000{n}", need=f"потреба {n}") for n in range(5))

    desk.do(Move(leads, "qualifying"))
    assert [titles(desk, lead) for lead in leads] == [["зробити qualify"]] * 5
    desk.undo()

    assert [titles(desk, lead) for lead in leads] == [[]] * 5


@pytest.mark.parametrize("gone", ["archive", "nurture", "hand_over"])
def test_what_leaves_our_hands_takes_its_playbook_tasks_off_the_list(gone: str) -> None:
    """Nobody is reminded to call for a lead that sales have, or that sleeps."""
    desk = make_desk()
    lead = capture(desk)
    warm(desk, lead)
    actions = {
        "archive": Archive((lead,), "not_fit"),
        "nurture": Nurture((lead,), NOW + timedelta(days=90)),
        "hand_over": HandOver((lead,), "порада", reason="urgent"),
    }

    desk.do(actions[gone])  # type: ignore[arg-type]
    found = [task for task in lead_of(desk, lead).tasks if task.kind == "playbook"]

    assert {task.result for task in found} == {LEFT}
    desk.undo()
    assert len([task for task in lead_of(desk, lead).open_tasks if task.kind == "playbook"]) == 4


def test_a_task_of_a_role_goes_to_whoever_has_it() -> None:
    """B22: routed to a role."""
    desk = make_desk()
    marketer = add_user(desk, "Марія Маркетолог", ("marketer",))
    book(desk, "listen", on="stage:qualifying", tasks=[{"names": {"uk": "прослухати"}, "role": "marketer"}])
    lead = capture(desk)

    desk.do(Move((lead,), "qualifying"))
    (task,) = lead_of(desk, lead).open_tasks

    assert (task.to, task.role) == (marketer.id, "marketer")


def test_a_task_of_a_role_that_nobody_has_is_not_lost() -> None:
    desk = make_desk()
    book(desk, "listen", on="stage:qualifying", tasks=[{"names": {"uk": "прослухати"}, "role": "marketer"}])
    lead = capture(desk)

    desk.do(Move((lead,), "qualifying"))

    assert lead_of(desk, lead).open_tasks[0].to == desk.session.user.id


def test_a_strategy_chosen_by_hand_makes_its_tasks_and_only_those_that_are_missing() -> None:
    """B26."""
    desk = make_desk()
    lead = capture(desk)

    desk.do(StartPlaybook((lead,), "sal"))
    clock_of(desk).forward(minutes=1)
    desk.do(StartPlaybook((lead,), "sal"))

    assert len(titles(desk, lead)) == 4


def test_a_strategy_that_nobody_declared_is_refused() -> None:
    desk = make_desk()
    lead = capture(desk)

    assert refused(desk, StartPlaybook((lead,), "none")).key == "playbook.no_such_playbook"


def test_an_edited_playbook_is_the_one_that_is_applied() -> None:
    """B17: edited definitions."""
    desk = make_desk()
    book(desk, "sal", on="level:sal")
    lead = capture(desk)

    warm(desk, lead)

    assert titles(desk, lead) == ["зробити sal"]
    assert next(one for one in desk.ask(Defined()).playbooks if one.id == "sal").tasks[0]["after_h"] == 1


def test_a_base_of_another_country_gets_its_tasks_in_its_language() -> None:
    desk = make_desk()
    desk.do(SetDefinition("setting", "country", (("value", "PL"),)))
    lead = capture(desk)

    desk.do(RecordSignal((lead,), "invoice"))

    assert titles(desk, lead) == ["Hand over to sales"]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["budget", "authority", "need", "timing"]), st.sampled_from([None, 0, 2, 3])
        ),
        max_size=8,
    )
)
def test_whatever_is_answered_no_task_of_a_playbook_is_ever_doubled(
    answers: list[tuple[str, int | None]],
) -> None:
    """However levels rise and fall, each playbook's task is there at most once, and undo leaves no trace."""
    desk = make_desk()
    lead = capture(desk)

    for question, level in answers:
        desk.do(Answer((lead,), question, level))
    found = [task.title for task in lead_of(desk, lead).tasks]
    for _each in answers:
        desk.undo()

    assert len(found) == len(set(found))
    assert lead_of(desk, lead).tasks == ()
