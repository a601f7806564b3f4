"""Parts of an import are planned ahead of the lock: the person is never made to wait, nothing gets lost."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from leaddesk.actions.desk import Desk
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.marks import Star
from leaddesk.actions.ports import Intent, Plan, Read
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage.ahead import Ahead
from leaddesk.storage.door import open_store
from leaddesk.storage.store import SqliteStore
from tests.fakes.sample import capture, crowd, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(open_store(f"sqlite:///{tmp_path / 'base.sqlite'}"))
    yield made
    made.store.close()


@pytest.fixture
def other(desk: Desk, tmp_path: Path) -> Iterator[SqliteStore]:
    """The same base as another process has it open."""
    store = open_store(f"sqlite:///{tmp_path / 'base.sqlite'}")
    assert isinstance(store, SqliteStore)
    yield store
    store.close()


def star(lead_id: str) -> Plan:
    return lambda read: [Set("lead", lead_id, "starred", True)]


def intent(desk: Desk) -> Intent:
    return Intent("star", desk.session.user.id, desk.session.now())


def starred(desk: Desk, lead_id: str) -> bool:
    with desk.store.view() as read:
        return read.rows([lead_id])[0].starred


def test_a_person_writes_while_a_part_is_planned(desk: Desk) -> None:
    """ARCHITECTURE 4: the lock is held only while rows are written, and the part is planned again."""
    lead_id = capture(desk)
    planned = 0

    def plan(read: Read) -> Sequence[Set]:
        nonlocal planned
        planned += 1
        if not read.rows([lead_id])[0].starred:
            desk.do(Star((lead_id,), True))
        return [Set("lead", lead_id, "need", "насос")]

    desk.store.bulk(intent(desk), iter([plan]))

    with desk.store.view() as read:
        row = read.rows([lead_id])[0]
    assert planned == 2
    assert (row.starred, row.need) == (True, "насос")
    assert desk.store.check().problems == ()


def test_what_another_process_writes_meanwhile_is_noticed_by_sqlite(desk: Desk, other: SqliteStore) -> None:
    """Two processes share a base; numbers and clocks of ops are never given twice."""
    lead_id = capture(desk)
    seen: list[bool] = []

    def plan(read: Read) -> Sequence[Set]:
        seen.append(read.rows([lead_id])[0].starred)
        if len(seen) == 1:
            other.write(intent(desk), star(lead_id))
        return [Set("lead", lead_id, "need", f"вже з зіркою: {seen[-1]}")]

    desk.store.bulk(intent(desk), iter([plan]))

    assert seen == [False, True]
    with desk.store.view() as read:
        assert read.rows([lead_id])[0].need == "вже з зіркою: True"
    assert desk.store.check().problems == ()


def test_an_import_that_nobody_disturbs_is_planned_once_a_part(desk: Desk) -> None:
    """Planning twice would cost twice."""
    told: list[int] = []

    desk.do(ImportRows([crowd(4), crowd(9)[4:]], lambda number, _fates: told.append(number), "list.csv"))

    assert told == sorted(set(told))
    assert desk.store.check().problems == ()


def test_a_part_that_fails_writes_nothing(desk: Desk) -> None:
    """The transaction goes with it."""
    lead_id = capture(desk)
    before = desk.store.version()

    def plan(read: Read) -> Sequence[Set]:
        return [Set("lead", lead_id, "starred", 1.5)]

    with pytest.raises(TypeError):
        desk.store.bulk(intent(desk), iter([plan]))

    assert not starred(desk, lead_id)
    assert desk.store.version() == before
    assert desk.do(Star((lead_id,), True)).ids == (lead_id,)


def test_what_is_no_matter_of_turns_is_said_as_it_is(desk: Desk, tmp_path: Path) -> None:
    """A full disk is no reason to try again."""
    assert isinstance(desk.store, SqliteStore)
    ahead = Ahead(tmp_path / "base.sqlite", desk.store._writing)

    def full() -> None:
        raise BaseRefused("base.full")

    with pytest.raises(BaseRefused, match=r"base\.full"):
        ahead.run(lambda connection: (None, full))
    ahead.close()


def test_nothing_is_opened_for_a_base_that_nobody_imports_into(desk: Desk) -> None:
    assert isinstance(desk.store, SqliteStore)

    capture(desk)

    assert "_engine" not in vars(desk.store._ahead)
