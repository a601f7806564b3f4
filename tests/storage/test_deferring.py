"""Sort indices wait for the end of a large import: lists answer meanwhile, and no crash leaves them out."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from leaddesk.actions.desk import Desk
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.marks import Star
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Count
from leaddesk.storage import deferring
from leaddesk.storage.deferring import deferred, missing
from leaddesk.storage.door import open_store
from leaddesk.storage.store import SqliteStore
from tests.fakes.sample import crowd, fill, make_desk

PART, PARTS = 5, 6
ALL = PART * PARTS


class Crash(Exception):
    """The power went."""


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deferring, "LARGE", 10)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(open_store(f"sqlite:///{tmp_path / 'base.sqlite'}"))
    yield made
    made.store.close()


def store_of(desk: Desk) -> SqliteStore:
    assert isinstance(desk.store, SqliteStore)
    return desk.store


def absent(desk: Desk) -> list[str]:
    with store_of(desk).reader.begin() as connection:
        return [str(index.name) for index in missing(connection)]


def bring_in(desk: Desk, between: Callable[[int], None] = lambda _n: None, **more: Any) -> None:
    items = crowd(ALL + 40)[40:]

    def parts() -> Iterator[Sequence[Incoming]]:
        for number in range(PARTS):
            between(number)
            yield items[number * PART : (number + 1) * PART]

    desk.do(ImportRows(parts(), lambda _number, _fates: None, "list.csv"), **more)


def page(desk: Desk, **more: Any) -> list[str]:
    return [row.id for row in desk.store.page(PageAsk(**more), desk.session.now(), desk.session.user.id).rows]


def test_they_are_gone_while_rows_come_in_and_there_at_the_end(desk: Desk) -> None:
    """P2: the build at the end costs a fifth of keeping them row by row."""
    seen: list[int] = []

    bring_in(desk, lambda _n: seen.append(len(absent(desk))))

    assert seen[0] == 0
    assert seen[-1] == len(deferred()) > 5
    assert absent(desk) == []
    assert desk.store.check().problems == ()
    assert desk.ask(Count(PageAsk())) == ALL


@pytest.mark.parametrize("sort", ["score-", "received", "cooling", "due", "amount-", "stage_age"])
def test_every_list_answers_meanwhile_as_it_does_afterwards(desk: Desk, sort: str) -> None:
    """ARCHITECTURE 4: the person goes on working."""
    during: list[list[str]] = []

    def look(number: int) -> None:
        if number == PARTS - 1:
            during.append(page(desk, sort=sort))
            during.append(page(desk, sort=sort, query="stage:new"))

    bring_in(desk, look)

    there = set(during[0])
    assert len(there) == ALL - PART
    assert [one for one in page(desk, sort=sort) if one in there] == during[0]
    assert [one for one in page(desk, sort=sort, query="stage:new") if one in there] == during[1]


def test_board_and_counts_answer_meanwhile(desk: Desk) -> None:
    """Every screen reads by the same statements."""
    told: list[tuple[int, int]] = []

    def look(number: int) -> None:
        if number == PARTS - 1:
            count = desk.store.count(PageAsk(query="stage:new"), desk.session.now(), desk.session.user.id)
            told.append((sum(len(column.rows) for column in desk.store.board(50)), count))

    bring_in(desk, look)

    assert told == [(ALL - PART, ALL - PART)]


def test_a_base_that_holds_more_keeps_them(desk: Desk) -> None:
    """Only what outgrows the base goes on without: others are at work in it."""
    fill(desk, crowd(30))
    seen: set[int] = set()

    bring_in(desk, lambda _n: seen.add(len(absent(desk))))

    assert seen == {0}


def test_other_work_over_many_leads_keeps_them(desk: Desk) -> None:
    fill(desk, crowd(20))
    ids = tuple(page(desk))

    desk.do(Star(ids, True))

    assert absent(desk) == []


def test_the_minute_job_makes_what_a_crash_left_out(desk: Desk) -> None:
    """No start waits for it, and no list is wrong until then."""

    def crash(number: int) -> None:
        if number == PARTS - 1:
            raise Crash

    with pytest.raises(Crash):
        bring_in(desk, crash)
    left, shown = absent(desk), page(desk)
    desk.store.tick(desk.session.now())

    assert left
    assert absent(desk) == []
    assert page(desk) == shown
    assert desk.store.check().problems == ()


def test_the_minute_job_lets_a_running_import_go_on_without(desk: Desk) -> None:
    """It would make them over and over."""
    seen: list[int] = []

    def look(number: int) -> None:
        if number >= 4:
            desk.store.tick(desk.session.now())
            seen.append(len(absent(desk)))

    bring_in(desk, look)

    assert seen == [len(deferred())] * (PARTS - 4)


def test_a_cancelled_import_leaves_them_in_place(desk: Desk) -> None:
    asked = iter(range(100))

    bring_in(desk, cancelled=lambda: next(asked) >= PARTS - 1)

    assert desk.ask(Count(PageAsk())) == 0
    assert absent(desk) == []


def test_they_are_made_as_the_base_was_founded_with_them(desk: Desk, tmp_path: Path) -> None:
    """Letter for letter: a migration must find what it expects."""
    other = make_desk(open_store(f"sqlite:///{tmp_path / 'other.sqlite'}"))
    query = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name")
    bring_in(desk)

    with store_of(desk).reader.begin() as connection:
        grown = connection.execute(query).all()
    with store_of(other).reader.begin() as connection:
        founded = connection.execute(query).all()
    other.store.close()

    assert [row[0] for row in grown] == [row[0] for row in founded]
    assert {row[1] and " ".join(row[1].replace("IF NOT EXISTS ", "").split()) for row in grown} == {
        row[1] and " ".join(row[1].split()) for row in founded
    }
