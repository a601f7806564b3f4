"""Counts on SQLite: exact by rollups and small ranges at any hour, bounded where that is asked (P8)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from leaddesk.actions.marks import Temperature
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.snooze import Snooze
from leaddesk.domain.funnel import PLACES
from leaddesk.domain.search_flags import SPLITS
from tests.storage.oracle import Oracle
from tests.storage.statements import plan, statements
from tests.storage.world import World, make_world


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = make_world(tmp_path_factory.mktemp("counts"), seed=8, leads=150, steps=260)
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def oracle(world: World) -> Oracle:
    return Oracle(world.store, list(world.store.ids_where(PageAsk(), world.clock(), world.me)))


def count(world: World, query: str, limit: int | None = None) -> int:
    return world.store.count(PageAsk(query=query), world.clock(), world.me, limit)


FACETS = [
    "",
    "is:active",
    "is:active -is:snoozed",
    "is:active stage:new",
    "is:new -is:snoozed",
    "is:active is:hot",
    "is:active channel:form",
    "is:active is:unassigned -is:snoozed",
    "is:active is:mine",
    "is:active is:sal",
    "is:active is:replied",
    "is:junk",
    "is:archived",
    "is:nurturing",
    "place:deal",
    "is:coldlist",
    "is:active is:cold stage:new",
    "is:active stage:new,ready",
    "is:active due:<today",
    "is:snoozed is:active",
    "is:contactless",
    "is:starred",
    "верстат",
    "верстат is:active",
    "-верстат",
    "is:active is:junk",
]


@pytest.mark.parametrize("query", FACETS)
def test_a_count_is_exact_whatever_it_is_taken_from(world: World, oracle: Oracle, query: str) -> None:
    """PERFORMANCE P8: rollups, index ranges and scans agree with the plain filter."""
    should = len(oracle.ids(oracle.meant(query, world.clock(), world.me)))

    assert count(world, query) == should
    for limit in (0, 1, 5, 10_000):
        assert count(world, query, limit) == min(limit, should)


@pytest.mark.parametrize("hours", [-2000, -100, 0, 5, 30, 24 * 20, 24 * 400])
def test_the_numbers_on_the_tabs_are_exact_at_every_hour(world: World, oracle: Oracle, hours: int) -> None:
    """UX 3.2: nothing stored depends on now, so snoozes end and steps fall due between two looks."""
    now = world.clock() + timedelta(hours=hours)

    told = world.store.split_counts(now, world.me)

    should = {split.id: len(oracle.ids(oracle.meant(split.counted, now, world.me))) for split in SPLITS}
    assert told == should


def test_the_base_of_these_counts_has_what_they_tell_apart(world: World, oracle: Oracle) -> None:
    """The test must be able to fail: leads asleep, unreachable on the board, in every place."""
    facts = oracle.facts.values()
    active = [one for one in facts if one.kind == "request" and one.place is None]

    assert any(one.snoozed_until and one.snoozed_until > world.clock() for one in active)
    assert any(not one.reachable for one in active)
    assert {one.place for one in facts} >= {None, "junk", "archive", "nurture"}
    assert {one.kind for one in facts} == {"request", "cold"}


@pytest.mark.parametrize("query", ["is:active", "is:active stage:new", "is:active is:mine -is:snoozed"])
def test_a_facet_is_counted_without_looking_at_its_leads(world: World, query: str) -> None:
    """PERFORMANCE P8: a rollup, not a count of rows; only the few asleep or unreachable are looked at."""
    count(world, query)
    with statements(world.store) as told:
        count(world, query)

    steps = plan(world.store, told[-1:])
    leads = [step for step in steps if " lead" in step]
    assert [step for step in steps if "rollup" in step]
    assert all("ix_lead_unreachable" in step or "ix_lead_snoozed" in step for step in leads)


def test_places_are_counted_as_the_board_shows_them(world: World, oracle: Oracle) -> None:
    """The numbers of nurture, archive, junk and deals beside the board: requests only (decision 13)."""
    told = world.store.place_counts()

    requests = [one for one in oracle.facts.values() if one.kind == "request"]
    assert told == {place: sum(one.place == place for one in requests) for place in PLACES}


def test_rollups_come_by_the_beginning_of_their_key_in_order(world: World) -> None:
    """Charts read ranges of keys."""
    whole = world.store.rollups([""])
    stages = world.store.rollups(["stage|"])

    assert [row.key for row in whole] == sorted(row.key for row in whole)
    assert stages == [row for row in whole if row.key.startswith("stage|")]
    assert world.store.rollups(["stage|", "place|"]) == [
        row for row in whole if row.key.startswith(("place|", "stage|"))
    ]
    assert world.store.rollups([]) == []
    assert world.store.rollups(["no such"]) == []


def test_a_count_follows_every_write_at_once(world: World) -> None:
    """PERFORMANCE P8: exact after each write, and after its undo."""
    row = world.store.page(
        PageAsk(query="is:active is:cold has:contact -is:snoozed"), world.clock(), world.me
    ).rows[0]
    before = world.store.split_counts(world.clock(), world.me)

    world.desk.do(Temperature((row.id,), "hot"))
    hot = world.store.split_counts(world.clock(), world.me)
    world.desk.do(Snooze((row.id,), world.clock() + timedelta(days=1)))
    asleep = world.store.split_counts(world.clock(), world.me)
    world.desk.undo()
    world.desk.undo()

    assert hot["hot"] == before["hot"] + 1
    assert asleep["hot"] == before["hot"]
    assert asleep["snoozed"] == before["snoozed"] + 1
    assert world.store.split_counts(world.clock(), world.me) == before
