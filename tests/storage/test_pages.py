"""Pages, board and history on SQLite: how they are reached, in how many statements, from any depth."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from leaddesk.actions.ports import Cursor, Page, PageAsk
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.list_row import ListRow, list_row
from leaddesk.domain.refusals import Refused
from leaddesk.domain.search_flags import SPLITS
from leaddesk.storage.indices import SORTS
from tests.storage.statements import plan, statements
from tests.storage.world import World, make_world


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = make_world(tmp_path_factory.mktemp("pages"), seed=3, leads=150, steps=150)
    yield made
    made.store.close()


def page(world: World, **ask: Any) -> Page:
    return world.store.page(PageAsk(**ask), world.clock(), world.me)


def walk(world: World, **ask: Any) -> list[ListRow]:
    """All rows page by page."""
    found: list[ListRow] = []
    after = None
    while True:
        here = page(world, after=after, **ask)
        found.extend(here.rows)
        after = here.next
        if after is None:
            return found


@pytest.mark.parametrize("split", [split.id for split in SPLITS])
@pytest.mark.parametrize("sort", [*SORTS, *(f"{sort}-" for sort in SORTS)])
def test_every_split_in_every_order_gives_each_row_once(world: World, split: str, sort: str) -> None:
    """PERFORMANCE P4: pages of any size are the whole list cut up."""
    whole = page(world, split=split, sort=sort, limit=1000).rows

    walked = walk(world, split=split, sort=sort, limit=7)

    assert tuple(walked) == whole
    assert len({row.id for row in walked}) == len(walked)


@pytest.mark.parametrize("sort", ["score-", "due", "amount"])
@pytest.mark.parametrize("query", ["", "верстат", "is:active -is:snoozed", "is:starred OR is:junk"])
def test_a_page_before_a_cursor_is_the_one_that_ended_there(world: World, sort: str, query: str) -> None:
    """Scrolling up reads what scrolling down has read."""
    whole = page(world, query=query, sort=sort, limit=1000).rows
    value = {"score-": lambda r: -1 if r.score is None else r.score}.get(sort)
    at = len(whole) // 2
    edge = page(world, query=query, sort=sort, limit=at).next
    assert edge is not None

    upward = page(world, query=query, sort=sort, limit=5, before=edge)

    assert upward.rows == whole[max(0, at - 6) : at - 1]
    if value:
        assert edge == Cursor(value(whole[at - 1]), whole[at - 1].id)


@pytest.mark.parametrize("typed", ["name", "attempts-", "touched-", "calls-", "company"])
def test_a_typed_sort_that_no_index_holds_is_kept_to(world: World, typed: str) -> None:
    """UX 4.3: sort: in the query wins over the list's own order, and pages go on in it."""
    whole = page(world, query=f"is:active sort:{typed}", limit=1000).rows

    walked = walk(world, query=f"is:active sort:{typed}", limit=6)

    assert tuple(walked) == whole
    if typed == "attempts-":
        assert [row.attempts for row in whole] == sorted((row.attempts for row in whole), reverse=True)


def test_a_typed_limit_makes_the_page_smaller(world: World) -> None:
    """UX 4.3: limit:3."""
    assert len(page(world, query="limit:3").rows) == 3
    assert len(list(world.store.ids_where(PageAsk(query="limit:3"), world.clock(), world.me))) == 3


@pytest.mark.parametrize("ask", [{"split": "unheard"}, {"sort": "luck"}, {"sort": ""}])
def test_what_does_not_exist_is_refused_by_name(world: World, ask: dict[str, str]) -> None:
    """A wish of a newer window is a refusal, not another list."""
    with pytest.raises(Refused):
        page(world, **ask)


# How much is read


@pytest.mark.parametrize("rows", [1, 50, 1000])
@pytest.mark.parametrize(
    "query", ["", "is:hot", "верстат", "due:<today", "is:starred", "is:mine", "гудзь~", "a -b"]
)
def test_a_page_is_two_statements_at_most_whatever_its_size(world: World, query: str, rows: int) -> None:
    """PERFORMANCE P14."""
    page(world)
    with statements(world.store) as told:
        page(world, query=query, limit=rows)

    assert 1 <= len(told) <= 2


def test_a_screen_is_three_statements_at_most(world: World) -> None:
    """PERFORMANCE P14: counts of all splits, the board, the history."""
    reads: list[Callable[[], object]] = [
        lambda: world.store.split_counts(world.clock(), world.me),
        lambda: world.store.board(50),
        lambda: world.store.place_counts(),
        lambda: world.store.history(100),
        lambda: world.store.count(PageAsk(query="верстат"), world.clock(), world.me),
    ]
    for read in reads:
        read()
        with statements(world.store) as told:
            read()
        assert 1 <= len(told) <= 3


@pytest.mark.parametrize("split", [split.id for split in SPLITS])
@pytest.mark.parametrize("sort", ["score-", "received-", "cooling", "due", "amount-", "stage_age"])
def test_no_split_reads_or_sorts_the_whole_table(world: World, split: str, sort: str) -> None:
    """PERFORMANCE P4: each list comes from an index; only what a rare condition gathers is sorted."""
    page(world, split=split, sort=sort)
    with statements(world.store) as told:
        first = page(world, split=split, sort=sort, limit=3)
        page(world, split=split, sort=sort, limit=3, after=first.next)

    steps = plan(world.store, told)
    assert not [step for step in steps if step == "SCAN lead" or step.startswith("SCAN lead USING")]
    assert any("SEARCH lead USING" in step for step in steps)


