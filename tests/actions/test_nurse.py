"""Marketing at work on what sleeps: programmes, owners, touches, and the four ways to wake."""

from datetime import timedelta

import pytest

from leaddesk.actions.contact import Contact
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.nurture import Nurse, Nurture, Warm
from leaddesk.actions.restore import Restore, Wake
from leaddesk.actions.sell import Accept, Lose, Postpone
from leaddesk.actions.signal import RecordSignal
from leaddesk.actions.take import Take
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.refusals import MoveRefused
from tests.actions.desks import handed_over, lead_of, make_desk, refused, row_of, sales_of
from tests.fakes.sample import NOW, add_user, capture, clock_of

DECEMBER = NOW + timedelta(days=11)


def test_nurture_gives_the_lead_to_marketing_by_the_usual_programme() -> None:
    """A15: ownership moves to the marketing role and its own funnel; the lead's owner stays known."""
    desk = make_desk()
    marketer = add_user(desk, "Марта Маркетинг", ("marketer",))
    lead = capture(desk)
    desk.do(Take((lead,)))
    desk.do(Nurture((lead,), DECEMBER, "гроші в грудні"))
    nursing = lead_of(desk, lead).nursing

    assert nursing is not None
    assert (nursing.programme, nursing.stage, nursing.owner) == ("warm_up", "fresh", marketer.id)
    assert row_of(desk, lead).owner == desk.session.user.id


def test_without_a_marketer_nobody_is_written_down() -> None:
    """A23: never a silent black hole; the screen lists it as without an owner."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Nurture((lead,), DECEMBER))
    nursing = lead_of(desk, lead).nursing

    assert nursing is not None
    assert nursing.owner is None


def test_a_programme_of_its_own_owner_and_a_wish_win_over_the_usual() -> None:
    """Issue 4: marketing's own funnel and owners, programmes."""
    desk = make_desk()
    add_user(desk, "Абрам", ("marketer",))
    owner = add_user(desk, "Яна", ("marketer",))
    desk.do(SetDefinition("programme", "trust", (("owner", owner.id),)))
    first, second = capture(desk), capture(desk, name="Інший", phone="+380671110000")
    desk.do(Nurture((first,), programme="trust"))
    desk.do(Nurture((second,), owner=desk.session.user.id))

    assert lead_of(desk, first).nursing.owner == owner.id  # type: ignore[union-attr]
    assert lead_of(desk, second).nursing.owner == desk.session.user.id  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("wish", "key"),
    [({"programme": "none"}, "nurture.no_such_programme"), ({"owner": "0" * 32}, "assign.no_such_user")],
)
def test_what_is_not_declared_is_refused(wish: dict[str, str], key: str) -> None:
    """Nothing is guessed."""
    desk = make_desk()
    lead = capture(desk)
    assert refused(desk, Nurture((lead,), DECEMBER, **wish)).key == key  # type: ignore[arg-type]


def test_a_lost_deal_goes_to_the_programme_that_wins_trust_back() -> None:
    """A18: goes back to nurturing for more trust."""
    desk = make_desk()
    lead = handed_over(desk)
    sales = sales_of(desk)
    sales.do(Accept((lead,)))
    sales.do(Lose((lead,), "price", "no"))

    assert lead_of(desk, lead).nursing.programme == "trust"  # type: ignore[union-attr]


def test_a_postponed_deal_goes_to_the_usual_programme() -> None:
    """A25: too early is no loss of trust."""
    desk = make_desk()
    lead = handed_over(desk)
    sales = sales_of(desk)
    sales.do(Accept((lead,)))
    sales.do(Postpone((lead,), DECEMBER))

    assert lead_of(desk, lead).nursing.programme == "warm_up"  # type: ignore[union-attr]


def test_a_touch_does_the_step_that_is_due_and_a_touch_of_another_kind_does_not() -> None:
    """B30: touches logged even when sent outside."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Nurture((lead,)))
    desk.do(Warm((lead,), "event", "запросили на виставку"))
    assert [(w.kind, w.step) for w in lead_of(desk, lead).warmings] == [("event", None)]
    desk.do(Warm((lead,)))
    desk.do(Warm((lead,), "mailing", at=NOW - timedelta(hours=1)))

    steps = {w.step: w for w in lead_of(desk, lead).warmings}
    assert set(steps) == {None, 0, 1}
    assert steps[0].kind == "mailing"
    assert steps[1].at == NOW - timedelta(hours=1)


def test_a_touch_of_nurture_neither_stops_a_norm_nor_counts_as_a_contact() -> None:
    """Decision 10: a mailing to thousands is no first contact."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Nurture((lead,)))
    before = row_of(desk, lead)
    desk.do(Warm((lead,), "mailing"))

    after = row_of(desk, lead)
    assert (after.first_contact_at, after.norm_since) == (before.first_contact_at, before.norm_since)


