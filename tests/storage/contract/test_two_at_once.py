"""Several windows, threads and processes on one base: nothing is lost, doubled or half seen."""

import multiprocessing
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from leaddesk.actions.answer import Answer
from leaddesk.actions.desk import Desk, Session
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.marks import Label, Priority, Star
from leaddesk.actions.move import Move
from leaddesk.actions.note import WriteNote
from leaddesk.actions.ports import Intent, PageAsk, Read
from leaddesk.domain.log import Set
from leaddesk.domain.users import User
from tests.fakes.sample import NOW, Clock, capture, crowd, fill
from tests.storage.contract.bases import Base


def full_count(base: Base) -> dict[str, tuple[int, int]]:
    """What a plain count of all rows gives."""
    from zoneinfo import ZoneInfo

    from leaddesk.domain.figures import contribution

    total: dict[str, tuple[int, int]] = {}
    for row in base.rows():
        for key, (n, amount) in contribution(row, ZoneInfo("Europe/Kyiv")).items():
            old = total.get(key, (0, 0))
            total[key] = (old[0] + n, old[1] + amount)
    return total


def in_threads(jobs: Sequence[Callable[[], object]]) -> list[object]:
    with ThreadPoolExecutor(len(jobs)) as pool:
        return [found.result(timeout=60) for found in [pool.submit(job) for job in jobs]]


def test_threads_of_one_window_write_on_one_base(base: Base) -> None:
    """ARCHITECTURE 5: a desk is safe to call from worker threads."""
    leads = fill(base.desk, crowd(4))

    def work(number: int) -> None:
        for i in range(10):
            base.desk.do(WriteNote((leads[(number + i) % 4],), f"{number}/{i}"))
            base.desk.do(Move((leads[(number + i) % 4],), ("in_work", "qualifying", "ready")[i % 3]))

    in_threads([lambda n=n: work(n) for n in range(4)])  # type: ignore[misc]

    with base.store.view() as read:
        notes = [note.text for lead in read.leads(leads) for note in lead.notes]
    assert sorted(notes) == sorted(f"{n}/{i}" for n in range(4) for i in range(10))
    ops = base.log()
    assert [op.id.site_seq for op in ops] == list(range(1, len(ops) + 1))
    assert len({(op.hlc_ms, op.hlc_c) for op in ops}) == len(ops)
    assert base.figures() == full_count(base)
    assert base.store.check().projections


def test_readers_do_not_wait_for_a_writer(base: Base) -> None:
    """ARCHITECTURE 5: a test holds the write lock and still pages, searches and counts."""
    if base.kind == "memory":
        pytest.skip("one lock is enough for a list")
    fill(base.desk, crowd(4))
    inside, done = threading.Event(), threading.Event()

    def slow(read: Read) -> Sequence[Set]:
        inside.set()
        assert done.wait(60)
        return ()

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(base.store.write, Intent("slow", base.me, NOW), slow)
        assert inside.wait(60)
        try:
            page = base.store.page(PageAsk(query="верстат"), NOW, base.me)
            count = base.store.count(PageAsk(), NOW, base.me)
            base.store.split_counts(NOW, base.me)
            base.store.board(5)
            base.rows()
        finally:
            done.set()
        waiting.result(timeout=60)
    assert page.rows
    assert count == 4


def test_two_doors_to_one_base_see_each_others_work_at_once(shared: Base) -> None:
    """ARCHITECTURE 4: several processes may share a base; nothing is cached past a transaction."""
    other = Desk(shared.again(), shared.desk.session)
    leads = fill(shared.desk, crowd(6))
    for i in range(5):
        desk, sees = (other, shared.desk) if i % 2 else (shared.desk, other)
        version = sees.store.version()
        desk.do(Star((leads[i],), True))
        desk.do(Label((leads[i],), f"крок {i}"))
        with sees.store.view() as read:
            (row,) = read.rows((leads[i],))
        assert row.starred
        assert sees.store.version() != version

    ops = shared.log()
    assert [op.id.site_seq for op in ops] == list(range(1, len(ops) + 1))
    assert shared.store.check().projections


def test_definitions_changed_through_one_door_hold_at_the_other(shared: Base) -> None:
    """A cache of definitions is checked against the base."""
    from leaddesk.actions.users import SetDefinition

    other = Desk(shared.again(), shared.desk.session)
    with other.store.view() as read:
        assert read.definitions().setting("snooze_days") == 30
    shared.desk.do(SetDefinition("setting", "snooze_days", (("value", 7),)))
    with other.store.view() as read:
        assert read.definitions().setting("snooze_days") == 7


