"""The speed of processing per person, channel and day equals a count by hand; each mark opens its rows."""

from datetime import date, timedelta
from statistics import median
from zlib import crc32

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.contact import Contact
from leaddesk.actions.desk import Desk
from leaddesk.actions.figures import Figure, FigureAsk, Mark
from leaddesk.actions.junk import Junk
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.take import Take
from leaddesk.analysis.door import StoreFigures
from leaddesk.analysis.speed import quantile
from leaddesk.domain.users import User
from leaddesk.texts import set_language
from leaddesk.texts.figures import definition_of, finding_of
from tests.fakes.sample import NOW, add_user, as_user, capture, clock_of, incoming, make_desk


def figure(desk: Desk, name: str, **more: object) -> Figure:
    ask = FigureAsk(clock_of(desk)(), me=desk.session.user.id, **more)  # type: ignore[arg-type]
    return StoreFigures(desk.store).figure(name, ask)


def mark(of: Figure, series: str, label: str) -> Mark:
    return next(one for one in of.marks if (one.series, one.label) == (series, label))


def arrive(desk: Desk, name: str, **more: object) -> str:
    """A lead that comes now; each name has a phone of its own."""
    phone = f"+38067{crc32(name.encode()) % 10**7:07d}"
    return capture(desk, incoming(name=name, phone=phone, received=clock_of(desk)(), **more))


@pytest.fixture
def desk() -> Desk:
    """Six leads: mine met after 2, 4 and 30 minutes, Anna's after 10 and 20; one nobody called; two days."""
    made = make_desk()
    anna = as_user(made, add_user(made, "Анна"))
    plan = [(2, made, "form"), (4, made, "form"), (30, made, "call"), (10, anna, "form"), (20, anna, "call")]
    for n, (minutes, by, channel) in enumerate(plan):
        lead = arrive(made, f"О {n}", channel=channel)
        clock_of(made).forward(minutes=minutes)
        by.do(Contact((lead,), outcome="no_answer"))
        if n == 3:
            clock_of(made).forward(days=1)
    arrive(made, "Ніхто")
    return made


def test_the_median_and_p90_are_those_of_the_leads_contacted(desk: Desk) -> None:
    """D14: median and p90 of the time to first contact, per person, channel and day."""
    told = figure(desk, "speed_contact")

    mine = desk.session.user.name
    assert (told.numbers[mine], told.numbers[f"{mine} p90"]) == (4, 30)
    assert (told.numbers["Анна"], told.numbers["Анна p90"]) == (10, 20)
    assert (told.numbers["form"], told.numbers["call"]) == (4, 20)
    assert told.numbers[NOW.date().isoformat()] == 4
    assert told.n == 5
    assert mark(told, "channel", "form").n == 3


def test_every_mark_opens_exactly_its_rows(desk: Desk) -> None:
    """D14: each opens its rows."""
    told = figure(desk, "speed_contact")

    for one in told.marks:
        found = list(desk.store.ids_where(PageAsk(query=one.query), clock_of(desk)(), desk.session.user.id))
        assert len(found) == one.n, one
    assert {one.series for one in told.marks} == {"person", "channel", "day"}


def test_the_time_to_the_decision_counts_what_was_thrown_away_too(desk: Desk) -> None:
    """D14: to the decision; a record put to junk was decided on as well."""
    leads = [arrive(desk, f"Р {n}") for n in range(3)]
    clock_of(desk).forward(minutes=6)
    desk.do(Take((leads[0],)))
    clock_of(desk).forward(minutes=6)
    desk.do(Junk((leads[1],), reason="spam"))

    told = figure(desk, "speed_decision")

    assert told.n == 2
    assert (told.numbers["form"], told.numbers["form p90"]) == (6, 12)
    (one,) = [one for one in told.marks if one.series == "person"]
    found = list(desk.store.ids_where(PageAsk(query=one.query), clock_of(desk)(), desk.session.user.id))
    assert sorted(found) == sorted(leads[:2])


def test_leads_per_hour_are_decisions_over_the_hours_of_work(desk: Desk) -> None:
    """D14: leads per hour, of a person who worked in two hours of the clock."""
    leads = [arrive(desk, f"Р {n}") for n in range(5)]
    for lead in leads[:4]:
        desk.do(Take((lead,)))
    clock_of(desk).forward(hours=2)
    desk.do(Take((leads[4],)))

    told = figure(desk, "pace")

    mine = desk.session.user.name
    assert (told.numbers[mine], told.numbers["form"], told.n) == (2.5, 2.5, 5)
    assert mark(told, "person", mine).n == 2
    assert mark(told, "person", mine).k == 5


def test_undo_takes_a_contact_out_of_the_figure(desk: Desk) -> None:
    """ARCHITECTURE 4: figures stay exact by folding."""
    before = figure(desk, "speed_contact")
    lead = arrive(desk, "Зайва")
    desk.do(Contact((lead,), outcome="no_answer"))

    assert figure(desk, "speed_contact").n == before.n + 1
    desk.undo()
    assert figure(desk, "speed_contact") == before


def test_only_one_channel_or_one_day_can_be_asked_for(desk: Desk) -> None:
    """CLI.md: report --from --to --query."""
    calls = figure(desk, "speed_contact", query="channel:call")
    first = figure(desk, "speed_contact", since=NOW.date(), until=NOW.date())

    assert calls.n == 2
    assert first.n == 4
    assert figure(desk, "speed_contact", since=date(2020, 1, 1), until=date(2020, 1, 2)).n == 0


def test_the_finding_and_the_definition_are_sentences(desk: Desk) -> None:
    """A21: the definition stands next to the figure."""
    set_language("en")

    assert (
        finding_of(figure(desk, "speed_contact")) == "Half contacted within 10 min, nine of ten within 30 min"
    )
    assert definition_of(figure(desk, "speed_decision")).startswith("Median minutes from receipt")
    assert finding_of(figure(make_desk(), "pace")) == "No leads in this period yet"


def test_somebody_who_has_left_is_still_counted_by_id() -> None:
    """Figures never lose a case because a name is missing."""
    desk = make_desk()
    stranger = User("e" * 32, "Хтось", ("lead_generator", "admin"))
    lead = arrive(desk, "О")
    clock_of(desk).forward(minutes=3)
    as_user(desk, stranger).do(Contact((lead,), outcome="no_answer"))

    assert figure(desk, "speed_contact").numbers["e" * 32] == 3


@given(st.lists(st.integers(0, 500), min_size=1, max_size=30))
def test_the_median_of_minutes_is_the_lower_median(minutes: list[int]) -> None:
    """D14: half needed at most so long, by the definition of a quantile."""
    found = pd.DataFrame({"minutes": minutes, "n": [1] * len(minutes)})

    half = quantile(found, 0.5)

    assert half is not None
    assert half <= median(minutes)
    assert sum(one <= half for one in minutes) * 2 >= len(minutes)
    late = quantile(found, 0.9)
    assert late is not None
    assert sum(one <= late for one in minutes) >= 0.9 * len(minutes)
    assert timedelta(minutes=late) >= timedelta(minutes=half)