@pytest.mark.parametrize("sort", list(SORTS))
def test_a_common_split_is_walked_without_any_sort(world: World, sort: str) -> None:
    """PERFORMANCE trap 2: two seeks in the index of the sort, merged; the tie is sorted by id alone."""
    with statements(world.store) as told:
        page(world, split="all", sort=sort, limit=11)

    steps = plan(world.store, told)
    assert not [step for step in steps if "TEMP B-TREE" in step]
    assert any(f"ix_lead_by_{sort}" in step for step in steps)


def test_a_search_asks_the_newest_leads_how_common_its_word_is(world: World) -> None:
    """PERFORMANCE P6: the oldest leads of a base are often of another kind, as a sample before an import."""
    with statements(world.store) as told:
        page(world, query="верстат")

    assert any("rowid DESC" in text for text in told)


def test_the_flags_of_a_row_come_as_one_number(world: World) -> None:
    """PERFORMANCE P4: whatever flags a lead has, its row in a list has the same."""
    shown = page(world, limit=1000).rows
    with world.store.view() as read:
        whole = read.rows([row.id for row in shown])

    assert [list_row(row) for row in whole] == list(shown)
    assert {(row.reachable, row.starred, row.read, row.replied) for row in shown} > {
        (True, False, False, False)
    }
    assert all(isinstance(row.starred, bool) for row in shown)


def test_no_page_counts_rows_off(world: World) -> None:
    """PERFORMANCE trap 3: never OFFSET."""
    with statements(world.store) as told:
        walk(world, query="is:active", limit=9)
        world.store.board(3)
        list(world.store.ids_where(PageAsk(), world.clock(), world.me))

    assert told
    assert not [text for text in told if "OFFSET" in text]


def test_a_page_is_read_while_somebody_writes(world: World) -> None:
    """ARCHITECTURE 5: readers never wait for the writer's lock."""
    whole = page(world, limit=1000).rows
    with world.store.transaction() as connection:
        connection.execute(sa.text("UPDATE head SET hlc_c = hlc_c"))
        assert page(world, limit=1000).rows == whole
        assert world.store.count(PageAsk(), world.clock(), world.me) == len(whole)
        assert world.store.split_counts(world.clock(), world.me)["all"] > 0


def test_a_definition_edited_elsewhere_counts_from_the_next_page_on(tmp_path: Path) -> None:
    """What is kept of a question is forgotten with the definitions that it was made under."""
    world = make_world(tmp_path, seed=4, leads=20, steps=10)
    try:
        assert page(world, query="channel:телефонія").problems
        edit = {"names": {"uk": "телефонія", "en": "phone", "ru": "телефония"}}
        world.desk.do(SetDefinition(entity="channel", key="call", fields=edit))

        found = page(world, query="channel:телефонія", limit=500)

        assert found.problems == ()
        assert {row.channel for row in found.rows} == {"call"}
    finally:
        world.store.close()


# Board, history, version


def test_the_board_shows_the_best_of_each_stage(world: World) -> None:
    """PERFORMANCE P9; A6: whom nobody can reach is on no board and in no number of it."""
    rows = [row for row in page(world, query="is:active", limit=1000).rows if row.reachable]
    for column in world.store.board(4):
        mine = [row for row in rows if row.stage == column.stage]
        assert column.rows == tuple(mine[:4])
        assert column.count == len(mine)
        assert dict(column.amounts).get("UAH", 0) == sum(row.amount_minor or 0 for row in mine)


def test_history_goes_back_page_by_page(world: World) -> None:
    """Each step once, the newest first."""
    whole = world.store.history(10_000)

    walked: list[Any] = []
    before = None
    while part := world.store.history(40, before):
        walked.extend(part)
        before = part[-1].tx

    assert walked == whole
    assert whole[-1].action == "found"


def test_an_undone_step_and_its_undo_name_the_same_lead(tmp_path: Path) -> None:
    """UX: the history tells what was undone, of whom."""
    from leaddesk.actions.marks import Star

    world = make_world(tmp_path, seed=5, leads=3, steps=0)
    try:
        (row, *_) = page(world).rows
        world.desk.do(Star((row.id,), True))
        world.desk.undo()

        undo, star, *_ = world.store.history(5)

        assert (undo.action, undo.lead_id, undo.lead_name) == ("undo", row.id, row.name)
        assert (star.action, star.state, star.undone) == ("star", "undone", True)
    finally:
        world.store.close()


def test_the_version_changes_with_every_write_and_not_without(tmp_path: Path) -> None:
    """ARCHITECTURE 5: the window polls one number for the work of others."""
    from leaddesk.actions.marks import Star

    world = make_world(tmp_path, seed=6, leads=3, steps=0)
    try:
        before = world.store.version()
        page(world)
        assert world.store.version() == before

        world.desk.do(Star((page(world).rows[0].id,), True))

        assert world.store.version() != before
    finally:
        world.store.close()
