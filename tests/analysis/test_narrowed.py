"""Figures of what a search finds: the same as those of a base that holds nothing else (UX 4.3)."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaddesk.actions.contact import Contact
from leaddesk.actions.desk import Desk
from leaddesk.actions.figures import Figure, FigureAsk
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.marks import Temperature
from leaddesk.actions.move import Move
from leaddesk.analysis.door import FIGURES, StoreFigures
from leaddesk.domain.refusals import Refused
from tests.fakes.sample import NOW, capture, clock_of, make_desk

CHANNELS = ("form", "email", "call")


def busy(seed: int, leads: int = 24, only: str = "") -> Desk:
    """Weeks of work, the same for one seed; with `only` the leads of other channels are left out."""
    chance, desk = random.Random(seed), make_desk(now=NOW - timedelta(days=40))
    for n in range(leads):
        clock_of(desk).forward(hours=chance.choice((3, 9, 30)))
        channel, course = chance.choice(CHANNELS), chance.random()
        waits = [chance.choice((2, 40, 400)) for _step in range(3)]
        if only and channel != only:
            clock_of(desk).forward(minutes=sum(waits) if course > 0.2 else 0)
            continue
        lead = capture(desk, phone=f"+38050600{n:04d}", name=f"Клієнт {n}", channel=channel)
        if course <= 0.2:
            continue
        clock_of(desk).forward(minutes=waits[0])
        desk.do(Contact((lead,), outcome="talked"))
        clock_of(desk).forward(minutes=waits[1])
        desk.do(Temperature((lead,), "hot") if course > 0.6 else Move((lead,), "qualifying"))
        clock_of(desk).forward(minutes=waits[2])
        if course > 0.75:
            desk.do(HandOver((lead,), advice="чекає рахунок", reason="горить"))
    clock_of(desk).now = NOW
    return desk


def figure(desk: Desk, name: str, **more: str) -> Figure:
    ask = FigureAsk(NOW, (NOW - timedelta(days=45)).date(), NOW.date(), me=desk.session.user.id, **more)  # type: ignore[arg-type]
    return StoreFigures(desk.store).figure(name, ask)


def bare(told: Figure) -> Figure:
    """A figure without the searches behind its marks, which name the narrowing."""
    return replace(told, marks=tuple(replace(mark, query="") for mark in told.marks))


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_a_search_for_a_channel_is_that_channel(name: str) -> None:
    """A21: the quick way by stored counts and the way through the leads agree."""
    desk = busy(7)

    quick = figure(desk, name, channel="form")
    found = figure(desk, name, query="channel:form")

    if name != "stays":  # counted for all channels in the base
        assert bare(found) == bare(quick)
    assert 0 < found.n < figure(desk, name).n


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), channel=st.sampled_from(CHANNELS), name=st.sampled_from(sorted(FIGURES)))
def test_a_narrowed_figure_is_that_of_a_base_with_nothing_else(seed: int, channel: str, name: str) -> None:
    """Folding only the leads found gives what a base of only these leads would count."""
    found = figure(busy(seed), name, query=f"channel:{channel}")

    alone = figure(busy(seed, only=channel), name)

    assert bare(found) == bare(alone)


def test_everything_found_is_the_whole_figure() -> None:
    """A search that finds all narrows nothing."""
    desk = busy(3)

    for name in FIGURES:
        assert bare(figure(desk, name, query="channel:form,email,call")) == bare(figure(desk, name))


def test_nothing_found_is_no_figure_and_no_fault() -> None:
    """An empty search result is told as such."""
    desk = busy(3)

    for name in FIGURES:
        told = figure(desk, name, query="name:нікого-такого")
        assert (told.n, told.finding.key) == (0, "figure.none"), name


@pytest.mark.parametrize("query", ["chanel:form", "channel:nowhere", "score:>abc"])
def test_a_search_with_a_mistake_is_refused(query: str) -> None:
    """A figure of more leads than were meant would be believed."""
    with pytest.raises(Refused) as refused:
        figure(busy(3, 2), "funnel", query=query)

    assert (refused.value.key, refused.value.said["query"]) == ("report.query", query)


@pytest.mark.parametrize("name", ["conversion_handed", "cooling", "funnel"])
def test_the_leads_behind_a_mark_are_those_counted(name: str) -> None:
    """A21: a point opens the rows behind it, of the same search."""
    from leaddesk.actions.ports import PageAsk

    desk = busy(11)

    told = figure(desk, name, query="(channel:form OR channel:call) -is:cold")

    for mark in told.marks:
        behind = desk.store.count(PageAsk(mark.query), NOW, desk.session.user.id)
        assert behind == (mark.k if name == "funnel" else mark.n), (mark.label, mark.query)
