"""The queue shared out: the proposal is what is applied, by one step, within everybody's norm."""

from datetime import date, timedelta

import pytest

from leaddesk.actions.assign import Assign
from leaddesk.actions.desk import Desk
from leaddesk.actions.distribute import MOST, Distribute, Distribution, Proposal, SetLoad, meets
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Defined, History
from leaddesk.domain.hours import weekly
from leaddesk.domain.load import LoadNorm
from leaddesk.domain.refusals import NotAllowed, Refused
from leaddesk.domain.users import User
from tests.actions.desks import row_of
from tests.fakes.sample import NOW, add_user, as_user, capture, clock_of, crowd, fill, make_desk

TODAY = date(2026, 11, 20)


def _team(desk: Desk, *norms: LoadNorm | None) -> list[User]:
    """People with their norms; the first user of the base only manages."""
    desk.do(SetLoad(desk.session.user.id, LoadNorm(takes=False)))
    found = []
    for n, norm in enumerate(norms):
        found.append(add_user(desk, f"Людина {n}", ("lead_generator",)))
        if norm is not None:
            desk.do(SetLoad(found[-1].id, norm))
    return found


def _to(told: Proposal, lead: str) -> str | None:
    return next(one.to for one in told.given if one.lead == lead)


def _owned(desk: Desk, user: User) -> int:
    ask = PageAsk(f'is:active owner:"{user.id}"')
    return desk.store.count(ask, NOW, user.id)


def test_the_proposal_is_what_is_applied() -> None:
    """D10, journey 3: preview = applied, for every lead."""
    desk = make_desk()
    fill(desk, crowd(40))
    _team(desk, LoadNorm(open=12), LoadNorm(open=20), LoadNorm(open=30))
    told = desk.ask(Distribution())

    desk.do(told.action())

    assert len(told.placed) == told.waiting > 10
    assert {one.lead: row_of(desk, one.lead).owner for one in told.placed} == {
        one.lead: one.to for one in told.placed
    }


def test_nobody_is_brought_above_the_norm() -> None:
    """D10: strictly follow load norms."""
    desk = make_desk()
    fill(desk, crowd(60))
    people = _team(desk, LoadNorm(open=7), LoadNorm(per_day=5), LoadNorm(open=9, per_day=3))

    desk.do(desk.ask(Distribution()).action())

    assert [_owned(desk, user) for user in people] == [7, 5, 3]
    assert desk.ask(Distribution()).placed == ()


def test_the_whole_distribution_is_one_undo() -> None:
    """Journey 3: one undo takes all of it back."""
    desk = make_desk()
    fill(desk, crowd(30))
    _team(desk, None)
    before = desk.ask(Distribution())
    desk.do(before.action())

    desk.undo()

    assert desk.ask(Distribution()).given == before.given
    assert {row_of(desk, row.id).owner for row in before.rows} == {None}


def test_more_leads_than_one_write_holds_are_still_one_step() -> None:
    """ARCHITECTURE 4: in short transactions, one line of the history, one undo."""
    desk = make_desk()
    fill(desk, crowd(320))
    _team(desk, LoadNorm(open=200), LoadNorm(open=230))
    told = desk.ask(Distribution())
    lines = len(desk.ask(History()))

    desk.do(told.action())

    assert len(told.placed) > 250
    assert len(desk.ask(History())) == lines + 1
    desk.undo()
    assert desk.ask(Distribution()).waiting == told.waiting


def test_the_leads_of_today_count_against_the_norm_of_the_day() -> None:
    """D10: leads a day; those given yesterday count as open only."""
    desk = make_desk()
    (user,) = _team(desk, LoadNorm(per_day=2))
    old = [capture(desk, phone=f"+3805011111{n:02d}") for n in range(3)]
    desk.do(Assign(tuple(old), to=user.id))
    clock_of(desk).forward(days=1)
    new = [capture(desk, phone=f"+3805022222{n:02d}") for n in range(3)]
    desk.do(Assign((new[0],), to=user.id))

    told = desk.ask(Distribution())

    (load,) = [one for one in told.people if one.user.id == user.id]
    assert (load.worker.open, load.worker.today, load.more) == (4, 1, 1)


def test_whoever_is_away_today_gets_nothing_until_the_day_after() -> None:
    """D10: absences are honoured, both days in them."""
    desk = make_desk()
    _team(desk, LoadNorm(away=((TODAY, TODAY + timedelta(days=1)),)))
    lead = capture(desk)

    found = []
    for _day in range(3):
        found.append(_to(desk.ask(Distribution()), lead) is not None)
        clock_of(desk).forward(days=1)

    assert found == [False, False, True]