def test_a_plan_is_made_again_when_somebody_was_faster(shared: Base) -> None:
    """ARCHITECTURE 4: what a plan decided on must still be so when it is written (StaleLead)."""
    if shared.kind == "sqlite":
        pytest.skip("plans under the write lock: nobody can be faster")
    other = Desk(shared.again("another"), shared.desk.session)
    lead = capture(shared.desk)
    seen: list[str] = []

    def plan(read: Read) -> Sequence[Set]:
        seen.append(read.lead(lead).priority)
        if len(seen) == 1:
            with ThreadPoolExecutor(1) as pool:
                pool.submit(other.do, Priority((lead,), "high")).result(timeout=60)
        return [Set("lead", lead, "need", f"після {seen[-1]}")]

    shared.store.write(Intent("edit", shared.me, NOW), plan)

    assert seen == ["normal", "high"]
    assert (shared.row(lead).need, shared.row(lead).priority) == ("після high", "high")


def test_an_import_and_a_person_at_work_do_not_hinder_each_other(shared: Base) -> None:
    """ARCHITECTURE 4: between its short transactions the writer serves the person."""
    leads = fill(shared.desk, crowd(5))
    more = crowd(65)[5:]
    importer = Desk(shared.again(), shared.desk.session)
    batches = iter([more[i : i + 6] for i in range(0, 60, 6)])

    def work() -> None:
        for i in range(25):
            shared.desk.do(Answer((leads[i % 5],), "budget", i % 4, str(i)))

    in_threads([lambda: importer.do(ImportRows(batches, lambda n, fates: None)), work])

    assert len(shared.ids()) == 65
    assert shared.figures() == full_count(shared)
    assert shared.store.check().projections


def _child(url: str, user: User, now: datetime, leads: list[str], number: int) -> None:
    from leaddesk.storage.door import open_store

    clock = Clock(now)
    store = open_store(url, site_key="suite", clock=clock)
    desk = Desk(store, Session(user, clock, clock))
    for i in range(12):
        clock.forward(seconds=1)
        desk.do(WriteNote((leads[i % len(leads)],), f"{number}/{i}"))
        desk.do(Move((leads[i % len(leads)],), ("in_work", "qualifying", "ready")[(number + i) % 3]))
    store.close()


def test_two_processes_and_a_window_write_on_one_base(shared: Base) -> None:
    """ARCHITECTURE 4: clock and numbers are read inside the write transaction, never cached."""
    leads = fill(shared.desk, crowd(3))
    spawn = multiprocessing.get_context("spawn")
    args = (shared.url, shared.desk.session.user, shared.clock(), leads)
    children = [spawn.Process(target=_child, args=(*args, n)) for n in range(2)]
    for child in children:
        child.start()
    for i in range(12):
        shared.desk.do(WriteNote((leads[i % 3],), f"window/{i}"))
    for child in children:
        child.join(120)
        assert child.exitcode == 0

    with shared.store.view() as read:
        notes = [note.text for lead in read.leads(leads) for note in lead.notes]
    assert sorted(notes) == sorted(f"{n}/{i}" for n in (0, 1, "window") for i in range(12))
    ops = shared.log()
    assert sorted(op.id.site_seq for op in ops) == list(range(1, len(ops) + 1))
    assert shared.figures() == full_count(shared)
    assert shared.store.check().projections


def _dies(url: str, user: User, now: datetime) -> None:
    import os

    from leaddesk.storage.door import open_store

    clock = Clock(now)
    desk = Desk(open_store(url, site_key="suite", clock=clock), Session(user, clock, clock))
    items = crowd(9)

    def batches() -> object:
        yield items[:3]
        yield items[3:6]
        os._exit(17)

    desk.do(ImportRows(batches(), lambda number, fates: None, "list.csv"))  # type: ignore[arg-type]


def test_an_import_whose_process_died_is_named_at_the_next_start(shared: Base, tmp_path: Path) -> None:
    """ARCHITECTURE 4: after a crash the next start offers to continue or to revert."""
    before = shared.picture()
    child = multiprocessing.get_context("spawn").Process(
        target=_dies, args=(shared.url, shared.desk.session.user, shared.clock())
    )
    child.start()
    child.join(120)
    assert child.exitcode == 17

    checked = shared.store.check()
    (tx,) = checked.open_imports
    assert checked.integrity
    assert {row.import_id for row in shared.rows()} == {tx}
    intent = Intent("import", shared.me, NOW, "per_row", "list.csv")
    shared.store.bulk(intent, iter([lambda read: ()]), tx=tx, cancelled=lambda: True)
    assert shared.picture() == before
    assert shared.store.check().open_imports == ()
