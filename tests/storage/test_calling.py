"""The order of work: the store gives what sorting all leads by hand gives, however large the list."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from leaddesk.actions.ports import Page, PageAsk
from leaddesk.domain.call_now import BIT, moment_of, together, urge_of
from leaddesk.domain.row import LeadRow
from leaddesk.domain.search_flags import SPLITS
from leaddesk.storage import calling
from tests.storage.world import World, make_world

QUERIES = (
    "",
    "is:active",
    "верстат",
    "is:mine",
    "is:active -is:snoozed channel:form",
    "is:starred OR is:junk",
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = make_world(tmp_path_factory.mktemp("calling"), seed=7, leads=110, steps=150)
    yield made
    made.store.close()


@pytest.fixture(params=["whole", "by bound"])
def far(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """The same list ranked whole, and as a large one, of which only the first candidates are read."""
    if request.param == "by bound":
        monkeypatch.setattr(calling, "SMALL", 3)
    return bool(request.param == "by bound")


def page(world: World, later: timedelta = timedelta(), **ask: object) -> Page:
    asked = PageAsk(sort="call-", at=world.clock() + later)
    return world.store.page(replace(asked, **ask), world.clock(), world.me)  # type: ignore[arg-type]


def by_hand(world: World, later: timedelta, query: str, split: str | None = None) -> list[LeadRow]:
    """All rows of a list, sorted in plain Python by what each loses."""
    with world.store.view() as read:
        moment = moment_of(world.clock() + later, read.definitions())
    rows = world.store.page(PageAsk(query=query, split=split, limit=1000), world.clock(), world.me).rows
    return sorted(rows, key=lambda row: (moment.priority(urge_of(row)), row.id), reverse=True)


@pytest.mark.parametrize("later", [timedelta(), timedelta(hours=9)])
@pytest.mark.parametrize("query", QUERIES)
def test_the_order_of_work_is_that_of_a_sort_by_hand(
    world: World, far: bool, query: str, later: timedelta
) -> None:
    """Issue 3.5: equals a brute-force sort, at any hour: in the day, at night, after a weekend."""
    wanted = by_hand(world, later, query)

    found: list[LeadRow] = []
    after = None
    while True:
        here = page(world, later, query=query, limit=23, after=after)
        found.extend(here.rows)
        after = here.next
        if after is None:
            break

    assert [row.id for row in found] == [row.id for row in wanted]


@pytest.mark.parametrize("split", [split.id for split in SPLITS])
def test_each_split_in_the_order_of_work_is_read_from_both_ends(world: World, far: bool, split: str) -> None:
    """Issue 3.10: the far end and the way back up are the same list."""
    wanted = [row.id for row in by_hand(world, timedelta(), "", split)]

    whole = page(world, split=split, limit=1000).rows
    last = page(world, split=split, sort="call", limit=5).rows
    assert [row.id for row in whole] == wanted
    assert [row.id for row in last] == wanted[::-1][:5]
    if len(wanted) > 12:
        edge = page(world, split=split, limit=10).next
        above = page(world, split=split, limit=4, before=edge).rows
        assert [row.id for row in above] == wanted[5:9]


def test_the_ids_of_a_list_stand_in_the_order_of_work(world: World) -> None:
    """The command line and a choice of all follow the order of the list."""
    ask = PageAsk(query="is:active", sort="call-")

    found = list(world.store.ids_where(ask, world.clock(), world.me))

    assert found == [row.id for row in by_hand(world, timedelta(), "is:active")]
    typed = PageAsk(query="is:active sort:call limit:4")
    assert list(world.store.ids_where(typed, world.clock(), world.me)) == found[:4]


def test_an_hour_of_clock_changes_no_row(world: World) -> None:
    """Issue 3.5: the order keeps itself fresh without rescanning: what is stored does not depend on now."""
    before = {row.id: row.stake for row in page(world, query="is:active", limit=1000).rows}

    first = page(world, query="is:active", limit=1).rows[0].id
    later = [page(world, timedelta(hours=h), query="is:active", limit=1).rows[0].id for h in (0, 0, 5, 30)]

    assert later[:2] == [first, first]
    assert before == {row.id: row.stake for row in page(world, query="is:active", limit=1000).rows}


def test_a_large_list_reads_only_its_first_candidates(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """PERFORMANCE P4: the first page never ranks the whole list."""
    monkeypatch.setattr(calling, "SMALL", 3)
    monkeypatch.setattr(calling, "SPARE", 10)
    monkeypatch.setattr(calling.Calling, "_idle", lambda self: pytest.fail("the whole list was read"))
    everybody = world.store.count(PageAsk(query="is:active is:new"), world.clock(), world.me)

    rows = page(world, query="is:active is:new", limit=2).rows

    assert everybody > 20
    assert [row.id for row in rows] == [row.id for row in by_hand(world, timedelta(), "is:active is:new")][:2]


def test_a_large_list_is_counted_not_ranked_to_see_that_it_is_large(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PERFORMANCE P4: five hundred leads were read and ranked before each page, and thrown away."""
    monkeypatch.setattr(calling, "SMALL", 3)
    monkeypatch.setattr(calling.Calling, "all", lambda self, told: pytest.fail("the list was ranked whole"))

    rows = page(world, query="is:active is:new", limit=2).rows

    assert [row.id for row in rows] == [row.id for row in by_hand(world, timedelta(), "is:active is:new")][:2]


def test_a_single_loss_is_the_loss_itself() -> None:
    assert together([-70_001]) == -70_001
    assert together([BIT, BIT]) == 2 * BIT
