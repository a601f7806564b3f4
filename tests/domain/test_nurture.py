"""Marketing's own funnel: stays, programmes, due touches, how long a lead was left alone."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.definitions import Programme
from leaddesk.domain.fold import fold_lead
from leaddesk.domain.lead import LeadState, Passed, Position
from leaddesk.domain.nursing import Nursing, Warming
from leaddesk.domain.nurture import LISTS, Nursed, due_touch, listed, nursed, nursing_of, order, touched_at
from tests.domain.leads import DEFINED, START, at, born, call, lead, op

DAY = 24 * 60
STEPS = Programme("p", {}, ({"day": 3, "kind": "mailing"}, {"day": 10, "kind": "call"}))


def asleep(*made: int, minutes: float = 0, **told: object) -> LeadState:
    """A lead in nurture since `minutes`, whose steps `made` are done."""
    position = Position("in_work", "nurture")
    way = (Passed(START, "me", "new", None), Passed(at(minutes), "me", "in_work", "nurture"))
    warmings = tuple(Warming(str(n), "mailing", at(minutes + 60), "me", "", "p", n) for n in made)
    nursing = Nursing("p", "fresh", "a" * 32, at(minutes))
    return lead(position=position, way=way, warmings=warmings, nursing=nursing, **told)


def test_a_lead_on_the_board_is_not_in_nurture_whatever_it_was_before() -> None:
    """A15: one record with one history."""
    awake = lead(nursing=Nursing("p", "fresh", None, START))

    assert nursing_of(awake) is None
    assert nursed(awake, DEFINED) is None


def test_the_stay_began_when_the_lead_came_not_when_its_date_was_moved() -> None:
    """A16: number of nurture rounds and dates kept."""
    way = (
        Passed(START, "me", "new", None),
        Passed(at(5), "me", "in_work", "nurture"),
        Passed(at(6), "me", "in_work", None),
        Passed(at(9), "me", "in_work", "nurture"),
        Passed(at(12), "me", "in_work", "nurture"),
    )
    found = nursing_of(lead(position=Position("in_work", "nurture"), way=way))

    assert found == Nursing("", "", None, at(9))


@pytest.mark.parametrize(("made", "step", "day"), [((), 0, 3), ((0,), 1, 10), ((1,), 0, 3)])
def test_the_first_step_that_was_not_made_is_due(made: tuple[int, ...], step: int, day: int) -> None:
    """B30: programmes with steps and due touches."""
    subject = asleep(*made)
    found = due_touch(subject, nursing_of(subject), STEPS)  # type: ignore[arg-type]

    assert found is not None
    assert (found.step, found.at) == (step, START + timedelta(days=day))
    assert found.kind == STEPS.steps[step]["kind"]


def test_a_programme_that_is_through_has_no_touch_due() -> None:
    """Then the lead waits for its date, or is listed as left alone."""
    subject = asleep(0, 1)
    assert due_touch(subject, nursing_of(subject), STEPS) is None  # type: ignore[arg-type]
    assert due_touch(subject, nursing_of(subject), None) is None  # type: ignore[arg-type]


def test_a_new_round_begins_the_programme_anew() -> None:
    """A16: what was sent in an earlier stay is not counted for this one."""
    subject = asleep(minutes=60 * DAY)
    before = Warming("x", "mailing", at(30), "me", "", "p", 0)
    again = nursing_of(subject)
    found = due_touch(lead(**{**_fields(subject), "warmings": (before,)}), again, STEPS)  # type: ignore[arg-type]

    assert found is not None
    assert found.step == 0


def _fields(state: LeadState) -> dict[str, object]:
    return {"position": state.position, "way": state.way, "nursing": state.nursing}


def test_the_last_touch_is_ours_of_any_kind_and_at_least_the_beginning_of_the_stay() -> None:
    """A23: report of nurture leads with no touch for N days; what the client does is no touch of ours."""
    stay = nursing_of(asleep(minutes=100))
    assert stay is not None
    assert touched_at(asleep(minutes=100), stay) == at(100)
    assert touched_at(asleep(minutes=100, touches=(call(200, 30, "talked"),)), stay) == at(200)
    assert touched_at(asleep(minutes=100, touches=(call(300, 30, "talked", way="in"),)), stay) == at(100)
    assert touched_at(asleep(0, minutes=100), stay) == at(160)


ROWS = st.builds(
    Nursed,
    st.text("0123456789abcdef", min_size=32, max_size=32),
    st.sampled_from(("", "p")),
    st.just(""),
    st.none() | st.just("a" * 32),
    st.integers(0, 10**6),
    st.none() | st.integers(0, 10**6),
    st.none(),
    st.integers(0, 10**6),
    st.none() | st.integers(0, 10**6),
)


@given(ROWS, st.sampled_from(LISTS), st.integers(0, 10**6))
def test_each_list_holds_what_its_name_says(row: Nursed, what: str, ms: int) -> None:
    """A23: touches due, waking soon, left alone, of nobody."""
    from leaddesk.domain.log import at_ms

    inside = listed(row, what, at_ms(ms))
    expected = {
        "due": row.next_at is not None and row.next_at <= ms,
        "waking": row.wake_at is not None and row.wake_at <= ms,
        "quiet": row.last_at < ms,
        "ownerless": row.owner is None,
        "all": True,
    }
    assert inside is expected[what]
    assert order(row, what)[1] == row.lead_id


def test_the_registers_of_nurture_are_folded_into_the_lead() -> None:
    """A14: the card shows why it slept; B30: touches logged even when sent outside."""
    told = [
        born(0),
        op("position", {"stage": "in_work", "place": "nurture", "text": "гроші в грудні"}, 1),
        op("nursing", {"programme": "warm_up", "stage": "fresh", "owner": "a" * 32}, 1, seq=70),
        op(
            "warm/b",
            {"kind": "mailing", "at": "2026-11-21T08:00:00.000Z", "programme": "warm_up", "step": 0},
            2,
        ),
        op("position", {"stage": "in_work"}, 3),
        op("woken", {"by": "date", "text": "гроші в грудні"}, 3, seq=200),
    ]
    found = fold_lead("1" * 32, told)

    assert found is not None
    assert found.nursing == Nursing("warm_up", "fresh", "a" * 32, at(1))
    assert [(w.kind, w.step, w.by) for w in found.warmings] == [("mailing", 0, "me")]
    assert found.woken is not None
    assert (found.woken.by, found.woken.text, found.woken.at) == ("date", "гроші в грудні", at(3))
    assert found.nurture_rounds == 1


def test_the_first_programmes_are_named_and_their_touches_are_of_declared_kinds() -> None:
    """B30: mailing, push with promo, targeted ads; SMS and push are kinds too."""
    kinds = {choice.id for choice in DEFINED.group("warm")}
    assert {"mailing", "push", "sms", "ad"} <= kinds
    for programme in DEFINED.programmes:
        days = [step["day"] for step in programme.steps]
        assert days == sorted(days)
        assert all(
            step["kind"] in kinds and set(step["names"]) == {"uk", "ru", "en"} for step in programme.steps
        )
    assert {programme.after for programme in DEFINED.programmes} == {"", "lost"}