def test_programme_stage_and_owner_change_while_it_sleeps() -> None:
    """A15: own stages."""
    desk = make_desk()
    owner = add_user(desk, "Марта", ("marketer",))
    lead = capture(desk)
    desk.do(Nurture((lead,), DECEMBER))
    clock_of(desk).forward(days=1)
    desk.do(Nurse((lead,), stage="interested"))
    desk.do(Nurse((lead,), programme="trust", owner=owner.id))
    nursing = lead_of(desk, lead).nursing

    assert nursing is not None
    assert (nursing.programme, nursing.stage, nursing.owner) == ("trust", "interested", owner.id)
    assert row_of(desk, lead).wake_at is not None
    assert refused(desk, Nurse((lead,), stage="nowhere")).key == "nurture.no_such_stage"
    assert refused(desk, Warm((lead,), "pigeon")).key == "nurture.no_such_touch"


@pytest.mark.parametrize("action", [lambda i: Nurse((i,), stage="ripe"), lambda i: Warm((i,), "mailing")])
def test_what_is_not_in_nurture_is_not_nursed(action: object) -> None:
    """B11: marketing does not touch what is worked on."""
    desk = make_desk()
    assert refused(desk, action(capture(desk)), MoveRefused).key == "nurture.not_there"  # type: ignore[operator]


def test_it_wakes_by_its_date_with_what_was_said_last() -> None:
    """A14: returns automatically before the date with its context."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Take((lead,)))
    desk.do(Nurture((lead,), DECEMBER, "гроші в грудні"))
    desk.store.tick(clock_of(desk).forward(days=12))
    found = lead_of(desk, lead)

    assert found.woken is not None
    assert (found.woken.by, found.woken.text) == ("date", "гроші в грудні")
    assert (found.position.stage, found.position.place, found.nurture_rounds) == ("in_work", None, 1)


@pytest.mark.parametrize(
    ("action", "by"),
    [
        (lambda i: Take((i,)), "hand"),
        (lambda i: Wake((i,)), "hand"),
        (lambda i: Restore((i,)), "hand"),
        (lambda i: RecordSignal((i,), "message"), "signal"),
        (lambda i: RecordSignal((i,), "invoice"), "signal"),
        (lambda i: Contact((i,), "wrote"), "signal"),
        (lambda i: Contact((i,), "talked", 60, way="in"), "signal"),
    ],
)
def test_it_wakes_earlier_by_hand_or_by_what_the_client_does(action: object, by: str) -> None:
    """Issue 4: wake by date, by signal, or by hand; journey 4: early on a new contact."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Take((lead,)))
    desk.do(Nurture((lead,), DECEMBER, "гроші в грудні"))
    desk.do(action(lead))  # type: ignore[operator]
    found = lead_of(desk, lead)

    assert found.position.place is None
    assert found.woken is not None
    assert (found.woken.by, found.woken.text) == (by, "гроші в грудні")


@pytest.mark.parametrize(
    "action", [lambda i: RecordSignal((i,), "visits"), lambda i: Contact((i,), "no_answer")]
)
def test_it_sleeps_on_where_nothing_of_weight_happens(action: object) -> None:
    """Decision 10: other signals wake only where they change the level; our own attempts never do."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(RecordSignal((lead,), "subscribed"))
    desk.do(Nurture((lead,), DECEMBER))
    desk.do(action(lead))  # type: ignore[operator]

    assert row_of(desk, lead).place == "nurture"


def test_a_lead_taken_from_nurture_that_was_never_worked_on_is_in_work_now() -> None:
    """A7: taking it is the decision."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Nurture((lead,), DECEMBER))
    desk.do(Take((lead,)))

    assert (row_of(desk, lead).stage, row_of(desk, lead).place) == ("in_work", None)


def test_waking_and_undo_are_the_same_step() -> None:
    """UX 1.1: one undo puts it back to sleep with all that marketing knew."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Nurture((lead,), DECEMBER, "гроші в грудні"))
    before = lead_of(desk, lead)
    desk.do(Wake((lead,)))
    desk.undo()

    after = lead_of(desk, lead)
    assert (after.position, after.nursing, after.woken) == (before.position, before.nursing, None)


def test_every_entry_is_a_round_of_its_own_and_a_second_handover_a_deal_of_its_own() -> None:
    """A16: rounds counted."""
    desk = make_desk()
    lead = capture(desk)
    for n in range(3):
        desk.do(Nurture((lead,)))
        desk.do(Wake((lead,)))
        assert row_of(desk, lead).nurture_rounds == n + 1
    desk.do(HandOver((lead,), "порада", reason="urgent"))
    assert lead_of(desk, lead).deals[0].round == 3