def test_a_client_of_another_hemisphere_goes_to_the_night_shift() -> None:
    """C13, C15: zones are honoured: somebody must be on duty while the client works."""
    kyiv = weekly("Europe/Kyiv", "12345", 9 * 60, 18 * 60)
    night = weekly("Europe/Kyiv", "12345", 18 * 60, 24 * 60 + 3 * 60)

    met = [meets(roster, None, "America/Los_Angeles", NOW) for roster in (kyiv, night)]

    assert met == [False, True]
    assert meets(kyiv, None, "Europe/Warsaw", NOW)


def test_skills_part_the_streams() -> None:
    """D10: a stream goes to its people; the reason is told for each lead."""
    desk = make_desk()
    english, _any = _team(desk, LoadNorm(languages=("en",)), LoadNorm(open=5))
    lead = capture(desk, language="en")

    told = desk.ask(Distribution())

    assert _to(told, lead) == english.id
    assert [one.why for one in told.given] == [("language", "en")]


def test_a_record_without_contact_is_not_given_to_anybody() -> None:
    """A6: it cannot be assigned; the screen says how many wait for a contact."""
    desk = make_desk()
    _team(desk, None)
    capture(desk, phone=None)

    told = desk.ask(Distribution())

    assert (told.given, told.unreachable) == ((), 1)


def test_a_choice_above_the_norm_needs_a_reason() -> None:
    """D10: manual excess needs a reason, which the history keeps."""
    desk = make_desk()
    (user,) = _team(desk, LoadNorm(open=0))
    lead = capture(desk)
    told = desk.ask(Distribution(((lead, user.id),)))
    assert told.above == (user.name,)

    with pytest.raises(Refused) as refused:
        desk.do(told.action())
    desk.do(told.action("виставка, усі інші зайняті"))

    assert refused.value.key == "distribute.above_norm"
    assert row_of(desk, lead).owner == user.id
    assert desk.ask(History())[0].about == "виставка, усі інші зайняті"


def test_a_lead_that_somebody_took_meanwhile_stays_theirs() -> None:
    """D5: a proposal that has grown old takes nothing away from anybody."""
    desk = make_desk()
    first, second = _team(desk, None, None)
    lead = capture(desk)
    told = desk.ask(Distribution(((lead, first.id),)))
    desk.do(Assign((lead,), to=second.id))

    desk.do(told.action())

    assert row_of(desk, lead).owner == second.id


def test_salespeople_only_accept_what_is_handed_over() -> None:
    """Screen 14: no new leads for those who only sell, unless a norm says so."""
    desk = make_desk()
    _team(desk)
    seller = add_user(desk, "Продавець", ("sales",))
    lead = capture(desk)

    before = _to(desk.ask(Distribution()), lead)
    desk.do(SetLoad(seller.id, LoadNorm(open=5)))

    assert (before, _to(desk.ask(Distribution()), lead)) == (None, seller.id)


@pytest.mark.parametrize("roles", [("lead_generator",), ("sales",), ("marketer",)])
def test_only_who_may_distribute_does(roles: tuple[str, ...]) -> None:
    """C7: the right is asked at every door."""
    desk = make_desk()
    lead = capture(desk)
    other = as_user(desk, add_user(desk, "Інший", roles))

    with pytest.raises(NotAllowed):
        other.do(Distribute((lead,), (other.session.user.id,)))
    with pytest.raises(NotAllowed):
        other.do(SetLoad(other.session.user.id, LoadNorm(open=1)))


@pytest.mark.parametrize(("to", "key"), [(("x" * 32,), "assign.no_such_user"), ((), "distribute.not_paired")])
def test_a_distribution_that_names_nobody_is_refused(to: tuple[str, ...], key: str) -> None:
    """RELIABILITY: what comes from a door is checked where it is written."""
    desk = make_desk()
    lead = capture(desk)

    with pytest.raises(Refused) as refused:
        desk.do(Distribute((lead,), to))

    assert refused.value.key == key
    assert row_of(desk, lead).owner is None


def test_a_norm_is_a_definition_with_undo() -> None:
    """ARCHITECTURE 4: what people edit is in the log too."""
    desk = make_desk()
    me = desk.session.user.id
    desk.do(SetLoad(me, LoadNorm(open=45, regions=("Львів",))))
    desk.do(SetLoad(me, LoadNorm(open=10)))

    desk.undo()

    assert desk.ask(Defined()).loads[me] == LoadNorm(open=45, regions=("Львів",))


def test_a_norm_of_a_stranger_is_refused() -> None:
    """RELIABILITY: no norm without a person."""
    with pytest.raises(Refused):
        make_desk().do(SetLoad("x" * 32, LoadNorm()))


def test_one_proposal_is_about_the_first_of_a_long_queue() -> None:
    """P9: the screen stays quick whatever the size of the queue."""
    assert 120 <= MOST <= 1_000
