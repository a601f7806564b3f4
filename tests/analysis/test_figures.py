"""Figures on a real course of work: each equals a plain count over the leads, and undo takes it back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from leaddesk.actions.contact import Contact
from leaddesk.actions.desk import Desk
from leaddesk.actions.figures import Figure, FigureAsk, Mark
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.junk import Junk
from leaddesk.actions.marks import Temperature
from leaddesk.actions.move import Move
from leaddesk.actions.sell import Accept, Lose, Win
from leaddesk.actions.take import Take
from leaddesk.analysis.cooling import first_query
from leaddesk.analysis.door import FIGURES, StoreFigures
from leaddesk.domain.refusals import NotFound
from leaddesk.texts.figures import definition_of, finding_of
from tests.fakes.sample import NOW, add_user, as_user, capture, clock_of, make_desk


def _hand(desk: Desk, lead: str) -> None:
    desk.do(HandOver((lead,), advice="не починайте з ціни", reason="горить термін"))


def _figure(desk: Desk, name: str, **more: object) -> Figure:
    ask = FigureAsk(clock_of(desk)(), **more)  # type: ignore[arg-type]
    return StoreFigures(desk.store).figure(name, ask)


def _leads(desk: Desk, count: int, **more: object) -> list[str]:
    return [
        capture(desk, phone=f"+3805012{number:05d}", name=f"Клієнт {number}", **more)
        for number in range(count)
    ]


def _week(figure: Figure, day: date) -> Mark:
    monday = day - timedelta(days=day.weekday())
    return next(mark for mark in figure.marks if mark.label == monday.isoformat())


def test_conversion_counts_the_leads_of_a_week_and_those_handed_over() -> None:
    """A21, decision 5: cohort by the day received."""
    desk = make_desk()
    leads = _leads(desk, 4)
    _hand(desk, leads[0])

    week = _week(_figure(desk, "conversion_handed"), NOW.date())

    assert (week.k, week.n, week.value) == (1, 4, 0.25)


def test_a_later_handover_counts_in_the_week_the_lead_came() -> None:
    """A21, decision 5: by cohort; by event it counts in the week it happened."""
    desk = make_desk()
    (lead,) = _leads(desk, 1)
    clock_of(desk).forward(days=7)
    _hand(desk, lead)

    cohort = _figure(desk, "conversion_handed")
    event = _figure(desk, "conversion_handed", by="event")

    assert _week(cohort, NOW.date()).k == 1
    assert _week(event, NOW.date()).k == 0
    assert _week(event, (NOW + timedelta(days=7)).date()).k == 1


def test_won_counts_only_deals_that_were_won() -> None:
    """A21, C1: conversion to won."""
    desk = make_desk()
    leads = _leads(desk, 3)
    seller = as_user(desk, add_user(desk, "Продавець", ("sales",)))
    for lead in leads[:2]:
        _hand(desk, lead)
        seller.do(Accept((lead,)))
    seller.do(Win((leads[0],)))
    seller.do(Lose((leads[1],), reason="price", satisfied="competitor"))

    assert _week(_figure(desk, "conversion_won"), NOW.date()).k == 1


def test_undo_takes_a_handover_out_of_the_figure() -> None:
    """ARCHITECTURE 4: figures stay exact under undo."""
    desk = make_desk()
    leads = _leads(desk, 2)
    before = _figure(desk, "conversion_handed")
    _hand(desk, leads[0])
    desk.undo()

    assert _figure(desk, "conversion_handed").marks == before.marks


def test_junk_and_cold_lists_are_outside_conversion() -> None:
    """A6, decision 13: a record without contact, junk and a cold list are in no conversion."""
    desk = make_desk()
    leads = _leads(desk, 2)
    capture(desk, phone=None, name="Без контакту")
    capture(desk, phone="+380501119999", name="Зі списку", kind="cold", need="")
    desk.do(Junk((leads[0],), "spam"))

    assert _week(_figure(desk, "conversion_handed"), NOW.date()).n == 1


def test_young_cohorts_are_marked_as_ripening() -> None:
    """Decision 5: a cohort younger than the usual time to convert is immature."""
    desk = make_desk()
    _leads(desk, 2)

    assert not _week(_figure(desk, "conversion_handed"), NOW.date()).ripe

    clock_of(desk).forward(days=40)
    assert _week(_figure(desk, "conversion_handed"), NOW.date()).ripe


def test_few_cases_are_said_to_be_too_few() -> None:
    """UX 3.5: n < 30 greys the point and says so."""
    desk = make_desk()
    _leads(desk, 3)

    figure = _figure(desk, "conversion_handed")

    assert _week(figure, NOW.date()).small
    assert figure.finding.key == "figure.too_few"


def test_an_empty_base_says_that_there_is_nothing() -> None:
    """UX 4.4: no data for a chart is said, never 0 %."""
    desk = make_desk()

    for name in FIGURES:
        figure = _figure(desk, name)
        assert figure.n == 0
        assert figure.finding.key == "figure.none"


def test_cooling_puts_each_lead_into_the_bin_of_its_first_contact() -> None:
    """D14: hot leads met within five minutes, and after an hour."""
    desk = make_desk()
    leads = _leads(desk, 3)
    desk.do(Temperature(tuple(leads), "hot"))
    clock_of(desk).forward(minutes=3)
    desk.do(Contact((leads[0],), outcome="talked"))
    clock_of(desk).forward(minutes=90)
    desk.do(Contact((leads[1],), outcome="talked"))
    _hand(desk, leads[0])

    figure = _figure(desk, "cooling")
    hot = {mark.label: mark for mark in figure.marks if mark.series == "hot"}

    assert (hot["0"].n, hot["0"].k) == (1, 1)
    assert (hot["3"].n, hot["3"].k) == (1, 0)
    assert sum(mark.n for mark in figure.marks) == 2


def test_the_funnel_counts_every_step_passed() -> None:
    """Issue of the funnel: a later stage counts every earlier one as passed."""
    desk = make_desk()
    leads = _leads(desk, 4)
    desk.do(Take((leads[0],)))
    desk.do(Move((leads[1],), "ready"))
    _hand(desk, leads[2])

    figure = _figure(desk, "funnel")
    passed = {mark.label: mark.k for mark in figure.marks if mark.series == "now"}

    assert passed == {"received": 4, "taken": 3, "qualified": 2, "ready": 2, "handed": 1, "won": 0}


def test_the_period_before_is_as_long_and_ends_the_day_before() -> None:
    """A21: this period is compared with the one before it."""
    desk = make_desk()
    _leads(desk, 2, received=NOW - timedelta(days=7))
    capture(desk, phone="+380501118888", name="Новий")
    today = NOW.date()

    figure = _figure(desk, "funnel", since=today - timedelta(days=6), until=today)
    counts = {(mark.series, mark.label): mark.k for mark in figure.marks}

    assert counts["now", "received"] == 1
    assert counts["before", "received"] == 2


def test_a_channel_filter_leaves_the_others_out() -> None:
    """Filters of the charts: one channel alone."""
    desk = make_desk()
    _leads(desk, 2, channel="form")
    capture(desk, phone="+380501117777", name="Лист", channel="email")

    assert _week(_figure(desk, "conversion_handed", channel="form"), NOW.date()).n == 2
    assert _week(_figure(desk, "conversion_handed", channel="email"), NOW.date()).n == 1


def test_every_mark_names_the_search_behind_it() -> None:
    """UX 3.5: a point opens the rows behind it."""
    from leaddesk.domain.search_parse import parse

    desk = make_desk()
    _leads(desk, 2)

    for name in FIGURES:
        for mark in _figure(desk, name).marks:
            assert mark.query
            assert parse(mark.query).problems == ()


@pytest.mark.parametrize("place", range(9))
def test_each_bin_of_the_first_contact_is_a_search(place: int) -> None:
    """UX 3.5: bins of the time to first contact can be searched."""
    from leaddesk.domain.search_parse import parse

    assert parse(first_query(place)).problems == ()


def test_an_unknown_figure_is_refused() -> None:
    """CLI: a name that the program has no figure for."""
    desk = make_desk()
    desk.figures = StoreFigures(desk.store)

    with pytest.raises(NotFound):
        desk.chart("weather", FigureAsk(NOW))


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_every_figure_says_what_it_found_and_what_it_counts(
    language: str, in_language: Callable[[str], None]
) -> None:
    """UX 3.5: the title states the finding, the subtitle the method, in each language."""
    in_language(language)
    desk = make_desk()
    _leads(desk, 2)

    for name in FIGURES:
        figure = _figure(desk, name)
        assert finding_of(figure).strip()
        assert definition_of(figure).strip()


def _walk(desk: Desk, lead: str, *hours: float) -> None:
    """Take a lead over the board, standing so many hours on each stage."""
    stages = ("in_work", "qualifying", "ready")
    for stage, wait in zip(stages, hours, strict=False):
        clock_of(desk).forward(hours=wait)
        desk.do(Move((lead,), stage))


def test_the_stay_on_a_stage_is_the_median_of_the_leads_that_left_it() -> None:
    """C19, C23, screen 03: median days in the head of a column; who still stands there is not counted."""
    desk = make_desk()
    for number, hours in enumerate((2.4, 24, 48)):
        lead = capture(desk, phone=f"+38050120000{number}", name=f"Клієнт {number}")
        _walk(desk, lead, hours, 12)

    stays = _figure(desk, "stays")

    assert stays.numbers == {"new": 1.0, "in_work": 0.5}
    assert [(mark.label, mark.n) for mark in stays.marks][:3] == [
        ("new", 3),
        ("in_work", 3),
        ("qualifying", 0),
    ]
    assert "New" in finding_of(stays)


def test_a_stage_that_was_skipped_counts_no_stay() -> None:
    """A later stage counts every earlier one as passed at that moment: nobody stood on them."""
    desk = make_desk()
    (lead,) = _leads(desk, 1)
    clock_of(desk).forward(hours=36)
    desk.do(Move((lead,), "ready"))

    stays = _figure(desk, "stays")

    assert stays.numbers == {"new": 1.5}


def test_undoing_a_move_takes_its_stay_back() -> None:
    """ARCHITECTURE 4: figures fold, they do not count."""
    desk = make_desk()
    (lead,) = _leads(desk, 1)
    _walk(desk, lead, 5)

    desk.undo()

    assert _figure(desk, "stays").numbers == {}
