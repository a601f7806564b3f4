"""The head's day on every store: counts by person, each number with its rows, the plan beside the facts."""

from datetime import timedelta

import pytest

from leaddesk.actions.assign import Assign
from leaddesk.actions.contact import Contact
from leaddesk.actions.department import COLUMNS, DepartmentDay, PersonLine, worked_today
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Defined
from leaddesk.actions.sell import Accept
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.task import AddTask
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.users import User
from tests.fakes.sample import NOW, add_user, as_user, capture, clock_of, incoming
from tests.storage.contract.bases import Base

LATER = timedelta(minutes=30)


def arrive(base: Base, *names: str) -> list[str]:
    return [
        capture(base.desk, incoming(name=name, phone=f"+3806711100{n:02d}", received=clock_of(base.desk)()))
        for n, name in enumerate(names)
    ]


def line_of(people: tuple[PersonLine, ...], who: str | None) -> dict[str, int]:
    line = next(line for line in people if (line.user.id if line.user else None) == who)
    return dict(zip(COLUMNS, line.numbers, strict=True))


@pytest.fixture
def anna(base: Base) -> User:
    return add_user(base.desk, "Анна Продавець", ("sales",))


def test_each_person_has_what_must_not_wait_and_the_queue_the_rest(base: Base, anna: User) -> None:
    """B3, screen 13: not processed, past the norm, no next step, not accepted, by person."""
    me = base.desk.session.user.id
    first, second, third, fourth, _queue = arrive(base, "А", "Б", "В", "Г", "Ґ")
    base.desk.do(Assign((first, second), to=me))
    base.desk.do(AddTask((first,), title="подзвонити", due=NOW + timedelta(hours=2)))
    base.desk.do(Assign((third,), to=anna.id))
    base.desk.do(HandOver((fourth,), to=anna.id, advice="готовий", reason="терміново"))
    clock_of(base.desk).forward(minutes=30)

    day = base.desk.ask(DepartmentDay())

    assert line_of(day.people, me) == {"new": 2, "late": 2, "lost": 1, "accept": 0}
    assert line_of(day.people, anna.id) == {"new": 1, "late": 1, "lost": 1, "accept": 1}
    queue = line_of(day.people, None)
    assert (queue["new"], queue["lost"], queue["accept"]) == (1, 0, 0)
    assert day.people[-1].user is None
    assert day.lost == 2
    assert day.blamed is None
    base.desk.do(Accept((fourth,)))
    assert line_of(base.desk.ask(DepartmentDay()).people, anna.id)["accept"] == 0


def test_every_number_opens_exactly_its_rows(base: Base, anna: User) -> None:
    """B3: each number opens its rows: the query of a cell finds as many leads as it shows."""
    me = base.desk.session.user.id
    ids = arrive(base, *"АБВГҐДЕ")
    base.desk.do(Assign(tuple(ids[:3]), to=me))
    base.desk.do(Assign(tuple(ids[3:5]), to=anna.id))
    base.desk.do(Snooze((ids[0],), until=NOW + timedelta(days=1)))
    base.desk.do(HandOver((ids[4],), to=anna.id, advice="x", reason="y"))
    clock_of(base.desk).forward(minutes=30)
    now = clock_of(base.desk)()

    day = base.desk.ask(DepartmentDay())

    shown = found = 0
    for line in day.people:
        for number, query in zip(line.numbers, line.queries, strict=True):
            shown += number
            found += base.store.count(PageAsk(query=query), now, me)
            assert base.store.count(PageAsk(query=query), now, me) == number, query
    assert shown == found == sum(day.total) > 8


def test_all_that_is_lost_by_one_person_is_said_of_that_person(base: Base, anna: User) -> None:
    """Screen 13: the title is the finding."""
    ids = arrive(base, "А", "Б")
    base.desk.do(Assign((ids[0],), to=anna.id))

    day = base.desk.ask(DepartmentDay())

    assert day.blamed is not None
    assert day.blamed.id == anna.id
    assert (day.lost, day.active) == (1, 2)


def test_the_plan_of_the_day_stands_beside_the_facts(base: Base) -> None:
    """Screen 13: plan and fact today; the share within the norm of those contacted today (C24)."""
    ids = arrive(base, "А", "Б", "В")
    base.desk.do(Contact((ids[0],), outcome="talked", seconds=120))
    clock_of(base.desk).forward(minutes=25)
    base.desk.do(Contact((ids[1],), outcome="talked", seconds=60))

    plan = {line.name: line for line in base.desk.ask(DepartmentDay()).plan}

    assert (plan["new"].fact, plan["in_norm"].fact, plan["in_norm"].of) == (3, 1, 2)
    assert (plan["airtime"].fact, plan["handed"].fact, plan["won"].fact) == (180, 0, 0)
    now, me = clock_of(base.desk)(), base.desk.session.user.id
    assert base.store.count(PageAsk(query=plan["new"].query), now, me) == 3
    assert base.store.count(PageAsk(query=plan["in_norm"].query), now, me) == 1
    clock_of(base.desk).forward(days=1)
    assert {line.fact for line in base.desk.ask(DepartmentDay()).plan} == {0}


def test_who_waits_longest_is_named(base: Base) -> None:
    """Screen 13: the longest waiting, oldest first."""
    (late,) = arrive(base, "Перша")
    clock_of(base.desk).forward(minutes=5)
    other = capture(base.desk, incoming(name="Друга", phone="+380671119999", received=clock_of(base.desk)()))
    capture(base.desk, incoming(name="Третя", phone="+380671118888", received=clock_of(base.desk)()))

    assert base.desk.ask(DepartmentDay()).waiting[0].id == late
    base.desk.do(Contact((late,), outcome="no_answer"))
    assert late not in [row.id for row in base.desk.ask(DepartmentDay()).waiting]
    assert other in [row.id for row in base.desk.ask(DepartmentDay()).waiting]


def test_counts_of_many_queries_are_those_of_each(base: Base) -> None:
    """PERFORMANCE P8: one statement, bounded where asked."""
    ids = arrive(base, *"АБВГ")
    base.desk.do(Contact((ids[0],), outcome="talked", seconds=30))
    me, now = base.desk.session.user.id, NOW
    queries = ("is:active", "is:new", "is:late", "верстат OR is:active", "")

    assert base.store.counts(queries, now, me) == tuple(
        base.store.count(PageAsk(query=query), now, me) for query in queries
    )
    assert base.store.counts(queries, now, me, 2) == tuple(
        base.store.count(PageAsk(query=query), now, me, 2) for query in queries
    )
    assert base.store.counts((), now, me) == ()


def test_the_hours_of_today_are_those_of_duty(base: Base) -> None:
    """Screen 13: what should be done by now is told by the hours worked."""
    definitions: Definitions = base.desk.ask(Defined())

    assert worked_today(NOW.replace(second=0), definitions) == (74 * 60, 9 * 3600)
    assert worked_today(NOW.replace(hour=23), definitions)[0] == 0
    assert worked_today(NOW + timedelta(days=1), definitions) == (0, 0)


def test_somebody_else_sees_the_same_day(base: Base, anna: User) -> None:
    """The head's table is of the department, whoever asks."""
    ids = arrive(base, "А", "Б")
    base.desk.do(Assign((ids[0],), to=anna.id))
    hers = as_user(base.desk, anna)

    assert hers.ask(DepartmentDay()).people == base.desk.ask(DepartmentDay()).people
